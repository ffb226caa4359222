"""Peers side by side with draftgate: `python3 benches/peers/run.py [--data FOLDER] [--rounds N] [--drafts N] [--phrases N]`.

Each peer is installed in an environment of its own under target/peers/, and runs in a process of its own. All do the same
work on the same drafts, one engine after the other and then the first again, so that a busy minute hits all alike. Printed
are medians of the rounds, ratios within a round, and what each found of what was planted in drafts of our own.

draftgate is the wheel of target/wheels/ and the npm package in tests/runners/, as `./test wheel wasm` leaves them.
Needs Python 3.10 to 3.12 and Node 20.
"""

from __future__ import annotations

import argparse
import datetime
import json
import os
import platform
import statistics
import subprocess
import sys
from pathlib import Path
from typing import Any

import work
from engines import FLAG, draftgate_policy

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
HOME = ROOT / "target" / "peers"

# llm-guard also asks for torch, which only its models need.
LLM_GUARD = [
    "bc-detect-secrets==1.5.43", "faker<38", "fuzzysearch<0.9", "json-repair==0.44.1", "nltk<4",
    "presidio-analyzer==2.2.358", "presidio-anonymizer==2.2.358", "regex==2024.11.6", "tiktoken<1", "structlog>=24", "transformers==4.51.3",
]  # fmt: skip
ENVIRONMENTS: dict[str, list[list[str]]] = {
    "draftgate": [],
    "pyahocorasick": [["pyahocorasick==2.3.1"]],
    "presidio-analyzer": [["presidio-analyzer==2.2.366"]],
    "openai-guardrails": [["openai-guardrails==0.3.6"]],
    "guardrails-ai": [["guardrails-ai==0.11.0"]],
    "llm-guard": [LLM_GUARD, ["--no-deps", "llm-guard==0.3.16"]],
}
"""What each call of pip is given."""

NODE_PACKAGE = ROOT / "tests" / "runners" / "node_modules" / "draftgate"
STANDARD = ROOT / "cli" / "assets" / "standard.json"

OURS = "draftgate"
OWN = 200
"""Drafts of our own, in which it is counted what an engine finds."""
TASKS = {
    "phrases": "banned phrases, whole words",
    "expressions": "50 regular expressions",
    "pii": "personal data of seven kinds",
    "secrets": "secrets",
    "layers": "all of these in one call",
    "whole": "the standard draft: all layers of the peer, policy `full` with three turns and five sources of draftgate",
}


def install(name: str) -> str | None:
    """Makes an environment; what went wrong, or nothing."""
    folder = HOME / name
    python = folder / "bin" / "python"
    wheels = sorted((ROOT / "target" / "wheels").glob("draftgate-*.whl"))
    calls = ENVIRONMENTS[name]
    if name == OURS:
        if not wheels:
            return "there is no wheel: run `./test tools wheel` first"
        calls = [["--force-reinstall", "--no-deps", str(wheels[-1])]]
    stamp = folder / "installed"
    wanted = json.dumps(calls)
    if name != OURS and stamp.exists() and stamp.read_text() == wanted:
        return None
    print(f"installing {name} …", file=sys.stderr)
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    for call in calls:
        pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *call]
        done = subprocess.run(pip, capture_output=True, text=True)
        if done.returncode:
            errors = [line for line in done.stderr.splitlines() if line.startswith("ERROR")]
            return (errors or ["pip failed"])[-1][:160]
    stamp.write_text(wanted)
    if name in ("presidio-analyzer", "openai-guardrails"):
        # Not everywhere to be had; a blank pipeline stands in.
        subprocess.run(
            [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "en-core-web-sm"],
            capture_output=True,
        )
    return None


