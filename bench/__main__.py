"""Every bench in one table: what was asked, the bar, what was reached. Run: python -m bench, or make bench.

Each part runs in a process of its own, so that none warms another's caches, and prints its table as it ends. The last
table holds every figure that has a bar, the short ones too; a part that could not run stands there as such.
`python -m bench depth forecast` runs the parts with such a word in their name.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from bench.methods.measures import KEPT_AT, Row
from bench.parts import PARTS, Part

OUT = Path("build/bench")
COULD_NOT = "did not run"


def main(words: list[str]) -> int:
    """Print every part, then all bars in one table, and keep both in build/bench; 1 when a part could not run."""
    OUT.mkdir(parents=True, exist_ok=True)
    wanted = [part for part in PARTS if not words or any(word.casefold() in part.name.casefold() for word in words)]
    found = {part.name: run(part) for part in wanted}
    bars = one_table(found)
    (OUT / "bars.txt").write_text(bars + "\n")
    print(f"\nAll bars\n{'=' * 8}\n{bars}")
    return int(any(rows is None for rows in found.values()))


def run(part: Part) -> list[Row] | None:
    """One part in its own process: its rows, or None where it could not run."""
    print(f"\n{part.name}\n{'=' * len(part.name)}", flush=True)
    stem = OUT / part.name.casefold().replace(" ", "-").replace(",", "")
    rows, text = stem.with_suffix(".json"), stem.with_suffix(".txt")
    rows.unlink(missing_ok=True)
    command = [sys.executable, "-m", part.module, *part.options]
    if part.on_postgres:
        command = ["scripts/with-postgres", *command]
    environment = {**os.environ, KEPT_AT: str(rows.resolve())}
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, env=environment)
    print(done.stdout, end="", flush=True)
    text.write_text(done.stdout)
    if done.returncode or not rows.exists():
        return None
    return [Row(**row) for row in json.loads(rows.read_text())]


def one_table(found: Mapping[str, Iterable[Row] | None]) -> str:
    """Every figure with a bar, part by part: goal, bar, reached, pass or short; then how many of each."""
    lines: list[tuple[str, str, str, str, str]] = [("part", "goal", "bar", "reached", "")]
    for name, rows in found.items():
        if rows is None:
            lines.append((name, "", "", "", COULD_NOT))
            continue
        for row in rows:
            if row.bar is not None:
                bar = f"{'<=' if row.highest else '>='} {row.bar:.5g}"
                lines.append((name, row.goal, bar, f"{row.reached:.4g}", row.verdict))
    widths = [max(len(line[column]) for line in lines) for column in range(4)]
    text = ["  ".join(cell.ljust(width) for cell, width in zip(line, (*widths, 0), strict=True)) for line in lines]
    counts = {verdict: sum(line[4] == verdict for line in lines) for verdict in ("pass", "short", COULD_NOT)}
    last = ", ".join(f"{number} {verdict}" for verdict, number in counts.items())
    return "\n".join([*(line.rstrip() for line in text), last])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
