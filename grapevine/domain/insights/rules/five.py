"""The five ingredients of thousands of people at once: the same numbers as ``relation.weigh`` gives one by one.

Most people of a book have no answers, corrections, teach-backs, agreements or promises; theirs follow from a few sums
and counts, in columns. Whoever has any of these is weighed one by one, by the rule that stands on a person's page.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from grapevine.domain.depth.rules.answers import unpacked
from grapevine.domain.depth.rules.parts import COMMITTED, FULL_UNITS, INGREDIENTS, PRIOR, PRIOR_WORTH, RATING_WORTH
from grapevine.domain.depth.rules.tempo import Tempo
from grapevine.domain.insights.rules.missing import Floats
from grapevine.domain.network.rules.relation import Facts, five_of_theirs

Marks = NDArray[np.bool_]
#: Beyond this power of two a double is zero, or past any depth.
_FAR = 1000.0


@dataclass(frozen=True, slots=True)
class Columns:
    """What the relationships of many people hold, a column each; the sums as of ``at`` (days), ratings 1..5 or nan."""

    fast: Floats
    slow: Floats
    at: Floats
    began: Floats
    answered: Floats
    received: Floats
    given: Floats
    rating: Floats


def columns(held: Sequence[Sequence[float | None]], at: float) -> Columns:
    """From columns in the order of the fields of Columns, none for nobody; without a time there are no sums, without a
    rating nan."""
    found = [np.array(column, float) for column in held] or [np.zeros(0)] * 8
    never = np.isnan(found[2])
    found[0], found[1], found[2] = (np.where(never, no, of) for no, of in zip((0.0, 0.0, at), found, strict=False))
    return Columns(*found)


def five(of: Columns, told: Mapping[int, Facts], at: float, tempo: Tempo) -> tuple[Floats, Marks]:
    """(n, 5) shares 0..1 of the other's side and which of them were rated or seen, at ``at`` (days).

    ``told``: place -> the facts of those who are weighed one by one. An ingredient nobody knows of rests at the prior,
    as in ``parts``.
    """
    shares, known = _of_columns(of, at, tempo)
    if told:
        apart = [_one(one, at, tempo) for one in told.values()]
        places = list(told)
        shares[places], known[places] = [share for share, _ in apart], [mark for _, mark in apart]
    return shares, known


def committed_apart(of: Columns, told: Mapping[int, Facts], sent: Floats) -> tuple[Floats, Marks]:
    """Committed, as known without the referrals ``sent``: to learn what brings referrals from nothing they are part of.

    What they said or the owner said of it counts; else their share of the other gives. An agreement counts what it
    sent, so it says nothing here.
    """
    received = np.maximum(0.0, of.received - sent)
    rated = np.full(len(sent), np.nan)
    for place, one in told.items():
        said = unpacked(one.their_answers) | unpacked(one.their_corrected)
        rated[place] = said.get(COMMITTED, np.nan)
    both = of.given + received
    return _part(rated, (received + 2.0) / (both + 4.0), both)


def _one(one: Facts, at: float, tempo: Tempo) -> tuple[list[float], list[bool]]:
    theirs = five_of_theirs(one, at, tempo)
    found = [theirs[name] for name in INGREDIENTS]
    standing = [part.standing for part in found]
    shares = [part.value if said is None else said for part, said in zip(found, standing, strict=True)]
    return shares, [said is not None for said in standing]


def _of_columns(of: Columns, at: float, tempo: Tempo) -> tuple[Floats, Marks]:
    elapsed = at - of.at
    mass = np.sqrt(of.fast * _left(elapsed, tempo.fast_days) * of.slow * _left(elapsed, tempo.slow_days))
    nothing, silent = np.zeros(len(mass)), np.full(len(mass), np.nan)
    both, sought = of.given + of.received, of.began + of.answered
    parts = [
        _part(of.rating, 1.0 - 2.0 ** (-mass / tempo.scale), mass),
        _part(silent, (of.began + 1.0) / (sought + 2.0), sought),
        _part(of.rating, nothing, nothing),
        _part(silent, (of.received + 2.0) / (both + 4.0), both),
        _part(silent, nothing, nothing),
    ]
    return np.stack([value for value, _ in parts], axis=1), np.stack([seen for _, seen in parts], axis=1)


def _left(elapsed: Floats, half_life: float) -> Floats:
    """``kit.half_life.left_after`` of a column."""
    power = -elapsed / half_life
    left: Floats = np.where(power < -_FAR, 0.0, 2.0 ** np.clip(power, -_FAR, _FAR))
    return left


def _part(rating: Floats, value: Floats, units: Floats) -> tuple[Floats, Marks]:
    """``parts.part`` of a column: rating 1..5 or nan, a trace of so many units."""
    rated = ~np.isnan(rating)
    worth, seen = RATING_WORTH * rated, np.minimum(1.0, units / FULL_UNITS)
    share = np.where(rated, (rating - 1.0) / 4.0, 0.0)
    return (worth * share + seen * value + PRIOR_WORTH * PRIOR) / (worth + seen + PRIOR_WORTH), rated | (seen > 0.0)
