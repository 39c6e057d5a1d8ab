"""The zip file of a backup: what goes in, what may come out."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import zipfile
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path, PurePosixPath

import click

from grapevine.interfaces.cli.keep import databases

FORMAT = "grapevine-backup"
MANIFEST, SECRET = "manifest.json", "secret-key"
FOLDERS = ("uploads", "mail")


def write(target: Path, home: Path, now: datetime) -> int:
    """Put database, uploads, kept letters and the secret key into ``target``; its size. Raises click.ClickException."""
    try:
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".grapevine-backup-") as folder:
            database = Path(folder) / databases.file_name()
            databases.save(database)
            whole = Path(folder) / "whole.zip"
            os.close(os.open(whole, os.O_CREAT | os.O_WRONLY, 0o600))
            with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as into:
                into.writestr(MANIFEST, json.dumps(_manifest(now)))
                into.write(database, database.name)
                for path in _files(home):
                    into.write(path, path.relative_to(home).as_posix())
            size = whole.stat().st_size
            os.replace(whole, target)
    except OSError as error:
        raise click.ClickException(f"{target} cannot be written: {error.strerror or error}.") from error
    return size


def read(source: Path, home: Path) -> None:
    """Bring back what ``write`` put in. Everything is unpacked and checked before anything is replaced.

    Raises click.ClickException for a file that is no whole backup.
    """
    with tempfile.TemporaryDirectory(dir=home, prefix=".restore-") as name:
        folder = Path(name)
        _unpack(source, folder)
        database = next((folder / each for each in (databases.SQLITE, databases.POSTGRES) if (folder / each).is_file()),
                        None)  # fmt: skip
        if database is None:
            raise click.ClickException(f"{source} holds no database: it is no backup of Grapevine.")
        databases.check(database)
        databases.bring_back(database)
        if (folder / SECRET).is_file():
            os.replace(folder / SECRET, home / SECRET)
            (home / SECRET).chmod(0o600)
        for each in FOLDERS:
            shutil.rmtree(home / each, ignore_errors=True)
            if (folder / each).is_dir():
                os.replace(folder / each, home / each)


def _unpack(source: Path, folder: Path) -> None:
    try:
        with zipfile.ZipFile(source) as archive:
            if json.loads(archive.read(MANIFEST)).get("format") != FORMAT:
                raise KeyError(MANIFEST)
            for entry in archive.infolist():
                if _known(entry.filename):
                    archive.extract(entry, folder)
    except (zipfile.BadZipFile, KeyError, ValueError, EOFError) as error:
        raise click.ClickException(f"{source} is no whole backup of Grapevine. Nothing was changed.") from error
    except OSError as error:
        raise click.ClickException(f"{source} cannot be unpacked: {error.strerror or error}.") from error


def _known(name: str) -> bool:
    """Only what ``write`` puts in, and nothing that leads out of the folder."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or not path.parts:
        return False
    return name in (databases.SQLITE, databases.POSTGRES, SECRET) or path.parts[0] in FOLDERS


def _files(home: Path) -> list[Path]:
    found = [home / SECRET] if (home / SECRET).is_file() else []
    for folder in FOLDERS:
        found += sorted(path for path in (home / folder).rglob("*") if path.is_file())
    return found


def _manifest(now: datetime) -> dict[str, str]:
    try:
        ours = version("grapevine")
    except PackageNotFoundError:
        ours = "unknown"
    return {"format": FORMAT, "version": ours, "made_at": now.isoformat(), "database": databases.file_name()}
