"""Moments that somebody tells of: with their zone, within living memory, and not yet to come."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from grapevine.kit.errors import Refused

EARLIEST = datetime(1970, 1, 2, tzinfo=UTC)
#: A clock may run ahead a little; anything later has not happened yet.
AHEAD = timedelta(days=1)


def must_have_happened(at: datetime, now: datetime, otherwise: str) -> None:
    """Raise Refused for ``at`` without a zone, and with the words of ``otherwise`` outside of the possible past."""
    if at.tzinfo is None:
        raise Refused("The time needs its zone.", "at")
    if not EARLIEST <= at <= now + AHEAD:
        raise Refused(otherwise, "at")


def moment_of(text: str, otherwise: str) -> datetime | None:
    """A time with a zone, from ISO text; None for "". Raises Refused with the words of ``otherwise``."""
    try:
        found = datetime.fromisoformat(text) if text else None
    except (TypeError, ValueError) as error:
        raise Refused(otherwise) from error
    if found is not None and found.tzinfo is None:
        raise Refused(otherwise)
    return found


def day_in(at: datetime, zone: str) -> date:
    """The day it is at ``at`` for somebody in that time zone; in UTC where there is no such zone."""
    return time_in(at, zone).date()


def time_in(at: datetime, zone: str) -> datetime:
    """The same moment by the clocks of that time zone; in UTC where there is no such zone."""
    try:
        there: tzinfo = ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        there = UTC
    return at.astimezone(there)
