"""Events of a calendar file as touches: who was there, when, for how long, and who called the meeting."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from grapevine.domain.imports.rules.records import Item, Me, Party, Reading, TouchRecord, Where
from grapevine.domain.people.rules.names import spoken
from grapevine.domain.touches import rules as touches

from . import blocks
from .events import Event, Participant, understand
from .kinds import kind_of
from .moments import at
from .occurrences import NotAMeetingError, Occurrence, earliest, past
from .series import Series
from .survey import survey
from .zones import Zones

_BEGIN = re.compile(
    rb"\A[\s\x00]*BEGIN[ \t]*:[ \t]*(VCALENDAR|VEVENT|VTODO|VJOURNAL|VTIMEZONE|VFREEBUSY|VALARM|VAVAILABILITY)",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
#: Parts of a talk between calendars that are no meeting themselves.
_ANSWERS = frozenset(("REPLY", "REFRESH", "COUNTER", "DECLINECOUNTER"))
_NOBODY_ELSE = "nobody else in it"
_LONGEST_SUBJECT = 200
#: Of one file; a full calendar of forty years stays below. Series are counted for seconds each: somewhere it must end.
MOST_TOUCHES = 250_000
CUT_OFF = "The calendar breaks off before its first entry, or is damaged: export it once more."
_TOO_MANY = (
    f"More than {MOST_TOUCHES:,} meetings stand before this one in the file: it is left out, with what follows. "
    "Bring in the later part of the calendar as a file of its own."
)

def looks_like(head: bytes) -> bool:
    """Whether these first bytes open an iCalendar file (or a bare component of one)."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", "replace").encode("utf-8", "replace")
    return _BEGIN.match(head.removeprefix(b"\xef\xbb\xbf")) is not None


def read(path: Path, reading: Reading) -> Iterator[Item]:
    """One Item for each VEVENT, with a touch for each past occurrence and each other person in it.

    Nothing in the file raises; an unreadable file raises OSError. The file is read twice: the first time for the
    time zones and for the occurrences that other events replace.
    """
    calendar = _Calendar(reading, Zones(reading.now.tzinfo or UTC))
    known = survey(path, calendar.zones, calendar.note)
    seen: set[str] = set()
    for block in blocks.blocks(path):
        if block.kind == blocks.CALENDAR:
            calendar.note(block.lines[0])
        elif block.kind == blocks.EVENT:
            yield _once(calendar.item(block, known), seen)


def is_cut_off(path: Path) -> bool:
    """Is the end of no component at the end of the file? Raises OSError."""
    with path.open("rb") as stream:
        stream.seek(max(0, path.stat().st_size - 4096))
        return b"END:" not in stream.read().replace(b"\0", b"").upper()


