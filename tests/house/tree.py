"""The files of a checkout, as the house checks read them."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PRODUCT = ROOT / "grapevine"
TESTS = ROOT / "tests"
NOT_OURS = {".git", ".venv", "var", "build", "node_modules", "__pycache__"}


def files(root: Path, *patterns: str) -> list[Path]:
    """The files below root that are or would be committed and match one of the patterns (all, without any)."""
    found = _known_to_git(root) if (root / ".git").exists() else _walked(root)
    wanted = patterns or ("*",)
    return sorted(path for path in found if path.is_file() and any(path.match(pattern) for pattern in wanted))


def python_files(folder: Path) -> list[Path]:
    """Our Python below a folder, without migrations."""
    found = (path for path in folder.rglob("*.py") if not NOT_OURS & set(path.parts))
    return sorted(path for path in found if "migrations" not in path.relative_to(folder).parts)


def functions(source: str) -> Iterator[tuple[str, int, int]]:
    """Each function in a source text as (name, line, number of lines), its decorators not counted."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, node.lineno, (node.end_lineno or node.lineno) - node.lineno + 1


def _known_to_git(root: Path) -> list[Path]:
    command = ["git", "-C", str(root), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, capture_output=True, check=True, text=True).stdout.split("\0")
    return [root / name for name in names if name]


def _walked(root: Path) -> list[Path]:
    return [path for path in root.rglob("*") if not NOT_OURS & set(path.relative_to(root).parts)]
