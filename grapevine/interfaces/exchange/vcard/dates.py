"""Days as vCards write them, brought to ``YYYY-MM-DD`` or ``--MM-DD``; what is no day stays text."""

from __future__ import annotations

import re
from datetime import date

_DAY = re.compile(r"(?:(\d{4})-?|--)?(\d\d)-?(\d\d)(?:[T ][\d:.,+Z-]*)?", re.ASCII)
_LEAP_YEAR = 2000


def normal(text: str, omit_year: str = "") -> str:
    """``19800322``, ``1980-03-22T00:00:00Z``, ``--0322``, ``03-22`` and the like in the normal form.

    ``omit_year`` is the year that stands for "no year" (Apple writes 1604). A time of day is dropped. Anything that is
    not a day of the calendar comes back unchanged.
    """
    match = _DAY.fullmatch(text)
    if match is None:
        return text
    year, month, day = match[1] or "", int(match[2]), int(match[3])
    if year in ("0000", omit_year):
        year = ""
    if not year and not match[1] and re.fullmatch(r"\d+", text):
        return text  # "1980" alone is a year, "0322" a riddle.
    try:
        date(int(year or _LEAP_YEAR), month, day)
    except ValueError:
        return text
    return f"{year}-{month:02}-{day:02}" if year else f"--{month:02}-{day:02}"
