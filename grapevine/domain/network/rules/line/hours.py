"""The hour it happened at: 3pm, at 3, 15:30, noon, from 3 to 4:30pm."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import time

from grapevine.domain.network.rules.line.text import mask
from grapevine.domain.network.rules.line.words import PARTS_OF_DAY

#: An hour said bare ("at 3") below this is in the afternoon.
_AFTERNOON_BELOW = 7
#: From this hour a part of the day is in its second half: "Friday night at 8".
_LATE_FROM = 18
_NOON = re.compile(r"\b(?:at |around )?(noon|midday|midnight)\b")
_HALF = r"(?P<half{0}>[ap]\.?m\b\.?)"
_FROM_TO = re.compile(
    rf"\b(?P<from>from )?(?P<h1>\d{{1,2}})(?:[:.](?P<m1>[0-5]\d))? ?{_HALF.format(1)}? ?(?:-|to|until|till) ?"
    rf"(?P<h2>\d{{1,2}})(?:[:.](?P<m2>[0-5]\d))?(?: ?{_HALF.format(2)})?(?![\w:-])(?! ?(?:min|h\b|hr|hour))"
)
_HOURS = (
    re.compile(rf"\b(?:at |around )?(?P<h>\d{{1,2}})(?:[:.](?P<m>[0-5]\d))? ?{_HALF.format('')}"),
    re.compile(r"\b(?:at |around )?(?P<h>[01]?\d|2[0-3]):(?P<m>[0-5]\d)\b(?! ?(?:h\b|hr|hour|min))"),
    # No talk lasts thirteen hours and more: 14h30 is the half past two of many countries.
    re.compile(r"\b(?:at |around )?(?P<h>1[3-9]|2[0-3]) ?h ?(?P<m>[0-5]\d)\b"),
    re.compile(r"\b(?:at|around) (?P<h>[01]?\d|2[0-3])(?:[.h](?P<m>[0-5]\d))?\b(?! ?(?:h\b|hr|hour|min|%|people|of"
               r"|'))"),
)


def clock(
    text: str, taken: Iterable[tuple[int, int]], part: time | None
) -> tuple[time | None, int | None, list[tuple[int, int]]]:
    """The hour said, the minutes if it was from one hour to another, and the places."""
    text = mask(text, taken)
    late = part is not None and part.hour >= _LATE_FROM
    for match in _FROM_TO.finditer(text):
        if match["from"] or match["half1"] or match["half2"] or match["m1"]:
            first = _hour(match["h1"], match["m1"], match["half1"] or match["half2"], late)
            last = _hour(match["h2"], match["m2"], match["half2"] or match["half1"], late)
            if first and last:
                long = (last.hour - first.hour) * 60 + last.minute - first.minute
                return first, long if long > 0 else None, [match.span()]
    for pattern in _HOURS:
        for match in pattern.finditer(text):
            groups = match.groupdict()
            hour = _hour(match["h"], groups.get("m"), groups.get("half"), late)
            if hour:
                return hour, None, [match.span()]
    noon = _NOON.search(text)
    return (PARTS_OF_DAY[noon.group(1)], None, [noon.span()]) if noon else (None, None, [])


def _hour(hours: str, minutes: str | None, half: str | None, late: bool) -> time | None:
    hour = int(hours)
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half[0] == "p" else 0)
    elif hour < _AFTERNOON_BELOW and len(hours) == 1 or late and hour < 12:
        hour += 12
    return time(hour, int(minutes or 0)) if hour < 24 else None
