"""How far a day of the year is: birthdays and other days of a card."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from grapevine.domain.people.rules.yearly import day_of


@lru_cache(maxsize=4096)
def days_until(value: str, today: date) -> int | None:
    """Days from ``today`` to its next return (0: today); None for what is no day. 29 February returns on the 28th."""
    found = day_of(value)
    if found is None:
        return None
    _, month, day = found
    that = _day(today.year, month, day)
    if that is not None and that < today:
        that = _day(today.year + 1, month, day)
    return None if that is None else (that - today).days


def _day(year: int, month: int, day: int) -> date | None:
    if (month, day) == (2, 29):
        day = 28
    try:
        return date(year, month, day)
    except ValueError:
        return None
