"""When it happened: written and relative dates and times of day. A log speaks of the past; a plan is told apart."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from grapevine.domain.network.rules.line.hours import clock
from grapevine.domain.network.rules.line.plans import plan_in
from grapevine.domain.network.rules.line.words import COUNT, MONTHS, NUMBERS, PARTS_OF_DAY, WEEKDAYS

_EARLIEST_YEAR = 1900
#: A day without its year that lies so near ahead is not meant of the year before.
_SOON = timedelta(days=45)

Found = tuple[date | datetime, int, int]
Reading = Callable[["re.Match[str]", datetime, bool], "date | datetime | None"]


@dataclass(frozen=True, slots=True)
class When:
    """The time in the member's zone, minutes if a span of time was said, the places read, the words of a plan."""

    at: datetime
    minutes: int | None
    spans: tuple[tuple[int, int], ...]
    plan: str = ""


def when(text: str, now: datetime, zone: tzinfo, day_first: bool = False) -> When:
    """Read the time of a plain line. No day and no hour: now; a day alone: noon; never after now."""
    here = now.astimezone(zone)
    found = _day(text, here, day_first)
    day, spans = here.date(), []
    part: time | None = None
    if found:
        read, start, end = found
        if isinstance(read, datetime):
            return When(min(read, here), None, ((start, end),))
        day = read
        end, part = _part_of_day(text, start, end)
        spans.append((start, end))
    hour, minutes, taken = clock(text, spans, part)
    spans += taken
    plan = plan_in(text, found is not None)
    # "Tomorrow at 10": the hour is that of the plan, and the line stands at now.
    its_hour = re.compile(rf"{re.escape(plan)}(?: \w+)?,? $")
    ahead = plan and not found and any(its_hour.search(text[:start]) for start, _ in taken)
    if ahead or not found and hour is None:
        return When(here, minutes, tuple(spans), plan)
    at = datetime.combine(day, hour or part or time(12), zone)
    if at.astimezone(UTC) > here.astimezone(UTC):
        vague = at.date() == here.date() and hour is None
        said = "" if vague else " ".join(text[start:end].strip() for start, end in sorted(spans))
        return When(here, minutes, tuple(spans), said or plan)
    return When(at, minutes, tuple(spans), plan)


def _day(text: str, here: datetime, day_first: bool) -> Found | None:
    """The first day the line names; of two readings at one place the longer."""
    best: Found | None = None
    for pattern, reading in _READINGS:
        for match in pattern.finditer(text):
            read = reading(match, here, day_first)
            if read is None or _DUE.search(text, 0, match.start()):
                continue
            if best is None or (match.start(), -match.end()) < (best[1], -best[2]):
                best = read, match.start(), match.end()
            break
    return best


def _part_of_day(text: str, start: int, end: int) -> tuple[int, time | None]:
    """Where the day's words end, and the hour meant by "morning" and the like among or right after them."""
    after = _PART.match(text, end)
    if after:
        return after.end(), PARTS_OF_DAY[after.group(1)]
    inside = _PART_INSIDE.search(text, start, end)
    return end, PARTS_OF_DAY[inside.group(1)] if inside else None


