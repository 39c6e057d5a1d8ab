"""A tie at the hour of asking: what it was at its last happening, what it is, what silence costs it."""

from __future__ import annotations

from typing import NamedTuple

from grapevine.domain.depth.rules import score
from grapevine.domain.depth.rules.tempo import Tempo

#: Silence is measured until here: what it will have cost then is what is at stake now.
AHEAD_DAYS = 30.0


class Tie(NamedTuple):
    """What is stored of a tie: its key, the time of its last happening and of its last touch (days), the peak."""

    person: int
    rank_key: float
    at: float
    last_touch: float
    peak: float = 0.0

    def depth(self, at: float, tempo: Tempo) -> float:
        """Depth 0..100 at ``at``, if nothing more happens."""
        return score.depth_from_key(self.rank_key, at, tempo)

    def depth_then(self, tempo: Tempo) -> float:
        """Depth right after the last happening."""
        return self.depth(max(self.at, self.last_touch), tempo)

    def quiet(self, now: float) -> float:
        """Days since the last touch."""
        return max(0.0, now - self.last_touch)

    def at_stake(self, now: float, tempo: Tempo) -> float:
        """How much depth silence will have cost in a month from now, since the last happening; 0..100."""
        return max(0.0, self.depth_then(tempo) - self.depth(now + AHEAD_DAYS, tempo))

    def falls_below(self, floor: float, tempo: Tempo) -> float:
        """When depth passes ``floor`` (0..100, neither end) on its way down, in days on the clock."""
        return (self.rank_key - score.key_for_depth(floor, 0.0, tempo)) * tempo.harmonic
