"""The trace of teaching: how much of "how to refer me" one side still knows, from a few numbers of each point.

    educated = coverage * mean retrievability,   coverage = points ever recalled / points in the brief that stands
    retrievability t days after a point was last asked = (1 + F t / S) ^ -d,   d = 0.1542,   F = 0.9 ^ (-1 / d) - 1

S, the stability, is how many days it takes to fall to .9. That is the forgetting curve of FSRS-6 with its default
parameters, written down here so that a list needs no scheduler; education's rules keep the two the same. What is kept
of a relationship is one short text (``packed``), read with its row.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import floor

from grapevine.domain.depth.rules.parts import Trace

DECAY = 0.1542
FACTOR = 0.9 ** (-1.0 / DECAY) - 1.0
#: The longest text: eight points of at most 15 signs each, and two counts.
PACKED_MAX = 160


def retrievability(stability: float, elapsed_days: float) -> float:
    """How likely a point is recalled now, 0..1. Whole days count, as in the library; stability > 0, in days."""
    return (1.0 + FACTOR * max(0, floor(elapsed_days)) / stability) ** -DECAY


def packed(points: int, recalled: int, memories: Iterable[tuple[float, float]]) -> str:
    """The text kept with a relationship. ``memories``: (stability, when last asked in days) of each point ever asked.

    Empty when nothing was ever asked: a lesson heard is no knowledge shown.
    """
    asked = [f"{stability:.5g},{at:.4f}" for stability, at in memories]
    return f"{points};{recalled};{';'.join(asked)}" if asked and points else ""


def educated(kept: str, at: float) -> Trace | None:
    """The trace at a time (days), from :func:`packed`; None where nothing was ever asked."""
    if not kept:
        return None
    points, recalled, *asked = kept.split(";")
    memories = [tuple(map(float, each.split(","))) for each in asked]
    mean = sum(retrievability(stability, at - then) for stability, then in memories) / len(memories)
    return Trace(min(1.0, int(recalled) / int(points)) * mean, len(memories))
