"""The best chains of at most three ties between two people.

The value of a path is the product of its ties' p. Three ties at most: in e-mail chain experiments most were lost at
every step, so long ones hardly ever arrive. That bound makes the search exact and short: mark who knows the target,
look for marks among the contacts of the source, and among the contacts of those. Of a source with very many contacts
the best come first, and the search ends where no path over the rest could still be among the best.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from grapevine.domain.network.rules.paths.ties import Chances, Ids

#: Paths of a lower value are not worth an asking.
SHOWN_FROM = 0.02
#: So many contacts of the source are looked through at once for paths of three ties, those of the best p first.
RING = 400
#: How many of the best are handed on.
POOL = 250
#: Values are products of rounded numbers: they are compared to this many places.
PLACES = 12
#: SHOWN_FROM less what rounding may take away: 0.2 * 0.5 * 0.2 is shown in any order.
_FLOOR = SHOWN_FROM - 10.0**-PLACES
#: First go-betweens, second go-betweens, values.
Columns = tuple[Ids, Ids, Chances]
#: In place of a go-between that a short path does not have.
NONE = -1


class Adjacency(Protocol):
    """Ties as the search asks for them; `Ties` is one kind. People are 0 .. people - 1, p is above 0 and at most 1."""

    @property
    def people(self) -> int:
        """How many."""
        ...

    def out(self, person: int) -> tuple[Ids, Chances]:
        """Whom a person can ask, and p; nobody twice, never the person."""
        ...

    def into(self, person: int) -> tuple[Ids, Chances]:
        """Who can ask a person, and p; nobody twice, never the person."""
        ...

    def out_of_all(self, people: Ids) -> tuple[NDArray[np.int64], Ids, Chances]:
        """`out` of several: who asks (place in `people`), who is asked, p."""
        ...


@dataclass(frozen=True, slots=True)
class Path:
    """A chain of two to four people, the one who asks first, and its value: above 0, at most 1."""

    people: tuple[int, ...]
    value: float

    @property
    def go_betweens(self) -> tuple[int, ...]:
        """Those between the one who asks and the one to meet."""
        return self.people[1:-1]


def candidates(ties: Adjacency, source: int, target: int, most: int = POOL) -> list[Path]:
    """The `most` best paths worth SHOWN_FROM or more, best first; of equal value the shorter, then the lower numbers.

    Exact, also for people with very many contacts. Raises ValueError when source is target.
    """
    if source == target:
        raise ValueError("a path leads from one person to another")
    mark = np.zeros(ties.people)
    knows, last = ties.into(target)
    mark[knows] = last
    direct, mark[source] = mark[source], 0.0
    near, first = ties.out(source)
    one = (np.array([NONE]), np.array([NONE]), np.array([direct]))
    two = (near, np.full(len(near), NONE), first * mark[near])
    found = [one, two]
    for some, chance in _rings(near, first, target, last.max(initial=0.0), found, most):
        found.append(_three(ties, some, chance, mark))
    return _best((source, target), found, most)


def _rings(
    near: Ids, first: Chances, target: int, best_last: float, found: Sequence[Columns], most: int
) -> Iterator[tuple[Ids, Chances]]:
    """The contacts to look through, ring by ring, best p first; what `found` holds is read anew before each.

    No path over a contact is worth more than its p times the best last tie. Once that is below SHOWN_FROM, or below
    the last of the `most` best found so far, nobody who is left can add to the answer.
    """
    other = (near != target) & (first * best_last >= _FLOOR)
    near, first = near[other], first[other]
    order = np.lexsort((near, -first))
    for start in range(0, len(order), RING):
        ring = order[start : start + RING]
        if start:
            ring = ring[first[ring] * best_last >= _bar(found, most)]
        if not len(ring):
            return
        yield near[ring], first[ring]


def _bar(found: Sequence[Columns], most: int) -> float:
    """The value below which nothing more gets into the answer, less what rounding may take away."""
    values = np.concatenate([value[value >= _FLOOR] for _, _, value in found])
    return _FLOOR if len(values) < most else float(np.partition(values, -most)[-most]) - 10.0**-PLACES


def _three(ties: Adjacency, near: Ids, first: Chances, mark: Chances) -> Columns:
    """Every path of three ties over `near`."""
    whose, second, middle = ties.out_of_all(near)
    met = np.flatnonzero(mark[second])
    whose, second = whose[met], second[met]
    return near[whose], second, first[whose] * middle[met] * mark[second]


def _best(ends: tuple[int, int], found: list[Columns], most: int) -> list[Path]:
    one, two, value = (np.concatenate(column) for column in zip(*found, strict=True))
    shown = np.flatnonzero(value >= _FLOOR)
    if len(shown) > most:
        bar = np.partition(value[shown], len(shown) - most)[len(shown) - most]
        shown = shown[value[shown] >= bar - 10.0**-PLACES]
    one, two, value = one[shown], two[shown], value[shown]
    ties = np.where(one == NONE, 1, np.where(two == NONE, 2, 3))
    order = np.lexsort((two, one, ties, -value.round(PLACES)))[:most]
    return [
        Path((ends[0], *(who for who in (a, b) if who != NONE), ends[1]), worth)
        for a, b, worth in zip(one[order].tolist(), two[order].tolist(), value[order].tolist(), strict=True)
    ]
