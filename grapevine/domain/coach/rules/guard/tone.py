"""The tone of a draft: which small words it is made of, whatever it is about.

Who wants something writes of what could be, of what is yours and of steps to take; who tends a relationship tells what
was, of others, and of things both know. Nine kinds of words, each counted at most four times, against the length:

    tone = sum of weight * count / sqrt(words), between -1.5 and 1.5; nothing in a draft of fewer than twenty words

Source of the weights: a logistic regression on our own labelled drafts, docs/methods/guard.md.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from grapevine.domain.coach.rules.guard.phrases import RELATIONAL, TRANSACTIONAL, Family
from grapevine.domain.coach.rules.guard.reading import Hit, own_words

#: A kind is counted so often at most; a shorter draft has no tone; a tone adds no more than this to z.
COUNTED_MOST, WORDS_FROM, MOST = 4, 20, 1.5
_WORD = re.compile(r"[\w']+")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of small words: ``family`` says what a draft does with them, and weighs above 0 towards a pitch."""

    family: Family
    found: re.Pattern[str]


def _kind(name: str, says: str, weight: float, words: str) -> Kind:
    side = TRANSACTIONAL if weight > 0 else RELATIONAL
    return Kind(Family(f"tone_{name}", side, says, weight), re.compile(words, re.IGNORECASE))


def _words(name: str, says: str, weight: float, words: str) -> Kind:
    return _kind(name, says, weight, rf"(?<![\w'])(?:{words})(?![\w'])")


KINDS = (
    _words("could", "speaks of what could be", 1.9,
           "could|would|can|may|might|shall|should|i'd|we'd|you'd|i'll|we'll"),
    _words("your", "turns to what is theirs", 1.8, "your|yours"),
    _words("our", "speaks as a firm does, of us", 1.0, "our|ours|us|we|we're|we've"),
    _words("my", "speaks of yourself", 0.9, "my|mine|i'm"),
    _words("step", "names steps to take", 2.1, "send|get|give|need|let|please|know|looking|start|set|new|open|call"),
    _kind("question", "asks", 1.2, r"\?"),
    _words("past", "tells what was", -1.2,
           r"was|were|did|had|went|said|made|told|came|got|took|gave|thought|saw|read|heard|\w{3,}ed"),
    _words("others", "speaks of others", -0.7, "she|he|her|him|his|they|them"),
    _words("known", "speaks of what you both know", -1.8, "the|it|that|how|about"),
)  # fmt: skip


def tones(draft: str) -> list[tuple[Hit, float]]:
    """The first word of each kind, and what the kind adds to z; together at most ``MOST`` either way."""
    plain = own_words(draft)
    length = len(_WORD.findall(plain))
    if length < WORDS_FROM:
        return []
    found = [(kind.family, list(kind.found.finditer(plain))) for kind in KINDS]
    raw = [family.weight * min(COUNTED_MOST, len(places)) / math.sqrt(length) for family, places in found]
    share = min(1.0, MOST / max(abs(sum(raw)), MOST))
    return [
        (Hit(family, *places[0].span(), draft[slice(*places[0].span())], weight), weight * share)
        for (family, places), weight in zip(found, raw, strict=True)
        if places
    ]
