"""A repeated event and the changes of it that stand in events of their own: of one occurrence, or of it and all later.

RFC 5545 calls the second RANGE=THISANDFUTURE (3.2.13, 3.8.4.4): the occurrence that RECURRENCE-ID names and all that
follow move by the same time on the wall, and take the length, people and words of the changing event, up to the next
change of that kind.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from .events import Event
from .moments import at, instant, utc
from .zones import Zones

Moment = date | datetime


@dataclass(slots=True)
class Series:
    """What is known of the events of one UID. ``replaced`` holds the keys of occurrences with an event of their own.

    ``splits`` are the moments from which on another event speaks, in order; ``master`` is the event that repeats,
    where some other changes it and all later; ``moments`` when it was to take place, in order, once somebody asked.
    """

    replaced: set[str] = field(default_factory=set)
    splits: list[datetime] = field(default_factory=list)
    master: Event | None = None
    moments: list[tuple[datetime, Moment]] | None = None

    def add(self, change: Event, zones: Zones) -> None:
        """Take note of an event with a RECURRENCE-ID."""
        assert change.instead_of is not None
        self.replaced.add(instant(change.instead_of))
        if change.and_later:
            insort(self.splits, utc(at(change.instead_of, zones.default)))

    def is_its_own(self, moment: Moment, zones: Zones) -> bool:
        """Does the repeated event itself speak for this moment?"""
        earlier = not self.splits or utc(at(moment, zones.default)) < self.splits[0]
        return earlier and not self.has_its_own(moment)

    def has_its_own(self, moment: Moment) -> bool:
        """Does an event of its own stand for this moment? Some calendars name only the day of what they replace."""
        return instant(moment) in self.replaced or f"{moment:%Y%m%d}" in self.replaced

    def planned(self, moments: Iterable[Moment], zones: Zones) -> None:
        """Keep when the repeated event was to take place."""
        found = ((utc(at(moment, zones.default)), moment) for moment in moments)
        self.moments = sorted(found, key=lambda each: each[0])

    def moved(self, change: Event, zones: Zones) -> list[tuple[Moment, Moment]]:
        """(when it was to be, when it is) of the occurrence that ``change`` names and those for which it speaks, too.

        ``moments`` must be known.
        """
        first = change.instead_of
        assert first is not None and change.start is not None and self.moments is not None
        by, begin = _shift(change.start, first, zones), utc(at(first, zones.default))
        after = bisect_right(self.splits, begin)
        start = bisect_left(self.moments, begin, key=lambda each: each[0])
        stop = len(self.moments)
        if after < len(self.splits):
            stop = bisect_left(self.moments, self.splits[after], key=lambda each: each[0])
        later = [moment for _, moment in self.moments[start:stop] if not self.has_its_own(moment)]
        return [(first, change.start), *((moment, moment + by) for moment in later)]


def _shift(start: Moment, was: Moment, zones: Zones) -> timedelta:
    """By how much the clock on the wall is put forward (or back)."""
    begin = at(start, zones.default)
    return begin.replace(tzinfo=None) - utc(at(was, zones.default)).astimezone(begin.tzinfo).replace(tzinfo=None)
