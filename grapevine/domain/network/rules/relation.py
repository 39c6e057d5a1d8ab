"""One relationship, weighed: depth, both sides, stage, the five ingredients, where it comes from."""

from __future__ import annotations

from dataclasses import dataclass

from grapevine.domain.depth.rules import parts, score, stage
from grapevine.domain.depth.rules.answers import OF_DEPTH, unpacked
from grapevine.domain.depth.rules.parts import Part
from grapevine.domain.depth.rules.sums import Sums, brought_to
from grapevine.domain.depth.rules.tempo import Tempo


@dataclass(frozen=True, slots=True)
class Facts:
    """What the ledgers hold of one pair. Counts are over everything recorded; ratings 1..5 or None.

    Answers and corrections are five signs each, as in ``depth.rules.answers``.
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


@dataclass(frozen=True, slots=True)
class Relation:
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


def weigh(facts: Facts, at: float, tempo: Tempo, *, both: bool = True) -> Relation:
    """What these facts come to at ``at`` (days). Without ``both`` my own ingredients are left out: lists show none."""
    now = brought_to(facts.sums, at, tempo)
    my_mass, their_mass = score.side_mass(now.mine), score.side_mass(now.theirs)
    theirs = _parts(facts, their_mass, tempo, theirs=True)
    mine = _parts(facts, my_mass, tempo, theirs=False) if both else None
    missing = parts.first_missing(theirs)
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


def _anything(sums: Sums) -> bool:
    return bool(sums.mine.fast or sums.mine.slow or sums.theirs.fast or sums.theirs.slow)


def _parts(facts: Facts, mass: float, tempo: Tempo, *, theirs: bool) -> dict[str, Part]:
    """The ingredients of one side. Committed and educated rest on gives until agreements and lessons exist."""
    began, answered = facts.begun_by_them, facts.begun_by_me
    gave, got = facts.received, facts.given
    if not theirs:
        began, answered, gave, got = answered, began, got, gave
    said = _said(facts.their_answers, facts.their_rating) if theirs else _said(facts.my_answers, facts.my_rating)
    word = unpacked(facts.their_corrected if theirs else facts.my_corrected)
    traces = {
        parts.KNOW: parts.know(mass, tempo) if mass else None,
        parts.LIKE: parts.like(began, answered) if began + answered else None,
        parts.COMMITTED: parts.committed_by_gives((gave + 2) / (gave + got + 4), gave + got) if gave + got else None,
    }
    return {name: parts.part(said.get(name), traces.get(name), word.get(name)) for name in parts.INGREDIENTS}


def _said(answers: str, rating: int | None) -> dict[str, int]:
    """What one side answered, by ingredient; a plain rating answers for knowing and trusting."""
    if answers:
        return unpacked(answers)
    return {} if rating is None else dict.fromkeys(OF_DEPTH, rating)
