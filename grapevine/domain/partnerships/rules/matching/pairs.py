"""The pairs a network is learned from: every tie, and every pair without one, or a fair part of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from grapevine.domain.partnerships.rules.matching.network import (
    Floats,
    Ints,
    Network,
    common_mean,
    common_term,
    in_common,
    popularity,
    weights,
)

#: At most about so many pairs without a tie are looked at; each then counts for as many as were passed over.
MOST = 400_000


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs a -> b (undirected: a < b): ``tied`` 0 or 1, ``counts``, the ``common`` and the ``popular`` term.

    The popular term leaves the tie of the pair itself out: otherwise having a tie would foretell the tie.
    """

    a: Ints
    b: Ints
    tied: Floats
    counts: Floats
    common: Floats
    popular: Floats


def pairs(network: Network, most: int = MOST) -> Pairs:
    """The pairs of a network; always the same ones."""
    weight = weights(network.both)
    mean, received = common_mean(network.both, weight), network.received()
    share = min(1.0, most / max(network.possible, 1))
    found = list(_rows(network, weight, share))
    a, b, tied, common = (np.concatenate([row[at] for row in found]) for at in range(4))
    counts = np.where(tied > 0.0, 1.0, 1.0 / share)
    usual = float(received.mean()) + 2.0
    to_b = np.log((received[b] - tied + 2.0) / usual)
    to_a = to_b if network.directed else np.log((received[a] - tied + 2.0) / usual)
    return Pairs(a, b, tied, counts, common_term(common, mean), to_a + to_b)


def _rows(network: Network, weight: Floats, share: float) -> Iterator[tuple[Ints, Ints, Floats, Floats]]:
    """For each person a: themself, the others looked at, whether tied, and what the two have in common."""
    chance = np.random.default_rng(0)
    for person in range(network.people):
        there = np.zeros(network.people, bool)
        there[network.out.of(person)] = True
        taken = there if share == 1.0 else there | (chance.random(network.people) < share)
        taken = np.ones(network.people, bool) if share == 1.0 else taken
        taken[: person + (0 if network.directed else 1)] &= network.directed
        taken[person] = False
        others = np.flatnonzero(taken)
        common = in_common(network.both, weight, person)[others]
        yield np.full(len(others), person), others, there[others].astype(float), common


def popular_to(network: Network) -> Floats:
    """The part of the popular term that each person brings when a tie leads to them."""
    return popularity(network.received()) * (2.0 if network.directed else 1.0)
