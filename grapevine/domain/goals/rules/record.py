"""How past forecasts fared: how many of them held what then came."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from grapevine.domain.goals.rules.forecast import Range


@dataclass(frozen=True, slots=True)
class Kept:
    """A past range, and what came."""

    said: Range
    came: float

    @property
    def in_half(self) -> bool:
        """Within the range of 5 in 10."""
        return self.said.p25 <= self.came <= self.said.p75

    @property
    def in_most(self) -> bool:
        """Within the range of 8 in 10."""
        return self.said.p10 <= self.came <= self.said.p90


@dataclass(frozen=True, slots=True)
class Standing:
    """Of so many past forecasts, how many held what came, in either range."""

    number: int
    in_half: int
    in_most: int


def standing(kept: Sequence[Kept]) -> Standing:
    """The count."""
    return Standing(len(kept), sum(each.in_half for each in kept), sum(each.in_most for each in kept))
