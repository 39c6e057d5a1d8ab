"""How much of a point somebody said in words of their own: the share of its key points that their words touch.

A key point is a line of a list, or a sentence of a text. It counts as said when at least half of its key words were
used, whatever their endings. Meant as a first guess that whoever asked corrects by ticking; it never decides alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from grapevine.domain.education.rules.brief import BriefText, Part
from grapevine.domain.professions.rules import MOMENTS

#: Words are compared by so many letters: "separate", "separating", "separation" are one.
STEM = 5
#: A key point is said when this share of its key words was used.
SAID_FROM = 0.5
_WORD = re.compile(r"[^\W\d_]{3,}")
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
#: Words that carry nothing, in the plain English of a brief.
_EMPTY = frozenset(
    re.findall(
        r"\S+",
        """about after all and any are because been before being between but can could did does doing done each else
        ever every for from get gets getting give had has have having her here hers him his how into its just keep
        know let like make may might more most much must not now off often old one only other our out over own same
        say says see send she should some somebody someone somewhere such take tell than that the their them then
        there these they thing things this those through too under until upon use very want wants was well were what
        when where which while who whom whose why will with without would yet you your yours who's i'm we're""",
    )
)


def key_words(text: str) -> set[str]:
    """The words that carry a text, cut to their first letters."""
    return {word[:STEM] for word in _WORD.findall(text.casefold().replace("’", "'")) if word not in _EMPTY}


def key_points(text: BriefText, part: Part) -> tuple[str, ...]:
    """What there is to be said of a part: its lines, the names of its moments, or its sentences."""
    value = text.part(part)
    if part is Part.MOMENTS:
        return tuple(MOMENTS[key].name for key in value if key in MOMENTS)
    if isinstance(value, tuple):
        return value
    return tuple(each for each in _SENTENCE.split(" ".join(value.split())) if each)


def said(points: Sequence[str], answer: str) -> tuple[bool, ...]:
    """Which of the key points these words touch."""
    words = key_words(answer)
    return tuple(bool(own) and len(own & words) >= SAID_FROM * len(own) for own in map(key_words, points))


def share(ticked: Iterable[bool]) -> float:
    """The share of key points said, 0..1; none at all is nothing said."""
    found = list(ticked)
    return sum(found) / len(found) if found else 0.0
