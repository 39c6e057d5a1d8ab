"""A pair's whole history brought to sums at once: for a re-fold after a change of tempo, and for anyone's own data.

The live path (one day's difference, one give, one rating at a time) gives the same sums; a test holds them together.
"""

from __future__ import annotations

from collections.abc import Iterable

from grapevine.domain.depth.rules import rating, score
from grapevine.domain.depth.rules.day import day_events
from grapevine.domain.depth.rules.sums import Event, Sums, add, fold
from grapevine.domain.depth.rules.tempo import Tempo


def sums_of(
    *,
    touches: Iterable[Event],
    gives: Iterable[Event] = (),
    my_ratings: Iterable[rating.Rating] = (),
    their_ratings: Iterable[rating.Rating] = (),
    tempo: Tempo,
) -> Sums:
    """Sums of a pair from its ledgers, each in any order.

    Touches count once a day per direction, gives each at its own time, of the ratings only the newest of each side.
    """
    events = events_of(touches=touches, gives=gives, my_ratings=my_ratings, their_ratings=their_ratings)
    return fold(events, tempo)


def events_of(
    *,
    touches: Iterable[Event],
    gives: Iterable[Event] = (),
    my_ratings: Iterable[rating.Rating] = (),
    their_ratings: Iterable[rating.Rating] = (),
) -> list[Event]:
    """What counts of the ledgers of a pair, as :func:`sums_of` takes them."""
    rated = rating.events(rating.standing(my_ratings), rating.standing(their_ratings))
    return [*day_events(touches), *gives, *rated]


def with_peak(events: Iterable[Event], tempo: Tempo) -> tuple[Sums, float]:
    """Sums of a pair from its events, and the highest depth (0..100) that it ever had."""
    sums, peak = Sums(), 0.0
    for event in sorted(events, key=lambda event: event.at):
        sums = add(sums, at=event.at, mine=event.mine, theirs=event.theirs, tempo=tempo)
        peak = max(peak, score.depth(sums, event.at, tempo))
    return sums, peak
