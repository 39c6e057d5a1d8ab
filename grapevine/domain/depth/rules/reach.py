"""How far a pair has come, in words that stay true between events; and the rings of the network picture."""

from __future__ import annotations

from grapevine.domain.depth.rules.score import one_sided, side_mass
from grapevine.domain.depth.rules.sums import Sums

NONE = "none"
MET = "met"
ONE_SIDED = "one_sided"
BOTH = "both"
REACHES = (NONE, MET, ONE_SIDED, BOTH)

#: Up to this many touches ever, people have met, no more.
MET_TOUCHES = 2
#: How many people the rings of closeness hold, inside out: counted from the middle, each includes those within.
RINGS = (5, 15, 50, 150)
#: How deep one must be to stand in a ring, inside out: a ring has room for so many, but is not filled for its own sake.
RING_FROM = (80.0, 65.0, 45.0, 20.0)
BEYOND = len(RINGS)


def reach(sums: Sums, touches: int) -> str:
    """`none` (not measured), `met` (at most two touches ever), `one_sided` or `both`.

    touches: how many there ever were between the two, each counted, also several on one day.
    """
    if side_mass(sums.mine) == 0.0 and side_mass(sums.theirs) == 0.0:
        return NONE
    if touches <= MET_TOUCHES:
        return MET
    return ONE_SIDED if one_sided(sums) else BOTH


def ring(place: int, depth: float | None) -> int:
    """The ring 0..3 of the `place`-th deepest person (from 0), or BEYOND; who was never measured stands beyond.

    Both count: there must be room, and one must be deep enough (0..100) for it.
    """
    if depth is None:
        return BEYOND
    room = next((number for number, size in enumerate(RINGS) if place < size), BEYOND)
    deep = next((number for number, floor in enumerate(RING_FROM) if depth >= floor), BEYOND)
    return max(room, deep)
