"""Two words of a name: the same, an initial, a nickname, a slip of the pen, or different names."""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler

from grapevine.domain.people.rules.nicknames import related


class Likeness(StrEnum):
    """How two words of a name go together, the closest first. MISSING: one of the names has no such word."""

    SAME = "same"
    NICKNAME = "nickname"
    INITIAL = "initial"
    SLIP = "slip"
    MISSING = "missing"
    DIFFERENT = "different"


#: Words shorter than this are different words when a letter differs: Ann and Ian, Li and Lu.
SLIP_LETTERS_MIN = 4
#: One slip up to this many letters, two in longer words.
ONE_SLIP_LETTERS_MAX = 7
#: A slip leaves the words at least this alike (Jaro-Winkler, 0..1).
SLIP_SIMILARITY = 0.85


@lru_cache(maxsize=2**18)
def likeness(one: str, other: str) -> Likeness:
    """How two folded words go together; the same from both sides."""
    if not one or not other:
        return Likeness.MISSING
    if one == other:
        return Likeness.SAME
    if min(len(one), len(other)) == 1:
        return Likeness.INITIAL if one[0] == other[0] else Likeness.DIFFERENT
    if related(one, other):
        return Likeness.NICKNAME
    return Likeness.SLIP if _is_slip(*sorted((one, other))) else Likeness.DIFFERENT


def _is_slip(one: str, other: str) -> bool:
    """Letters left out, doubled, changed or swapped (Damerau 1964): one, or two in a long word."""
    shorter, longer = sorted((len(one), len(other)))
    if shorter < SLIP_LETTERS_MIN:
        return False
    slips = 1 if longer <= ONE_SLIP_LETTERS_MAX else 2
    if DamerauLevenshtein.distance(one, other, score_cutoff=slips) > slips:
        return False
    return JaroWinkler.similarity(one, other) >= SLIP_SIMILARITY
