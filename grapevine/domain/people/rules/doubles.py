"""May two cards be the same person? Sure, doubtful, or no; always with the reasons.

Sure needs a shared mail, phone or profile link AND a compatible name: people share phones and mailboxes, and they
share names; they hardly ever share both.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.distance import JaroWinkler

from grapevine.domain.people.rules.names import tokens


class Verdict(StrEnum):
    """Same person, a question for the member, or different people."""

    SAME = "same"
    DOUBTFUL = "doubtful"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Traits:
    """What two people are compared by. Keys as made by ``reach``; ``firm`` folded."""

    name: str
    nickname: str = ""
    firm: str = ""
    emails: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()
    links: frozenset[str] = frozenset()


#: How alike two spellings of a word must be to count as a slip of the pen (Jaro-Winkler, 0..1).
SPELLING = 0.9


def compare(one: Traits, other: Traits) -> tuple[Verdict, tuple[str, ...]]:
    """The verdict on two cards with its reasons in plain words."""
    shared = _shared(one, other)
    names = compatible(one, other)
    if shared and names:
        return Verdict.SAME, (*shared, "compatible name")
    if shared and (one.emails & other.emails or one.links & other.links or _similar(one.name, other.name)):
        return Verdict.DOUBTFUL, (*shared, "different name")
    if not shared and _same_full_name(one, other):
        return _by_name_alone(one, other)
    return Verdict.DIFFERENT, ()


def compatible(one: Traits, other: Traits) -> bool:
    """Could both names be written for one person? Missing words and initials are fine, other words are not."""
    a, b = tokens(one.name), tokens(other.name)
    if not a or not b or _is_address(one.name) or _is_address(other.name):
        return True
    nicknames = {*tokens(one.nickname), *tokens(other.nickname)}
    ways = ((a, b), (b, a)) if len(a) == len(b) else (sorted((a, b), key=len),)
    return any(
        all(any(_word_fits(word, at) for at in long) or word in nicknames for word in short) for short, long in ways
    )


def _is_address(name: str) -> bool:
    return "@" in name or not any(ch.isalpha() for ch in name)


def _word_fits(word: str, other: str) -> bool:
    return word == other or (len(word) == 1 and other.startswith(word)) or (len(other) == 1 and word.startswith(other))


def _shared(one: Traits, other: Traits) -> tuple[str, ...]:
    kinds = (("mail", one.emails & other.emails), ("phone", one.phones & other.phones),
             ("profile link", one.links & other.links))
    return tuple(f"same {kind}: {min(common)}" for kind, common in kinds if common)


def _same_full_name(one: Traits, other: Traits) -> bool:
    a, b = tokens(one.name), tokens(other.name)
    return len(a) >= 2 and sorted(a) == sorted(b)


def _by_name_alone(one: Traits, other: Traits) -> tuple[Verdict, tuple[str, ...]]:
    if one.firm and one.firm == other.firm:
        return Verdict.DOUBTFUL, ("same name", "same firm")
    if (one.firm and other.firm) or (one.phones and other.phones) or (one.emails and other.emails):
        return Verdict.DIFFERENT, ()
    return Verdict.DOUBTFUL, ("same name",)


def _similar(one: str, other: str) -> bool:
    a, b = " ".join(sorted(tokens(one))), " ".join(sorted(tokens(other)))
    return bool(a and b) and JaroWinkler.similarity(a, b) >= SPELLING
