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


#: Arrows the wrong way: a module, and what it must not lean on.
WRONG = [
    ("grapevine.kit.text", "grapevine.domain.people.models"),
    ("grapevine.domain.people.actions", "grapevine.interfaces.web"),
    ("grapevine.domain.audit_log.models", "grapevine.domain.accounts.models"),
    ("grapevine.domain.depth.queries", "grapevine.domain.touches.models"),
    ("grapevine.interfaces.web.pages", "grapevine.interfaces.api"),
    ("grapevine.interfaces.exchange.vcard", "grapevine.interfaces.web"),
    ("grapevine.domain.gives.rules", "grapevine.domain.gives.models"),
    ("grapevine.domain.gives.rules", "django"),
    ("grapevine.domain.touches.rules", "os"),
]


def test_every_arrow_the_wrong_way_is_seen(model_house: Path) -> None:
    for where, target in WRONG:
        module = model_house / where.replace(".", "/")
        path = module / "__init__.py" if module.is_dir() else module.with_suffix(".py")
        path.write_text((path.read_text() if path.exists() else "") + f"import {target}\n")

    said = broken_contracts(model_house)

    missed = [f"{where} -> {target}" for where, target in WRONG if f"{where} -> {target} " not in said]
    assert missed == []
    assert said.count(" BROKEN") == 4


@pytest.mark.parametrize("package", ["grapevine.domain.favours", "grapevine.gateway", "grapevine.interfaces.fax"])
def test_a_package_without_a_place_is_seen(model_house: Path, package: str) -> None:
    folder = model_house / package.replace(".", "/")
    folder.mkdir()
    (folder / "__init__.py").write_text("")

    assert package.rsplit(".", 1)[1] in broken_contracts(model_house)
