"""A database that has all its tables: migrated once a checkout, then copied.

Making the tables of an empty database takes longer than most of what is tested on them. What tests the making itself
(`grapevine setup`, the first start with the demo) begins with an empty folder all the same.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[1]
KEPT = ROOT / "build" / "migrated"
NAME = "grapevine.sqlite3"


def migrated(home: Path) -> Path:
    """Put a database with all tables and nothing in them into an empty home folder; gives the folder back."""
    shutil.copyfile(template(), home / NAME)
    return home


def template() -> Path:
    """The file that is copied, made first if there is none for these migrations."""
    KEPT.mkdir(parents=True, exist_ok=True)
    made = KEPT / f"{_version()}.sqlite3"
    with (KEPT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # tests run in several processes: one makes it, the others wait
        if not made.exists():
            _make(made)
    return made


def _make(target: Path) -> None:
    with TemporaryDirectory() as folder:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("GRAPEVINE_", "DJANGO_"))}
        command = [sys.executable, "-m", "grapevine.interfaces.cli.main", "setup"]
        subprocess.run(command, env={**kept, "GRAPEVINE_HOME": folder}, check=True, capture_output=True, cwd=ROOT)
        # The write-ahead log is emptied as the last process closes the database; a copy of a copy is never half one.
        shutil.copyfile(Path(folder) / NAME, target.with_suffix(".part"))
        target.with_suffix(".part").rename(target)


def _version() -> str:
    """One name for one set of migrations, ours and those of the libraries in the lock."""
    files = [*sorted((ROOT / "grapevine").glob("domain/*/migrations/*.py")), ROOT / "requirements" / "runtime.txt"]
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()[:20]
