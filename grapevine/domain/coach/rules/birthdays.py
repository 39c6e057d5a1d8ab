"""How far a day of the year is: birthdays and other days of a card, written in the ways that cards write them."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

#: 1980-03-14, --03-14, 19800314, 03-14; anything else names no day that could be told.
_DAY = re.compile(r"^(?:\d{4}-?|--)?(\d{2})-?(\d{2})(?:T.*)?$")


@lru_cache(maxsize=4096)
def days_until(value: str, today: date) -> int | None:
    """Days from ``today`` to its next return (0: today); None for what is no day. 29 February returns on the 28th."""
    found = _DAY.match(value.strip())
    if found is None:
        return None
    month, day = int(found[1]), int(found[2])
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
