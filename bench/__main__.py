"""Every bench in one table: what was asked, the bar, what was reached. Run: python -m bench, or make bench.

Each part runs in a process of its own, so that none warms another's caches; what is short stays in the table.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

PARTS = {
    "Formulas: depth": ("bench.methods.depth",),
    "Formulas: who feeds whom": ("bench.methods.complement",),
    "Formulas: matching": ("bench.methods.matching",),
    "Formulas: refreshers": ("bench.methods.refreshers",),
    "Bringing people in": ("bench.imports", "--large"),
    "Doubles in 100,000 people": ("bench.doubles",),
    "Suggestions of partners, 350,000 members": ("bench.matching",),
    "Today, 5,000 and 100,000 people": ("bench.today",),
    "Pages, 1,000 and 100,000 people": ("bench.pages",),
}
OUT = Path("build/bench")


def main() -> int:
    """Print every part and keep it in build/bench; 1 when a part could not run."""
    OUT.mkdir(parents=True, exist_ok=True)
    failed = 0
    for title, (module, *options) in PARTS.items():
        print(f"\n{title}\n{'=' * len(title)}", flush=True)
        done = subprocess.run([sys.executable, "-m", module, *options], stdout=subprocess.PIPE, text=True)
        print(done.stdout, end="", flush=True)
        (OUT / f"{module}.txt").write_text(done.stdout)
        failed += done.returncode != 0
    return min(failed, 1)


if __name__ == "__main__":
    sys.exit(main())
