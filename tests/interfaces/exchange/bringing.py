"""Bringing files in as every interface does: kept, read, judged, applied, here and now; and small files to bring."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.imports import queries as imports_queries
from grapevine.domain.imports.models import Batch
from grapevine.interfaces.exchange import imports
from grapevine.interfaces.exchange.summary import summary
from tests.cast import NOW


def begin(actor: Actor, *files: tuple[str, str | bytes | Path], direct: bool = True, now: datetime = NOW) -> Batch:
    """A batch that has been kept but not read."""
    return imports.begin_import(
        actor=actor, now=now, uploads=[(name, _stream(content)) for name, content in files], direct=direct, queue=False
    )


def bring(actor: Actor, *files: tuple[str, str | bytes | Path], now: datetime = NOW) -> Batch:
    """The files, brought in without a look."""
    return imports.finish(actor, begin(actor, *files, now=now).uid)


def look(actor: Actor, *files: tuple[str, str | bytes | Path]) -> Batch:
    """The files, read and judged; the batch waits for a word."""
    return imports.finish(actor, begin(actor, *files, direct=False).uid)


def go(actor: Actor, batch: Batch) -> Batch:
    """Bring in what has been looked at."""
    imports.go(actor=actor, now=NOW, batch_uid=batch.uid, queue=False)
    return imports.finish(actor, batch.uid)


def undo(actor: Actor, batch: Batch) -> Batch:
    """Take a batch back."""
    imports.undo(actor=actor, now=NOW, batch_uid=batch.uid, queue=False)
    return imports.finish(actor, batch.uid)


def told(actor: Actor, batch: Batch) -> dict[str, Any]:
    """What the interfaces say of it."""
    return summary(actor, imports_queries.batch(actor, batch.uid))


def people_counts(actor: Actor, batch: Batch) -> tuple[int, int, int, int]:
    """(created, updated, unchanged, doubtful)"""
    people = told(actor, batch)["people"]
    return people["created"], people["updated"], people["unchanged"], people["doubtful"]


def vcard(name: str, *lines: str, version: str = "3.0") -> str:
    """One card."""
    return "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", f"FN:{name}", *lines, "END:VCARD", ""])


def letter(sender: str, to: str, day: str, number: str, subject: str = "Lunch", *heads: str) -> str:
    """One message of an mbox; ``day`` like ``Mon, 02 Feb 2026 10:00:00 +0000``."""
    top = [f"From {sender} Mon Feb  2 10:00:00 2026", f"From: {sender}", f"To: {to}", f"Date: {day}"]
    return "\n".join([*top, f"Message-ID: <{number}@example>", f"Subject: {subject}", *heads, "", "Hello.", "", ""])


def meeting(uid: str, start: str, *mails: str, organizer: str = "leah@marchetti.example") -> str:
    """One event of an hour for a calendar; ``start`` like ``20260105T100000Z``."""
    attendees = [f"ATTENDEE;CN={mail.split('@')[0].title()}:mailto:{mail}" for mail in mails]
    end = start.replace("T10", "T11")
    return "\r\n".join(["BEGIN:VEVENT", f"UID:{uid}", f"DTSTART:{start}", f"DTEND:{end}", "SUMMARY:Coffee",
                        f"ORGANIZER:mailto:{organizer}", *attendees, "END:VEVENT", ""])  # fmt: skip


def calendar(*events: str) -> str:
    """A calendar of these events."""
    return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\n" + "".join(events) + "END:VCALENDAR\r\n"


def zipped(**files: str | bytes) -> bytes:
    """A zip; names with two underscores for the dot."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "."), content)
    return out.getvalue()


def _stream(content: str | bytes | Path) -> io.BytesIO | Path:
    if isinstance(content, Path):
        return content
    return io.BytesIO(content.encode() if isinstance(content, str) else content)
