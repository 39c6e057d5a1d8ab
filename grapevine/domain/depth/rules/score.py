"""Depth and rank key from the sums.

    mix(x, y) = rho (x + y) / 2 + (1 - rho) sqrt(x y)
    M         = sqrt( mix(fast, fast') mix(slow, slow') )      all sums brought to the time of reading
    depth     = 100 (1 - 2^(-M / scale))
    key       = log2 M + t / h,   h = tempo.harmonic

M is homogeneous in the sums and fades alike for every pair, so the key is fixed between events: it is stored and
indexed, ordering by it is ordering by depth at any time, and depth at any time follows from the key alone.
"""

from __future__ import annotations

import math

from grapevine.domain.depth.rules.sums import Side, Sums, brought_to
from grapevine.domain.depth.rules.tempo import Tempo

#: Share of the plain mean in the mix: what one side alone still earns. Between .05 and .25 all measure alike.
RHO = 0.1
#: Weaker side below this share of the stronger one: "mostly one-sided".
ONE_SIDED_BELOW = 0.25
#: Mass of one direction that counts as evidence, as a share of the tempo's scale (3 at the standard scale of 10).
EVIDENCE_SHARE = 0.3
#: 2^64 is far past the mass of depth 100; it keeps readings long before the last event finite.
_HIGHEST_POWER = 64.0


def mix(x: float, y: float) -> float:
    """Two sides as one: nearly the geometric mean, so that both count. x, y >= 0, same unit."""
    return RHO * (x + y) / 2.0 + (1.0 - RHO) * math.sqrt(x * y)


def mass(sums: Sums, at: float, tempo: Tempo) -> float:
    """M >= 0 at `at`, in units of one message. 0 when nothing happened."""
    now = brought_to(sums, at, tempo)
    return math.sqrt(mix(now.mine.fast, now.theirs.fast)) * math.sqrt(mix(now.mine.slow, now.theirs.slow))


def depth(sums: Sums, at: float, tempo: Tempo) -> float:
    """Depth 0..100 at `at`."""
    return percent(mass(sums, at, tempo), tempo)


def rank_key(sums: Sums, tempo: Tempo) -> float | None:
    """K, the same at any time until the next event; None when there is no mass."""
    if sums.at is None:
        return None
    now = mass(sums, sums.at, tempo)
    return math.log2(now) + sums.at / tempo.harmonic if now > 0.0 else None


def depth_from_key(key: float | None, at: float, tempo: Tempo) -> float:
    """Depth 0..100 at `at` from the stored key alone; 0 for a key of None."""
    if key is None:
        return 0.0
    return percent(2.0 ** min(_HIGHEST_POWER, key - at / tempo.harmonic), tempo)


def key_for_depth(depth: float, at: float, tempo: Tempo) -> float:
    """The key that has this depth at `at`, for range filters: -inf for 0, inf for 100.

    Raises ValueError outside 0..100.
    """
    if not 0.0 <= depth <= 100.0:
        raise ValueError(f"depth lies between 0 and 100, not {depth}")
    if depth == 0.0:
        return -math.inf
    if depth == 100.0:
        return math.inf
    return math.log2(-tempo.scale * math.log2(1.0 - depth / 100.0)) + at / tempo.harmonic


def side_mass(side: Side) -> float:
    """Mass of one direction alone, sqrt(fast * slow), of a side already brought to the time of reading."""
    return math.sqrt(side.fast * side.slow)


def i_know(sums: Sums, at: float, tempo: Tempo) -> float:
    """How well I know them, 0..100: the depth that my direction's mass alone would have, were it met in full."""
    return percent(side_mass(brought_to(sums, at, tempo).mine), tempo)


def they_know(sums: Sums, at: float, tempo: Tempo) -> float:
    """How well they know me, 0..100; see i_know."""
    return percent(side_mass(brought_to(sums, at, tempo).theirs), tempo)


def one_sided(sums: Sums) -> bool:
    """Whether the weaker direction has under a quarter of the stronger one's mass. Fixed between events."""
    mine, theirs = side_mass(sums.mine), side_mass(sums.theirs)
    return min(mine, theirs) < ONE_SIDED_BELOW * max(mine, theirs)


def percent(mass_of_something: float, tempo: Tempo) -> float:
    """A mass as 0..100: half at the tempo's scale."""
    return 100.0 * (1.0 - 2.0 ** (-mass_of_something / tempo.scale))
