"""A database that has all its tables: migrated once a checkout (of PostgreSQL: once a server), then copied.

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
from urllib.parse import urlsplit

import psycopg

ROOT = Path(__file__).resolve().parents[1]
KEPT = ROOT / "build" / "migrated"
NAME = "grapevine.sqlite3"
PREFIX = "grapevine_migrated_"


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


def postgres_template(url: str) -> str:
    """The name of the database on this server that new ones are made after, made first if there is none."""
    KEPT.mkdir(parents=True, exist_ok=True)
    wanted = PREFIX + _version()
    with (KEPT / "lock-postgres").open("w") as lock, psycopg.connect(url, autocommit=True) as server:
        fcntl.flock(lock, fcntl.LOCK_EX)
        found = {name for (name,) in server.execute("SELECT datname FROM pg_database") if name.startswith(PREFIX)}
        if wanted not in found:
            for old in found:  # half made, or of other migrations
                server.execute(f'DROP DATABASE "{old}"')
            server.execute(f'CREATE DATABASE "{wanted}_part"')
            with TemporaryDirectory() as folder:
                _set_up(folder, GRAPEVINE_DATABASE_URL=urlsplit(url)._replace(path=f"/{wanted}_part").geturl())
            server.execute(f'ALTER DATABASE "{wanted}_part" RENAME TO "{wanted}"')
    return wanted


def _make(target: Path) -> None:
    with TemporaryDirectory() as folder:
        _set_up(folder)
        # The write-ahead log is emptied as the last process closes the database; a copy of a copy is never half one.
        shutil.copyfile(Path(folder) / NAME, target.with_suffix(".part"))
        target.with_suffix(".part").rename(target)


def _set_up(home: str, **more: str) -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GRAPEVINE_", "DJANGO_"))}
    command = [sys.executable, "-m", "grapevine.interfaces.cli.main", "setup"]
    subprocess.run(command, env={**kept, "GRAPEVINE_HOME": home, **more}, check=True, capture_output=True, cwd=ROOT)


def _version() -> str:
    """One name for one set of migrations, ours and those of the libraries in the lock."""
    files = [*sorted((ROOT / "grapevine").glob("domain/*/migrations/*.py")), ROOT / "requirements" / "runtime.txt"]
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()[:20]
