"""Rules are pure: import-linter keeps frameworks out, this keeps out what the standard library could smuggle in."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.house.tree import PRODUCT, python_files

#: Dotted endings of calls that look at the machine's clock, its files, its network, its chance or its print.
IMPURE = (
    "datetime.now", "datetime.utcnow", "datetime.today", "date.today", "timezone.now", "time.time", "urlopen", "open",
    "print", "input", "random.random", "random.choice", "random.shuffle", "uuid4", "token_urlsafe", "getenv",
)  # fmt: skip


def impure_calls(domain: Path) -> list[str]:
    """Calls in rules modules whose answer is not made of their arguments alone."""
    found = []
    for path in python_files(domain):
        inside = path.relative_to(domain)
        if "rules" not in inside.parts and path.name != "rules.py":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _is_impure(ast.unparse(node.func)):
                found.append(f"{inside}:{node.lineno} {ast.unparse(node.func)}()")
    return found


def _is_impure(called: str) -> bool:
    return any(called == ending or called.endswith("." + ending) for ending in IMPURE)


def test_a_rule_answers_from_its_arguments_alone() -> None:
    assert impure_calls(PRODUCT / "domain") == []


def test_a_look_at_the_clock_or_a_file_is_seen(tmp_path: Path) -> None:
    (tmp_path / "depth").mkdir()
    (tmp_path / "depth" / "rules.py").write_text("a = datetime.now()\nb = open('x')\nc = reopen('x')\n")
    (tmp_path / "depth" / "actions.py").write_text("a = datetime.now()\n")

    assert impure_calls(tmp_path) == ["depth/rules.py:1 datetime.now()", "depth/rules.py:2 open()"]
