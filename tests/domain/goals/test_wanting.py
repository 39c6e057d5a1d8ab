"""Goals over the member's own book: set, held against what came, let go; rates from the member's own record."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from grapevine.domain.accounts.queries import actor_of
from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.audit_log.models import Entry
from grapevine.domain.goals.actions.wanting import let_go, set_goal
from grapevine.domain.goals.models import Goal
from grapevine.domain.goals.queries import wanted
from grapevine.domain.touches.actions import log_touch
from grapevine.kit.errors import NotFound, Refused
from tests.cast import BEN, DANA, NOW, meet, member
from tests.domain.goals.receiving import came

TODAY = NOW.date()


def want(actor: Actor, kind: str = "clients", amount: int = 5, period: str = "quarter") -> Goal:
    """Leah wants five clients by the end of March."""
    return set_goal(actor=actor, now=NOW, today=TODAY, kind=kind, amount=amount, period=period)


@pytest.fixture
def free(db) -> Actor:
    """A member whose profession names money freely."""
    return actor_of(member(email="ava@lens.example", name="Ava Lindqvist", profession="Photographer"))


def test_a_goal_is_for_the_quarter_of_the_day_and_written_down(actor):
    made = want(actor)
    assert (made.begins_on, made.ends_on, made.amount) == (date(2026, 1, 1), date(2026, 3, 31), 5)
    assert Entry.objects.filter(verb="goal.set", thing_id=str(made.uid)).count() == 1


def test_another_number_takes_its_place_and_the_same_changes_nothing(actor):
    first = want(actor)
    assert want(actor) == first
    second = want(actor, amount=7)
    first.refresh_from_db()
    assert (first.let_go_at, list(wanted.living(actor, TODAY))) == (NOW, [second])
    assert want(actor, period="year") in wanted.living(actor, TODAY)


def test_a_goal_let_go_stays_in_the_record(actor):
    made = let_go(actor=actor, now=NOW, uid=want(actor).uid)
    assert let_go(actor=actor, now=NOW + timedelta(days=1), uid=made.uid).let_go_at == NOW
    assert (wanted.living(actor, TODAY).count(), wanted.goals(actor).count()) == (0, 1)
    assert Entry.objects.filter(verb="goal.let_go").count() == 1


def test_a_stranger_sees_and_changes_nothing(actor, stranger):
    made = want(actor)
    with pytest.raises(NotFound):
        let_go(actor=stranger, now=NOW, uid=made.uid)
    with pytest.raises(NotFound):
        wanted.goal(actor, "no-such")
    assert not wanted.goals(stranger).exists()


@pytest.mark.parametrize(
    ("said", "field"), [({"kind": "value"}, "kind"), ({"period": "week"}, "period"), ({"amount": 0}, "amount")]
)
def test_an_attorney_s_goal_counts_clients_and_nonsense_is_refused(actor, said, field):
    with pytest.raises(Refused) as refusal:
        want(actor, **said)
    assert refusal.value.field == field
    assert not Goal.objects.exists()


def test_what_came_since_the_period_began_counts_and_the_rest_is_reckoned_for_the_weeks_left(actor):
    dana = meet(actor, DANA)
    came(actor, dana, 90, won=80)
    for ago in (50, 40):
        came(actor, dana, ago, won=ago - 20)
    came(actor, dana, 30, lost=10)
    stands = wanted.as_it_stands(wanted.desk(actor, NOW), want(actor), NOW, TODAY)
    assert (stands.so_far, stands.amount, round(stands.weeks, 1)) == (2, 5, 4.3)
    assert [each.confidence for each in stands.takes] == [0.5, 0.8]
    assert 3 < stands.takes[0].referrals < stands.takes[1].referrals
    assert 0.0 < stands.chance < 0.5
    reached = wanted.as_it_stands(wanted.desk(actor, NOW), want(actor, amount=2), NOW, TODAY)
    assert (reached.chance, [each.referrals for each in reached.takes]) == (1.0, [0, 0])


def test_value_counts_what_was_earned(free):
    ben = meet(free, BEN)
    came(free, ben, 60, won=40, value=4_000)
    came(free, ben, 50, won=20, value=2_000)
    came(free, ben, 20)
    stands = wanted.as_it_stands(wanted.desk(free, NOW), want(free, "value", 10_000), NOW, TODAY)
    assert stands.so_far == 6_000
    assert stands.takes[1].referrals > stands.takes[0].referrals > 0
    assert 0 < stands.chance < 1


def test_rates_come_from_the_member_s_own_year(actor):
    dana = meet(actor, DANA)
    came(actor, dana, 300, won=200)
    came(actor, dana, 500, won=480)
    came(actor, dana, 100, lost=90)
    for ago, minutes in ((10, 60), (20, None), (400, 60)):
        log_touch(
            actor=actor, now=NOW, person_uid=dana.uid, kind="one_to_one", minutes=minutes, at=NOW - timedelta(days=ago)
        )
    log_touch(actor=actor, now=NOW, person_uid=dana.uid, kind="message", began_by="me", at=NOW)
    found = wanted.desk(actor, NOW).rates
    assert (found.won.own, found.won.cases) == (0.5, 2)
    assert (found.talks.own, found.minutes.own) == (1.0, 60.0)
    assert found.sent.own == pytest.approx(0.5, abs=0.005)  # years have leap days
