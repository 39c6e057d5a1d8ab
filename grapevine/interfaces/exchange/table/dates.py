"""Dates and times as tables write them, in eight languages of month names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import UTC, date, datetime

_MONTHS = (
    "jan januar january janvier enero gennaio janeiro januari janv ene gen jaen styczen stycznia sty",
    "feb februar february fevrier febrero febbraio fevereiro februari fevr fev febr luty lutego lut",
    "mar marz march mars marzo marco maart mrz mrt maerz marzec marca",
    "apr april avril abril aprile avr abr kwiecien kwietnia kwi",
    "may mai mayo maggio maio mei mag maj maja",
    "jun juni june juin junio giugno junho giu czerwiec czerwca cze",
    "jul juli july juillet julio luglio julho juil lug lipiec lipca lip",
    "aug august aout agosto augustus ago sierpien sierpnia sie",
    "sep sept september septembre septiembre settembre setembro set wrzesien wrzesnia wrz",
    "oct okt oktober october octobre octubre ottobre outubro out ott pazdziernik pazdziernika paz",
    "nov november novembre noviembre novembro listopad listopada lis",
    "dec dez december dezember decembre diciembre dicembre dezembro dic des grudzien grudnia gru",
)
_MONTH = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names.split()}
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_NO_YEAR = re.compile(r"--(\d{1,2})-?(\d{1,2})")
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})[-/.](\d{4}|\d{2})(?:[, ].*)?")
_DAY_NAME = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[\s.-]+(?:de )?([^\W\d_]+)\.?[\s,-]+(?:de )?(\d{4}|\d{2})(?:[, ].*)?")
_NAME_DAY = re.compile(r"([^\W\d_]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?:[, ].*)?")
_TIME = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?\s*([ap])?\.?m?\.?", re.I)
_OFFSET = re.compile(r"(?:\d|\s)([+-]\d{2}):?(\d{2})\s*$")
#: Years that stand for "no year" (Apple) and "no date" (Outlook).
NO_YEAR, NO_DATE = 1604, (1601, 4501)


def day(text: str, *, month_first: bool, today: date) -> str:
    """``YYYY-MM-DD``, ``--MM-DD`` without a year, empty for an unset date (``0/0/00``), else the text as written.

    ``month_first`` reads 3/7/1984 as 7 March; a part above 12 is the day in any case. A year of two digits is the
    latest one that is not after ``today``.
    """
    text = " ".join(text.split())
    if text and not any(sign in "123456789" for sign in text) and any(sign == "0" for sign in text):
        return ""
    if found := _NO_YEAR.fullmatch(text):
        year, month, number = NO_YEAR, int(found[1]), int(found[2])
    else:
        parts = _parts(text, month_first)
        if parts is None:
            return text
        year, month, number = parts
        year = _full_year(year, today)
    if year in NO_DATE:
        return ""
    try:
        date(year, month, number)
    except ValueError:
        return text
    return f"--{month:02}-{number:02}" if year == NO_YEAR else f"{year:04}-{month:02}-{number:02}"


def month_comes_first(values: Iterable[str], otherwise: bool) -> bool:
    """Do these dates of one table write the month before the day? A part above 12 tells; ``otherwise`` if none does."""
    found = [_YEAR_LAST.fullmatch(" ".join(value.split())) for value in values]
    parts = [(int(one[1]), int(one[3])) for one in found if one and one[2] != "."]
    day_first, month_first = sum(first > 12 for first, _ in parts), sum(second > 12 for _, second in parts)
    return otherwise if day_first == month_first else month_first > day_first


def moment(text: str, *, month_first: bool = True, today: date) -> datetime | None:
    """The aware time of ``2024-05-15 10:30:00 UTC``, ``3/14/24, 9:26 AM`` and the like; None when it is no time.

    A time without a zone is taken as UTC; a date without a time as noon, so that no zone moves it to another day.
    """
    found = day(text, month_first=month_first, today=today)
    try:
        begin = datetime.strptime(found, "%Y-%m-%d").replace(tzinfo=UTC)
    except ValueError:
        return None
    clock = _TIME.search(text)
    if clock is None:
        return begin.replace(hour=12)
    hour, minute, second = int(clock[1]), int(clock[2]), int(clock[3] or 0)
    if clock[4]:
        hour = hour % 12 + (12 if clock[4].casefold() == "p" else 0)
    if hour > 23 or minute > 59 or second > 59:
        return None
    offset = _OFFSET.search(text[clock.start() :])
    zone = datetime.strptime(f"{offset[1]}{offset[2]}", "%z").tzinfo if offset and int(offset[2]) < 60 else UTC
    return begin.replace(hour=hour, minute=minute, second=second, tzinfo=zone)


def _parts(text: str, month_first: bool) -> tuple[int, int, int] | None:
    if found := _YEAR_FIRST.fullmatch(text) or _COMPACT.fullmatch(text):
        return int(found[1]), int(found[2]), int(found[3])
    if found := _YEAR_LAST.fullmatch(text):
        first, second = int(found[1]), int(found[3])
        us = (month_first and found[2] != "." and first <= 12) or second > 12
        month, number = (first, second) if us else (second, first)
        return int(found[4]), month, number
    if found := _DAY_NAME.fullmatch(text):
        month = _month(found[2])
        return (int(found[3]), month, int(found[1])) if month else None
    if found := _NAME_DAY.fullmatch(text):
        month = _month(found[1])
        return (int(found[3]), month, int(found[2])) if month else None
    return None


def _month(name: str) -> int:
    plain = unicodedata.normalize("NFKD", name.casefold())
    return _MONTH.get("".join(sign for sign in plain if not unicodedata.combining(sign)), 0)


def _full_year(year: int, today: date) -> int:
    if year > 99:
        return year
    century = today.year // 100 * 100
    return century + year if century + year <= today.year else century - 100 + year
