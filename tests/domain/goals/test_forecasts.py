"""Forecasts over the member's own referrals: what counts, whose, and the record kept against what came."""

from __future__ import annotations

from datetime import timedelta

import pytest

from grapevine.domain.accounts.queries import actor_of
from grapevine.domain.goals.actions.keeping import keep_all
from grapevine.domain.goals.models import ForecastRecord
from grapevine.domain.goals.queries import ahead as queries
from grapevine.domain.goals.queries.book import book, day
from grapevine.domain.goals.rules.deals import ENDED, LOST, OPEN, WON
from grapevine.domain.partnerships.models import Partnership
from grapevine.domain.referrals.actions.moving import move_referral
from tests.cast import BEN, DANA, NOW, meet, member
from tests.domain.goals.receiving import came
from tests.domain.referrals.referring import sent


@pytest.fixture
def free(db):
    return actor_of(member(email="ava@lens.example", name="Ava Lindqvist", profession="Photographer"))


def test_what_came_is_a_deal_of_its_partner_and_what_was_given_is_none(actor):
    dana, ben = meet(actor, DANA), meet(actor, BEN)
    came(actor, dana, 60, won=20)
    came(actor, dana, 50, lost=10)
    came(actor, ben, 40)
    move_referral(actor=actor, now=NOW, referral_uid=came(actor, ben, 30).uid, to="void", note="Twice")
    sent(actor, ben)
    Partnership.objects.create(
        owner_id=actor.member_id, person=ben, state="active", started_on=NOW.date(), created_at=NOW
    )
    found = book(actor)
    assert sorted(found.deals.outcome) == [OPEN, WON, LOST]
    assert set(found.deals.sources) == {str(dana.pk), str(ben.pk)}
    assert found.began == {str(ben.pk): day(NOW.date())}
    assert sorted(day(NOW) - found.deals.opened) == pytest.approx([40, 50, 60])
    assert not found.money
    assert ENDED not in found.deals.outcome


def test_the_page_has_both_lengths_a_fan_and_who_brings_what(actor, stranger):
    dana, ben = meet(actor, DANA), meet(actor, BEN)
    for ago in range(300, 20, -20):
        came(actor, dana, ago, won=ago - 15)
    came(actor, ben, 10)
    found = queries.ahead(actor, NOW)
    assert list(found.forecasts) == [30, 90]
    assert found.forecasts[30].won.median <= found.forecasts[90].won.median
    assert [each.name for each in found.brings] == ["Dana Whitcomb", "Ben Okafor"]
    assert [days for days, _ in found.fan][-1] == 90
    assert found.fan[-1][1].median == pytest.approx(found.forecasts[90].won.median, abs=1)
    assert (found.open, found.money, found.forecasts[90].with_value) == (1, False, False)
    assert found.behind == sorted(found.behind, reverse=True)
    assert queries.ahead(stranger, NOW).forecasts[90].known == 0


def test_values_are_forecast_where_money_may_be_named(free):
    ben = meet(free, BEN)
    for ago in range(200, 30, -20):
        came(free, ben, ago, won=ago - 20, value=1_000)
    told = queries.one_length(free, NOW, 60)
    assert told.with_value
    assert told.value.median == pytest.approx(1_000 * told.won.median, rel=0.5)


def test_forecasts_are_kept_once_a_month_and_held_against_what_came(free):
    ben = meet(free, BEN)
    for ago in range(200, 0, -10):
        came(free, ben, ago, won=ago - 5 if ago > 5 else None, value=1_000 if ago > 5 else None)
    assert keep_all(now=NOW) == 1
    assert keep_all(now=NOW) == 0
    assert sorted(ForecastRecord.objects.values_list("days", flat=True)) == [30, 90]
    assert queries.fared(queries.past(free)).number == 0

    later = NOW + timedelta(days=31)
    came(free, ben, 20, won=10, value=700, now=later)
    assert keep_all(now=later) == 1
    settled = ForecastRecord.objects.get(days=30, settled_at__isnull=False)
    assert (settled.made_on, settled.came_won, settled.came_value) == (NOW.date(), 1, 700)
    rows = queries.past(free)
    assert [(row.made_on, row.days) for row in rows[:2]] == [(later.date(), 30), (later.date(), 90)]
    assert queries.fared(rows).number == 1
    assert ForecastRecord.objects.filter(made_on=later.date()).first().sigma_set_on == NOW.date()

    much_later = NOW + timedelta(days=400)
    keep_all(now=much_later)
    assert ForecastRecord.objects.filter(made_on=much_later.date()).first().sigma_set_on == much_later.date()


def test_who_receives_nothing_has_no_record(actor):
    assert keep_all(now=NOW) == 0
    assert not ForecastRecord.objects.exists()