def _calendar(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year >= _EARLIEST_YEAR else None
    except ValueError:
        return None


def _without_year(month: int, day: int, here: datetime) -> date | None:
    """The last such day; 29 February looks back as far as it needs to. A day of the weeks ahead is that day: nobody
    logs what was eleven months ago."""
    tries = (_calendar(here.year - back, month, day) for back in range(9))
    last = next((found for found in tries if found and found <= here.date()), None)
    coming = _calendar(last.year + 1, month, day) if last else None
    soon = coming is not None and coming - here.date() <= _SOON
    return coming if soon else last


def _dated(year: str | None, month: int, day: int, here: datetime) -> date | None:
    if not year:
        return _without_year(month, day, here)
    return _calendar(int(year) + (2000 if len(year) == 2 else 0), month, day)


def _slashed(match: re.Match[str], here: datetime, day_first: bool) -> date | None:
    first, second = int(match[1]), int(match[2])
    day, month = (first, second) if (day_first and second <= 12) or first > 12 else (second, first)
    return _dated(match[3], month, day, here)


def _the_nth(match: re.Match[str], here: datetime, day_first: bool) -> date | None:
    months = ((here.year * 12 + here.month - 1 - back) for back in range(3))
    tries = (_calendar(month // 12, month % 12 + 1, int(match[1])) for month in months)
    return next((found for found in tries if found and found <= here.date()), None)


def _weekday(match: re.Match[str], here: datetime, day_first: bool) -> date:
    """The last such day before today."""
    return here.date() - timedelta(days=(here.weekday() - _BY_TWO_LETTERS[match["day"][:2]] - 1) % 7 + 1)


def _ago(match: re.Match[str], here: datetime, day_first: bool) -> date | datetime | None:
    said, unit = match["count"], match["unit"]
    count = int(said) if said.isdigit() else NUMBERS[said]
    if count > 1000:
        return None
    if unit[0] == "h" or unit.startswith("mi"):
        return here - timedelta(minutes=count * (60 if unit[0] == "h" else 1))
    return _back(here.date(), unit, count)


def _last(match: re.Match[str], here: datetime, day_first: bool) -> date | None:
    if match["unit"] == "weekend":
        return here.date() - timedelta(days=(here.weekday() - 5 - 1) % 7 + 1)
    return _back(here.date(), match["unit"], 1)


def _back(today: date, unit: str, count: int) -> date | None:
    if unit[0] in "dw":
        return today - timedelta(days=count * (7 if unit[0] == "w" else 1))
    months = today.year * 12 + today.month - 1 - count * (12 if unit[0] == "y" else 1)
    tries = (_calendar(months // 12, months % 12 + 1, min(today.day, last)) for last in (31, 30, 29, 28))
    return next((found for found in tries if found), None)


def _in_a_year(match: re.Match[str], here: datetime, day_first: bool) -> date | None:
    """The middle of the month or the year that is all one remembers; what was spoken of has days of its own."""
    if _SPOKEN_OF.search(match.string, 0, match.start()):
        return None
    year, month = int(match["year"]), MONTHS[match["month"][:3]] if match["month"] else 0
    middle = date(year, month or 7, 15 if month else 1)
    return min(middle, here.date()) if (year, month) <= (here.year, here.month) else middle


def _days_back(days: int) -> Reading:
    return lambda match, here, day_first: here.date() - timedelta(days=days)


_MONTH = "(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\.?"
_SPOKEN_OF = re.compile(r"\b(?:about|discuss\w*|regarding|who|which|that|from|of|for|since|\w+s|said|told)\b|[.;:,]")
_DAYS = "(?P<day>mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|"
_DAYS += "sat(?:urday)?|sun(?:day)?|wensday|wednsday|wedensday|thurday|thrusday|tuseday|saterday)"
#: Enough to tell a weekday, also one that is misspelt.
_BY_TWO_LETTERS = {name[:2]: number for name, number in WEEKDAYS.items()}
#: By which day something is wanted is not when anything was.
_DUE = re.compile(r"\b(?:by|until|due|no later than) $")
_ORDINAL = "(?:st|nd|rd|th)?"
_READINGS: tuple[tuple[re.Pattern[str], Reading], ...] = (
    (re.compile(r"\b(?:on )?(\d{4})-(\d{1,2})-(\d{1,2})\b"),
     lambda m, here, first: _calendar(int(m[1]), int(m[2]), int(m[3]))),
    (re.compile(r"\b(?:on )?(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})?(?!\d)"),
     lambda m, here, first: _dated(m[3], int(m[2]), int(m[1]), here)),
    (re.compile(r"\b(?:on )?(\d{1,2})-(\d{1,2})-(\d{4})\b"), _slashed),
    (re.compile(r"\b(?!24/7\b)(?:on )?(\d{1,2})/(\d{1,2})(?:/(\d{4}|\d{2}))?\b(?! ?(?:an )?h(?:ou)?r)"), _slashed),
    (re.compile(rf"\b(?:on )?(?:the )?(?P<day>\d{{1,2}}){_ORDINAL} (?:of )?{_MONTH}(?!\w)(?:,? "
                rf"(?P<year>\d{{4}})\b)?"),
     lambda m, here, first: _dated(m["year"], MONTHS[m["month"][:3]], int(m["day"]), here)),
    (re.compile(rf"\b(?:on )?{_MONTH} (?:the )?(?P<day>\d{{1,2}}){_ORDINAL}\b(?! ?(?:[ap]m\b|:\d|min|h\b|hr|hour))"
                r"(?:,? (?P<year>\d{4})\b)?"),
     lambda m, here, first: _dated(m["year"], MONTHS[m["month"][:3]], int(m["day"]), here)),
    (re.compile(rf"\bin (?:(?:early|mid|late)[ -])?(?:{_MONTH},? )?(?P<year>(?:19|20)\d\d)\b"), _in_a_year),
    (re.compile(r"\bon the (\d{1,2})(?:st|nd|rd|th)\b"), _the_nth),
    (re.compile(r"\bday before yesterday\b|\bthe day before yesterday\b"), _days_back(2)),
    (re.compile(r"\b(?:late )?(?:yes?t[eua]?r?da?y|yeste[dr]+a?y|ystrda?y|y'?day|yest)\b|\blast (?:night"
                r"|evening)\b"), _days_back(1)),
    (re.compile(r"\b(?:earlier |late )?(?:today|this (?:morning|lunchtime|afternoon|arvo|evening|eve|week)|tonight"
                r"|(?<=spent )(?:the|all) (?:morning|afternoon|evening))\b"), _days_back(0)),
    (re.compile(rf"\b(?:about )?(?P<count>{COUNT}) (?P<unit>min|minute|hr|hour|day|week|month|year)s? ago\b"), _ago),
    (re.compile(r"\b(?:over |at |on )?(?:last|the|this|this past|past) (?P<unit>weekend)\b"), _last),
    (re.compile(r"\blast (?P<unit>week|month|year)\b"), _last),
    (re.compile(rf"(?<!next )(?<!this coming )(?!^sat with )\b(?:on )?(?:last |this past |past |this )?(?:week "
                rf")?{_DAYS}\b(?!-| down\b| next to\b| in on\b| and talked\b| with (?:her|him|them)\b)"), _weekday),
)  # fmt: skip
_PARTS = "|".join(PARTS_OF_DAY)
_PART = re.compile(rf",? (?:in the |at |around )?({_PARTS})\b")
_PART_INSIDE = re.compile(rf"\b({_PARTS})\b")
