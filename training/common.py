"""What the scripts that fit a table share: their data, and which rows are set aside for testing."""

import gzip, hashlib, json, pathlib, subprocess

ROOT = pathlib.Path(__file__).resolve().parents[1]


def held_out(row):
    """Whether a row is set aside: by sha256 of its group (or id), one in five."""
    key = str(row["label"].get("group") or row["id"])
    return int(hashlib.sha256(key.encode()).hexdigest(), 16) % 5 == 0


def load(data, name):
    """The rows of a set of DIR."""
    with gzip.open(data / (name + ".jsonl.gz"), "rt", encoding="utf-8") as f:
        return [json.loads(line) for line in f]


def engine(example, requests):
    """What an example of the engine prints for each request."""
    cmd = ["cargo", "run", "-q", "--release", "-p", "draftgate", "--features", "training", "--example", example]
    text = "".join(json.dumps(request) + "\n" for request in requests)
    out = subprocess.run(cmd, cwd=ROOT, input=text, stdout=subprocess.PIPE, text=True, check=True).stdout
    return [json.loads(line) for line in out.splitlines()]
