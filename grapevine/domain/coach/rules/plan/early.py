"""Of whom not to want anything yet: who was met of late, when the relationship does not carry an ask."""

from __future__ import annotations

from collections.abc import Iterable

from grapevine.domain.coach.rules.techniques.situation import Situation
from grapevine.domain.depth.rules.ready import DEPTH_FROM

#: Met within so many days, one is tempted to ask.
LATELY_DAYS = 30.0


def too_early(situation: Situation) -> bool:
    """Whether somebody was met of late and cannot be asked yet. Who waits for a word needs no warning."""
    met = situation.quiet is not None and situation.quiet <= LATELY_DAYS
    return met and not situation.waiting and (situation.depth is None or situation.depth < DEPTH_FROM)


def newest(situations: Iterable[Situation]) -> int | None:
    """The place of the one met last who cannot be asked yet; of two of one day the deeper one, then the first."""
    best = min(
        ((s.quiet or 0.0, -(s.depth or 0.0), at) for at, s in enumerate(situations) if too_early(s)), default=None
    )
    return None if best is None else best[2]
