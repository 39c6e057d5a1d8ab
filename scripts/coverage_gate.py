"""The coverage gate: reads a JSON report of coverage and fails below the bars: coverage_gate.py build/coverage.json"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

#: Lines of the whole product that some test runs, in percent.
OVERALL = 90.0
#: Lines of every rules module, in percent: a rule is pure, so nothing excuses an untested line.
RULES = 100.0
RULES_FILE = re.compile(r"grapevine/domain/[a-z_]+/rules(\.py|/.+\.py)$")


def shortfalls(report: dict, overall: float = OVERALL, rules: float = RULES) -> list[str]:
    """What is below the bars, a sentence each; empty when all is well."""
    found = []
    total = report["totals"]["percent_covered"]
    if total < overall:
        found.append(f"all lines: {total:.1f} %, wanted {overall:.0f} %")
    for name, entry in sorted(report["files"].items()):
        covered = entry["summary"]["percent_covered"]
        if RULES_FILE.search(Path(name).as_posix()) and covered < rules:
            lines = ", ".join(str(line) for line in entry["missing_lines"][:20])
            found.append(f"{name}: {covered:.1f} %, wanted {rules:.0f} %; not run: {lines}")
    return found


def main(path: str) -> int:
    """Print the verdict; exit status 0 or 1."""
    try:
        report = json.loads(Path(path).read_text(encoding="utf-8"))
    except FileNotFoundError:
        print(f"coverage: no report at {path}: did the tests stop early?")
        return 1
    found = shortfalls(report)
    for line in found:
        print(f"coverage: {line}")
    print(f"coverage: {report['totals']['percent_covered']:.1f} % of all lines")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
