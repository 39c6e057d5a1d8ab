"""How sure are we that two people of a book are one? A number from 0 to 100, with its reasons in plain words.

The evidence is weighed as Fellegi and Sunter do (A Theory for Record Linkage, 1969): each agreement counts as many
bits as it is rare by chance, measured in this very book, each contradiction takes bits away, and the sum stands
against how unlikely it is that two people picked at random are one. Two Beth Sandovals are hardly two people; two
James Smiths in a large book may well be.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from math import log2

from grapevine.domain.people.rules.faces import Face
from grapevine.domain.people.rules.nicknames import related
from grapevine.domain.people.rules.words_alike import Likeness, likeness

#: From here on the member is asked.
ASK = 50
#: So many of a hundred people in a book are there twice, before anything is known.
DOUBLES_SHARE = 0.05
#: Names that nobody else here bears are still as common as in a town of so many.
_TOWN_GIVEN, _TOWN_FAMILY, _TOWN_FIRM = 200, 1000, 300
#: What an agreement loses when it is not to the letter, in bits.
_LESS = {Likeness.SAME: 0.0, Likeness.NICKNAME: 1.0, Likeness.SLIP: 2.5}
#: Bits of a shared way to reach somebody, beyond its being theirs: a phone is shared more often than a mailbox.
_REACH = {"link": 8.0, "email": 6.0, "phone": 4.0}
_SAID = {"link": "same profile link", "email": "same mail", "phone": "same phone"}
_OTHER_GIVEN, _OTHER_FAMILY, _OTHER_MIDDLE, _OTHER_INITIAL, _OTHER_SUFFIX = -8.0, -4.0, -6.0, -10.0, -8.0
_OTHER_FIRM, _OTHER_REACH, _SWAPPED = -1.0, -0.5, -1.5
#: Both spellings borne by this many others: two names rather than a slip.
_ESTABLISHED = 3


@dataclass(frozen=True, slots=True)
class Alike:
    """How sure (0..100) that two are one, and why, in plain words."""

    score: int
    reasons: tuple[str, ...]


_STRANGERS = Alike(0, ("different names",))


class Crowd:
    """How common each name and firm is in a book: what an agreement is worth."""

    def __init__(self, faces: Iterable[Face]) -> None:
        self.given: Counter[str] = Counter()
        self.family: Counter[str] = Counter()
        self.firm: Counter[str] = Counter()
        self.size = 0
        for face in faces:
            self.size += 1
            self.given[face.given] += 1
            self.family.update(face.family)
            self.firm[face.firm] += 1

    @property
    def against(self) -> float:
        """Bits against two people picked at random being one."""
        return log2(max(self.size, 20) / (2 * DOUBLES_SHARE))

    def bits(self, counted: Counter[str], town: int, one: str, other: str) -> float:
        """How rare it is to agree in this by chance; the two people themselves do not count."""
        bearers = counted[one] - 2 if one == other else max(counted[one], counted[other]) - 1
        return log2((self.size + town) / (max(bearers, 0) + 1))


def compare(one: Face, other: Face, crowd: Crowd) -> Alike:
    """Weigh two people; the same from both sides."""
    if one.reach.isdisjoint(other.reach) and not _could_be(one, other):
        return _STRANGERS  # most pairs that meet are these: told apart before anything is weighed
    if one.id > other.id:
        one, other = other, one
    reach, why_reach = _reach(one, other, crowd)
    name, why_name, bearable = min(_names(one, other, crowd), key=lambda found: -found[0])
    firm, why_firm = _firm(one, other, crowd)
    bits = reach + name + firm - crowd.against
    if not bearable and not any(kind == "link" for kind, _ in one.reach & other.reach):
        bits = min(bits, -2.0)  # a couple shares a mailbox, a phone and a name
    bits = max(min(bits, 30.0), -30.0)
    score = min(99, round(100 / (1 + 2**-bits)))
    return Alike(score, (*why_reach, *why_name, *why_firm))


def _could_be(one: Face, other: Face) -> bool:
    """Could one person bear both names, as written, as a nickname, with a slip, or the family name in front?"""
    if not one.family or not other.family:
        return False
    if one.given in other.family or other.given in one.family:
        return True
    fits = likeness(one.given, other.given) is not Likeness.DIFFERENT
    if not fits and one.nickname != other.given and other.nickname != one.given:
        return False
    if one.family == other.family:
        return True
    mine, theirs = (*one.family, *one.middle), (*other.family, *other.middle)
    return any(likeness(a, b) is not Likeness.DIFFERENT for a in mine for b in theirs)


def _reach(one: Face, other: Face, crowd: Crowd) -> tuple[float, tuple[str, ...]]:
    common = sorted(one.reach & other.reach)
    if common:
        kinds = {kind for kind, _ in common}
        best = log2(max(crowd.size, 20)) + max(_REACH[kind] for kind in kinds) + 2.0 * (len(kinds) - 1)
        return best, tuple(_same(kind, key) for kind, key in common[:3])
    both = {kind for kind, _ in one.reach} & {kind for kind, _ in other.reach}
    return _OTHER_REACH * len(both), ()


def _same(kind: str, key: str) -> str:
    """A number is kept by its last nine digits: nobody reads their own in them, so only the end is told."""
    return f"{_SAID[kind]} ending in {key[-4:]}" if kind == "phone" else f"{_SAID[kind]}: {key}"


def _names(one: Face, other: Face, crowd: Crowd) -> list[tuple[float, tuple[str, ...], bool]]:
    """The ways to read both names beside each other: bits, reasons, whether one person can bear both."""
    found = [_read(one, other, one.given, one.family, crowd)]
    if one.family and other.given and likeness(one.family[-1], other.given) is Likeness.SAME:
        bits, why, bearable = _read(one, other, one.family[-1], (one.given,), crowd)
        found.append((bits + _SWAPPED, ("given and family name swapped", *why), bearable))
    return found


def _read(
    one: Face, other: Face, given: str, family: tuple[str, ...], crowd: Crowd
) -> tuple[float, tuple[str, ...], bool]:
    first, first_bits, first_why = _given(given, one.nickname, other, crowd)
    last_bits, last_why = _family(family, one, other, crowd)
    bits, why = first_bits + last_bits, (*first_why, *last_why)
    whole = first is Likeness.SAME and set(family) == set(other.family)
    if whole:
        why = ("same name",)
    if one.middle and other.middle and likeness(one.middle[0], other.middle[0]) is Likeness.DIFFERENT:
        initials = len(one.middle[0]) == len(other.middle[0]) == 1
        bits += _OTHER_INITIAL if initials else _OTHER_MIDDLE  # a whole word may be a maiden name
    elif bool(one.middle) != bool(other.middle) and whole:
        why = (*why, "a middle name in one only")
    if one.suffix != other.suffix and one.suffix and other.suffix:
        bits += _OTHER_SUFFIX
    bearable = first is not Likeness.DIFFERENT
    return bits, why, bearable


def _given(given: str, nickname: str, other: Face, crowd: Crowd) -> tuple[Likeness, float, tuple[str, ...]]:
    how = likeness(given, other.given)
    if how is Likeness.DIFFERENT and (other.given in (nickname, "") or given == other.nickname):
        return Likeness.NICKNAME, crowd.bits(crowd.given, _TOWN_GIVEN, given, other.given) - 1.0, (
            f"{given.title()} is called {(other.nickname or nickname).title()}",)  # fmt: skip
    if how is Likeness.MISSING:
        return how, 0.0, ()
    if how is Likeness.DIFFERENT:
        return how, _OTHER_GIVEN, ("different given names",)
    if how is Likeness.INITIAL:
        return how, 3.0, ("one with an initial only",)
    bits = crowd.bits(crowd.given, _TOWN_GIVEN, given, other.given) - _LESS[how]
    return how, *_told(how, given, other.given, bits, crowd.given)


def _family(family: tuple[str, ...], one: Face, other: Face, crowd: Crowd) -> tuple[float, tuple[str, ...]]:
    """The closest pair of their words; a maiden name may stand in the middle."""
    mine, theirs = (*family, *one.middle), (*other.family, *other.middle)
    order = list(Likeness)
    best: tuple[Likeness, str, str] | None = None
    for a in mine:
        for b in theirs:
            if a not in family and b not in other.family:
                continue  # two middle names say little
            how = likeness(a, b)
            if best is None or order.index(how) < order.index(best[0]):
                best = (how, a, b)
    if best is None or not family or not other.family:
        return 0.0, ()
    how, a, b = best
    if how is Likeness.DIFFERENT or how is Likeness.NICKNAME:
        return _OTHER_FAMILY, ("another family name",)
    if how is Likeness.INITIAL:
        return 3.0, ("one with an initial only",)
    bits = crowd.bits(crowd.family, _TOWN_FAMILY, a, b) - _LESS[how]
    if how is Likeness.SAME:
        whole = set(family) == set(other.family)
        return bits, (f"same family name {a.title()}",) if whole else (f"both bear the name {a.title()}",)
    return _told(how, a, b, bits, crowd.family)


def _told(how: Likeness, one: str, other: str, bits: float, counted: Counter[str]) -> tuple[float, tuple[str, ...]]:
    """The bits and the sentence of two words that are not written the same."""
    first, second = sorted((one, other))
    if how is Likeness.SAME:
        return bits, (f"same given name {one.title()}",)
    if how is Likeness.NICKNAME:
        full = related(one, other)
        if full in (one, other):
            return bits, (f"{(other if full == one else one).title()} is short for {full.title()}",)
        return bits, (f"{first.title()} and {second.title()} are both short for {full.title()}",)
    if min(counted[one], counted[other]) > _ESTABLISHED:
        bits -= 4.0
    return bits, (f"{first.title()} and {second.title()} differ by a slip of the pen",)


def _firm(one: Face, other: Face, crowd: Crowd) -> tuple[float, tuple[str, ...]]:
    if not one.firm or not other.firm:
        return 0.0, ()
    if one.firm == other.firm:
        return min(8.0, crowd.bits(crowd.firm, _TOWN_FIRM, one.firm, other.firm)), ("same firm",)
    return _OTHER_FIRM, ("another firm: perhaps they moved",)
