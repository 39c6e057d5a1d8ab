"""One relationship, weighed: depth, both sides, stage, the five ingredients, where it comes from.

A list weighs hundreds, so what is made of each is a named tuple: it is made in two thirds of the time of a dataclass.
"""

from __future__ import annotations

from typing import NamedTuple

from grapevine.domain.depth.rules import committed, learned, parts, score, stage
from grapevine.domain.depth.rules.answers import OF_DEPTH, unpacked
from grapevine.domain.depth.rules.parts import Part, Trace
from grapevine.domain.depth.rules.sums import Sums, brought_to
from grapevine.domain.depth.rules.tempo import Tempo
from grapevine.domain.gives.rules.promises import Tally


class Facts(NamedTuple):
    """What the ledgers hold of one pair. Counts are over everything recorded; ratings 1..5 or None.

    Answers and corrections are five signs each, as in ``depth.rules.answers``; ``learned`` is what they still know of
    the member's brief, as in ``depth.rules.learned``, ``agreed`` what the two sent each other under an agreement, as in
    ``depth.rules.committed``. Lists leave ``promises`` out, which stand in a table of their
    own: there trust rests on what was said alone.
    """

    sums: Sums = Sums()
    peak: float = 0.0
    touches: int = 0
    begun_by_me: int = 0
    begun_by_them: int = 0
    given: int = 0
    received: int = 0
    my_rating: int | None = None
    their_rating: int | None = None
    rank_key: float | None = None
    my_answers: str = ""
    their_answers: str = ""
    my_corrected: str = ""
    their_corrected: str = ""
    learned: str = ""
    agreed: str = ""
    promises: Tally = Tally()


class Relation(NamedTuple):
    """The verdict. Everything that was not measured is None, never zero. Depths and sides are 0..100."""

    depth: float | None = None
    i_know: float | None = None
    they_know: float | None = None
    rank_key: float | None = None
    stage: str = stage.SEEN
    dormant: bool = False
    missing: str | None = parts.KNOW
    theirs: dict[str, Part] | None = None
    mine: dict[str, Part] | None = None


#: Whose ingredients are told with a relation: a person's page shows both sides, a list theirs or nobody's.
BOTH, THEIRS, NOBODY = "both", "theirs", "nobody"


def weigh(facts: Facts, at: float, tempo: Tempo, *, told: str = BOTH) -> Relation:
    """What these facts come to at ``at`` (days). ``told``: whose ingredients come along; what misses always does."""
    now = brought_to(facts.sums, at, tempo)
    my_mass, their_mass = score.side_mass(now.mine), score.side_mass(now.theirs)
    side = _their_side(facts, their_mass, at)
    theirs = None if told == NOBODY else _parts(side, tempo)
    own = _my_side(facts, my_mass, at) if told == BOTH else None
    mine = {name: _part(name, own, tempo) for name in parts.INGREDIENTS} if own else None
    missing = _first_missing(side, tempo) if theirs is None else parts.first_missing(theirs)
    if not _anything(now):
        return Relation(missing=missing, theirs=theirs, mine=mine)
    depth = score.depth(now, at, tempo)
    return Relation(
        depth=depth,
        i_know=score.percent(my_mass, tempo),
        they_know=score.percent(their_mass, tempo),
        rank_key=facts.rank_key,
        stage=stage.stage(depth, now, at, tempo, closed_each_way=False),
        dormant=stage.dormant(facts.peak, depth),
        missing=missing,
        theirs=theirs,
        mine=mine,
    )


def five_of_theirs(facts: Facts, at: float, tempo: Tempo) -> dict[str, Part]:
    """The ingredients of their side alone, as :func:`weigh` tells them."""
    return _parts(_their_side(facts, score.side_mass(brought_to(facts.sums, at, tempo).theirs), at), tempo)


def _parts(side: _Side, tempo: Tempo) -> dict[str, Part]:
    return {name: _part(name, side, tempo) for name in parts.INGREDIENTS}


def _anything(sums: Sums) -> bool:
    return bool(sums.mine.fast or sums.mine.slow or sums.theirs.fast or sums.theirs.slow)


class _Side(NamedTuple):
    """One side of a relationship: its mass, what it and the other began and gave, what it said, what stands instead,
    which promises it kept and broke, what it sent under an agreement, and what it knows of the other's brief at a
    time."""

    mass: float
    began: int
    answered: int
    gave: int
    got: int
    said: dict[str, int]
    corrected: dict[str, int]
    kept: int
    broken: int
    agreed: Trace | None
    learned: str = ""
    at: float = 0.0


def _their_side(facts: Facts, mass: float, at: float) -> _Side:
    began = (facts.begun_by_them, facts.begun_by_me)
    said = _said(facts.their_answers, facts.their_rating)
    word = (facts.promises.kept_by_them, facts.promises.broken_by_them)
    corrected, agreed = unpacked(facts.their_corrected), committed.theirs(facts.agreed, at)
    return _Side(mass, *began, facts.received, facts.given, said, corrected, *word, agreed, facts.learned, at)


def _my_side(facts: Facts, mass: float, at: float) -> _Side:
    began = (facts.begun_by_me, facts.begun_by_them)
    said = _said(facts.my_answers, facts.my_rating)
    word = (facts.promises.kept_by_me, facts.promises.broken_by_me)
    corrected, agreed = unpacked(facts.my_corrected), committed.mine(facts.agreed, at)
    return _Side(mass, *began, facts.given, facts.received, said, corrected, *word, agreed)


def _first_missing(side: _Side, tempo: Tempo) -> str | None:
    """Like ``parts.first_missing``, looking no further than it must: for long lists."""
    for name in parts.INGREDIENTS:
        if parts.is_missing(_part(name, side, tempo)):
            return name
    return None


def _part(name: str, side: _Side, tempo: Tempo) -> Part:
    """One ingredient of a side. Committed rests on an agreement, else on gives; educated on teach-backs, so on their
    side alone."""
    return parts.part(side.said.get(name), _trace(name, side, tempo), side.corrected.get(name))


def _trace(name: str, side: _Side, tempo: Tempo) -> Trace | None:
    if name == parts.KNOW and side.mass:
        return parts.know(side.mass, tempo)
    if name == parts.LIKE and (side.began or side.answered):
        return parts.like(side.began, side.answered)
    if name == parts.TRUST and (side.kept or side.broken):
        return parts.trust(kept=side.kept, broken=side.broken, closed_well=0, went_badly=0)
    if name == parts.EDUCATED:
        return learned.educated(side.learned, side.at)
    return _committed(side) if name == parts.COMMITTED else None


def _committed(side: _Side) -> Trace | None:
    both = side.gave + side.got
    return side.agreed or (parts.committed_by_gives((side.gave + 2) / (both + 4), both) if both else None)


def _said(answers: str, rating: int | None) -> dict[str, int]:
    """What one side answered, by ingredient; a plain rating answers for knowing and trusting."""
    if answers:
        return unpacked(answers)
    return {} if rating is None else dict.fromkeys(OF_DEPTH, rating)
