"""One tie: how likely an introduction asked along it is made, and whether it may be asked for at all.

    p = 0.05 + 0.75 depth / 100,  halved without a touch in 365 days,  0 without consent

The chances of the ties of a path are multiplied, as is usual for the most reliable path. The scale is a guess until
enough introductions have been asked for and made (docs/methods/paths.md).
"""

from __future__ import annotations

#: p of a tie of depth 0, and what depth 100 adds.
BASE, SLOPE = 0.05, 0.75
#: A pair without a touch for longer than this many days counts by this share.
FRESH_DAYS, STALE_SHARE = 365.0, 0.5

NOBODY = "nobody"
DEEP = "deep"
CHAPTER = "chapter"
ANYONE = "anyone"
#: Who may ask somebody to introduce them: that person's own choice.
ASKABLE_BY = (NOBODY, DEEP, CHAPTER, ANYONE)
#: From this depth (0..100) on a contact is a deep one; the same figure as in the shape of the network.
DEEP_FROM = 50.0


def probability(depth: float, last_touch: float | None, at: float, *, consent: bool) -> float:
    """p of the tie from one person to another at `at`: 0 to 0.8, where 0 means that the tie is in no path.

    depth: 0..100 at the same time. last_touch, at: days; None: never. consent: of the person the tie leads to.
    """
    if not 0.0 <= depth <= 100.0:
        raise ValueError(f"depth is from 0 to 100, not {depth}")
    if not consent:
        return 0.0
    p = BASE + SLOPE * depth / 100.0
    fresh = last_touch is not None and at - last_touch <= FRESH_DAYS
    return p if fresh else p * STALE_SHARE


def consents(askable_by: str, *, hidden: bool, depth: float, same_chapter: bool) -> bool:
    """Whether somebody who chose `askable_by` lets this contact ask them for an introduction.

    The choice is taken at its word: `chapter` is the chapter, and not deep contacts outside it as well. Hidden
    people are in no path whatever they chose. Raises ValueError for a choice that is not in ASKABLE_BY.
    """
    if askable_by not in ASKABLE_BY:
        raise ValueError(f"{askable_by!r} is not one of {', '.join(ASKABLE_BY)}")
    if hidden or askable_by == NOBODY:
        return False
    if askable_by == DEEP:
        return depth >= DEEP_FROM
    return same_chapter or askable_by == ANYONE
