"""A pair's whole history brought to sums at once: for a re-fold after a change of tempo, and for anyone's own data.

The live path (one day's difference, one give, one rating at a time) gives the same sums; a test holds them together.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from grapevine.domain.depth.rules import rating
from grapevine.domain.depth.rules.day import day_events
from grapevine.domain.depth.rules.sums import Event, Sums, fold
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
    rated = rating.events(rating.standing(my_ratings), rating.standing(their_ratings))
    return fold(chain(day_events(touches), gives, rated), tempo)
