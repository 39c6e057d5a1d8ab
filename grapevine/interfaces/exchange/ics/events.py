"""One VEVENT understood: when it is, who is in it. Each property is read alone, so a broken one costs only itself."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from icalendar.parser import Contentline
from icalendar.prop import vDuration, vRecur

from .moments import instant, moment_of, period_of
from .zones import Zones

#: Calendars, not people, as Google writes them.
_CALENDAR_DOMAINS = (
    "resource.calendar.google.com",
    "group.calendar.google.com",
    "group.v.calendar.google.com",
    "import.calendar.google.com",
)
_NOBODY = frozenset(("unknownorganizer@calendar.google.com", "calendar-notification@google.com"))
#: A zone's name with a colon in it that should stand in quotes.
_BARE_ZONE = re.compile(r';TZID=([^";]*:[^";]*):(?=[^:]*$)', re.IGNORECASE)
_ESCAPED = re.compile(r"\\(.)")
_ABSENT = frozenset(("DECLINED", "DELEGATED"))
_THINGS = frozenset(("ROOM", "RESOURCE", "GROUP"))


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody in an event. ``email`` is lower case, empty where the file gives none."""

    email: str = ""
    name: str = ""
    declined: bool = False
    person: bool = True

    @property
    def key(self) -> str:
        return self.email or self.name.casefold()


@dataclass(slots=True)
class Event:
    """An event as the file says it. ``start`` is an aware datetime, or a date for the whole day.

    ``lengths`` holds how long the occurrences take that a period names, by the instant at which they begin.
    """

    uid: str = ""
    start: date | datetime | None = None
    end: date | datetime | None = None
    length: timedelta | None = None
    rules: list[vRecur] = field(default_factory=list)
    also: list[date | datetime] = field(default_factory=list)
    lengths: dict[str, timedelta] = field(default_factory=dict)
    never: list[date | datetime] = field(default_factory=list)
    instead_of: date | datetime | None = None
    and_later: bool = False
    summary: str = ""
    location: str = ""
    conference: str = ""
    cancelled: bool = False
    organizer: Participant | None = None
    attendees: list[Participant] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)

    @property
    def all_day(self) -> bool:
        return not isinstance(self.start, datetime)

    @property
    def repeats(self) -> bool:
        return bool(self.rules or self.also)

    def duration(self) -> timedelta:
        """How long it takes: at least nothing; a whole day when only the day is known."""
        usual = timedelta(days=1) if self.all_day else timedelta(0)
        if self.length is not None:
            return max(self.length, timedelta(0))
        if self.start is None or self.end is None or isinstance(self.start, datetime) != isinstance(self.end, datetime):
            return usual
        return max(self.end - self.start, timedelta(0)) or usual

    def identity(self) -> str:
        """The file's own id, or one made of what the event says, the same each time the file is read."""
        if self.uid:
            return self.uid
        told = f"{self.start}|{self.summary}|{self.organizer.key if self.organizer else ''}"
        return "none-" + hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()[:20]


def understand(lines: list[str], zones: Zones) -> Event:
    """The event of these lines. Never raises: what cannot be read is named in ``unread``."""
    event = Event()
    for text in lines:
        name = text[:40].replace(";", ":").partition(":")[0].strip().upper()
        try:
            if name == "ATTENDEE":
                event.attendees.append(_participant(text))
            elif name == "ORGANIZER":
                event.organizer = _participant(text)
            else:
                _set(event, name, *_parts(text), zones)
        except Exception:  # the library raises ValueError, KeyError, TypeError, OverflowError by the kind of damage
            event.unread.append(name)
    return event


def _set(event: Event, name: str, params: Any, value: str, zones: Zones) -> None:
    if name == "DTSTART":
        event.start = moment_of(value, params, zones)
    elif name == "DTEND":
        event.end = moment_of(value, params, zones)
    elif name == "DURATION":
        event.length = vDuration.from_ical(value.strip())
    elif name == "RRULE":
        event.rules.append(vRecur.from_ical(value.strip()))
    elif name in ("RDATE", "EXDATE"):
        into = event.also if name == "RDATE" else event.never
        for part in filter(str.strip, value.split(",")):
            into.append(moment_of(part, params, zones))
            if name == "RDATE" and "/" in part:
                event.lengths[instant(into[-1])] = period_of(part)
    elif name == "RECURRENCE-ID":
        event.instead_of = moment_of(value, params, zones)
        event.and_later = _one(params, "RANGE").upper() == "THISANDFUTURE"
    elif name == "STATUS":
        event.cancelled = value.strip().upper() in ("CANCELLED", "CANCELED")
    elif name in ("UID", "SUMMARY", "LOCATION"):
        setattr(event, name.lower(), " ".join(value.split()))
    else:
        event.conference = value.strip()


def _parts(text: str) -> tuple[Any, str]:
    """Parameters and value of a line, the value unescaped. Without parameters there is little to take apart."""
    head, _, value = text.partition(":")
    if ";" not in head:
        return {}, _ESCAPED.sub(lambda match: "\n" if match[1] in "nN" else match[1], value)
    _, params, value = Contentline(_BARE_ZONE.sub(r';TZID="\1":', text)).parts()
    return params, value


@lru_cache(maxsize=4096)  # the same people stand in a calendar's events again and again
def _participant(text: str) -> Participant:
    params, value = _parts(text)
    email = _email(value) or _email(_one(params, "EMAIL"))
    name = " ".join(_one(params, "CN").split()).strip("'\"")
    if not email:
        email, name = (_email(name), "") if _email(name) else ("", name)
    domain = email.partition("@")[2]
    person = (
        _one(params, "CUTYPE").upper() not in _THINGS
        and _one(params, "ROLE").upper() != "NON-PARTICIPANT"
        and domain not in _CALENDAR_DOMAINS
        and email not in _NOBODY
        and bool(email or name)
    )
    return Participant(email, "" if "@" in name else name, _one(params, "PARTSTAT").upper() in _ABSENT, person)


def _one(params: Any, name: str) -> str:
    value = params.get(name, "")
    return str(value[0] if isinstance(value, (list, tuple)) and value else value or "")


def _email(text: str) -> str:
    """The address in ``mailto:leah@example.com``, lower case; empty for an id, a path or nothing."""
    bare = text.strip().strip("<>").strip()
    if bare[:7].lower() == "mailto:":
        bare = bare[7:].strip().strip("<>")
    local, _, domain = bare.partition("@")
    whole = local and "." in domain and not any(c.isspace() or c in "/,;<>" for c in bare) and "@" not in domain
    return bare.lower() if whole and len(bare) <= 320 else ""
