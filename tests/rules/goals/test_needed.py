"""From a goal back to the week: referrals at 50 and 80 in 100, the member's own rates, and the periods."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grapevine.domain.goals.rules.aim import Kind, Period, check, period_of, span, weeks_left
from grapevine.domain.goals.rules.forecast import Range
from grapevine.domain.goals.rules.needed import LIKELY, MOST, SURE, at_least, chain, reaches, referrals_for
from grapevine.domain.goals.rules.rates import WORTH, Record, rates, what_if
from grapevine.domain.goals.rules.record import Kept, Standing, standing
from grapevine.kit.errors import Refused

USUAL = rates(Record())


def simulated(number: int, spread: float, goal: float, won: float = 0.34) -> float:
    """Chance by plain chance: 20,000 times so many referrals."""
    chance = np.random.default_rng(5)
    wins = chance.binomial(number, won, 20_000)
    values = np.exp(chance.normal(np.log(WORTH), spread, wins.sum()))
    return float((np.bincount(np.repeat(np.arange(20_000), wins), values, minlength=20_000) >= goal).mean())


@pytest.mark.parametrize(("spread", "goal"), [(0.8, 13_000), (0.8, 50_000), (1.48, 30_000), (1.48, 120_000)])
@pytest.mark.parametrize("confidence", [LIKELY, SURE])
def test_the_number_of_referrals_is_that_of_plain_chance_within_a_tenth(spread, goal, confidence):
    usual = replace(USUAL, spread=replace(USUAL.spread, value=spread))
    number = referrals_for(Kind.VALUE, goal, usual, confidence)
    assert simulated(round(number * 1.1), spread, goal) >= confidence - 0.01
    assert simulated(round(number * 0.9), spread, goal) < confidence


def test_the_gap_between_likely_and_sure_is_the_lesson():
    assert [referrals_for(Kind.CLIENTS, 9, USUAL, each) for each in (LIKELY, SURE)] == [26, 32]


def test_one_client_s_worth_takes_at_least_one_client():
    assert reaches(1.0, 1, 0.34, WORTH, 0.8) == pytest.approx(0.34)
    assert referrals_for(Kind.VALUE, 1.0, USUAL, SURE) == 4


def test_nothing_missing_takes_nothing_and_the_impossible_has_an_end():
    assert referrals_for(Kind.CLIENTS, 0, USUAL, SURE) == 0
    assert chain(Kind.VALUE, -5, 4.0, USUAL, SURE).hours_a_week == 0
    assert referrals_for(Kind.VALUE, 1e15, USUAL, SURE) == MOST
    assert referrals_for(Kind.CLIENTS, 5, what_if(USUAL, won=1.0), SURE) == 5
    assert referrals_for(Kind.VALUE, 5_000.0, what_if(USUAL, won=1.0), LIKELY) in (2, 3)


def test_a_client_worth_next_to_nothing_takes_more_than_can_be_told():
    assert referrals_for(Kind.VALUE, 1.0, what_if(USUAL, worth=1e-300), LIKELY) == MOST


def test_many_clients_are_counted_by_the_normal_law_to_the_same_number():
    exact, normal = referrals_for(Kind.CLIENTS, 300, USUAL, SURE), referrals_for(Kind.CLIENTS, 301, USUAL, SURE)
    assert 0 < normal - exact < 8
    assert at_least(301, 200, 0.34) == 0.0


@given(st.integers(1, 60), st.floats(0.02, 0.98), st.floats(0.1, 0.9))
def test_surer_or_rarer_takes_more_referrals(clients, won, confidence):
    usual = what_if(USUAL, won=won)
    found = referrals_for(Kind.CLIENTS, clients, usual, confidence)
    assert found >= clients
    assert referrals_for(Kind.CLIENTS, clients, usual, min(0.95, confidence + 0.05)) >= found
    assert referrals_for(Kind.CLIENTS, clients + 1, usual, confidence) > found
    assert at_least(clients, found, won) >= confidence > at_least(clients, found - 1, won)


def test_talks_partners_and_hours_follow_from_the_referrals():
    told = chain(Kind.CLIENTS, 9, 13.0, USUAL, SURE)
    assert (told.referrals, told.partners, told.talks) == (32, 18, 80)
    assert told.hours_a_week == pytest.approx(80 * 45 / 60 / 13)


def test_own_rates_are_drawn_towards_the_usual_ones_and_both_are_told():
    found = rates(Record(won=8, lost=2, values=[2_000.0] * 10, talks=30, received=20, timed_talks=10, minutes=600,
                         sent=12.0, partners=3))  # fmt: skip
    assert (found.won.own, found.won.cases, found.won.usual) == (0.8, 10, 0.34)
    assert found.won.value == pytest.approx((8 + 20 * 0.34) / 30)
    assert WORTH < found.worth.value < found.worth.own == pytest.approx(2_000)
    assert found.spread.value < found.spread.usual
    assert (found.talks.own, found.minutes.own, found.sent.own) == (1.5, 60.0, 4.0)
    assert USUAL.won.own is USUAL.worth.own is USUAL.spread.own is None


def test_what_a_client_is_worth_can_be_said():
    assert rates(Record(), worth=6_900).worth.value == pytest.approx(6_900)
    assert what_if(USUAL, talks=1.0, minutes=30.0).talks.value == 1.0
    assert what_if(USUAL) == USUAL


@pytest.mark.parametrize(
    ("period", "on", "first", "last"),
    [
        (Period.MONTH, date(2026, 12, 31), date(2026, 12, 1), date(2026, 12, 31)),
        (Period.MONTH, date(2028, 2, 5), date(2028, 2, 1), date(2028, 2, 29)),
        (Period.QUARTER, date(2026, 11, 22), date(2026, 10, 1), date(2026, 12, 31)),
        (Period.YEAR, date(2026, 11, 22), date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_a_period_ends_with_its_last_day(period, on, first, last):
    assert span(period, on) == (first, last)
    assert period_of(first, last) is period
    assert weeks_left(on, last) == ((last - on).days + 1) / 7


def test_a_time_from_elsewhere_is_told_as_a_year():
    assert period_of(date(2026, 2, 3), date(2026, 5, 1)) is Period.YEAR
    assert weeks_left(date(2026, 5, 9), date(2026, 5, 1)) == 1 / 7


@pytest.mark.parametrize(
    ("kind", "amount", "regulated", "field"),
    [("leads", 5, False, "kind"), ("value", 5, True, "kind"), ("clients", 0, False, "amount"),
     ("clients", 10_001, True, "amount"), ("value", 10**9 + 1, False, "amount")],
)  # fmt: skip
def test_a_goal_that_makes_no_sense_is_refused_where_it_is_wrong(kind, amount, regulated, field):
    with pytest.raises(Refused) as refusal:
        check(kind, amount, regulated=regulated)
    assert refusal.value.field == field
    assert check("clients", 5, regulated=True) is Kind.CLIENTS


def test_past_forecasts_are_counted_by_the_range_that_held():
    said = Range(2, 4, 5, 6, 9)
    assert standing([Kept(said, came) for came in (1, 2, 4, 6, 9, 10)]) == Standing(6, 2, 4)
