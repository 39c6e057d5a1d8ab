"""The database as a file, and back: SQLite by its own backup, PostgreSQL by its own tools."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from typing import Any

import click
from django.db import connection, connections

SQLITE, POSTGRES = "database.sqlite3", "database.pgdump"


def file_name() -> str:
    """How the database's file is called in a backup; tells the two kinds apart."""
    return SQLITE if connection.vendor == "sqlite" else POSTGRES


def sqlite_path() -> Path:
    """Where the SQLite file is."""
    return Path(connection.settings_dict["NAME"])


def save(target: Path) -> None:
    """Write the database to a file, consistent while others write. Raises click.ClickException."""
    if connection.vendor == "sqlite":
        address = f"{sqlite_path().as_uri()}?mode=ro"
        try:
            with closing(sqlite3.connect(address, uri=True)) as source, closing(sqlite3.connect(target)) as copy:
                source.backup(copy)
        except sqlite3.OperationalError as error:
            raise click.ClickException(f"The database cannot be copied: {error}. Nothing was written.") from error
        return
    _run("pg_dump", "--format=custom", "--no-owner", "--file", str(target), _name())


def check(source: Path) -> None:
    """Raise click.ClickException unless the file is a whole database of the kind that is configured."""
    if source.name != file_name():
        kinds = {SQLITE: "SQLite", POSTGRES: "PostgreSQL"}
        raise click.ClickException(
            f"This backup holds a {kinds[source.name]} database, and GRAPEVINE_DATABASE_URL names a "
            f"{kinds[file_name()]} one."
        )
    if source.name == SQLITE:
        try:
            with closing(sqlite3.connect(source)) as database:
                (found,) = database.execute("PRAGMA quick_check").fetchone()
        except sqlite3.DatabaseError as error:
            found = str(error)
        if found != "ok":
            raise click.ClickException(f"The database in this backup is damaged ({found}). Nothing was changed.")


def bring_back(source: Path) -> None:
    """Put a checked file in the place of the database. Raises click.ClickException."""
    connections.close_all()
    if source.name == SQLITE:
        path = sqlite_path()
        for ending in ("-wal", "-shm"):
            path.with_name(path.name + ending).unlink(missing_ok=True)
        shutil.move(source, path)
        return
    _run("pg_restore", "--clean", "--if-exists", "--no-owner", "--exit-on-error", "--single-transaction",
         "--dbname", _name(), str(source))  # fmt: skip


def _name() -> str:
    return str(connection.settings_dict["NAME"])


def _run(program: str, *arguments: str) -> None:
    found = shutil.which(program)
    if found is None:
        raise click.ClickException(f"{program} is not installed here: it comes with PostgreSQL's client programs.")
    done = subprocess.run([found, *arguments], env={**os.environ, **_environment()}, capture_output=True, text=True)
    if done.returncode:
        raise click.ClickException(f"{program} failed: {done.stderr.strip()[-500:]}")


def _environment() -> dict[str, str]:
    """How PostgreSQL's programs are told where the database is; the password stays out of the list of processes."""
    settings: dict[str, Any] = connection.settings_dict
    names = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD"}
    return {name: str(settings[key]) for name, key in names.items() if settings.get(key)}
