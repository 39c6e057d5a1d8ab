"""The missing ingredient: gains, how sure, what is learned from referrals, and when too little is known to name one."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grapevine.domain.depth.rules.parts import COMMITTED, EDUCATED, INGREDIENTS
from grapevine.domain.insights.rules import missing, missing_fit
from grapevine.domain.insights.rules.missing_words import State, Sure, sure, verdict

LEAH_AND_HER_SISTER = (0.9, 0.95, 0.9, 0.7, 0.15)
fives = st.lists(st.floats(0, 1), min_size=5, max_size=5)
ALL = (True,) * 5


def test_what_is_shortest_gains_most():
    gains = missing.gains(LEAH_AND_HER_SISTER)

    assert INGREDIENTS[gains.index(max(gains))] == EDUCATED
    assert missing.gains((1.0,) * 5) == (0.0,) * 5


def test_a_gain_is_the_rise_of_what_is_expected():
    weights, x = (0.2, 0.3, 0.4, 0.5, 0.6), (0.5, 0.5, 0.5, 0.5, 0.25)

    assert missing.gains(x, weights, intercept=np.log(2.0))[4] == pytest.approx(2.0 * 0.5**1.4 * (0.5**0.6 - 0.25**0.6))


@settings(max_examples=25)
@given(fives)
def test_nobody_loses_by_more_of_an_ingredient(x: list[float]):
    assert all(gain >= 0.0 for gain in missing.gains(x))


@settings(max_examples=15)
@given(fives, st.lists(st.booleans(), min_size=5, max_size=5))
def test_what_is_shown_makes_one_and_is_never_certain(x: list[float], known: list[bool]):
    shown = missing.probabilities(x, known=known)

    assert sum(shown) == pytest.approx(1.0)
    assert min(shown) >= 0.04 - 1e-12 and max(shown) <= 0.84 + 1e-12
    assert missing.probabilities(x, known=known) == shown


def test_many_at_once_are_each_what_they_are_alone():
    xs = [LEAH_AND_HER_SISTER, (0.2, 0.5, 0.5, 0.5, 0.5), LEAH_AND_HER_SISTER]
    known = [ALL, ALL, (True, True, True, True, False)]

    together = missing.shown(xs, known)

    assert [tuple(row) for row in together] == [
        missing.probabilities(x, known=k) for x, k in zip(xs, known, strict=True)
    ]
    assert together[2][4] < together[0][4]


def test_with_equal_weights_the_lowest_is_the_likeliest():
    assert INGREDIENTS[int(np.argmax(missing.probabilities((0.8, 0.9, 0.7, 0.1, 0.6))))] == COMMITTED


def test_not_five_is_a_mistake():
    with pytest.raises(ValueError, match="not 4"):
        missing.gains((0.1, 0.2, 0.3, 0.4))
    with pytest.raises(ValueError, match="one row of five"):
        missing.shown([(0.1, 0.2)], [(True, True)])


def test_without_referrals_to_learn_from_the_weights_stay_equal():
    law = missing_fit.fit(np.zeros((0, 5)), [])

    assert law.weights == pytest.approx((0.4,) * 5)
    assert law.intercept == 0.0


def test_referrals_move_the_weight_of_what_they_follow():
    chance = np.random.default_rng(1)
    xs = chance.uniform(0.05, 1.0, (2000, 5))
    referrals = chance.poisson(2.0 * xs[:, 4] ** 0.9 * xs[:, 0] ** 0.1)

    law = missing_fit.fit(xs, referrals)

    assert law.weights[4] == pytest.approx(0.9, abs=0.15)
    assert law.weights[0] == pytest.approx(0.1, abs=0.1)
    assert law.weights[4] == max(law.weights)


def test_twice_the_quarters_halve_the_expectation():
    xs, counts = [(0.5,) * 5] * 400, [2] * 400

    one, two = missing_fit.fit(xs, counts), missing_fit.fit(xs, counts, 2.0)

    def expected(law: missing_fit.Law) -> float:
        return float(np.exp(law.intercept + np.log(0.5) * sum(law.weights)))

    assert expected(one) == pytest.approx(2.0, rel=0.05)
    assert expected(two) == pytest.approx(1.0, rel=0.05)


def test_a_wild_count_does_not_throw_the_fit():
    law = missing_fit.fit([(0.05, 1, 1, 1, 1)] * 2, [10_000, 0])

    assert np.isfinite(law.intercept) and all(0.0 < weight < 10.0 for weight in law.weights)


@pytest.mark.parametrize(
    ("p", "words"), [(0.6, Sure.LIKELY), (0.59, Sure.PERHAPS), (0.4, Sure.PERHAPS), (0.39, Sure.UNTOLD)]
)
def test_the_words_go_by_what_is_shown(p: float, words: Sure):
    assert sure(p) is words


def test_with_one_of_five_known_too_little_is_known():
    assert verdict((0.4,) * 5, (True, False, False, False, False), (0.2,) * 5).state is State.UNKNOWN
    assert verdict((0.4,) * 5, (True, False, False, False, False), (0.2,) * 5).first is None


def test_the_two_likeliest_are_named_with_how_sure():
    found = verdict(LEAH_AND_HER_SISTER, ALL, (0.04, 0.04, 0.04, 0.25, 0.63))

    assert found.state is State.MISSING
    assert [(one.ingredient, one.sure) for one in found.two] == [(EDUCATED, Sure.LIKELY), (COMMITTED, Sure.UNTOLD)]


def test_when_no_name_stands_out_it_is_not_settled():
    found = verdict((0.3,) * 5, (True, True, False, True, True), (0.2,) * 5)

    assert found.state is State.UNSETTLED
    assert [one.ingredient for one in found.two] == list(INGREDIENTS[:2])


def test_all_five_known_and_none_short_lacks_nothing():
    assert verdict((0.6, 0.9, 0.8, 0.5, 0.7), ALL, (0.2,) * 5).state is State.COMPLETE
    assert verdict((0.6, 0.9, 0.8, 0.49, 0.7), ALL, (0.2,) * 5).state is State.UNSETTLED