class Engine:
    """A process that does what it is told."""

    def __init__(self, name: str, command: list[str]) -> None:
        self.name = name
        self.note = ""
        self.version = ""
        settings = HOME / "home"
        settings.mkdir(parents=True, exist_ok=True)
        # A benchmark reports to nobody.
        (settings / ".guardrailsrc").write_text("id=bench\nenable_metrics=false\nuse_remote_inferencing=false\n")
        log = (HOME / f"{name}.log").open("w")
        self.process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
            cwd=HERE,
            env={**os.environ, "HOME": str(settings), "PYTHONHASHSEED": "0", "OTEL_SDK_DISABLED": "true"},
        )

    def ask(self, **order: Any) -> dict[str, Any]:
        """The answer to an order."""
        assert self.process.stdin and self.process.stdout
        try:
            print(json.dumps(order), file=self.process.stdin, flush=True)
            line = self.process.stdout.readline()
        except BrokenPipeError:
            line = ""
        return json.loads(line) if line else {"cannot": f"stopped; see target/peers/{self.name}.log"}

    def close(self) -> None:
        assert self.process.stdin
        self.process.stdin.close()
        self.process.wait()


def commands() -> dict[str, tuple[str | None, list[str]]]:
    """Of each engine: why it cannot run, and its command."""
    missing = {name: install(name) for name in ENVIRONMENTS}
    worker = str(HERE / "engines.py")
    node = str(HERE / "engine.mjs")
    out: dict[str, tuple[str | None, list[str]]] = {}
    for name in (*ENVIRONMENTS, "llm-guard-words"):
        home = name.removesuffix("-words")
        out[name] = missing[home], [str(HOME / home / "bin" / "python"), worker, name]
    no_package = None if (NODE_PACKAGE / "pkg").exists() else "there is no package: run `./test tools wasm` first"
    out["draftgate, Node"] = no_package, ["node", node, "draftgate", str(NODE_PACKAGE)]
    out["RegExp, Node"] = None, ["node", node, "regexp"]
    return out


def found_of(planted: str, hits: list[str]) -> bool:
    """Whether one of the hits is the planted words, or most of them."""
    low = planted.lower()
    return any(hit and (low in hit.lower() or (hit.lower() in low and 2 * len(hit) > len(low))) for hit in hits)


def kinds_of(task: str) -> tuple[str, ...]:
    return {
        "phrases": ("phrase",),
        "expressions": ("expression",),
        "pii": work.PII,
        "secrets": work.SECRETS,
    }.get(task, ("phrase", "expression", *work.PII, *work.SECRETS))


def tell_hits(task: str, found: dict[str, list[list[str]]], drafts: list[work.Draft]) -> None:
    """One line for each engine: of the planted items, how many it found, by kind; and what else it found."""
    kinds = kinds_of(task)
    print(f"\n  found of what was planted in {len(drafts)} drafts of our own ({TASKS[task]})")
    print(f"  {'':<20}" + "".join(f"{kind:>11}" for kind in kinds) + "      clean drafts flagged")
    for name, answers in found.items():
        cells = []
        flags_only = any(FLAG in hits for hits in answers)
        for kind in kinds:
            all_of, seen = 0, 0
            for draft, hits in zip(drafts, answers, strict=True):
                # Of an engine that only says yes or no, a yes counts where nothing else could have earned it.
                alone = len({k for k, _ in draft.planted if k in kinds}) == 1
                for planted_kind, words in draft.planted:
                    if planted_kind == kind and (alone or not flags_only):
                        all_of += 1
                        seen += bool(hits) if flags_only else found_of(words, hits)
            cells.append(f"{seen}/{all_of}")
        clean = [hits for draft, hits in zip(drafts, answers, strict=True) if not {k for k, _ in draft.planted} & {*kinds}]
        wrong = sum(bool(hits) for hits in clean)
        print(f"  {name:<20}" + "".join(f"{cell:>11}" for cell in cells) + f"{wrong:>12} of {len(clean)}")


