"""Days and times as people say them, in the zone of whoever reads."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo


def zone_of(name: str) -> ZoneInfo:
    """The zone of that name; UTC where there is none."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return ZoneInfo("UTC")


def today(now: datetime, zone: str) -> date:
    """The day it is for somebody in that zone."""
    return now.astimezone(zone_of(zone)).date()


def at_of(day: date, now: datetime, zone: str) -> datetime:
    """The moment a form means by a day: now, if it is today; else noon there."""
    there = zone_of(zone)
    if day == now.astimezone(there).date():
        return now
    return datetime.combine(day, time(12), there).astimezone(UTC)


def day_text(at: datetime, zone: str) -> str:
    """``16 November 2026``."""
    local = at.astimezone(zone_of(zone))
    return f"{local.day} {local:%B %Y}"


def moment_text(at: datetime, zone: str) -> str:
    """``16 November 2026, 14:05``."""
    return f"{day_text(at, zone)}, {at.astimezone(zone_of(zone)):%H:%M}"


def short_text(at: datetime, zone: str) -> str:
    """``Mon 16``."""
    local = at.astimezone(zone_of(zone))
    return f"{local:%a} {local.day}"


def month_text(at: datetime, zone: str) -> str:
    """``November 2026``."""
    return f"{at.astimezone(zone_of(zone)):%B %Y}"


def ago(at: datetime | None, now: datetime, zone: str = "UTC") -> str:
    """How long ago, in the largest unit that says it; "never" for None."""
    if at is None:
        return "never"
    days = (today(now, zone) - today(at, zone)).days
    if days <= 0:
        return "today"
    if days == 1:
        return "yesterday"
    for size, word in ((365, "year"), (30, "month"), (7, "week")):
        if days >= 2 * size or (size == 365 and days >= size):
            count = days // size
            return f"{count} {word}{'s' if count > 1 else ''} ago"
    return f"{days} days ago"
