"""Learning a network of anybody's ties, and whom to suggest to one of its people: both directions or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from grapevine.domain.partnerships.rules.matching.kinds import Attribute
from grapevine.domain.partnerships.rules.matching.lifts import Lifts, cells_of, lifts
from grapevine.domain.partnerships.rules.matching.logistic import chance, fit
from grapevine.domain.partnerships.rules.matching.network import (
    Floats,
    Network,
    common_mean,
    common_term,
    in_common,
    weights,
)
from grapevine.domain.partnerships.rules.matching.pairs import Pairs, pairs, popular_to

#: Weights of the terms until there are enough ties to learn them. Source: METHODS of matching, measured there.
COMMON, KIND, POPULAR = 1.0, 1.0, 0.25
#: From so many ties on the weights are fitted to the network itself.
ENOUGH_TIES = 150


@dataclass(frozen=True, slots=True)
class Model:
    """What was learned: the weight of each term (common, each attribute, popular, constant) and the lifts."""

    network: Network
    kinds: tuple[Lifts, ...]
    weights: Floats
    fitted: bool
    common_weight: Floats
    common_mean: float
    popular: Floats


@dataclass(frozen=True, slots=True)
class Terms:
    """One direction, from one person to each other: a row of log-odds a term, in the order of the weights."""

    parts: Floats

    @property
    def odds(self) -> Floats:
        """The log-odds of a tie to each other person."""
        return self.parts.sum(axis=0)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody suggested: ``score`` 0..100 (the best of a list has 100), and the terms of both directions."""

    person: int
    score: float
    out: Floats
    back: Floats


def learn(network: Network, attributes: Sequence[Attribute], fitting: bool = True) -> Model:
    """The model of a network with at least one tie. fitting: fit the weights when there are enough ties."""
    seen = pairs(network)
    enough = fitting and network.ties >= ENOUGH_TIES
    without = _without_kinds(seen, enough)
    kinds = tuple(_lifts(one, network.directed, seen, without) for one in attributes)
    base = network.base
    constants = [COMMON, *[KIND] * len(kinds), POPULAR, float(np.log(base / (1.0 - base))) if base < 1.0 else 0.0]
    learned = _fitted(seen, kinds, without) if enough else np.array(constants)
    weight = weights(network.both)
    return Model(network, kinds, learned, enough, weight, common_mean(network.both, weight), popular_to(network))


def directions(model: Model, person: int) -> tuple[Terms, Terms]:
    """From a person to everybody, and from everybody to them."""
    common = common_term(in_common(model.network.both, model.common_weight, person), model.common_mean)
    rows: list[tuple[Floats, Floats]] = [(common, common)]
    for lift in model.kinds:
        codes, cell = lift.cells.attribute.codes, lift.cells.cell
        rows.append((lift.logs(cell[codes[person], codes]), lift.logs(cell[codes, codes[person]])))
    mine, ones = model.popular[person], np.ones(model.network.people)
    if model.network.directed:
        rows.append((model.popular, mine * ones))
    else:
        rows.append((model.popular + mine, model.popular + mine))
    rows.append((ones, ones))
    out, back = (np.stack([row[side] for row in rows]) * model.weights[:, None] for side in (0, 1))
    return Terms(out), Terms(back)


def suggest(model: Model, person: int, top: int, one_way: bool = False) -> list[Candidate]:
    """The best `top` people without a tie to or from a person; one_way: also those with a tie to them alone."""
    out, back = directions(model, person)
    both = np.sqrt(chance(out.odds) * chance(back.odds))
    both[person] = -1.0
    both[(model.network.out if one_way else model.network.both).of(person)] = -1.0
    order = np.argsort(-both, kind="stable")[:top]
    shown = [int(other) for other in order if both[other] >= 0.0]
    most = max((float(both[other]) for other in shown), default=0.0)
    return [
        Candidate(other, 100.0 * (both[other] / most) if most else 0.0, out.parts[:, other], back.parts[:, other])
        for other in shown
    ]


def _without_kinds(seen: Pairs, fitting: bool) -> Floats:
    """The chance of each tie by common contacts and popularity alone; all of them together make the ties there are."""
    if fitting:
        known = np.column_stack([seen.common, seen.popular])
        return chance(np.column_stack([known, np.ones(len(known))]) @ fit(known, seen.tied, seen.counts))
    odds = COMMON * seen.common + POPULAR * seen.popular
    low, high, ties = -60.0, 60.0, float(seen.tied.sum())
    for _ in range(60):
        middle = (low + high) / 2.0
        few = float((chance(odds + middle) * seen.counts).sum()) < ties
        low, high = (middle, high) if few else (low, middle)
    return chance(odds + (low + high) / 2.0)


def _lifts(attribute: Attribute, directed: bool, seen: Pairs, without: Floats) -> Lifts:
    cells = cells_of(attribute, directed)
    cell = cells.cell[attribute.codes[seen.a], attribute.codes[seen.b]]
    there = cell >= 0

    def total(values: Floats) -> Floats:
        return np.bincount(cell[there], (values * seen.counts)[there], minlength=cells.count).astype(float)

    return lifts(cells, total(seen.tied), total(without), total(without * (1.0 - without)))


def _fitted(seen: Pairs, kinds: Sequence[Lifts], without: Floats) -> Floats:
    columns = [seen.common]
    for lift in kinds:
        codes = lift.cells.attribute.codes
        columns.append(lift.logs_without(lift.cells.cell[codes[seen.a], codes[seen.b]], seen.tied, without))
    return fit(np.column_stack([*columns, seen.popular]), seen.tied, seen.counts)
