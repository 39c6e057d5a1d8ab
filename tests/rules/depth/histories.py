"""Made-up histories of a pair for the property tests: Leah (my side) and Dana (their side), over about ten years."""

from __future__ import annotations

import pytest
from hypothesis import strategies as st

from grapevine.domain.depth.rules.rating import Rating
from grapevine.domain.depth.rules.sums import Event, Sums
from grapevine.domain.depth.rules.tempo import TEMPOS

#: Days since 1970: about 2016 to 2026.
FIRST, LAST = 17_000.0, 20_600.0
#: Real weights lie between a quarter (group meeting) and a top rating.
WEIGHTS = st.one_of(st.just(0.0), st.floats(0.25, 12.0))

moments = st.floats(FIRST, LAST)
tempos = st.sampled_from(list(TEMPOS.values()))
events = st.builds(Event, moments, WEIGHTS, WEIGHTS)
histories = st.lists(events, min_size=1, max_size=10)
ratings = st.lists(st.builds(Rating, moments, st.integers(1, 5)), max_size=3, unique_by=lambda rating: rating.at)


def numbers(sums: Sums) -> list[float]:
    """The four sums in a row, for comparing."""
    return [sums.mine.fast, sums.mine.slow, sums.theirs.fast, sums.theirs.slow]


def same(one: Sums, other: Sums) -> bool:
    """Equal times, and sums equal but for rounding."""
    return one.at == other.at and numbers(one) == pytest.approx(numbers(other), rel=1e-9, abs=1e-9)


def swapped(event: Event) -> Event:
    """The same happening as the other one would tell it."""
    return Event(event.at, event.theirs, event.mine)
