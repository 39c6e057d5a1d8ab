"""Days of a card that return every year, such as birthdays: read as cards write them, and made comparable.

The key of such a day begins with its month and day, so that an index finds who has theirs in the next days.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from grapevine.kit.text import fold

#: 1980-03-14, --03-14, 19800314, 03-14; anything else names no day of the year.
_DAY = re.compile(r"^(?:(\d{4})-?|--)?(\d{2})-?(\d{2})(?:T.*)?$")
#: Ranges are told for so many days ahead at most: beyond they could begin in a third month.
AHEAD_MAX = 28


def day_of(value: str) -> tuple[str, int, int] | None:
    """Year (four digits, "" where none is told), month and day; None for what names no day. Digits of any script."""
    found = _DAY.match(value.strip())
    if found is None or not 1 <= int(found[2]) <= 12 or not 1 <= int(found[3]) <= 31:
        return None
    return f"{int(found[1]):04}" if found[1] else "", int(found[2]), int(found[3])


def date_key(value: str) -> str:
    """Month, day and year of the day ("0314 1980", "0314"), however it is written; folded text for anything else."""
    found = day_of(value)
    if found is None:
        return fold(value)
    year, month, day = found
    return f"{month:02}{day:02} {year}".strip()


def key_ranges(today: date, ahead: int) -> tuple[tuple[str, str], tuple[str, str]]:
    """Two ranges of keys, from and below, of the days that return from ``today`` to ``ahead`` days on; the second may
    be empty. 29 February returns on the 28th.

    Raises ValueError for more than AHEAD_MAX days.
    """
    if not 0 <= ahead <= AHEAD_MAX:
        raise ValueError(f"{ahead} days ahead: from 0 to {AHEAD_MAX} can be told")
    last = today + timedelta(days=ahead)
    if (last.year, last.month) == (today.year, today.month):
        return _range(today, last), ("", "")
    ends = monthrange(today.year, today.month)[1]
    return _range(today, today.replace(day=ends)), _range(last.replace(day=1), last)


def _range(first: date, last: date) -> tuple[str, str]:
    begins, below = first.day, last.day + 1
    if first.month == 2:
        begins, below = (30 if begins == 29 else begins), max(below, 30 if last.day >= 28 else 0)
    return f"{first.month:02}{begins:02}", f"{first.month:02}{below:02}"
