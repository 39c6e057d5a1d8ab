"""The arrows between packages: pyproject.toml draws them, import-linter keeps them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.tree import PRODUCT, ROOT

LINT = Path(sys.executable).with_name("lint-imports")


def broken_contracts(root: Path) -> str:
    """What import-linter says of the packages under root by root's own pyproject.toml; empty when all is kept."""
    environment = {**os.environ, "PYTHONPATH": str(root), "COLUMNS": "200"}
    done = subprocess.run(
        [LINT, "--no-logo", "--no-cache"], cwd=root, env=environment, capture_output=True, text=True, check=False
    )
    return (done.stdout + done.stderr) if done.returncode else ""


@pytest.fixture
def model_house(tmp_path: Path) -> Path:
    """The same packages as ours, all empty, under the same contracts."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for marker in PRODUCT.rglob("__init__.py"):
        copy = tmp_path / marker.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text("")
    for package in (tmp_path / "grapevine" / "domain").iterdir():
        if package.is_dir():
            for name in ("models", "queries", "actions", "rules"):
                if not (package / name).is_dir():
                    (package / f"{name}.py").write_text("")
    return tmp_path


def test_the_arrows_point_one_way() -> None:
    assert broken_contracts(ROOT) == ""


def test_an_empty_house_keeps_its_contracts(model_house: Path) -> None:
    assert broken_contracts(model_house) == ""


@pytest.mark.parametrize(
    ("where", "line", "contract"),
    [
        ("grapevine/kit/text.py", "import grapevine.domain.people", "house"),
        ("grapevine/domain/people/actions.py", "import grapevine.interfaces.web", "house"),
        ("grapevine/domain/audit_log/models.py", "import grapevine.domain.accounts.models", "domain"),
        ("grapevine/domain/depth/queries.py", "import grapevine.domain.touches.models", "domain"),
        ("grapevine/interfaces/web/pages.py", "import grapevine.interfaces.api", "interfaces"),
        ("grapevine/interfaces/exchange/vcard.py", "import grapevine.interfaces.web", "interfaces"),
        ("grapevine/domain/people/rules.py", "import django.utils.timezone", "rules"),
        ("grapevine/domain/people/rules.py", "import grapevine.domain.people.models", "rules"),
        ("grapevine/domain/people/rules.py", "import os", "rules"),
        ("grapevine/domain/favours/__init__.py", "", "domain"),
        ("grapevine/gateway/__init__.py", "", "house"),
    ],
)
def test_an_arrow_the_wrong_way_is_seen(model_house: Path, where: str, line: str, contract: str) -> None:
    path = model_house / where
    path.parent.mkdir(exist_ok=True)
    path.write_text(line + "\n")
    if path.name == "rules.py" and (path.parent / "rules").is_dir():
        (path.parent / "rules" / "__init__.py").write_text(line + "\n")

    said = broken_contracts(model_house)

    names = {"house": "The house", "domain": "The domain", "interfaces": "The interfaces", "rules": "The rules"}
    assert any(row.startswith(names[contract]) and "BROKEN" in row for row in said.splitlines()), said
