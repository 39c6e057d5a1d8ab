"""Only one Grapevine serves a home folder at a time."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

import click


class Busy(click.ClickException):
    """Somebody serves this folder already. Exit code 1."""


def hold(home: Path) -> int:
    """Take the folder's lock until this process ends, however it ends; the open file. Raises Busy."""
    file = os.open(home / "serving.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(file)
        said = f"Another Grapevine is serving {home} already: stop it first, or take another GRAPEVINE_HOME."
        raise Busy(said) from error
    return file
