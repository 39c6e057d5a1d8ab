"""Every domain package holds the same furniture and nothing else; nowhere is there a drawer for odds and ends."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.house.tree import NOT_OURS, PRODUCT, ROOT, python_files

MUST = {"__init__.py"}
MAY = {"rules.py", "rules", "models.py", "models", "queries.py", "queries", "actions.py", "actions", "apps.py",
       "migrations"}  # fmt: skip
#: How a docstring begins that nobody wrote yet (in two parts, so that this file is not found itself).
UNTOLD = "TO" + "DO"
ODDS_AND_ENDS = {"utils", "util", "helpers", "helper", "misc"}


def furniture_faults(domain: Path) -> list[str]:
    """What is too much or missing in the packages of a domain folder."""
    found = []
    for package in sorted(path for path in domain.iterdir() if path.is_dir() and path.name not in NOT_OURS):
        names = {path.name for path in package.iterdir() if path.name not in NOT_OURS}
        found += [f"{package.name}: {name} is missing" for name in sorted(MUST - names)]
        found += [f"{package.name}: {name} is no furniture of a domain package" for name in sorted(names - MUST - MAY)]
        for one, many in (("rules.py", "rules"), ("models.py", "models"), ("actions.py", "actions")):
            if {one, many} <= names:
                found.append(f"{package.name}: {one} and {many}/ at once")
    return found


def silent_files(folder: Path) -> list[str]:
    """Source files that do not say in a docstring what they hold."""
    found = []
    for path in python_files(folder):
        told = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
        if not told.strip() or told.startswith(UNTOLD):
            found.append(str(path.relative_to(folder)))
    return found


def odds_and_ends(folder: Path) -> list[str]:
    """Files named after nothing in particular."""
    return [str(path.relative_to(folder)) for path in python_files(folder) if path.stem in ODDS_AND_ENDS]


def signal_receivers(folder: Path) -> list[str]:
    """Places where control flows through a signal, where nobody reading the action would look."""
    found = []
    for path in python_files(folder):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if line.lstrip().startswith("@receiver(") or ("_save.connect(" in line or "_delete.connect(" in line):
                found.append(f"{path.relative_to(folder)}:{number}")
    return found


def test_domain_packages_hold_the_same_furniture() -> None:
    assert furniture_faults(PRODUCT / "domain") == []


def test_every_source_file_says_what_it_holds() -> None:
    assert silent_files(PRODUCT) == []
    assert silent_files(ROOT / "tests") == []


def test_no_file_is_a_drawer_for_odds_and_ends() -> None:
    assert odds_and_ends(ROOT) == []


def test_no_signal_steers_the_domain() -> None:
    assert signal_receivers(PRODUCT / "domain") == []


def test_strange_furniture_is_seen(tmp_path: Path) -> None:
    (tmp_path / "people" / "rules").mkdir(parents=True)
    (tmp_path / "people" / "rules.py").write_text("")
    (tmp_path / "people" / "services.py").write_text("")

    assert furniture_faults(tmp_path) == [
        "people: __init__.py is missing",
        "people: services.py is no furniture of a domain package",
        "people: rules.py and rules/ at once",
    ]


def test_a_silent_file_a_drawer_and_a_receiver_are_seen(tmp_path: Path) -> None:
    (tmp_path / "told.py").write_text('"""What it holds."""\n')
    (tmp_path / "utils.py").write_text("@receiver(post_save)\ndef surprise(): ...\n")
    (tmp_path / "later.py").write_text(f'"""{UNTOLD} docstring."""\n')

    assert silent_files(tmp_path) == ["later.py", "utils.py"]
    assert odds_and_ends(tmp_path) == ["utils.py"]
    assert signal_receivers(tmp_path) == ["utils.py:1"]
