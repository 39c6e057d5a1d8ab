"""A network of ties by numbers, and what two people have in common in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


#: Less than this share (0..1) of rows stands there by chance or by a slip: a list of pairs may hold a few twice.
FAIR_PART = 0.05


@dataclass(frozen=True, slots=True)
class Rows:
    """For each person the numbers of others, one after the other: those of i are ``other[start[i]:start[i + 1]]``."""

    start: Ints
    other: Ints

    def of(self, person: int) -> Ints:
        """The others of one person, ascending."""
        return self.other[self.start[person] : self.start[person + 1]]


@dataclass(frozen=True, slots=True)
class Network:
    """Ties among ``people`` (numbers from 0). Undirected: ``out`` and ``both`` are the same rows.

    both: who has a tie with whom, in whichever direction; it decides who knows whom in common.
    """

    people: int
    directed: bool
    out: Rows
    both: Rows

    @property
    def ties(self) -> int:
        """How many ties: ordered pairs of a directed network, unordered ones else."""
        return len(self.out.other) if self.directed else len(self.out.other) // 2

    @property
    def possible(self) -> int:
        """How many ties there could be."""
        ordered = self.people * (self.people - 1)
        return ordered if self.directed else ordered // 2

    @property
    def base(self) -> float:
        """The share of possible ties that exist, 0..1."""
        return self.ties / self.possible if self.possible else 0.0

    def received(self) -> Floats:
        """How many ties lead to each person (in-degree; all ties of an undirected network)."""
        return np.bincount(self.out.other, minlength=self.people).astype(float)


def network(people: int, source: Sequence[int] | Ints, target: Sequence[int] | Ints, directed: bool) -> Network:
    """A network of rows source -> target; repeated rows count once, ties with oneself not at all."""
    a, b = np.asarray(source, np.int64), np.asarray(target, np.int64)
    apart = a != b
    a, b = a[apart], b[apart]
    both = _rows(people, np.concatenate([a, b]), np.concatenate([b, a]))
    return Network(people, directed, _rows(people, a, b) if directed else both, both)


def looks_directed(source: Sequence[str], target: Sequence[str]) -> bool:
    """Whether rows tell a direction: a fair part of the pairs stands there both ways, and a fair part one way only."""
    found = {(a, b) for a, b in zip(source, target, strict=True) if a != b}
    returned = sum((b, a) in found for a, b in found)
    return FAIR_PART * len(found) < returned < (1.0 - FAIR_PART) * len(found)


def weights(rows: Rows) -> Floats:
    """What each person counts as a common contact: 1/ln(degree), so that who knows everybody counts little."""
    return 1.0 / np.log(np.maximum(np.diff(rows.start), 2))


def in_common(rows: Rows, weight: Floats, person: int) -> Floats:
    """Adamic-Adar of one person with everybody: the sum over common contacts of 1/ln(max(degree, 2))."""
    through = rows.of(person)
    if not len(through):
        return np.zeros(len(weight))
    parts = [rows.of(int(one)) for one in through]
    reached = np.concatenate(parts)
    worth = np.repeat(weight[through], [len(part) for part in parts])
    return np.bincount(reached, worth, minlength=len(weight)).astype(float)


def common_mean(rows: Rows, weight: Floats) -> float:
    """The mean of Adamic-Adar over all pairs of people; 0 when nobody has two contacts."""
    degree = np.diff(rows.start).astype(float)
    people = len(weight)
    total = float((degree * (degree - 1.0) / 2.0 * weight).sum())
    return total / (people * (people - 1) / 2.0) if people > 1 else 0.0


def common_term(found: Floats, mean: float) -> Floats:
    """ln((AA + 0.15 m)/(1.15 m)): 0 at the mean, -2.04 with nobody in common; all 0 where nobody has anybody."""
    return np.log((found + 0.15 * mean) / (1.15 * mean)) if mean > 0.0 else np.zeros_like(found)


def popularity(received: Floats) -> Floats:
    """ln((ties + 2)/(mean + 2)) of each person: 0 for the usual number."""
    mean = float(received.mean()) if len(received) else 0.0
    return np.log((received + 2.0) / (mean + 2.0))


def _rows(people: int, source: Ints, target: Ints) -> Rows:
    keys = np.unique(source * people + target)
    source, target = (keys // people, keys % people) if people else (keys, keys)
    start = np.zeros(people + 1, np.int64)
    np.cumsum(np.bincount(source, minlength=people), out=start[1:])
    return Rows(start, target)
