"""Time zones of a calendar file: known names, Windows names, the file's own definitions, bare offsets.

A zone that cannot be made out counts as *floating*: the time is taken in the calendar's own zone (X-WR-TIMEZONE),
else in the zone of the clock the reader was given. The moment may then be some hours off; the day and the touch stay.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone, tzinfo
from typing import Any

from icalendar import Timezone
from icalendar.timezone.tzp import TZP

#: Names of our own: the library's common one remembers the definitions of every file ever read.
_NAMES = TZP()
_OFFSET = re.compile(r"^\(?(?:UTC|GMT)?\s*([+-])(\d{1,2}):?(\d\d)?\)?(?:\s|$)", re.IGNORECASE)
_SUMMER_RULE = re.compile(r"FREQ\s*=\s*(YEARLY|MONTHLY)", re.IGNORECASE)
_NO_STEP = re.compile(r"INTERVAL\s*=\s*0*(;|$)", re.IGNORECASE)
#: More lines than the longest history of a real zone; more zones than any calendar has.
MAX_LINES = 2_000
MAX_ZONES = 500


class Zones:
    """The zones of one file. ``default`` is the zone of times that name none."""

    def __init__(self, default: tzinfo) -> None:
        self.default = default
        self._own: dict[str, list[str]] = {}
        self._found: dict[str, tzinfo | None] = {}

    def add(self, lines: list[str]) -> None:
        """Remember a VTIMEZONE by its id; it is understood only when an event needs it."""
        for text in lines:
            name, _, value = text.partition(":")
            if name.strip().upper() == "TZID" and len(lines) <= MAX_LINES and len(self._own) < MAX_ZONES:
                self._own.setdefault(value.strip(), lines)
                return

    def find(self, tzid: str) -> tzinfo | None:
        """The zone of that name, or None when nobody can say which it is."""
        if tzid not in self._found:
            self._found[tzid] = _known(tzid) or self._defined(tzid) or _offset(tzid)
        return self._found[tzid]

    def aware(self, moment: date | datetime, tzid: str = "") -> date | datetime:
        """The moment with its zone; a plain date stays a plain date."""
        if not isinstance(moment, datetime) or moment.tzinfo is not None:
            return moment
        return moment.replace(tzinfo=(self.find(tzid) if tzid else None) or self.default)

    def _defined(self, tzid: str) -> tzinfo | None:
        lines = self._own.get(tzid)
        if not lines or any(_runs_away(text) for text in lines):
            return None
        try:
            zone: Any = Timezone.from_ical("\r\n".join(["BEGIN:VTIMEZONE", *lines, "END:VTIMEZONE", ""]))
            found = zone.to_tz(lookup_tzid=False)
            datetime(2020, 7, 1, tzinfo=found).utcoffset()
        except Exception:  # a broken definition fails in many ways; the time is then floating
            return None
        return found


def _runs_away(text: str) -> bool:
    """A rule that would be counted step by step from the year 1 on: no zone changes every second."""
    return text[:5].upper() == "RRULE" and (not _SUMMER_RULE.search(text) or bool(_NO_STEP.search(text)))


def _known(tzid: str) -> tzinfo | None:
    """A name of the time zone database (also behind a maker's prefix, ``/maker.example/Europe/Berlin``) or Windows'."""
    parts = tzid.strip().strip("/").split("/")
    for first in range(len(parts)) if tzid.startswith("/") else (0,):
        try:
            found = _NAMES.timezone("/".join(parts[first:]))
        except Exception:  # names such as "../x" or with a NUL are refused by the database in several ways
            continue
        if found is not None:
            return found
    return None


def _offset(tzid: str) -> tzinfo | None:
    match = _OFFSET.match(tzid.strip())
    if not match or int(match[2]) > 14:
        return None
    span = timedelta(hours=int(match[2]), minutes=min(int(match[3] or 0), 59))
    return timezone(-span if match[1] == "-" else span)
