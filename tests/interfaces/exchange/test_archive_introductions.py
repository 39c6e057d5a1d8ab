"""Warm introductions in the complete archive: out, into another book, out again, and taken back."""

from __future__ import annotations

import json
from typing import Any

import pytest

from grapevine.domain.accounts import queries as account_queries
from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.imports.rules.states import Verdict
from grapevine.domain.network.actions import introductions, wishes
from grapevine.domain.network.models import Acquaintance, Introduction, Standing, Wish
from grapevine.domain.network.queries import introductions as queries
from grapevine.interfaces.exchange.exports import export
from tests.cast import BEN, DANA, NOW, PRIYA, meet, member
from tests.interfaces.exchange.bringing import bring, undo

PARTS = ("wishes", "acquaintances", "introductions", "standings")


@pytest.fixture
def book(actor: Actor) -> Actor:
    """A book with a wish of each kind, notes, a request with its steps, somebody hidden and somebody open."""
    dana, ben, priya = (meet(actor, card) for card in (DANA, BEN, PRIYA))
    carla = wishes.add_wish(actor=actor, now=NOW, name="Carla Ortiz", firm="Court", email="c@court.example", why="Law")
    near = wishes.add_wish(actor=actor, now=NOW, person_uid=priya.uid, why="Closer")
    wishes.give_up_wish(actor=actor, now=NOW, wish_uid=near.uid)
    wishes.add_acquaintance(actor=actor, now=NOW, one_uid=dana.uid, wish_uid=carla.uid, how_well="close")
    wishes.add_acquaintance(actor=actor, now=NOW, one_uid=ben.uid, other_uid=priya.uid, how_sure="guess")
    row = introductions.draft_introduction(actor=actor, now=NOW, wish_uid=carla.uid, person_uid=dana.uid)
    for state in ("asked", "declined"):
        introductions.take_step(actor=actor, now=NOW, introduction_uid=row.uid, state=state, note=f"on {state}")
    wishes.set_standing(actor=actor, now=NOW, person_uid=ben.uid, standing="hidden")
    wishes.set_standing(actor=actor, now=NOW, person_uid=dana.uid, standing="open")
    return actor


@pytest.fixture
def fresh(book: Actor) -> Actor:
    """Another member, whose book is empty."""
    return account_queries.actor_of(member(email="leah@new.example", name="Leah Marchetti"))


def archive(actor: Actor) -> bytes:
    return b"".join(export(actor, NOW, "json")[2])


def parts(actor: Actor) -> dict[str, Any]:
    """What the archive says, the ids of people left out: those are another book's."""
    found = {part: json.loads(archive(actor))[part] for part in PARTS}
    for rows in found.values():
        for row in rows:
            row.pop("key")
            row.pop("wish", None)
            for end in ("who", "other"):
                row.get(end, {}).pop("uid", None)
    return found


def test_introductions_come_into_a_fresh_book_without_loss_and_once(book: Actor, fresh: Actor) -> None:
    sent = archive(book)
    bring(fresh, ("archive.json", sent))
    assert parts(fresh) == parts(book)
    carla = Wish.objects.get(owner_id=fresh.member_id, name="Carla Ortiz")
    row = Introduction.objects.get(owner_id=fresh.member_id)
    assert (row.wish, row.person.name, row.member) == (carla, "Dana Whitcomb", None)
    assert [step.note for step in row.steps.order_by("pk")] == ["", "on asked", "on declined"]
    assert queries.known_to(fresh, row.person_id)[0].wish == carla
    bring(fresh, ("archive.json", sent))
    assert parts(fresh) == parts(book)


def test_ones_own_archive_changes_nothing(book: Actor) -> None:
    before = parts(book)
    bring(book, ("archive.json", archive(book)))
    assert parts(book) == before


def test_what_an_archive_brought_is_taken_back_with_it(book: Actor, fresh: Actor) -> None:
    batch = bring(fresh, ("archive.json", archive(book)))
    undo(fresh, batch)
    for model in (Wish, Acquaintance, Introduction, Standing):
        assert not model.objects.filter(owner_id=fresh.member_id).exists()


@pytest.mark.parametrize(
    ("part", "change"),
    [
        ("wishes", {"who": {}}),
        ("wishes", {"given_up": "yesterday"}),
        ("wishes", {"given_up": "2026-01-01"}),
        ("wishes", {"at": "2099-01-01T00:00:00+00:00"}),
        ("acquaintances", {"wish": "", "other": {}}),
        ("acquaintances", {"how_well": "madly"}),
        ("introductions", {"wish": "unknown"}),
        ("introductions", {"state": "married"}),
        ("introductions", {"steps": [{"state": "asked", "at": ""}]}),
        ("introductions", {"steps": [{"state": "asked", "at": "2026-01-01T00:00:00+00:00", "by": "fate"}]}),
        ("standings", {"standing": "famous"}),
    ],
)
def test_a_record_that_cannot_be_is_refused_alone(book: Actor, fresh: Actor, part: str, change: dict[str, Any]) -> None:
    data = json.loads(archive(book))
    data[part][0] |= change
    batch = bring(fresh, ("archive.json", json.dumps(data).encode()))
    refused = batch.records.filter(verdict=Verdict.REFUSED)
    assert refused.count() >= 1
    assert refused.first().reason
    assert batch.records.exclude(verdict=Verdict.REFUSED).count() > 5
