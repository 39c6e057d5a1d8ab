"""When an event took place: every past occurrence, within bounds that no rule in a file can break."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import prod

import recurring_ical_events
from icalendar import Calendar
from icalendar import Event as Component
from icalendar.prop import vRecur

from .events import Event
from .moments import at, instant, utc
from .series import Moment, Series
from .zones import Zones

#: Of an event that took place more often than this only the newest are counted (a daily meeting for 13 years).
MOST_OCCURRENCES = 5_000
YEARS_BACK = 30
#: Rules are counted from their start; a start before this is a slip of the file, not a meeting.
EARLIEST_RULE = 1900
#: An occurrence that was moved back by more than this is found only once its first date has come.
MOVED_BACK = timedelta(days=31)
_OFTEN = frozenset(("SECONDLY", "MINUTELY", "HOURLY"))
_TIMES = ("BYHOUR", "BYMINUTE", "BYSECOND")
_MOST_A_DAY = 4


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One time the event took place. ``key`` names the occurrence in UTC (or its day), even when it was moved."""

    key: str
    start: datetime
    end: datetime


class NotAMeetingError(ValueError):
    """The event repeats in a way nobody meets anybody; the text says how."""


def earliest(now: datetime) -> datetime:
    """Nothing before this counts: thirty years ago, and never before 1970."""
    try:
        back = now.replace(year=now.year - YEARS_BACK)
    except ValueError:  # 29 February
        back = now - timedelta(days=YEARS_BACK * 365)
    return max(back, datetime(1970, 1, 1, tzinfo=now.tzinfo))


def past(event: Event, now: datetime, zones: Zones, series: Series) -> list[Occurrence]:
    """Occurrences that ended by ``now``, oldest first, without the ones for which another VEVENT speaks.

    ``event.start`` must be known. Raises NotAMeetingError for rules by the hour or faster.
    """
    length = event.duration()
    found: list[Occurrence] = []
    for was, moment in _moments(event, now, zones, series):
        try:
            start = at(moment, zones.default)
            end = start + event.lengths.get(instant(was), length)
            utc(start), utc(end)
        except (OverflowError, ValueError):  # the edge of the calendar: year 1 or 9999
            continue
        if end <= now and start >= earliest(now):
            found.append(Occurrence(instant(was), start, end))
    found.sort(key=lambda occurrence: utc(occurrence.start))
    return found[-MOST_OCCURRENCES:]


def _moments(event: Event, now: datetime, zones: Zones, series: Series) -> list[tuple[Moment, Moment]]:
    """(when the repeated event was to take place, when it does) for each time that this event speaks for."""
    assert event.start is not None
    if event.instead_of is None:
        return [(moment, moment) for moment in _starts(event, now) if series.is_its_own(moment, zones)]
    master = series.master
    if not event.and_later or master is None or master.start is None:
        return [(event.instead_of, event.start)]
    if series.moments is None:
        series.planned(_starts(master, now + MOVED_BACK), zones)
    try:
        return series.moved(event, zones)
    except OverflowError:  # moved over the edge of the calendar
        return [(event.instead_of, event.start)]


def _starts(event: Event, now: datetime) -> Iterator[Moment]:
    if event.start is None:
        return
    if not event.repeats:
        yield event.start
        return
    for rule in event.rules:
        _check(rule)
    if event.start.year < EARLIEST_RULE:
        raise NotAMeetingError(f"it repeats since the year {event.start.year}: that is no meeting")
    calendar = Calendar()
    calendar.add_component(_bare(event))
    try:
        query = recurring_ical_events.of(calendar, skip_bad_series=True)
        found = [each["DTSTART"].dt for each in query.between(earliest(now), now)]
    except Exception:  # a rule the library cannot follow: then the event took place once, when it says it began
        found = [event.start]
    yield from found


def _check(rule: vRecur) -> None:
    """Refuse rules that would be counted for ever. Raises NotAMeetingError."""
    if {str(each).upper() for each in rule.get("FREQ", ())} & _OFTEN:
        raise NotAMeetingError("it repeats by the hour or faster: that is a clock, not a meeting")
    if prod(len(rule.get(name, ())) or 1 for name in _TIMES) > _MOST_A_DAY:
        raise NotAMeetingError("it repeats many times a day: that is a clock, not a meeting")
    if any(not isinstance(each, int) or each < 1 for each in rule.get("INTERVAL", ())):
        raise NotAMeetingError("its rule of repetition has no length (INTERVAL must be 1 or more)")


def _bare(event: Event) -> Component:
    """The event with nothing but its times, so that copying it for each occurrence is cheap."""
    bare = Component()
    bare.add("uid", "x")
    bare.add("dtstart", event.start)
    bare.add("duration", event.duration())
    for rule in event.rules:
        bare.add("rrule", rule)
    kind = type(event.start)
    if also := [each for each in event.also if type(each) is kind]:
        bare.add("rdate", also)
    if never := [each for each in event.never if type(each) is kind]:
        bare.add("exdate", never)
    # "Not on that day", of a meeting at some hour: several calendars leave a time out so.
    if kind is datetime and (days := [each for each in event.never if not isinstance(each, datetime)]):
        bare.add("exdate", days)
    return bare
