"""One answer of a calendar's host: whether it is a whole calendar, what it says, and how long that holds."""

from __future__ import annotations

import hashlib
import re
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from grapevine.domain.imports.rules import calendars as rules
from grapevine.domain.imports.rules import payload
from grapevine.domain.imports.rules.calendars import Said
from grapevine.domain.imports.rules.records import Item, Me, Reading, TouchRecord
from grapevine.kit.fetching import Answer, NotReached

from . import ics
from .ics import blocks

#: So far ahead it is read, to know until when an unchanged calendar has nothing new to say.
AHEAD = timedelta(days=1)
WEB_PAGE = (
    "This address leads to a web page, not to a calendar. Look in the calendar's settings for its address in "
    "iCal format; it often ends in .ics."
)
NO_CALENDAR = "What came back is not a calendar (it does not begin with BEGIN:VCALENDAR)."
BROKEN_OFF = "The calendar breaks off in the middle (it does not end with END:VCALENDAR). We keep what we had."
STATUS = {
    401: "The calendar asks for a password. Take the secret address, which has the password in it.",
    403: "The calendar may not be read with this address. Was it changed or taken back?",
    404: "There is no calendar at this address any more.",
    410: "There is no calendar at this address any more.",
    429: "The host asks us to come less often. We will try again later; there is nothing to do for you.",
}
OTHER_STATUS = "The host answered with an error ({status})."
OUT_OF_ORDER = "The host is out of order just now ({status}). We will try again."
#: Answers that do not mend themselves.
_LASTING = frozenset((400, 401, 403, 404, 405, 410))
_STAMP = re.compile(rb"^DTSTAMP[^\r\n]*\r?\n", re.IGNORECASE | re.MULTILINE)
_START = re.compile(r"DTSTART[^:]*:(\d{8})", re.IGNORECASE)


def check(answer: Answer) -> None:
    """A whole calendar, or why not. Raises NotReached."""
    if answer.status != 200:
        other = OUT_OF_ORDER if answer.status >= 500 else OTHER_STATUS
        reason = STATUS.get(answer.status, other.format(status=answer.status))
        raise NotReached(reason, lasting=answer.status in _LASTING, after=answer.stay_away)
    if not ics.looks_like(answer.body[:2000]):
        page = b"<html" in answer.body[:2000].lower() or b"<!doctype" in answer.body[:200].lower()
        raise NotReached(WEB_PAGE if page else NO_CALENDAR, lasting=True)
    end = answer.body.rstrip()[-40:]
    if not end.replace(b"\0", b"").strip().upper().endswith(b"END:VCALENDAR"):
        raise NotReached(BROKEN_OFF)


@dataclass(frozen=True, slots=True)
class Calendar:
    """A calendar read at one moment: its items, what they say, until when that holds, and how far back it reaches."""

    items: list[Item]
    said: dict[str, Said]
    stale_at: datetime
    reach: date | None

    @property
    def refused(self) -> list[dict[str, str]]:
        return [{"where": f"line {item.where.line}", "reason": item.refused} for item in self.items if item.refused]


def read(body: bytes, name: str, now: datetime, me: Me, folder: Path) -> Calendar:
    """The calendar as it stands now. It lies in ``folder`` only while it is read."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=folder, suffix=".ics") as file:
        file.write(body)
        file.flush()
        path = Path(file.name)
        ahead = list(ics.read(path, Reading(name, now + AHEAD, me)))
        reach = _reach(path)
    items = [replace(item, records=tuple(one for one in _touches([item]) if _end(one) <= now)) for item in ahead]
    coming = [end for one in _touches(ahead) if (end := _end(one)) > now]
    return Calendar(items, _said(items), min([now + AHEAD, *coming]), reach)


def digest(body: bytes) -> str:
    """Equal for calendars that say the same: many hosts stamp every entry with the moment it was asked for."""
    return hashlib.sha256(_STAMP.sub(b"", body)).hexdigest()


def _end(touch: TouchRecord) -> datetime:
    """When a meeting is over."""
    return touch.at + timedelta(minutes=touch.minutes or 0)


def _touches(items: Iterable[Item]) -> list[TouchRecord]:
    return [one for item in items for one in item.records if isinstance(one, TouchRecord)]


def _said(items: Iterable[Item]) -> dict[str, Said]:
    return {_key(one): Said(payload.digest(payload.dump(one)), one.at) for one in _touches(items)}


def _key(record: TouchRecord) -> str:
    """The key as it will stand on the staged record, without what it tells."""
    return rules.key_of(payload.brief(record.key)[:254])


def news_of(items: list[Item], news: frozenset[str]) -> list[Item]:
    """The items with nothing in them but what was not said before."""
    found = []
    for item in items:
        records = tuple(
            one for one in item.records if isinstance(one, TouchRecord) and _key(one) in news
        )
        if records:
            found.append(replace(item, records=records))
    return found


def _reach(path: Path) -> date | None:
    """The first day of an event that does not repeat: a sliding window ends there. None where nothing tells."""
    first: date | None = None
    for block in blocks.blocks(path):
        if block.kind != blocks.EVENT or any(text[:5].upper() in ("RRULE", "RDATE") for text in block.lines):
            continue
        for text in block.lines:
            match = _START.match(text)
            if match:
                try:
                    day = datetime.strptime(match[1], "%Y%m%d").replace(tzinfo=UTC).date()
                except ValueError:
                    break
                first = day if first is None else min(first, day)
                break
    return first


def own_name(body: bytes) -> str:
    """What the calendar calls itself (X-WR-CALNAME), or nothing."""
    match = re.search(rb"^X-WR-CALNAME[^:\r\n]*:([^\r\n]{1,100})", body, re.MULTILINE | re.IGNORECASE)
    return match[1].decode("utf-8", "replace").replace("\\,", ",").replace("\\;", ";").strip() if match else ""