@dataclass(slots=True)
class _Calendar:
    """What is known of the calendar while its events go by."""

    reading: Reading
    zones: Zones
    owner: str = ""
    method: str = ""
    touches: int = 0

    def note(self, text: str) -> None:
        """Take note of a property of the calendar. BEGIN opens a new one: what was known no longer holds."""
        name, _, value = text.partition(":")
        name, value = name.partition(";")[0].strip().upper(), value.strip()
        if name == "BEGIN":
            self.owner = self.method = ""
            self.zones.default = self.reading.now.tzinfo or UTC
        elif name == "METHOD":
            self.method = value.upper()
        elif name == "X-WR-CALNAME":
            self.owner = value.lower() if _ADDRESS.fullmatch(value) else ""
        elif name == "X-WR-TIMEZONE":
            self.zones.default = self.zones.find(value) or self.zones.default

    def item(self, block: blocks.Block, known: dict[str, Series]) -> Item:
        where = Where(self.reading.file, block.line)
        if block.fault:
            return Item(where, refused=f"This event cannot be read: {block.fault}.")
        if not any(text[:8].upper() == "ATTENDEE" for text in block.lines):
            return Item(where, skipped=_NOBODY_ELSE)
        event = understand(block.lines, self.zones)
        others = _others(event, self.reading.me)
        if reason := self._no_meeting(event, others):
            return Item(where, skipped=reason)
        if event.start is None:
            return Item(where, refused="This event cannot be read: its start (DTSTART) is missing or no date.")
        if self.touches >= MOST_TOUCHES:
            return Item(where, refused=_TOO_MANY)
        try:
            times = past(event, self.reading.now, self.zones, known.get(event.uid) or Series())
        except NotAMeetingError as error:
            return Item(where, skipped=str(error))
        if not times:
            return Item(where, skipped=_untimely(event, self.reading.now, self.zones))
        self.touches += len(times) * len(others)
        return Item(where, tuple(_touch(event, each, who, others, self.reading.me) for each in times for who in others))

    def _no_meeting(self, event: Event, others: list[Participant]) -> str:
        me = self.reading.me.emails
        present = [each for each in (event.organizer, *event.attendees) if each]
        if event.cancelled or self.method == "CANCEL":
            return "cancelled"
        if self.method in _ANSWERS:
            return "an answer to an invitation, not a meeting"
        if event.start is not None and event.all_day:
            return "a whole-day entry says when, not that you met"
        if any(each.email in me and each.declined for each in present):
            return "you declined it"
        if not others:
            return _NOBODY_ELSE
        if self.owner and self.owner not in me and not any(each.email in me for each in present):
            return f"it stands in the calendar of {self.owner}, and you are not in it"
        return ""


def _others(event: Event, me: Me) -> list[Participant]:
    """People in the event beside the member, each once; who declined, rooms and group calendars do not count.

    An organizer without an address is a calendar ("Contacts" with its birthdays), and one without any attendee
    publishes an event rather than meets somebody.
    """
    organizer = [event.organizer] if event.organizer and event.organizer.email and event.attendees else []
    listed = [*event.attendees, *organizer]
    declined = {each.key for each in listed if each.declined}
    named: dict[str, Participant] = {}
    for each in listed:
        if not each.person or each.key in declined or each.email in me.emails:
            continue
        if not each.email and each.name.lower() in me.names:
            continue
        if each.key not in named or (each.name and not named[each.key].name):
            named[each.key] = each
    return list(named.values())


def _touch(event: Event, time: Occurrence, who: Participant, others: list[Participant], me: Me) -> TouchRecord:
    minutes = int((time.end - time.start).total_seconds() // 60) or None
    began = ""
    if event.organizer and event.organizer.email in me.emails:
        began = touches.ME
    elif event.organizer and event.organizer.key == who.key:
        began = touches.THEM
    return TouchRecord(
        key=f"ics:{event.identity()}:{f'{time.key}:' if event.repeats or event.instead_of else ''}{who.key}",
        who=Party(name=spoken(who.name), email=who.email),
        at=time.start,
        kind=kind_of(len(others), event.summary, event.location, event.conference),
        began_by=began,
        minutes=minutes,
        subject=event.summary[:_LONGEST_SUBJECT],
    )


def _untimely(event: Event, now: datetime, zones: Zones) -> str:
    """Why an event with people in it has no occurrence that counts."""
    try:
        start = at(event.start, zones.default) if event.start else now
        if start + event.duration() > now:
            return "still to come" if start > now else "not over yet"
        if start < earliest(now) and not event.repeats:
            return "older than thirty years (or before 1970)"
    except OverflowError:
        return "its date lies at the edge of the calendar"
    return "each of its times is excluded, replaced by another event, or too old"


def _once(item: Item, seen: set[str]) -> Item:
    """The same event twice in one file (a merged export) counts once."""
    fresh = tuple(each for each in item.records if isinstance(each, TouchRecord) and each.key not in seen)
    seen.update(each.key for each in fresh)
    if item.records and not fresh:
        return Item(item.where, skipped="the same event stands earlier in this file")
    return replace(item, records=fresh)
