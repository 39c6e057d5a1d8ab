"""Two groups compared: A with its interval, within strata, several outcomes, who belongs where."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grapevine.domain.insights.rules.comparison import (
    above_median,
    compared,
    exposure,
    holm,
    slope,
    stratified,
    superiority,
)
from grapevine.domain.insights.rules.headline import Numbers, headline

scores = st.lists(st.integers(1, 5), min_size=2, max_size=30)


def by_hand(x: list[int], y: list[int]) -> float:
    """Every pair looked at."""
    return sum((a > b) + 0.5 * (a == b) for a in x for b in y) / (len(x) * len(y))


@settings(max_examples=30)
@given(scores, scores)
def test_a_is_the_share_of_pairs_won_and_mirrors(x: list[int], y: list[int]):
    one, other = compared(x, y), compared(y, x)

    assert one and other
    assert one.a == pytest.approx(by_hand(x, y))
    assert one.a + other.a == pytest.approx(1.0)
    assert one.low <= one.high and one.delta == pytest.approx(-other.delta)
    assert 0.0 <= one.p <= 1.0


def test_the_variance_is_that_of_delong():
    x, y = [3, 4, 5, 5], [1, 2, 4]
    beats = [np.mean([(a > b) + 0.5 * (a == b) for b in y]) for a in x]
    beaten = [np.mean([(a > b) + 0.5 * (a == b) for a in x]) for b in y]

    a, variance = superiority(x, y)

    assert a == pytest.approx(np.mean(beats))
    assert variance == pytest.approx(np.var(beats, ddof=1) / 4 + np.var(beaten, ddof=1) / 3)


def test_one_of_a_kind_is_compared_with_nobody():
    assert compared([1], [2, 3]) is None
    assert stratified([1, 2, 3, 4], [True, True, False, False], ["law"] * 4) is None


def test_a_group_that_always_wins_is_still_not_certain():
    one = compared([5] * 30, [1] * 30)

    assert one and one.a == 1.0 and one.low < 1.0 and one.p < 0.05
    assert one.shows_interval and not one.shows_verdict


def test_within_professions_the_paradox_is_seen_through():
    chance = np.random.default_rng(3)
    lucky = chance.random(2000) < 0.5
    first = chance.random(2000) < np.where(lucky, 0.25, 0.75)
    values = chance.standard_normal(2000) + 0.3 * first + 1.5 * lucky

    crude = compared(values[first], values[~first])
    within = stratified(values, first, lucky.tolist())

    assert crude and within
    assert crude.a < 0.5 < within.low
    assert within.first + within.other == 2000 and within.shows_verdict


def test_a_stratum_with_four_on_a_side_does_not_count():
    values, first = [1.0, 2, 3, 4, 5, 6, 7, 8, 9, 10, 99], [True] * 5 + [False] * 5 + [True]

    one = stratified(values, first, ["law"] * 10 + ["real estate"])

    assert one and (one.first, one.other) == (5, 5) and one.a == 0.0


def test_strata_with_fewer_than_twenty_a_side_together_are_not_shown():
    def outcome(of_one_stratum: int):
        rows = [
            Numbers(5, 1 + 3 * (number % 2), number % 2, number, "law" if number < of_one_stratum else f"{number}")
            for number in range(50)
        ]
        return headline(rows).outcomes[0]

    few, enough = outcome(38), outcome(40)

    assert few.within is None and (few.crude.first, few.crude.other, few.p) == (25, 25, pytest.approx(few.crude.p * 2))
    assert enough.within and (enough.within.first, enough.within.other) == (20, 20)


def test_several_outcomes_are_read_against_one_level():
    assert holm({"received": 0.01, "won": 0.03, "rated": 0.02}) == pytest.approx(
        {"received": 0.03, "rated": 0.04, "won": 0.04}
    )
    assert holm({"one": 0.9, "other": 0.8}) == {"other": 1.0, "one": 1.0}
    assert holm({}) == {}


def test_style_needs_five_first_asks():
    assert exposure([80, 20, 34.9, 35]) is None
    assert exposure([80, 20, 34.9, 35, 10]) == pytest.approx(0.4)


def test_at_the_median_one_is_not_above_it():
    assert list(above_median([0.2, 0.5, 0.5, 0.9])) == [False, False, False, True]
    assert list(above_median([])) == []


def test_the_slope_needs_no_cut():
    assert slope([0.1, 0.2, 0.9], [1, 2, 9]) == pytest.approx(1.0)
    assert slope([0.1, 0.2, 0.9], [3, 3, 3]) is None
    assert slope([0.1, 0.2], [1, 2]) is None
