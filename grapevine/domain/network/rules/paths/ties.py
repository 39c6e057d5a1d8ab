"""Many ties in memory: compressed rows, 12 bytes a tie and direction.

People are the numbers 0 .. people - 1. A tie is directed: its p is the chance that an introduction asked along it is
made, and holds the consent of the person it leads to. A tie with p = 0 does not exist here.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Ids = NDArray[np.int32]
Chances = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """The ties at one end: those of person i are start[i] .. start[i + 1] of `other` (rising) and `p`."""

    start: NDArray[np.int64]
    other: Ids
    p: Chances

    def of(self, person: int) -> tuple[Ids, Chances]:
        """The other ends of one person's ties, and their p."""
        here = slice(self.start[person], self.start[person + 1])
        return self.other[here], self.p[here]

    def of_all(self, people: Ids) -> tuple[NDArray[np.int64], Ids, Chances]:
        """The ties of several people in one go: whose (place in `people`), the other end, p."""
        first = self.start[people]
        count = self.start[people + np.int32(1)] - first
        whose = np.repeat(np.arange(len(people)), count)
        place = np.arange(len(whose)) + np.repeat(first - (np.cumsum(count) - count), count)
        return whose, self.other[place], self.p[place]


@dataclass(frozen=True, slots=True, eq=False)
class Ties:
    """A network of `people` people, by who asks and by who is asked. One object at both ends where p is the same."""

    people: int
    outward: Rows
    inward: Rows

    def out(self, person: int) -> tuple[Ids, Chances]:
        """Whom a person can ask, and p."""
        return self.outward.of(person)

    def into(self, person: int) -> tuple[Ids, Chances]:
        """Who can ask a person, and p."""
        return self.inward.of(person)

    def out_of_all(self, people: Ids) -> tuple[NDArray[np.int64], Ids, Chances]:
        """Whom several people can ask: who asks (place in `people`), who is asked, p."""
        return self.outward.of_all(people)


def directed(people: int, source: ArrayLike, target: ArrayLike, p: ArrayLike) -> Ties:
    """Ties that lead from each source to its target. Of several ties between two people the best counts.

    Left out: p = 0 (no consent), and ties of a person to themself. Raises ValueError for a p outside 0..1, a person
    outside 0 .. people - 1, or columns of unequal length.
    """
    a, b, chance = _checked(people, source, target, p)
    return Ties(people, _rows(people, a, b, chance), _rows(people, b, a, chance))


def undirected(people: int, source: ArrayLike, target: ArrayLike, p: ArrayLike) -> Ties:
    """Ties that lead both ways with the same p; else as `directed`, in half the room."""
    a, b, chance = _checked(people, source, target, p)
    rows = _rows(people, np.concatenate((a, b)), np.concatenate((b, a)), np.concatenate((chance, chance)))
    return Ties(people, rows, rows)


def _checked(people: int, source: ArrayLike, target: ArrayLike, p: ArrayLike) -> tuple[Ids, Ids, Chances]:
    a, b, chance = np.asarray(source, np.int32), np.asarray(target, np.int32), np.asarray(p, np.float64)
    if not len(a) == len(b) == len(chance):
        raise ValueError("source, target and p are of unequal length")
    if not ((chance >= 0.0) & (chance <= 1.0)).all():
        raise ValueError("p is a chance, from 0 to 1")
    if len(a) and (min(a.min(), b.min()) < 0 or max(a.max(), b.max()) >= people):
        raise ValueError(f"people are numbered from 0 to {people - 1}")
    kept = (chance > 0.0) & (a != b)
    return (a, b, chance) if kept.all() else (a[kept], b[kept], chance[kept])


def _rows(people: int, end: Ids, other: Ids, p: Chances) -> Rows:
    """Sorts by end and other in one key; the best p of equal ones stays."""
    key = end.astype(np.int64) * people + other
    order = np.argsort(key)
    key, p = key[order], p[order]
    del order
    first = np.flatnonzero(np.diff(key, prepend=-1))
    if len(first) < len(key):
        key, p = key[first], np.maximum.reduceat(p, first)
    start = np.searchsorted(key, np.arange(people + 1, dtype=np.int64) * people)
    return Rows(start.astype(np.int64), (key % people).astype(np.int32), p)
