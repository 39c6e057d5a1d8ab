"""The bars for the building itself: the quick check, setting up again, and what the last whole test run covered.

Run: python -m bench.building        Coverage is read from the last `make test` in this checkout, where there was one.
"""

from __future__ import annotations

import json
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

from bench.methods.measures import Row, show

COVERAGE = Path("build/coverage.json")


def main() -> None:
    """Print the table."""
    show([*timed(), *covered()])


def timed() -> Iterator[Row]:
    """Seconds of the wall clock, as whoever waits for them counts."""
    for goal, target, bar in (("setting up a second time, s", "setup", 10), ("the quick check, s", "check", 30)):
        started = time.perf_counter()
        done = subprocess.run(["make", target], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        spent = time.perf_counter() - started
        yield Row(goal if done.returncode == 0 else f"{goal} (it failed)", spent, bar, highest=True)


def covered() -> Iterator[Row]:
    """Lines that the last whole test run went through, in per cent: all of ours, and those of the rules alone."""
    if not COVERAGE.exists():
        return
    files = json.loads(COVERAGE.read_text())["files"]
    for goal, part, bar in (("lines covered, %", "", 90), ("lines of rules covered, %", "/rules", 100)):
        sums = [file["summary"] for name, file in files.items() if part in name]
        yield Row(goal, 100 * sum(s["covered_lines"] for s in sums) / sum(s["num_statements"] for s in sums), bar)


if __name__ == "__main__":
    main()
