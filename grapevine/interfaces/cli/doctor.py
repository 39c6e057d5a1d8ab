"""`grapevine doctor`: looks whether everything is in order, and says what to do where it is not."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import click
from django.conf import settings
from django.db import DatabaseError, connection

from grapevine.domain.letters.models import Letter
from grapevine.domain.letters.rules.states import State
from grapevine.interfaces.cli.acting import Call, house_command
from grapevine.interfaces.cli.house import migrations_waiting
from grapevine.interfaces.exchange.briefs import sheet
from grapevine.interfaces.exchange.drop.mailbox import Mailbox, MailboxError
from grapevine.interfaces.mail.transport import try_out
from grapevine.kit import clock

#: Less free space than this is too little for imports and backups, in bytes.
SPACE = 500_000_000
#: A job that waits longer than this has no worker.
WAITS = timedelta(minutes=10)
#: A letter that is still here after this needs somebody.
LATE = timedelta(hours=1)
Found = tuple[bool, str]


@click.command()
@house_command
def doctor(call: Call) -> None:
    """Look at folder, settings, database and queue. Exit code 1 when something needs you."""
    rows = [{"check": name, "ok": ok, "said": said} for name, ok, said in examine()]
    call.answer(rows, (f"{'ok ' if row['ok'] else 'NOT'}  {row['check']}: {row['said']}" for row in rows))
    bad = [str(row["check"]) for row in rows if not row["ok"]]
    if bad:
        raise click.ClickException(f"Please look at: {', '.join(bad)}.")


def examine() -> Iterator[tuple[str, bool, str]]:
    """(what, in order?, a sentence) of each check. A check that breaks is not in order."""
    for name, check in CHECKS.items():
        try:
            yield (name, *check())
        except (DatabaseError, OSError) as error:
            yield name, False, f"{error}"


def _home() -> Found:
    home = Path(settings.HOME)
    return os.access(home, os.W_OK), f"{home}" if os.access(home, os.W_OK) else f"{home} cannot be written"


def _space() -> Found:
    free = shutil.disk_usage(settings.HOME).free
    return free >= SPACE, f"{free / 1e9:.1f} GB free" + ("" if free >= SPACE else ": make some room")


def _secret() -> Found:
    kept = Path(settings.HOME) / "secret-key"
    if not kept.exists():
        return True, "from the environment"
    safe = not kept.stat().st_mode & 0o077
    return safe, "kept in the home folder" if safe else f"others can read {kept}: chmod 600 it"


def _database() -> Found:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            (found,) = cursor.execute("PRAGMA quick_check").fetchone()
        return found == "ok", f"SQLite, {'whole' if found == 'ok' else found}"
    return True, connection.vendor


def _migrations() -> Found:
    waiting = migrations_waiting()
    return not waiting, f"{len(waiting)} steps wait: grapevine setup" if waiting else "up to date"


def _queue() -> Found:
    from django_q.models import Failure, OrmQ

    waiting = OrmQ.objects.filter(lock__lt=clock.now() - WAITS).count()
    failed = Failure.objects.filter(started__gt=clock.now() - timedelta(days=1)).count()
    if waiting:
        return False, f"{waiting} jobs wait too long: is `grapevine serve` or `grapevine worker` running?"
    return not failed, f"{failed} jobs failed since yesterday: see the log" if failed else "nothing stands still"


def _address() -> Found:
    address = urlsplit(settings.BASE_URL)
    local = address.hostname in ("127.0.0.1", "localhost", "::1")
    if address.scheme not in ("http", "https") or not address.hostname:
        return False, f"GRAPEVINE_BASE_URL is no address: {settings.BASE_URL}"
    safe = local or address.scheme == "https"
    return safe, settings.BASE_URL + ("" if safe else " goes over the network without https")


def _mail() -> Found:
    if not settings.EMAIL_BACKEND.endswith("smtp.EmailBackend"):
        where = f" as files in {settings.EMAIL_FILE_PATH}" if settings.EMAIL_BACKEND.endswith("EmailBackend") else ""
        return True, f"letters are kept{where}, not sent (GRAPEVINE_EMAIL_URL is not set)"
    return try_out()


def _letters_out() -> Found:
    late = Letter.objects.filter(state=State.QUEUED, created_at__lt=clock.now() - LATE).order_by("created_at")
    first, count = late.first(), late.count()
    if first is None:
        return True, "none waits for long"
    return False, f"{count} wait for over an hour: {first.last_error or 'is `grapevine worker` running?'}"


def _letters() -> Found:
    if bool(settings.DROP_URL) != bool(settings.DROP_ADDRESS):
        return False, "GRAPEVINE_DROP_URL and GRAPEVINE_DROP_ADDRESS go together: set both"
    if not settings.DROP_URL:
        return True, "no mailbox for letters of members (GRAPEVINE_DROP_URL is not set)"
    try:
        with Mailbox(settings.DROP_URL):
            return True, f"the mailbox of {settings.DROP_ADDRESS} answers"
    except MailboxError as error:
        return False, str(error)


def _paper() -> Found:
    """Everything but the PDF works without Pango, so its absence is told and is no fault."""
    return True, sheet.missing() or "a brief on one sheet can be drawn"


def _debug() -> Found:
    return not settings.DEBUG, "GRAPEVINE_DEBUG shows settings and data to everybody" if settings.DEBUG else "off"


CHECKS: dict[str, Callable[[], Found]] = {
    "home folder": _home,
    "disk space": _space,
    "secret key": _secret,
    "database": _database,
    "migrations": _migrations,
    "queue": _queue,
    "address": _address,
    "mail": _mail,
    "letters": _letters_out,
    "dropped letters": _letters,
    "paper": _paper,
    "debugging": _debug,
}