def measure(task: str, args: argparse.Namespace, running: dict[str, tuple[str | None, list[str]]]) -> None:
    """One task: all engines, alternately."""
    count = args.phrases
    given = work.load(args.data, STANDARD, args.drafts, count)
    own = work.load(None, STANDARD, OWN, count)
    texts = [str(given.standard["draft"])] if task == "whole" else [draft.text for draft in given.drafts]
    engines: list[Engine] = []
    cannot: dict[str, str] = {}

    def order(of: work.Work) -> dict[str, Any]:
        setting = {"phrases": of.phrases, "expressions": of.expressions, "request": of.standard}
        policy = "" if task == "whole" else draftgate_policy(task, setting)
        return {"task": task, "policy": policy, **setting}

    for name, (why, command) in running.items():
        # The second way to match phrases is of interest where there are phrases only.
        if name == "llm-guard-words" and task not in ("phrases", "layers"):
            continue
        if why is None:
            engine = Engine(name, command)
            answer = engine.ask(**order(own))
            why = answer.get("cannot")
            engine.note, engine.version = answer.get("note", ""), answer.get("version", "")
        if why is not None:
            cannot[name] = why
        else:
            engines.append(engine)
    # What they find, in drafts of our own.
    found = {}
    if task != "whole":
        for engine in engines:
            answer = engine.ask(find=[draft.text for draft in own.drafts])
            if "found" in answer:
                found[engine.name] = answer["found"]
            else:
                cannot[engine.name] = answer["cannot"]
    engines = [engine for engine in engines if engine.name not in cannot]
    # How long they take, with the phrases and expressions of the given work.
    flagged = {}
    for engine in engines:
        if args.data is not None:
            engine.ask(**order(given))
        flagged[engine.name] = sum(bool(hits) for hits in engine.ask(find=texts)["found"])
    times: dict[str, list[float]] = {engine.name: [] for engine in engines}
    for _ in range(args.rounds):
        for engine in engines:
            times[engine.name].append(engine.ask(time=texts, seconds=args.seconds)["micros"])
    print(f"\n{TASKS[task]}: {len(texts)} drafts, {args.rounds} rounds", end="")
    print(f", {count} phrases" if task in ("phrases", "layers") else "")
    print(f"  {'engine':<20}{'CPU µs a draft':>16}{'over draftgate':>16}{'flagged':>9}  note")
    for engine in sorted(engines, key=lambda engine: statistics.median(times[engine.name])):
        mine = times[engine.name]
        ratio = ""
        if OURS in times:
            ratio = f"{statistics.median(a / b for a, b in zip(mine, times[OURS], strict=True)):.2f}x"
        print(f"  {engine.name:<20}{statistics.median(mine):>16.1f}{ratio:>16}{flagged[engine.name]:>9}  {engine.note}")
    for name, why in cannot.items():
        print(f"  {name:<20}{'-':>16}{'':>25}  {why}")
    if found:
        tell_hits(task, found, own.drafts)
    sys.stdout.flush()
    VERSIONS.update({engine.name: engine.version for engine in engines})
    for engine in engines:
        engine.close()


VERSIONS: dict[str, str] = {}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, help="a folder with drafts.jsonl.gz, phrases_N.txt.gz and regexes.json.gz")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--drafts", type=int, default=100, help="how many drafts are timed")
    parser.add_argument("--phrases", type=int, default=1000, help="with --data: 100, 1000 or 10000")
    parser.add_argument("--seconds", type=float, default=0.3, help="at least so long for each engine and round")
    parser.add_argument("tasks", nargs="*", choices=[*TASKS, []], default=[], help="all when none is named")
    args = parser.parse_args()
    running = commands()
    print(f"{datetime.date.today()}, {platform.system()} {platform.machine()}, Python {platform.python_version()}")
    for task in args.tasks or TASKS:
        measure(task, args, running)
    print("\nversions: " + ", ".join(f"{name} {version}" for name, version in sorted(VERSIONS.items())))


if __name__ == "__main__":
    main()
