"""Calling `grapevine` inside a test, as somebody at a terminal would; and the fixtures of Leah and her stranger."""

from __future__ import annotations

import json
from typing import Any

from click.testing import CliRunner, Result

from grapevine.interfaces.cli.main import main
from tests.cast import LEAH

NOBODYS = "00000000-0000-4000-8000-000000000000"


def call(*words: object, stdin: str = "", who: str | None = LEAH["email"]) -> Result:
    """`grapevine WORDS`; ``who`` is named by the environment, as GRAPEVINE_AS."""
    environment = {"GRAPEVINE_AS": who or ""}
    return CliRunner(env=environment).invoke(main, [str(word) for word in words], input=stdin, prog_name="grapevine")


def told(*words: object, **more: Any) -> Any:
    """The one JSON document that `grapevine WORDS --json` prints; it must go well."""
    result = call(*words, "--json", **more)
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def refused(*words: object, **more: Any) -> str:
    """The reason for which `grapevine WORDS` is refused: exit code 1, nothing on standard output."""
    result = call(*words, **more)
    assert (result.exit_code, result.stdout) == (1, ""), result.output
    assert "Traceback" not in result.stderr
    return result.stderr


def wrong(*words: object, **more: Any) -> str:
    """What is said of wrong usage: exit code 2."""
    result = call(*words, **more)
    assert result.exit_code == 2, result.output
    return result.stderr
