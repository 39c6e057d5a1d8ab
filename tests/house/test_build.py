"""The build's own promises: the two lists agree, every pin has hashes, the gate can fail, `make help` tells all."""

from __future__ import annotations

import importlib.util
import re
import subprocess
from pathlib import Path

import pytest

from tests.house.tree import ROOT

PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;\\]+)", re.M)


def pins(text: str) -> dict[str, str]:
    """Package -> version of a list of requirements."""
    return {name.lower(): version for name, version in PIN.findall(text)}


def lock_faults(runtime: str, develop: str) -> list[str]:
    """Where the development list does not hold the runtime list, and pins without a hash."""
    developed = pins(develop)
    found = [
        f"{name} {version} is served, {developed.get(name)} is tested"
        for name, version in sorted(pins(runtime).items())
        if developed.get(name) != version
    ]
    for text in (runtime, develop):
        blocks = re.split(r"^(?=[A-Za-z0-9])", text, flags=re.M)
        found += [f"{block.split('==')[0]} has no hash" for block in blocks if "==" in block and "--hash=" not in block]
    return found


def silent_targets(makefile: str) -> list[str]:
    """Targets that `make help` would not list."""
    return [
        line.split(":")[0]
        for line in makefile.splitlines()
        if re.match(r"^[a-z][a-z-]*:", line) and "## " not in line
    ]


def gate():
    """scripts/coverage_gate.py as a module."""
    spec = importlib.util.spec_from_file_location("coverage_gate", ROOT / "scripts" / "coverage_gate.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_what_is_tested_is_what_is_served() -> None:
    lists = [(ROOT / "requirements" / name).read_text() for name in ("runtime.txt", "dev.txt")]
    assert lock_faults(*lists) == []


def test_make_help_tells_every_target() -> None:
    assert silent_targets((ROOT / "Makefile").read_text()) == []
    told = subprocess.run(["make", "-C", ROOT, "--no-print-directory"], capture_output=True, text=True, check=True)
    for target in ("help", "setup", "run", "test", "check", "bench", "demo", "docs", "lock"):
        assert f"make {target} " in told.stdout


@pytest.mark.parametrize("script", ["setup", "test", "check", "browser", "lock", "apt-install"])
def test_every_script_is_well_formed(script: str) -> None:
    done = subprocess.run(["bash", "-n", ROOT / "scripts" / script], capture_output=True, text=True, check=False)
    assert done.stderr == ""


def test_lists_that_disagree_are_seen() -> None:
    assert lock_faults("a==1 --hash=x\nb==2\n", "a==1.1 --hash=x\nb==2 --hash=x\n") == [
        "a 1 is served, 1.1 is tested",
        "b has no hash",
    ]


def test_a_silent_target_is_seen() -> None:
    assert silent_targets("help: ## List\nfly:\n\techo\n") == ["fly"]


def coverage_report(total: float, **files: float) -> dict:
    """A report as coverage writes it."""
    entries = {name: {"summary": {"percent_covered": each}, "missing_lines": [3]} for name, each in files.items()}
    return {"totals": {"percent_covered": total}, "files": entries}


def test_the_coverage_gate_lets_full_rules_pass() -> None:
    covered = {"grapevine/domain/depth/rules.py": 100.0, "grapevine/domain/people/queries.py": 50.0}
    report = coverage_report(90.0, **covered)
    assert gate().shortfalls(report) == []


def test_the_coverage_gate_sees_a_rule_line_that_no_test_runs() -> None:
    report = coverage_report(89.9, **{"grapevine/domain/people/rules/names.py": 99.0})
    assert gate().shortfalls(report) == [
        "all lines: 89.9 %, wanted 90 %",
        "grapevine/domain/people/rules/names.py: 99.0 %, wanted 100 %; not run: 3",
    ]


def test_the_coverage_gate_fails_without_a_report(tmp_path: Path) -> None:
    assert gate().main(str(tmp_path / "none.json")) == 1
