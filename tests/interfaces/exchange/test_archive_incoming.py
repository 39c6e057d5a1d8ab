"""Requests by the public page and letters wished for in the complete archive: out, in, and back."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from grapevine.domain.accounts import queries as accounts
from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.imports.models import Staged
from grapevine.domain.imports.rules.states import Verdict
from grapevine.domain.referrals.actions.wished import wish_letters
from grapevine.domain.referrals.models import Incoming, LettersWished
from grapevine.interfaces.exchange.exports import export
from grapevine.kit import clock
from tests.cast import NOW, member
from tests.interfaces.exchange.bringing import bring, undo

SAID = ("sender_name", "sender_email", "self_sent", "name", "email", "phone", "need", "about", "created_at")
WISHED = ("moves", "reminders", "intake")


@pytest.fixture(autouse=True)
def then(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(hours=2))


@pytest.fixture
def book(actor: Actor) -> Actor:
    """One request that waits, one that is nearly forgotten, and a choice of letters."""
    said = {"sender_name": "Tom Halloran", "sender_email": "tom@halloran.example", "need": "A will", "name": "Yuki"}
    for ago in (1, 20):
        at = NOW - timedelta(days=ago)
        Incoming.objects.create(owner_id=actor.member_id, stamp=str(ago), phone="617", created_at=at, **said)
    wish_letters(actor=actor, now=NOW, moves="weekly", reminders=True, intake=False)
    return actor


@pytest.fixture
def fresh(book: Actor) -> Actor:
    """Another member, whose book is empty."""
    return accounts.actor_of(member(email="leah@new.example", name="Leah Marchetti"))


def archive(actor: Actor) -> bytes:
    return b"".join(export(actor, NOW + timedelta(hours=2), "json")[2])


def rows(actor: Actor) -> list[list[tuple]]:
    own = Incoming.objects.filter(owner_id=actor.member_id).order_by("created_at")
    wished = LettersWished.objects.filter(owner_id=actor.member_id)
    return [list(own.values_list(*SAID)), list(wished.values_list(*WISHED))]


def test_they_come_over_as_they_were_once_and_go_back(book: Actor, fresh: Actor) -> None:
    batch = bring(fresh, ("book.json", archive(book)))
    assert rows(fresh) == rows(book) and [len(part) for part in rows(book)] == [2, 1]
    bring(fresh, ("book.json", archive(book)))
    assert rows(fresh) == rows(book)
    undo(fresh, batch)
    assert rows(fresh) == [[], []]


def test_a_choice_that_was_made_here_stays(book: Actor, fresh: Actor) -> None:
    wish_letters(actor=fresh, now=NOW, moves="daily")
    bring(fresh, ("book.json", archive(book)))
    assert rows(fresh)[1] == [("daily", False, True)]


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("referral_requests", {"need": " "}),
        ("referral_requests", {"email": "no"}),
        ("referral_letters", {"moves": "x"}),
    ],
)
def test_what_cannot_stand_is_refused_by_itself(book: Actor, fresh: Actor, part: str, said: dict[str, str]) -> None:
    data = json.loads(archive(book))
    data[part][0].update(said)
    bring(fresh, ("book.json", json.dumps(data).encode()))
    assert Staged.objects.filter(verdict=Verdict.REFUSED).count() == 1
    assert [len(each) for each in rows(fresh)] == ([1, 1] if part == "referral_requests" else [2, 0])
