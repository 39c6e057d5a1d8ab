"""The parts of the forecast: how often partners send, how often it is won, how long it takes, change, and the shock."""

from __future__ import annotations

import math

import numpy as np
import pytest

from grapevine.domain.goals.rules import forecast_arrivals as arrivals
from grapevine.domain.goals.rules import forecast_conversion as conversion
from grapevine.domain.goals.rules import forecast_timing as timing
from grapevine.domain.goals.rules.deals import LOST, WON, Deal, columns
from grapevine.domain.goals.rules.forecast_draws import DRAWS, Worths, gamma, sums, worths
from grapevine.domain.goals.rules.forecast_regime import change
from grapevine.domain.goals.rules.forecast_sigma import sigma_of
from grapevine.domain.goals.rules.likelihood import likeliest, log_gamma
from tests.rules.goals.by_hand import AT, one, steady


def test_the_log_of_the_gamma_function_is_the_library_s():
    x = np.array([1e-3, 0.5, 1.0, 2.5, 17.0, 400.0, 1e5])
    assert log_gamma(x) == pytest.approx([math.lgamma(each) for each in x], rel=1e-10, abs=1e-10)


def test_the_climb_finds_the_top_of_a_hill():
    assert likeliest(lambda x, y: -((x - 1.3) ** 2) - (y + 4.0) ** 2, (0.0, 0.0)) == pytest.approx(
        (1.3, -4.0), abs=0.02
    )


def test_a_silent_partner_is_drawn_towards_the_others_and_a_busy_one_keeps_most_of_it():
    counts, days = np.array([0.0, 1, 2, 3, 4, 30]), np.full(6, 170.0)
    shape, scale = arrivals.prior(counts, days)
    shrunk = (shape + counts) / (scale + days) * 170
    assert 0.0 < shrunk[0] < 2.0
    assert 20 < shrunk[-1] < 30
    assert list(shrunk) == sorted(shrunk)


def test_partners_who_are_all_alike_share_one_rate():
    counts, days = np.full(40, 12.0), np.full(40, 170.0)
    shape, scale = arrivals.prior(counts, days)
    assert shape / scale == pytest.approx(12 / 170, rel=0.02)
    assert shape > 20


def test_fewer_than_five_partners_stand_around_their_own_mean():
    shape, scale = arrivals.prior(np.array([4.0, 2.0]), np.array([100.0, 100.0]))
    assert (shape, shape / scale) == (arrivals.SHAPE, pytest.approx(0.03))


def test_of_nobody_anything_is_known_we_take_what_is_usual():
    shape, scale = arrivals.prior(np.zeros(8), np.zeros(8))
    assert shape / scale == pytest.approx(arrivals.ANYONE)


def test_the_days_of_a_young_partnership_count_by_the_flow_it_could_have_by_then():
    steps = np.linspace(0, 60, 60_001)
    integral = np.trapezoid(arrivals.ramp(steps) * 2 ** (-(60 - steps) / arrivals.HALF_LIFE), steps)
    assert arrivals.ramped(60.0) == pytest.approx(integral, rel=1e-6)


def test_a_share_won_is_drawn_towards_everybody_s():
    found = conversion.shares(np.array([3.0, 0, 10, 5, 8, 2]), np.array([0.0, 2, 30, 9, 12, 5]))
    assert found.pooled < found.mean[0] < 1.0
    assert 0.0 < found.mean[1] < found.pooled
    assert conversion.WEAKEST <= found.strength <= conversion.STRONGEST


def test_shares_that_truly_differ_are_drawn_less():
    alike = conversion.shares(np.full(9, 30.0), np.full(9, 70.0))
    apart = conversion.shares(
        np.array([90.0, 5, 80, 10, 95, 2, 50, 85, 4]), np.array([10.0, 95, 20, 90, 5, 98, 50, 15, 96])
    )
    assert apart.strength < 5 < 100 < alike.strength


def test_a_few_sources_and_nothing_closed_have_the_usual_share():
    found = conversion.shares(np.zeros(3), np.zeros(3))
    assert list(found.mean) == pytest.approx([conversion.ANYONE] * 3)
    assert found.strength == conversion.USUAL


def test_where_no_loss_is_ever_written_down_all_that_closes_is_won_and_the_rest_never_closes():
    deals = columns([one(opened=600.0, closed=620.0), *(one(opened=300.0 + day) for day in range(20))])
    table = timing.table(deals, AT, 90.0)
    assert conversion.shares(*(deals.count(deals.outcome == end) for end in (WON, LOST))).pooled == 1.0
    assert table.loss.sum() == 0.0
    assert table.tail > 0.5


