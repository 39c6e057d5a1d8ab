"""Goals and past forecasts in the complete archive: out, in, and back."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from grapevine.domain.accounts import queries as accounts
from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.goals.actions.keeping import keep_all
from grapevine.domain.goals.actions.wanting import let_go, set_goal
from grapevine.domain.goals.models import ForecastRecord, Goal
from grapevine.domain.imports.models import Staged
from grapevine.domain.imports.rules.states import Verdict
from grapevine.interfaces.exchange.exports import export
from tests.cast import DANA, NOW, meet, member
from tests.domain.goals.receiving import came
from tests.interfaces.exchange.bringing import bring, undo

WANTED = ("kind", "amount", "begins_on", "ends_on", "created_at", "let_go_at")
SAID = ("made_on", "days", "won", "value", "sigma", "sigma_set_on", "came_won", "came_value", "settled_at")


@pytest.fixture
def book(actor: Actor) -> Actor:
    """A goal that was let go, one that stands, and forecasts of two months, one of them over."""
    dana = meet(actor, DANA)
    for ago in (80, 60, 35):
        came(actor, dana, ago, won=ago - 15)
    let_go(actor=actor, now=NOW, uid=want(actor, 4).uid)
    want(actor, 9)
    keep_all(now=NOW - timedelta(days=40))
    keep_all(now=NOW)
    return actor


def want(actor: Actor, amount: int) -> Goal:
    return set_goal(actor=actor, now=NOW, today=NOW.date(), kind="clients", amount=amount, period="quarter")


@pytest.fixture
def fresh(book: Actor) -> Actor:
    """Another member, whose book is empty."""
    return accounts.actor_of(member(email="leah@new.example", name="Leah Marchetti"))


def archive(actor: Actor) -> bytes:
    return b"".join(export(actor, NOW + timedelta(hours=2), "json")[2])


def rows(actor: Actor) -> list[list[tuple]]:
    goals = Goal.objects.filter(owner_id=actor.member_id).order_by("amount")
    said = ForecastRecord.objects.filter(owner_id=actor.member_id).order_by("made_on", "days")
    return [list(goals.values_list(*WANTED)), list(said.values_list(*SAID))]


def test_goals_and_forecasts_come_over_as_they_were_and_go_back(book: Actor, fresh: Actor) -> None:
    batch = bring(fresh, ("book.json", archive(book)))
    assert rows(fresh) == rows(book) and [len(part) for part in rows(book)] == [2, 4]
    bring(fresh, ("book.json", archive(book)))
    assert rows(fresh) == rows(book)
    undo(fresh, batch)
    assert rows(fresh) == [[], []]


def test_a_goal_beside_a_living_one_comes_as_let_go(book: Actor, fresh: Actor) -> None:
    own = want(fresh, 2)
    bring(fresh, ("book.json", archive(book)))
    assert list(Goal.objects.filter(owner_id=fresh.member_id, let_go_at=None)) == [own]


@pytest.mark.parametrize(
    ("part", "change"),
    [("goals", {"counts": "leads"}), ("goals", {"amount": -1}), ("goals", {"begins": "soon"}),
     ("goals", {"begins": "2030-01-01"}), ("goals", {"let_go": "2026-01-01T00:00:00"}), ("goals", {"let_go": "never"}),
     ("forecasts", {"days": 0}), ("forecasts", {"won": "[1, 2]"}), ("forecasts", {"won": "[5, 4, 3, 2, 1]"}),
     ("forecasts", {"won": "many"}), ("forecasts", {"sigma": "wide"}), ("forecasts", {"sigma": "7"}),
     ("forecasts", {"came_won": -1})],
)  # fmt: skip
def test_what_no_archive_would_say_is_refused_alone(book: Actor, fresh: Actor, part: str, change: dict) -> None:
    said = json.loads(archive(book))
    said[part][-1] |= change
    bring(fresh, ("book.json", json.dumps(said).encode()))
    refused = Staged.objects.filter(batch__owner_id=fresh.member_id, verdict=Verdict.REFUSED)
    assert refused.count() == 1
    assert [len(each) for each in rows(fresh)] == ([1, 4] if part == "goals" else [2, 3])
