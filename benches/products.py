"""What the program and the packages cost: cold start, memory, batch on two cores, a call from Python and from Node.

    .venv/bin/python benches/products.py [ROUNDS]

Needs the program (`cargo build --release -p draftgate-cli`), the Python package where this runs and the npm package in
tests/runners/, as `./test tools wheel wasm` leaves them. All figures are CPU time but for batch, which is time on the wall and
wants two free cores. What is compared runs alternately; printed are medians.
"""

from __future__ import annotations

import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from draftgate import Validator

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")) / "release" / "draftgate"
STANDARD = ROOT / "cli" / "assets" / "standard.json"
NODE_PACKAGE = ROOT / "tests" / "runners" / "node_modules" / "draftgate"

NODE = """
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
const [program, file] = process.argv.slice(1);
const { Validator } = await import(`file://${program}/js/node.js`);
const validator = new Validator("full");
const request = JSON.parse(readFileSync(file, "utf8"));
const json = JSON.stringify(request);
const calls = { check: () => validator.check(request), checkJson: () => validator.checkJson(json) };
for (let n = 0; n < 300; n++) calls.check();
for await (const line of createInterface({ input: process.stdin })) {
  const begin = process.cpuUsage();
  for (let n = 0; n < 200; n++) calls[line]();
  const { user, system } = process.cpuUsage(begin);
  console.log((user + system) / 200);
}
"""

Figures = dict[str, list[float]]


def bench() -> dict[str, float]:
    """What `draftgate bench -p full` prints, in microseconds."""
    out = subprocess.run([PROGRAM, "bench", "-p", "full", "--seconds", "1"], capture_output=True, text=True, check=True)
    found = re.findall(r"^(\w+) .*?([\d.]+) (µs|ms)", out.stdout, re.MULTILINE)
    return {name: float(value) * (1000 if unit == "ms" else 1) for name, value, unit in found}


def cold_start() -> tuple[float, float]:
    """CPU time in ms and the most memory in MiB of one check by the program, from its start to its end."""
    with open(STANDARD, "rb") as request, open(os.devnull, "wb") as nowhere:
        child = subprocess.Popen([PROGRAM, "check", "-p", "full", "-"], stdin=request, stdout=nowhere, stderr=nowhere)
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in (0, 1, 2):
        raise SystemExit(f"draftgate check ended with {child.returncode}")
    return (used.ru_utime + used.ru_stime) * 1e3, used.ru_maxrss / 1024


def batch(lines: Path, jobs: int) -> tuple[float, float]:
    """Seconds on the wall and of CPU."""
    start = time.perf_counter()
    command = [PROGRAM, "batch", "-p", "full", "--quiet", "--jobs", str(jobs), "-o", os.devnull, lines]
    child = subprocess.Popen(command)
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        raise SystemExit(f"draftgate batch ended with {child.returncode}")
    return time.perf_counter() - start, used.ru_utime + used.ru_stime


def medians_of(one: Callable[[], object], other: Callable[[], object], times: int = 200) -> tuple[float, float, float]:
    """Microseconds of CPU of the middle call of each, called in turn, and the middle of what the other takes more."""
    figures = []
    for _ in range(times):
        start = time.thread_time_ns()
        one()
        between = time.thread_time_ns()
        other()
        figures.append((between - start, time.thread_time_ns() - between))
    more = statistics.median(second - first for first, second in figures)
    first, second = (statistics.median(column) for column in zip(*figures, strict=True))
    return first / 1e3, second / 1e3, more / 1e3


def line(what: str, figure: float, unit: str, goal: str = "") -> None:
    print(f"{what:<64} {figure:>10.2f} {unit:<4} {goal}".rstrip())


def calls(rounds: int) -> None:
    """The packages' calls beside the native one."""
    request = json.loads(STANDARD.read_text(encoding="utf-8"))
    draft = request.pop("draft")
    request.pop("contract", None)
    text = json.dumps({**request, "draft": draft}).encode()
    validator = Validator("full")
    node = None
    if (NODE_PACKAGE / "pkg").exists():
        command = ["node", "--input-type=module", "-e", NODE, "--", str(NODE_PACKAGE), str(STANDARD)]
        node = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    for _ in range(50):
        validator.check(draft, request)
    figures: Figures = {}

    def note(name: str, figure: float) -> None:
        figures.setdefault(name, []).append(figure)

    for _ in range(rounds):
        native = bench()
        note("native", native["median"])
        note("loaded", native["policy"])
        note("first", native["first"])
        json_call, python, more = medians_of(
            lambda: validator.check_json(text), lambda: validator.check(draft, request)
        )
        note("check_json", json_call)
        note("check", python)
        note("python over json", more)
        note("python over native", python - native["median"])
        if node and node.stdin and node.stdout:
            for call in ("check", "checkJson"):
                print(call, file=node.stdin, flush=True)
                taken = float(node.stdout.readline())
                note(f"node {call}", taken)
                note(f"node {call} over native", taken / native["median"])
    if node and node.stdin:
        node.stdin.close()
        node.wait()
    middle = {name: statistics.median(all_of) for name, all_of in figures.items()}
    line("compiling `full`", middle["loaded"] / 1e3, "ms")
    line("the first check, which compiles the patterns that it needs", middle["first"] / 1e3, "ms")
    line("native: check of a request", middle["native"], "µs")
    line("Python: check_json, from JSON to JSON", middle["check_json"], "µs")
    line("Python: check, typed", middle["check"], "µs")
    line("  typed over JSON to JSON", middle["python over json"], "µs", "goal 10")
    line("  typed over native, with the decoding and encoding of JSON", middle["python over native"], "µs")
    if node:
        line("Node: check", middle["node check"], "µs")
        line("Node: checkJson", middle["node checkJson"], "µs")
        line("  check over native", middle["node check over native"], "x", "goal 2.5")


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    print(f"\n{'the program and the packages, policy `full`, the standard request':<64} {'median':>10}")
    starts = [cold_start() for _ in range(8 * rounds)]
    line("cold start to a verdict, CPU", statistics.median(cpu for cpu, _ in starts), "ms", "goal 20")
    line("the most resident memory of it", statistics.median(memory for _, memory in starts), "MiB", "goal 30")
    calls(rounds)
    request = json.loads(STANDARD.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        lines = Path(folder) / "requests.jsonl"
        lines.write_text("".join(json.dumps({**request, "id": str(n)}) + "\n" for n in range(2_000)))
        pairs = [(batch(lines, 1), batch(lines, 2)) for _ in range(rounds)]
    line("batch of 2,000 requests, one job, on the wall", statistics.median(one[0] for one, _ in pairs) * 1e3, "ms")
    faster = statistics.median(one[0] / two[0] for one, two in pairs)
    line(f"  two jobs over one ({os.cpu_count()} cores), on the wall", faster, "x", "goal 1.8")
    line("  CPU of two jobs over that of one", statistics.median(two[1] / one[1] for one, two in pairs), "x")
    print(f"  load of the machine: {os.getloadavg()[0]:.1f}; above 1 the figure on the wall says little")


if __name__ == "__main__":
    main()
