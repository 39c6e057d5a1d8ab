"""What two kinds of people mean for a tie: how many more ties there are than everything else lets expect."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from grapevine.domain.partnerships.rules.matching.kinds import MISSING, Attribute
from grapevine.domain.partnerships.rules.matching.network import Floats, Ints

#: Ties' worth of doubt put on both sides of every quotient: with few ties a lift stays near 1.
DOUBT = 2.0
#: Cells where fewer ties than this are expected tell nothing about whether the attribute matters.
_LEAST_EXPECTED = 0.01


@dataclass(frozen=True, slots=True)
class Cells:
    """The pairs of kinds of one attribute: ``cell[p, q]`` numbers the pair, -1 where one is missing."""

    attribute: Attribute
    cell: Ints
    count: int


@dataclass(frozen=True, slots=True)
class Lifts:
    """Of each cell: ``ties`` seen, ``expected``, and ``weight`` (0..1), how far the attribute is more than chance."""

    cells: Cells
    ties: Floats
    expected: Floats
    weight: float

    def logs(self, cell: Ints) -> Floats:
        """The term of each pair by its cell: 0 where a kind is missing."""
        table = np.append(self.weight * np.log((self.ties + DOUBT) / (self.expected + DOUBT)), 0.0)
        return table[cell]

    def logs_without(self, cell: Ints, tied: Floats, chance: Floats) -> Floats:
        """The same, each pair taken out of its own cell: what the others alone would say of it."""
        ties, expected = np.append(self.ties, 0.0)[cell] - tied, np.append(self.expected, 0.0)[cell] - chance
        found = self.weight * np.log((np.maximum(ties, 0.0) + DOUBT) / (np.maximum(expected, 0.0) + DOUBT))
        return np.where(cell == MISSING, 0.0, found)


def cells_of(attribute: Attribute, directed: bool) -> Cells:
    """Numbers for the pairs of kinds; without direction p, q is q, p; where only sharing counts, same and other."""
    kinds = len(attribute.labels)
    if attribute.shared_only:
        cell, count = (1 - np.eye(kinds, dtype=np.int64)), 2
    elif directed:
        cell, count = np.arange(kinds * kinds).reshape(kinds, kinds), kinds * kinds
    else:
        low, high = np.minimum.outer(range(kinds), range(kinds)), np.maximum.outer(range(kinds), range(kinds))
        distinct, cell = np.unique(low * kinds + high, return_inverse=True)
        cell, count = cell.reshape(kinds, kinds), len(distinct)
    # The last row and column answer for the code -1.
    return Cells(attribute, np.pad(cell, (0, 1), constant_values=MISSING), count)


def lifts(cells: Cells, ties: Floats, expected: Floats, spread: Floats) -> Lifts:
    """The lifts of counted cells. spread: the variance of the ties expected in each.

    The weight is what is left of chi-square beyond what chance alone gives: 1 - (cells - 1)/chi-square, at least 0.
    So an attribute that place or common contacts already account for is not counted a second time.
    """
    told = expected > _LEAST_EXPECTED
    square = float(((ties - expected)[told] ** 2 / np.maximum(spread[told], _LEAST_EXPECTED)).sum())
    free = max(int(told.sum()) - 1, 1)
    return Lifts(cells, ties, expected, max(0.0, 1.0 - free / square) if square > 0.0 else 0.0)
