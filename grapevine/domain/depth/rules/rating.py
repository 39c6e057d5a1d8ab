"""A member's own answer to "how well do I know and trust them?", 1..5, and what it weighs.

People's own answers predict friendship far better than traces of contact do, so a top rating weighs as much as four
one-to-ones. It fades like any event, and is asked again after half a year. Only the newest rating of a side counts.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from grapevine.domain.depth.rules.sums import Event, Sums, add
from grapevine.domain.depth.rules.tempo import Tempo

LOWEST, HIGHEST = 1, 5
#: Weight of the highest rating, in units of one message.
TOP_WEIGHT = 12.0
#: Ask again after this many days.
ASK_AGAIN_DAYS = 180.0


@dataclass(frozen=True, slots=True)
class Rating:
    """One answer of one side, and when it was given (days)."""

    at: float
    value: float


def share(rating: float) -> float:
    """1..5 as 0..1. Raises ValueError outside 1..5."""
    if not LOWEST <= rating <= HIGHEST:
        raise ValueError(f"a rating lies between {LOWEST} and {HIGHEST}, not {rating}")
    return (rating - LOWEST) / (HIGHEST - LOWEST)


def weight(rating: float) -> float:
    """0 for a 1 up to 12 for a 5, in units of one message, growing with the square. Raises ValueError outside 1..5."""
    return TOP_WEIGHT * share(rating) ** 2


def standing(ratings: Iterable[Rating]) -> Rating | None:
    """The one that counts: the newest; of two given at the same moment the higher."""
    return max(ratings, key=lambda rating: (rating.at, rating.value), default=None)


def events(mine: Rating | None, theirs: Rating | None) -> list[Event]:
    """The standing ratings of both sides as events for the sums."""
    found = []
    if mine is not None:
        found.append(Event(mine.at, mine=weight(mine.value)))
    if theirs is not None:
        found.append(Event(theirs.at, theirs=weight(theirs.value)))
    return found


def replaced(sums: Sums, *, old: list[Event], new: list[Event], tempo: Tempo) -> Sums:
    """Sums after `new` standing ratings took the place of `old` ones (both as `events` gives them).

    What is left of the old one is taken away by adding its negative weight at its own time.
    """
    for gone in old:
        sums = add(sums, at=gone.at, mine=-gone.mine, theirs=-gone.theirs, tempo=tempo)
    for come in new:
        sums = add(sums, at=come.at, mine=come.mine, theirs=come.theirs, tempo=tempo)
    return sums
