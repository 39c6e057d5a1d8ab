"""Letters, stops and weekly asks in the complete archive: out, into another book, out again, and taken back."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest

from grapevine.domain.accounts import queries as account_queries
from grapevine.domain.accounts.models import Member
from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.education.actions import asks, briefs
from grapevine.domain.education.models import Ask, AskHearing
from grapevine.domain.education.rules.brief import BriefText
from grapevine.domain.letters.actions import queue_letter, send_due, stop
from grapevine.domain.letters.models import Letter, Stop
from grapevine.domain.letters.queries import may_write_to, stop_token
from grapevine.domain.letters.rules import Answer, Phase
from grapevine.domain.people.models import Person
from grapevine.interfaces.exchange.exports import export
from grapevine.interfaces.mail import paper
from tests.cast import BEN, DANA, NOW, meet, member
from tests.interfaces.exchange.bringing import bring, undo

PARTS = ("letters", "letter_stops", "asks", "asks_heard")


@pytest.fixture
def book(leah: Member, actor: Actor) -> Actor:
    """A letter that went to Dana, one that waits; Ben wants none; two asks, one heard by Dana and the chapter."""
    dana, ben = meet(actor, DANA), meet(actor, BEN)
    link = "https://grapevine.example/p/" + "x" * 30
    for text in (f"Hello {link}", "It waits"):
        said = {"kind": "note", "to_address": "dana@whitcomb.example", "to_name": dana.name, "subject": "A note"}
        queue_letter(actor=actor, now=NOW, letter=paper.written(text=text, **said), person=dana)
        if text != "It waits":
            send_due(now=NOW, hand_over=lambda letter, handing: Answer(250, "OK", Phase.CONTENT))
    stop(now=NOW, token=stop_token(leah, "ben@okafor.example"))
    briefs.save_brief(actor=actor, now=NOW - timedelta(days=20), text=BriefText(name="L", listen_for=("a.", "b.")))
    asks.note_heard(actor=actor, now=NOW - timedelta(days=10), person_uids=[dana.uid], meeting=True)
    asks.skip_ask(actor=actor, now=NOW)
    assert ben.name
    return actor


@pytest.fixture
def fresh(book: Actor) -> Actor:
    """Another member, whose book is empty."""
    return account_queries.actor_of(member(email="leah@new.example", name="Leah Marchetti"))


def archive(actor: Actor) -> bytes:
    return b"".join(export(actor, NOW, "json")[2])


def parts(actor: Actor) -> dict[str, list[dict[str, Any]]]:
    """What the archive of a book says, without ids."""
    found = json.loads(archive(actor))
    out = {}
    for name in PARTS:
        rows = [{key: value for key, value in row.items() if key != "key"} for row in found[name]]
        for row in rows:
            row["who"] = row["who"].get("name", "")
        out[name] = rows
    return out


def test_all_comes_over_nothing_is_sent_and_it_goes_back(book: Actor, fresh: Actor) -> None:
    before = parts(book)
    assert [row["state"] for row in before["letters"]] == ["sent", "queued"] and "x" * 30 not in str(before)
    batch = bring(fresh, ("book.json", archive(book)))
    own = Letter.objects.filter(owner_id=fresh.member_id)
    assert list(own.order_by("pk").values_list("state", "sealed")) == [("sent", ""), ("stopped", "")]
    ben = Person.objects.get(owner_id=fresh.member_id, name="Ben Okafor")
    assert "asked for no more" in may_write_to(fresh, ben, NOW)
    after = parts(fresh)
    assert after["letters"][1].pop("state") == "stopped" and before["letters"][1].pop("state") == "queued"
    assert after == before

    bring(fresh, ("again.json", archive(book)))
    assert (own.count(), Ask.objects.filter(owner_id=fresh.member_id).count()) == (2, 2)
    undo(fresh, batch)
    for rows in (own, Stop.objects.filter(owner_id=fresh.member_id), Ask.objects.filter(owner_id=fresh.member_id)):
        assert not rows.exists()
    assert AskHearing.objects.filter(ask__owner_id=book.member_id).count() == 2


def test_damaged_records_are_refused_with_the_reason(book: Actor, fresh: Actor) -> None:
    data = json.loads(archive(book))
    data["letters"][0]["state"] = "flying"
    data["letters"][1]["address"] = "nobody"
    data["letter_stops"][0]["digest"] = "ben@okafor.example"
    data["asks"][0]["week"] = "soon"
    data["asks_heard"][0]["way"] = "by owl"
    bring(fresh, ("book.json", json.dumps(data).encode()))
    assert not Letter.objects.filter(owner_id=fresh.member_id).exists()
    assert not Stop.objects.filter(owner_id=fresh.member_id).exists()
    assert Ask.objects.filter(owner_id=fresh.member_id).count() == 1
