"""The times of a calendar: what a value says, as a key, in UTC, and when a whole day is."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any

from icalendar.prop import vDDDTypes

from .zones import Zones


def moment_of(value: str, params: Any, zones: Zones) -> date | datetime:
    """A date or an aware datetime. Raises ValueError for anything else."""
    moment = vDDDTypes.from_ical(value.strip())
    if isinstance(moment, tuple):  # a period: it begins when it begins
        moment = moment[0]
    if not isinstance(moment, date):
        raise ValueError(f"{value!r} is no date")
    return zones.aware(moment, str(params.get("TZID", "")))


def period_of(value: str) -> timedelta:
    """How long a period takes, at least nothing. Raises ValueError for what is none."""
    begin, end = vDDDTypes.from_ical(value.strip())
    return max(end if isinstance(end, timedelta) else end - begin, timedelta(0))


def instant(moment: date | datetime) -> str:
    """The moment as part of a key: UTC for a time, the plain day for a whole day."""
    if isinstance(moment, datetime):
        return utc(moment).strftime("%Y%m%dT%H%M%SZ")
    return moment.strftime("%Y%m%d")


def utc(moment: datetime) -> datetime:
    try:
        return moment.astimezone(UTC)
    except OverflowError:  # beyond the edge of the calendar: the very edge
        return (datetime.min if moment.year == 1 else datetime.max).replace(tzinfo=UTC)


def at(moment: date | datetime, zone: tzinfo) -> datetime:
    """When a touch at that moment is said to have been: a whole day counts from its midnight in the given zone."""
    return moment if isinstance(moment, datetime) else datetime.combine(moment, time(), zone)
