"""By which day something is promised: "by Friday", "tomorrow", "next week", "by the end of the month". Always ahead."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from grapevine.domain.network.rules.line.words import COUNT, MONTHS, NUMBERS, WEEKDAYS

_BY = r"(?:by|before|on|until|no later than|not later than|for|come|this coming) "
_DAY = r"(?P<day>mon|tue|wed|thu|fri|sat|sun)(?:day|sday|s|nesday|r|rs|rsday|urday)?\b"
_MONTH = "(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
_FRIDAY = 4

Reading = Callable[["re.Match[str]", date, bool], "date | None"]


def day(seen: str, start: int, end: int, today: date, day_first: bool) -> tuple[date, tuple[int, int]] | None:
    """The first day ahead that these words of a plain line name, with their place; None when they name none."""
    best: tuple[date, tuple[int, int]] | None = None
    for pattern, reading in _READINGS:
        match = pattern.search(seen, start, end)
        read = reading(match, today, day_first) if match else None
        if match and read and (best is None or (match.start(), -match.end()) < (best[1][0], -best[1][1])):
            best = read, match.span()
    return best


def _weekday(match: re.Match[str], today: date, day_first: bool) -> date:
    """The next such day after today; "next Friday" as well: it is shown back, and a day too early harms nobody."""
    return today + timedelta(days=(WEEKDAYS[match["day"]] - today.weekday() - 1) % 7 + 1)


def _ahead(match: re.Match[str], today: date, day_first: bool) -> date | None:
    count = int(match["count"]) if match["count"].isdigit() else NUMBERS[match["count"]]
    return _after(today, match["unit"], count) if count <= 100 else None


def _next(match: re.Match[str], today: date, day_first: bool) -> date | None:
    """The last day of next week (Friday) or month."""
    if match["unit"] == "week":
        return today + timedelta(days=7 + _FRIDAY - today.weekday())
    return _month_end(_month_end(today) + timedelta(days=1))


def _end_of(match: re.Match[str], today: date, day_first: bool) -> date:
    if match["unit"] == "month":
        return _month_end(today)
    if match["unit"] == "year":
        return date(today.year, 12, 31)
    return today + timedelta(days=(_FRIDAY - today.weekday()) % 7)


def _written(match: re.Match[str], today: date, day_first: bool) -> date | None:
    return _calendar(today, MONTHS[match["month"][:3]], int(match["number"]))


def _slashed(match: re.Match[str], today: date, day_first: bool) -> date | None:
    first, second = int(match[1]), int(match[2])
    number, month = (first, second) if (day_first and second <= 12) or first > 12 else (second, first)
    return _calendar(today, month, number)


def _calendar(today: date, month: int, number: int) -> date | None:
    """The next such day of the calendar, today or later."""
    for year in (today.year, today.year + 1):
        try:
            found = date(year, month, number)
        except ValueError:
            continue
        if found >= today:
            return found
    return None


def _after(today: date, unit: str, count: int) -> date:
    if unit != "month":
        return today + timedelta(days=count * (7 if unit == "week" else 1))
    months = today.year * 12 + today.month - 1 + count
    last = _month_end(date(months // 12, months % 12 + 1, 1))
    return last.replace(day=min(today.day, last.day))


def _month_end(of: date) -> date:
    return (of.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


_READINGS: tuple[tuple[re.Pattern[str], Reading], ...] = (
    (re.compile(rf"\b(?:{_BY})?tomorrow(?: (?:morning|afternoon|evening|night))?\b"),
     lambda match, today, first: today + timedelta(days=1)),
    (re.compile(r"\b(?:by|before|later) (?:tonight|today|the end of (?:the |to)day)\b|\btonight\b"),
     lambda match, today, first: today),
    (re.compile(rf"(?<!last )\b(?:{_BY})?(?:next |this )?{_DAY}(?: (?:morning|afternoon|evening|night|week))?"),
     _weekday),
    (re.compile(rf"\b(?:{_BY})?next (?P<unit>week|month)\b"), _next),
    (re.compile(rf"\b(?:{_BY})?(?:the )?(?:end of (?:the |this )?|this )(?P<unit>week|month|year)\b"), _end_of),
    (re.compile(rf"\b(?:with)?in (?:the next )?(?P<count>{COUNT}) (?P<unit>day|week|month)s?\b"), _ahead),
    (re.compile(rf"\b(?:{_BY})?(?:the )?(?P<number>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?{_MONTH}"), _written),
    (re.compile(rf"\b(?:{_BY})?{_MONTH} (?:the )?(?P<number>\d{{1,2}})(?:st|nd|rd|th)?\b"), _written),
    (re.compile(rf"\b(?:{_BY})(\d{{1,2}})/(\d{{1,2}})\b"), _slashed),
)  # fmt: skip
