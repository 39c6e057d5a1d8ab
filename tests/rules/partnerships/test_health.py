"""How a partnership does: slow to judge, and never a debt."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grapevine.domain.partnerships.rules.health import Health, Produced, health, kept, share


def test_with_little_to_count_it_is_too_early() -> None:
    assert health(Produced(30, given=0, received=1)) is Health.EARLY
    assert health(Produced(89, given=2, received=0)) is Health.EARLY


def test_one_more_is_still_even() -> None:
    assert health(Produced(200, 2, 3, since_referral=10)) is Health.EVEN
    assert health(Produced(200, 3, 2, since_referral=10)) is Health.EVEN


def test_a_clear_difference_says_whose_step_does_most_good() -> None:
    assert health(Produced(200, 1, 5, since_referral=10)) is Health.YOUR_TURN
    assert health(Produced(200, 5, 1, since_referral=10)) is Health.THEIR_TURN


def test_long_silence_is_going_quiet_whoever_gave_more() -> None:
    assert health(Produced(400, 5, 1, since_referral=200, since_touch=90)) is Health.QUIET
    assert health(Produced(400, 5, 1, since_referral=200, since_touch=10)) is Health.THEIR_TURN
    assert health(Produced(200)) is Health.QUIET


def test_the_range_narrows_as_there_is_more_to_count() -> None:
    few, many = share(1, 1), share(20, 20)
    assert few.middle == many.middle == 0.5
    assert few.low < many.low < 0.5 < many.high < few.high


def test_the_points_are_those_of_the_beta_distribution() -> None:
    # Beta(2, 2): F(x) = 3x^2 - 2x^3, so the 10 % point is at .1958.
    found = share(0, 0)
    assert found.low == pytest.approx(0.1958, abs=0.003) and found.high == pytest.approx(0.8042, abs=0.003)


def test_a_hope_is_not_broken_by_one_slow_month() -> None:
    assert kept(0, 2, 30) > 0.7
    assert kept(0, 2, 365) == pytest.approx(0.2, abs=0.01)
    assert kept(9, 2, 365) == 1.0


@given(st.integers(0, 40), st.integers(0, 40))
def test_swapping_the_sides_swaps_the_turn(given_: int, received: int) -> None:
    mine = health(Produced(365, given_, received, since_referral=1))
    theirs = health(Produced(365, received, given_, since_referral=1))
    swap = {Health.YOUR_TURN: Health.THEIR_TURN, Health.THEIR_TURN: Health.YOUR_TURN}
    assert theirs is swap.get(mine, mine)
