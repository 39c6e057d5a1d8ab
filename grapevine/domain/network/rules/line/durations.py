"""How long it took, in minutes: 1h, 90 min, 1.5 hours, half an hour, an hour and a half, 1:30 h, 45m."""

from __future__ import annotations

import re
from collections.abc import Callable

from grapevine.domain.network.rules.line.words import COUNT, FRACTIONS, NUMBERS

#: A touch is at most a day long.
LONGEST = 1440

_NUMBER = rf"(?P<n>\d+(?:[.,]\d+)?|\d*[½¼¾]|{COUNT})"
_HOUR = r"(?:h|hr|hrs|hours?)"
_MINUTE = r"(?:m|min|mins|minutes?)"
#: "20 minutes ago" and "an hour late" say when, not how long.
_NOT = r"(?! ?(?:ago|late|early|earlier|later|away|before|drive)\b)"
_PATTERNS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], float]], ...] = (
    (re.compile(rf"\b(\d{{1,2}}):([0-5]\d) ?{_HOUR}\b{_NOT}"), lambda m: int(m[1]) * 60 + int(m[2])),
    (re.compile(rf"\b(\d{{1,2}}) ?{_HOUR} ?(?:and )?(\d{{1,2}})(?: ?{_MINUTE})?\b{_NOT}"),
     lambda m: int(m[1]) * 60 + int(m[2])),
    (re.compile(rf"(?<!\w){_NUMBER} (?:and (?P<part>a half|a quarter) )?{_HOUR}\b{_NOT}"),
     lambda m: 60 * (_count(m["n"]) + FRACTIONS.get(m["part"], 0))),
    (re.compile(rf"(?<!\w){_NUMBER}[ -]?{_HOUR}\b(?: and (?P<part>a half|a quarter))?{_NOT}"),
     lambda m: 60 * (_count(m["n"]) + FRACTIONS.get(m["part"], 0))),
    (re.compile(rf"\b(?P<part>half|three quarters|three-quarters|quarter)(?: of)?(?: an?)?[ -]hour\b{_NOT}"),
     lambda m: 60 * FRACTIONS[m["part"]]),
    (re.compile(rf"(?<![\w/])(?P<part>1/2|1/4|3/4|½|¼|¾)(?: of)?(?: an)? ?{_HOUR}\b{_NOT}"),
     lambda m: 60 * FRACTIONS[m["part"]]),
    (re.compile(rf"(?<![\w.,/])(?P<n>\d+|{COUNT})(?: ?|-){_MINUTE}\b{_NOT}"), lambda m: _count(m["n"])),
    (re.compile(r"(?<![-\w] )(?<![-\w])hour[- ]long\b"), lambda m: 60),
    (re.compile(r"(?<!\w)(?P<n>\d{1,3})'(?!\w)"), lambda m: _count(m["n"])),
)  # fmt: skip


def minutes(text: str) -> tuple[int | None, tuple[int, int] | None]:
    """The first length said in a plain line, 1 to LONGEST minutes, and its place; the longest reading of a place."""
    best: tuple[int, int, int] | None = None
    for pattern, reading in _PATTERNS:
        for match in pattern.finditer(text):
            read = round(reading(match))
            if 1 <= read <= LONGEST and (best is None or (match.start(), -match.end()) < (best[1], -best[2])):
                best = read, *match.span()
    return (best[0], best[1:]) if best else (None, None)


def _count(said: str) -> float:
    if said in NUMBERS:
        return NUMBERS[said]
    part = FRACTIONS.get(said[-1], 0)
    whole = said[:-1] if part else said.replace(",", ".")
    return min(float(whole or 0), LONGEST + 1) + part
