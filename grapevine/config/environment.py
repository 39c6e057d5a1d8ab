"""The settings a person may make, read from the environment; all are optional (docs/settings.md)."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

import environ

env = environ.Env()
PACKAGE = Path(__file__).resolve().parents[1]
ROOT = PACKAGE.parent


def home() -> Path:
    """The folder of database, uploads and keys: GRAPEVINE_HOME, else ``var`` in a checkout, else the user's data."""
    given = env.str("GRAPEVINE_HOME", default="")
    if given:
        folder = Path(given).expanduser()
    elif (ROOT / "pyproject.toml").exists():
        folder = ROOT / "var"
    else:
        folder = Path(os.environ.get("XDG_DATA_HOME", Path.home() / ".local" / "share")) / "grapevine"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def secret_key(folder: Path) -> str:
    """GRAPEVINE_SECRET_KEY, else the key kept in the home folder, made on first use and readable by its owner only."""
    given = env.str("GRAPEVINE_SECRET_KEY", default="")
    if given:
        return given
    kept = folder / "secret-key"
    try:
        handle = os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return kept.read_text().strip()
    with os.fdopen(handle, "w") as file:
        key = secrets.token_urlsafe(48)
        file.write(key)
    return key


def database(folder: Path) -> dict:
    """Django's database entry for GRAPEVINE_DATABASE_URL, else an SQLite file in the home folder."""
    url = env.str("GRAPEVINE_DATABASE_URL", default=f"sqlite:///{folder / 'grapevine.sqlite3'}")
    entry = environ.Env.db_url_config(url)
    if entry["ENGINE"].endswith("sqlite3"):
        entry["ENGINE"] = "grapevine.kit.sqlite"  # Django's own, with a fair line before the one writer
        entry["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 60,  # in a line this is for a house that is overrun, not for bad luck
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
                "PRAGMA cache_size=-32000; PRAGMA mmap_size=268435456; PRAGMA temp_store=MEMORY"
            ),
        }
    else:
        entry["ENGINE"] = "grapevine.kit.postgresql"  # Django's own, with plans that are kept
        entry["CONN_HEALTH_CHECKS"] = True
    entry["CONN_MAX_AGE"] = 600  # opening SQLite and setting its pragmas costs as much as a whole query
    return entry


def letters(folder: Path) -> dict:
    """Where letters go: Django's mail settings for GRAPEVINE_EMAIL_URL, else files in ``mail`` of the home folder.

    ``filemail:///a/folder`` is read here, because the library takes the slash off the front of the folder.
    """
    url = env.str("GRAPEVINE_EMAIL_URL", default="")
    if url and not url.startswith("filemail:"):
        return environ.Env.email_url_config(url)
    path = Path(url.removeprefix("filemail:").removeprefix("//")).expanduser() if url else folder / "mail"
    return {"EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend", "EMAIL_FILE_PATH": str(path)}
