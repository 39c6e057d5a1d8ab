"""A made-up network for the bench of warm paths: regions, hubs, ties of every depth, some without consent."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from grapevine.domain.network.rules.paths import tie


@dataclass(frozen=True, slots=True)
class Graph:
    """Directed ties; those of one pair stand in both directions, where somebody may not be asked with p = 0.

    Person i lives in region i // region.
    """

    people: int
    region: int
    source: NDArray[np.int32]
    target: NDArray[np.int32]
    p: NDArray[np.float64]

    def degrees(self) -> NDArray[np.int64]:
        """How many people each one knows."""
        return np.bincount(self.source, minlength=self.people)


def made(people: int, mean: float, region: int, seed: int = 1) -> Graph:
    """About `mean` ties a person, four in five within the region; a few in a thousand people know very many.

    Depths are Beta(2, 3) * 100, two ties in five are stale, one person in thirty may not be asked.
    """
    chance = np.random.default_rng(seed)
    pull = np.cumsum(_pull(chance, people))
    pairs = _pairs(chance, pull, people, region, round(people * mean / 2))
    low, high = (pairs // people).astype(np.int32), (pairs % people).astype(np.int32)
    p = tie.BASE + tie.SLOPE * chance.beta(2.0, 3.0, len(pairs))
    p *= np.where(chance.random(len(pairs)) < 0.4, tie.STALE_SHARE, 1.0)
    closed = chance.random(people) < 1 / 30
    source, target = np.concatenate((low, high)), np.concatenate((high, low))
    return Graph(people, region, source, target, np.where(closed[target], 0.0, np.concatenate((p, p))))


def random_pairs(graph: Graph, count: int, *, within: bool, seed: int = 2) -> list[tuple[int, int]]:
    """Pairs of two different people, anywhere or of one region."""
    chance = np.random.default_rng(seed)
    a = chance.integers(0, graph.people, count)
    b = chance.integers(0, graph.people, count)
    if within:
        first = a // graph.region * graph.region
        b = first + b % np.minimum(graph.region, graph.people - first)
    return [(int(x), int(y)) for x, y in zip(a, b, strict=True) if x != y]


def _pull(chance: np.random.Generator, people: int) -> NDArray[np.float64]:
    """How much each draws ties, around 1: a log-normal body, and hubs of five to eighty times as much."""
    pull = chance.lognormal(-0.15, 0.55, people)
    hubs = chance.choice(people, max(1, people // 1_000), replace=False)
    pull[hubs] = 5.0 * 16.0 ** chance.random(len(hubs))
    return pull


def _pairs(
    chance: np.random.Generator, pull: NDArray[np.float64], people: int, region: int, count: int
) -> NDArray[np.int64]:
    """About `count` unordered pairs as low * people + high, each once; both ends drawn by pull (`pull` summed up)."""
    a = np.searchsorted(pull, chance.random(count) * pull[-1], side="right")
    first = a // region * region
    below = np.where(first > 0, pull[first - 1], 0.0)
    above = pull[np.minimum(first + region, people) - 1]
    far = chance.random(count) < 0.2
    below[far], above[far] = 0.0, pull[-1]
    b = np.searchsorted(pull, below + chance.random(count) * (above - below), side="right")
    b = np.minimum(b, people - 1)
    key = np.minimum(a, b) * people + np.maximum(a, b)
    return np.unique(key[a != b])