def test_the_table_of_steady_deals_has_them_close_in_the_sixth_week():
    table = timing.table(steady(until=700), AT, 90.0)
    assert table.won_by(np.array([28.0]))[0] < 0.1
    assert table.won_by(np.array([42.0]))[0] > 0.9
    assert table.lost_by(np.array([42.0]))[0] > 0.9


def test_a_week_counts_by_how_long_ago_that_week_was():
    opened, lived = np.array([0.0]), np.array([240.0])
    exposed = timing.exposed(opened, lived, 240.0, 40)
    assert exposed[33] / exposed[16] == pytest.approx(2 ** (17 * 7 / 120))
    assert exposed[:34].sum() == pytest.approx((1 - 2**-2) * 120 / math.log(2) / 7, rel=0.02)
    assert exposed[35:].sum() == 0.0


def test_what_closed_before_it_opened_closed_that_day():
    assert columns([one(opened=50.0, closed=20.0)]).closed[0] == 50.0


def _closing(share_before: float, share_now: float, number: int = 60) -> list[Deal]:
    before = [one(opened=400.0, closed=500.0 + n, won=n < share_before * number) for n in range(number)]
    return before + [one(opened=600.0, closed=690.0, won=n < share_now * number) for n in range(number)]


def test_a_share_won_that_doubles_is_a_change_and_the_same_is_none():
    assert change(columns(_closing(0.3, 0.6)), AT).changed
    assert change(columns(_closing(0.6, 0.3)), AT).changed
    assert not change(columns(_closing(0.4, 0.4)), AT).changed


def test_a_handful_is_no_proof_of_a_change():
    assert not change(columns(_closing(0.0, 1.0, number=4)), AT).changed
    assert not change(columns([]), AT).changed


def test_without_losses_the_wins_are_held_against_what_was_expected():
    flow = [one(opened=day, closed=day + 30.0 if day % 10 == 0 else None) for day in range(200, 700)]
    burst = [one(opened=day, closed=day + 30.0 if day % 2 == 0 else None) for day in range(640, 700)]
    assert not change(columns(flow), AT).changed
    assert change(columns(flow + burst), AT).changed
    assert change(columns(flow + burst), AT).lately > 2


def test_own_values_count_more_the_more_there_are():
    deals = columns([*(Deal("Dana", 0, 1, WON, 10.0) for _ in range(30)), Deal("Ben", 0, 1, WON, 1_000.0)])
    of_dana = worths(deals, np.array([5.0, 0.0]))
    assert np.diff(of_dana.likely, prepend=0.0)[-1] == pytest.approx(10 / 40 / 31)
    assert worths(deals, np.zeros(2)).likely[-1] == pytest.approx(1.0)


def test_no_known_value_is_no_value():
    assert not sums(Worths(np.array([]), np.array([])), np.ones(5), np.random.default_rng(1)).any()


def test_draws_have_the_mean_and_variance_asked_for():
    drawn = gamma(4.0, 2.0, np.random.default_rng(1))
    assert (len(drawn), drawn.mean(), drawn.var()) == (DRAWS, pytest.approx(4, rel=0.03), pytest.approx(2, rel=0.1))


def test_the_shock_is_the_usual_one_until_there_is_a_past_to_learn_from():
    assert sigma_of(steady(until=300), 300.0, 90.0) == 0.25
    assert sigma_of(columns([]), 300.0, 90.0) == 0.25
    assert sigma_of(steady(sources=1, every=300), AT, 90.0) == 0.25


def test_a_past_that_kept_to_its_forecasts_narrows_the_shock_and_one_that_did_not_widens_it():
    calm = sigma_of(steady(sources=12), AT, 90.0)
    wild = columns(
        one(source=f"partner {source}", opened=float(day), closed=day + 30.0)
        for source in range(6)
        for day in range(0, 730, 4)
        if day // 90 % 2 == source % 1
    )
    assert 0.15 <= calm < 0.25 < sigma_of(wild, AT, 90.0) <= 0.6


def test_in_a_flood_of_deals_no_common_shock_is_looked_for(monkeypatch):
    monkeypatch.setattr("grapevine.domain.goals.rules.forecast_sigma.MANY", 10)
    assert sigma_of(steady(sources=20), AT, 90.0) == 0.25
