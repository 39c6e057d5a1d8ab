"""Where a relationship stands: seen, trusted, referring; and which ties sleep."""

from __future__ import annotations

from grapevine.domain.depth.rules.sums import Sums, brought_to
from grapevine.domain.depth.rules.tempo import Tempo

SEEN = "seen"
TRUSTED = "trusted"
REFERRING = "referring"
STAGES = (SEEN, TRUSTED, REFERRING)

TRUSTED_FROM = 35.0
REFERRING_FROM = 65.0
#: The weaker slow sum must be at least this share of the stronger one: no one-way stream makes trust.
WEAKER_SIDE = 0.1
#: A closed referral counts towards the stage for a year.
CLOSED_DAYS = 365.0
#: Once this deep and now below: worth reviving.
DORMANT_PEAK, DORMANT_BELOW = 50.0, 25.0


def stage(depth: float, sums: Sums, at: float, tempo: Tempo, closed_each_way: bool) -> str:
    """The stage at `at` of a pair with this depth (0..100, at the same time).

    `closed_each_way`: a referral of each side to the other reached its outcome within a year (see closed_each_way).
    """
    now = brought_to(sums, at, tempo)
    weaker, stronger = sorted((now.mine.slow, now.theirs.slow))
    if depth < TRUSTED_FROM or weaker < WEAKER_SIDE * stronger:
        return SEEN
    if depth >= REFERRING_FROM or closed_each_way:
        return REFERRING
    return TRUSTED


def closed_each_way(mine_at: float | None, theirs_at: float | None, at: float) -> bool:
    """Whether the newest closed referral of each side (days, None = never) lies within a year before `at`."""
    return all(closed is not None and 0.0 <= at - closed <= CLOSED_DAYS for closed in (mine_at, theirs_at))


def dormant(peak: float, depth: float) -> bool:
    """Whether a tie that once was deep (highest depth ever) has faded far enough to be worth reviving."""
    return peak >= DORMANT_PEAK and depth < DORMANT_BELOW
