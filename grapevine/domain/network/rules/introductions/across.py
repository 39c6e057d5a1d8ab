"""When another member's book may be asked, and how much of it shows: nothing but that they may be able to introduce.

A member chooses who may ask them to introduce (nobody, deep contacts, the chapter, anyone who knows them) and whom of
their book they may be asked about (people they opened one by one, or all but family, friends and those they hide).
Without a word of theirs: nobody, and nobody. Members who share no organisation are never shown to each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from grapevine.domain.network.rules.introductions.ways import MEMBER, SECOND, Key, Tie
from grapevine.domain.network.rules.paths import tie

#: Whom of a member's book they may be asked about.
CHOSEN, ALL = "chosen", "all"
OPENS = (CHOSEN, ALL)
#: What a member says of one person of their book: nothing, hidden (in no path of anybody), open (may be asked about).
HIDDEN, OPEN = "hidden", "open"
STANDINGS = ("", HIDDEN, OPEN)
#: Parts of life that "all" leaves out.
PRIVATE = frozenset({"family", "friend"})

#: p of a tie to a member of one's chapter who is not in one's book: as one of depth 20.
SAME_CHAPTER = 0.2
#: A tie out of another's book counts as the lower edge of its band, so that a value never tells their scores.
BANDS = (0.4, 0.15)


@dataclass(frozen=True, slots=True)
class Choice:
    """What a member chose: one of tie.ASKABLE_BY, one of OPENS."""

    askable_by: str = tie.NOBODY
    opens: str = CHOSEN


@dataclass(frozen=True, slots=True)
class Seated:
    """A member (inner id), where they have a seat, and what they chose."""

    id: int
    chapters: frozenset[int] = frozenset()
    organisations: frozenset[int] = frozenset()
    choice: Choice = Choice()


@dataclass(frozen=True, slots=True)
class Entry:
    """Somebody in a member's book: depth 0..100, the last touch in days (None: never), standing, part of life."""

    depth: float = 0.0
    last_touch: float | None = None
    standing: str = ""
    segment: str = ""
    archived: bool = False


def may_ask(asker: Seated, member: Seated, *, linked: bool, entry: Entry | None) -> bool:
    """Whether `member` lets `asker` ask them to introduce. `entry`: the asker in the member's own book, if they are.

    `linked`: the two are linked by mutual consent. Somebody of neither one's chapter nor linked is not asked at all.
    """
    if asker.id == member.id:
        return False
    apart = bool(member.organisations) and not (member.organisations & asker.organisations)
    same_chapter = bool(asker.chapters & member.chapters)
    if apart or not (same_chapter or linked):
        return False
    if entry is not None and entry.standing == HIDDEN:
        return False
    depth = entry.depth if entry is not None else 0.0
    return tie.consents(member.choice.askable_by, hidden=False, depth=depth, same_chapter=same_chapter)


def may_be_met(entry: Entry, choice: Choice) -> bool:
    """Whether a member with this choice may be asked about this person of their book."""
    if entry.archived or entry.standing == HIDDEN:
        return False
    return entry.standing == OPEN or (choice.opens == ALL and entry.segment not in PRIVATE)


def banded(entry: Entry, at: float) -> float:
    """p of a tie out of another's book, as the lower edge of its band; 0 where it is too faint to speak of."""
    p = tie.probability(entry.depth, entry.last_touch, at, consent=True)
    return next((edge for edge in BANDS if p >= edge), 0.0)


@dataclass(frozen=True, slots=True)
class Acquaintance:
    """Two members, the first of whom may want to ask the second: linked or not, each in the other's book or not."""

    asker: Seated
    member: Seated
    linked: bool
    theirs: Entry | None = None
    mine: Entry | None = None


def last_ties(members: Iterable[tuple[Seated, Entry]], target: Key, at: float, kind: str = MEMBER) -> list[Tie]:
    """Ties from members to the one to meet, each with that person as the member's book has them."""
    found = [(member, banded(entry, at)) for member, entry in members if may_be_met(entry, member.choice)]
    return [Tie((kind, member.id), target, p, MEMBER) for member, p in found if p]


def second_ties(pairs: Iterable[Acquaintance], at: float) -> list[Tie]:
    """Ties from one member to the next, each allowed by the one it leads to, and by the book that it leads out of."""
    found = []
    for pair in pairs:
        if not may_ask(pair.asker, pair.member, linked=pair.linked, entry=pair.theirs):
            continue
        if pair.mine is not None and pair.mine.standing == HIDDEN:
            continue
        p = banded(pair.mine, at) if pair.mine is not None else SAME_CHAPTER
        if p:
            found.append(Tie((MEMBER, pair.asker.id), (SECOND, pair.member.id), p, MEMBER))
    return found


def renamed(ties: Iterable[Tie], names: Mapping[Key, Key]) -> list[Tie]:
    """The same ties where a member who stands in the asker's own book goes by that person."""
    return [Tie(names.get(one.a, one.a), names.get(one.b, one.b), one.p, one.kind, one.why) for one in ties]
