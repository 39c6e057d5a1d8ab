"""The forecast as a whole: what is on its way, what is new, and how sure."""

from __future__ import annotations

from dataclasses import astuple

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grapevine.domain.goals.rules.deals import ENDED, LOST, OPEN, WON, Deal, columns
from grapevine.domain.goals.rules.forecast import clients, fit, flow, forecast, futures
from tests.rules.goals.by_hand import AT, one, steady

DEALS = st.lists(
    st.builds(
        Deal,
        st.sampled_from(["Dana", "Ben", "Priya", ""]),
        st.floats(0, 800),
        st.none() | st.floats(0, 1_000),
        st.sampled_from([OPEN, WON, LOST, ENDED]),
        st.none() | st.floats(0, 1e6),
    ),
    max_size=12,
)


def test_what_has_been_steady_goes_on():
    ahead = forecast(steady(), AT, 90.0)
    # Six partners, a win each 60 days: 9 in 90.
    assert ahead.won.median == pytest.approx(9, abs=1)
    assert ahead.value.median == 1_000 * ahead.won.median
    assert sum(ahead.of_open.values()) + sum(ahead.of_new.values()) == pytest.approx(9, abs=1)
    assert not ahead.change.changed


def test_the_same_deals_give_the_same_figures():
    assert forecast(steady(), AT, 30.0) == forecast(steady(), AT, 30.0)


def test_nothing_that_is_not_known_yet_is_looked_at():
    past = steady(until=int(AT) + 1).as_of(AT)
    assert forecast(past, AT, 90.0).won == forecast(steady(), AT, 90.0).won


def test_a_book_without_a_single_referral_forecasts_what_partners_usually_bring():
    ahead = forecast(columns([], sources=["Dana", "Ben"]), AT, 90.0)
    assert 0 < sum(ahead.of_new.values()) < 1
    assert astuple(ahead.value) == (0, 0, 0, 0, 0)
    assert not ahead.with_value


def test_nobody_and_nothing_is_nothing():
    assert astuple(forecast(columns([]), AT, 90.0).won) == (0, 0, 0, 0, 0)


def test_nothing_closed_yet_leans_on_what_is_usual():
    ahead = forecast(columns([one(opened=700.0 + day) for day in range(20)]), AT, 90.0)
    assert 2 <= ahead.won.median <= 10
    assert ahead.value.median > 0


def test_an_old_open_one_is_worth_less_than_a_young_one_of_the_usual_age():
    old = columns([*_rows(steady(until=600)), one(opened=300.0)])
    young = columns([*_rows(steady(until=600)), one(opened=710.0)])
    assert forecast(old, AT, 90.0).of_open["Dana"] < 0.4 * forecast(young, AT, 90.0).of_open["Dana"]


def test_a_young_partnership_is_on_the_ramp():
    deals = columns(_rows(steady()), sources=[*(f"partner {n}" for n in range(6)), "Dana"])
    young = forecast(deals, AT, 90.0, began={"Dana": AT - 10}).of_new
    older = forecast(deals, AT, 90.0, began={"Dana": AT - 60}).of_new
    settled = sum(young[f"partner {n}"] for n in range(6)) / 6
    assert young["Dana"] < 0.5 * settled
    assert young["Dana"] < older["Dana"] < settled


def test_an_agreement_after_years_of_referrals_is_no_new_flow():
    plain, signed = (
        forecast(steady(), AT, 90.0),
        forecast(steady(), AT, 90.0, began={"partner 1": AT - 10, "Ellen": 1.0}),
    )
    assert plain == signed


def test_one_source_alone_is_a_part_of_the_whole():
    model = fit(steady(), AT, 90.0)
    whole, parts = flow(model), [flow(model, frozenset([number])) for number in range(6)]
    assert sum(part.open.sum() + part.new.sum() for part in parts) == pytest.approx(whole.open.sum() + whole.new.sum())


def test_a_wider_shock_is_a_wider_range():
    model = fit(steady(sources=30), AT, 90.0)
    narrow, wide = (np.quantile(futures(model, sigma)[0], [0.1, 0.9]) for sigma in (0.0, 0.5))
    assert wide[1] - wide[0] > 1.5 * (narrow[1] - narrow[0])


def test_a_million_values_are_summed_by_the_normal_law_to_the_same_range():
    model = fit(steady(sources=30, every=1), AT, 90.0)
    won, value = futures(model, 0.0)
    assert np.array_equal(clients(model, 0.0), won)
    assert won.sum() > 400_000
    assert np.median(value) == pytest.approx(1_000 * np.median(won), rel=0.01)


@given(DEALS, st.sampled_from([1.0, 90.0]))
def test_whatever_the_file_holds_the_ranges_are_ordered_and_finite(deals, days):
    ahead = forecast(columns(deals), 800.0, days)
    for drawn in (ahead.won, ahead.value):
        points = astuple(drawn)
        assert all(np.isfinite(points)) and list(points) == sorted(points) and points[0] >= 0


def _rows(deals):
    return [
        Deal(deals.sources[source], opened, closed, outcome, value)
        for source, opened, closed, outcome, value in zip(
            deals.source, deals.opened, deals.closed, deals.outcome, deals.value, strict=True
        )
    ]
