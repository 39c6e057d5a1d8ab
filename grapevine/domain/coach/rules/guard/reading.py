"""Where each cue stands in a draft."""

from __future__ import annotations

import re
from dataclasses import dataclass

from grapevine.domain.coach.rules.guard.phrases import NEUTRAL, Family, phrases

#: More of a draft is not read: nobody writes so much to one person, and a page must not wait for it.
LONGEST = 10_000
#: Plain quotes and spaces; what is left to be filled in, like [name] or {{firm}}, counts as words.
_PLAIN = str.maketrans("’‘ʼ´`“”\u00a0\u202f[]{}<", "'''''\"\"       ")
#: What somebody else wrote before: lines quoted with ">", and all after the line that begins a quoted letter.
_QUOTED = re.compile(
    r"^[ \t]*>.*$|^(?:On .{4,200} wrote:|-{2,} ?(?:Original|Forwarded) message ?-*)[ \t]*$(?:.|\n)*", re.M | re.I
)
#: Words without which hardly an English letter is written.
_ENGLISH = re.compile(
    r"\b(the|and|you|your|to|of|is|are|was|it|in|for|i|i'm|we|my|me|our|with|that|this|have|on|at|be|would)\b", re.I
)
_WORD = re.compile(r"[^\W\d_]+")
#: What these families name counts as the writer's own, unless it is said to be somebody else's right before.
_MINE = frozenset({"offer_described", "offer_named", "sales_call", "price", "proof"})
_OTHERS = re.compile(r"\b(?:your|his|her|their|you gave (?:a|the)) (?:\w+ )?$", re.I)
_BEFORE = 40
#: A draft of so many words without a share of these reads as another language.
_ENOUGH_WORDS, _ENGLISH_FROM = 8, 0.12


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue at its place: ``text`` is draft[start:end], the very words. weight: before repeats are reckoned."""

    family: Family
    start: int
    end: int
    text: str
    weight: float


def hits(draft: str) -> list[Hit]:
    """Every cue, from the first to the last: of two that overlap in one family the longer; inside a longer one of
    another kind none (in "thanks in advance" nobody is thanked), inside one of its own kind none that often strays.

    What is said of the reader's or of others' business ("your seminar", "her price list") is no offer of the writer's.
    """
    plain = own_words(draft)
    found = [
        Hit(phrase.family, place.start(), place.end(), draft[place.start() : place.end()], phrase.weight)
        for phrase in phrases()
        for place in phrase.found.finditer(plain)
        if not (phrase.family.name in _MINE and _OTHERS.search(plain, max(0, place.start() - _BEFORE), place.start()))
    ]
    found.sort(key=lambda hit: (hit.start - hit.end, hit.family.side != NEUTRAL, -hit.weight, hit.start))
    kept: list[Hit] = []
    for hit in found:
        if not any(_hides(other, hit) for other in kept):
            kept.append(hit)
    return sorted((hit for hit in kept if hit.weight), key=lambda hit: (hit.start, hit.family.name))


def is_english(draft: str) -> bool:
    """Whether the cues can say anything about this draft; what is too short to tell counts as English."""
    plain = own_words(draft)
    words = _WORD.findall(plain)
    return len(words) < _ENOUGH_WORDS or len(_ENGLISH.findall(plain)) >= _ENGLISH_FROM * len(words)


def own_words(draft: str) -> str:
    """The draft with plain quotes and spaces, and blanks where somebody else is quoted: no place moves."""
    plain = draft[:LONGEST].translate(_PLAIN)
    return _QUOTED.sub(lambda quoted: re.sub(r"\S", " ", quoted[0]), plain)


def _hides(longer: Hit, hit: Hit) -> bool:
    if longer.family == hit.family:
        return longer.start < hit.end and hit.start < longer.end
    inside = longer.start <= hit.start and hit.end <= longer.end
    return inside and (longer.family.side != hit.family.side or hit.weight < hit.family.weight)
