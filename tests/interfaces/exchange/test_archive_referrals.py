"""Referrals in the complete archive: out, into another book, and back; nobody is told, nothing is sent anew."""

from __future__ import annotations

import json
from typing import Any

import pytest

from grapevine.domain.accounts import queries as account_queries
from grapevine.domain.accounts.models import Member
from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.gives.models import Give
from grapevine.domain.imports.models import Staged
from grapevine.domain.imports.rules.states import Verdict
from grapevine.domain.people.models import Person
from grapevine.domain.referrals.actions.consenting import note_consent
from grapevine.domain.referrals.actions.giving import What, Whom, note_received
from grapevine.domain.referrals.actions.own import keep_own
from grapevine.domain.referrals.actions.thanking import thank_giver
from grapevine.domain.referrals.models import Move, Referral, Side
from grapevine.domain.webhooks.actions.endpoints import add_endpoint
from grapevine.domain.webhooks.models import Delivery
from grapevine.interfaces.exchange.exports import export
from tests.book_dump import dump
from tests.cast import BEN, DANA, NOW, TOM, meet, member
from tests.domain.ledgers.linked_books import two
from tests.domain.referrals.referring import agreed, noted, sent, step
from tests.interfaces.exchange.bringing import bring, undo


@pytest.fixture
def book(leah: Member, actor: Actor) -> Actor:
    """Leah: one to Dana about Tom, won and thanked for; out of it one noted to Ben; one that came from Ben, void."""
    dana, ben, tom = meet(actor, DANA), meet(actor, BEN), meet(actor, TOM)
    first = sent(actor, dana, about_uid=tom.uid)
    for to in ("accepted", "met", "won"):
        step(actor, first, to, note=f"He said {to}")
    thank_giver(actor=actor, now=NOW, referral_uid=first.uid, words="Lovely")
    agreed(actor, noted(actor, ben, came_from_uid=first.uid))
    came = note_received(actor=actor, now=NOW, person_uid=ben.uid, whom=Whom("Yuki Tanaka"), what=What("A will"))
    step(actor, came, "void", note="Twice")
    keep_own(actor=actor, now=NOW, referral_uid=first.uid, note="Careful.", worth=900, next_on=NOW.date())
    return actor


@pytest.fixture
def fresh(book: Actor) -> Actor:
    """Another member, whose book is empty."""
    return account_queries.actor_of(member(email="leah@new.example", name="Leah Marchetti"))


def archive(actor: Actor) -> bytes:
    return b"".join(export(actor, NOW, "json")[2])


def told(actor: Actor) -> dict[str, list[dict[str, Any]]]:
    """The referrals of an archive, without what names the book."""
    found = json.loads(archive(actor))
    names = {one["key"]: number for number, one in enumerate(found["referrals"])}
    keyed = ("key", "from_key", "referral")
    return {
        part: [
            {name: names.get(value, value) if name in keyed and part == "referrals" else value
             for name, value in {**one, "who": one["who"]["name"]}.items() if part == "referrals" or name not in keyed}
            for one in found[part]
        ]
        for part in ("referrals", "referral_people")
    }  # fmt: skip


def refused(batch: Any) -> list[str]:
    rows = Staged.objects.filter(file__batch=batch, verdict=Verdict.REFUSED)
    return list(rows.values_list("reason", flat=True))


def test_referrals_come_over_whole_and_once_and_go_back(book, fresh):
    add_endpoint(actor=fresh, now=NOW, name="Ledger", address="https://hooks.example/x")
    empty = dump(fresh)
    batch = bring(fresh, ("book.json", archive(book)))
    assert refused(batch) == [] and told(fresh) == told(book)
    assert [len(part) for part in told(fresh).values()] == [3, 1]
    assert not Delivery.objects.exists(), "nothing has happened: nobody is told"
    sides = Side.objects.filter(owner_id=fresh.member_id).order_by("pk")
    assert [(side.stage, side.person.name, side.note) for side in sides] == [
        ("won", "Dana Whitcomb", "Careful."), ("consented", "Ben Okafor", ""), ("void", "Ben Okafor", ""),
    ]  # fmt: skip
    assert sides[0].about.name == "Tom Halloran" and sides[1].referral.came_from_id == sides[0].referral_id
    gives = Give.objects.filter(owner_id=fresh.member_id)
    assert {(give.kind, give.direction, give.source) for give in gives} == {
        ("referral", "given", "referral"), ("thanks", "received", "referral"),
    }  # fmt: skip
    again = bring(fresh, ("book.json", archive(book)))
    assert refused(again) == [] and told(fresh) == told(book) and gives.count() == 2
    assert bring(book, ("book.json", archive(book))).pk and Side.objects.filter(owner_id=book.member_id).count() == 3
    undo(fresh, again)
    assert len(told(fresh)["referrals"]) == 3
    undo(fresh, batch)
    assert dump(fresh) == empty and Referral.objects.count() == 3
    assert not Person.objects.filter(owner_id=fresh.member_id)


def test_one_that_was_moved_since_is_not_taken_back_and_goes_on_as_any(book, fresh):
    batch = bring(fresh, ("book.json", archive(book)))
    noted_ = Side.objects.get(owner_id=fresh.member_id, stage="consented").referral
    step(fresh, noted_, "sent")
    assert Give.objects.filter(owner_id=fresh.member_id, kind="referral").count() == 2
    undo(fresh, batch)
    (left,) = Side.objects.filter(owner_id=fresh.member_id)
    assert (left.stage, left.person.name) == ("sent", "Ben Okafor")
    step(fresh, noted_, "void", note="Mistake")
    assert not Give.objects.filter(owner_id=fresh.member_id, source="referral").exists()


def test_a_receiver_takes_along_no_more_than_they_may_see(db):
    pair = two()
    pair.link()
    referral = noted(pair.leah, pair.dana_of_leah)
    note_consent(actor=pair.leah, now=NOW, referral_uid=referral.uid, how="introduced", words="By my own letter")
    step(pair.leah, referral, "sent")
    (one,) = json.loads(archive(pair.dana))["referrals"]
    whom = json.loads(one["whom"])
    assert (whom["label"], whom["name"], whom["email"], whom["words"]) == ("Y. T.", "", "", "")
    (one,) = json.loads(archive(pair.leah))["referrals"]
    assert json.loads(one["whom"])["name"] == "Yuki Tanaka"


def test_a_yes_by_a_link_is_the_archives_word_and_one_that_was_asked_is_asked_anew(book, fresh):
    found = json.loads(archive(book))
    one = found["referrals"][1]
    whom = json.loads(one["whom"])
    found["referrals"] = [{**one, "from_key": "", "whom": json.dumps({**whom, "how": "link"})}]
    bring(fresh, ("book.json", json.dumps(found).encode()))
    prospect = Side.objects.get(owner_id=fresh.member_id).referral.prospect
    assert (prospect.how, prospect.words) == ("said", "By a link, as the archive tells")


@pytest.mark.parametrize(
    "change",
    [{"role": "prospect"}, {"moves": "[]"}, {"moves": "[{}]"}, {"whom": "{"}, {"need": ""}, {"warmth": "hot"},
     {"worth": -1}, {"next_on": "soon"}, {"thanks": "{}"}, {"sent": "2026-03-02T09:00:00"}, {"sent": ""}],
)  # fmt: skip
def test_what_no_archive_writes_is_refused_with_the_reason(book, fresh, change):
    found = json.loads(archive(book))
    found["referrals"] = [{**found["referrals"][0], **change}]
    batch = bring(fresh, ("book.json", json.dumps(found).encode()))
    assert set(refused(batch)) == {"the referral is not as an archive writes it"}
    assert not Side.objects.filter(owner_id=fresh.member_id).exists()


@pytest.mark.parametrize(
    ("part", "change"),
    [("whom", {"name": "Yuki\x00"}), ("whom", {"about": "\ud800"}), ("whom", {"name": ["Yuki"]}),
     ("whom", {"agreed_at": "0001-01-01T00:00:00+14:00"}), ("thanks", {"words": "\x00"}), ("moves", {"note": "\ud800"}),
     ("moves", {"at": "0001-01-01T00:00:00+14:00"}), ("thanks", {"at": "9999-12-31T23:59:59-14:00"})],
)  # fmt: skip
def test_what_no_database_takes_is_refused_and_stops_nothing(book, fresh, part, change):
    found = json.loads(archive(book))
    one = found["referrals"][0]
    inner = json.loads(one[part])
    changed = [{**inner[0], **change}, *inner[1:]] if part == "moves" else {**inner, **change}
    found["referrals"][0] = {**one, part: json.dumps(changed)}
    assert refused(bring(fresh, ("book.json", json.dumps(found).encode()))) == [
        "the referral is not as an archive writes it"
    ]
    assert Side.objects.filter(owner_id=fresh.member_id).count() == 2


def test_brackets_without_end_are_refused(book, fresh):
    found = json.loads(archive(book))
    found["referrals"][0]["moves"] = "[" * 100_000
    assert refused(bring(fresh, ("book.json", json.dumps(found).encode()))) == [
        "the referral is not as an archive writes it"
    ]


def test_a_move_to_come_is_refused(book, fresh):
    found = json.loads(archive(book))
    one = found["referrals"][1]
    moves = json.loads(one["moves"])
    moves[-1]["at"] = "2999-01-01T00:00:00+00:00"
    found["referrals"] = [{**one, "moves": json.dumps(moves)}]
    assert refused(bring(fresh, ("book.json", json.dumps(found).encode()))) == ["its last move lies in the future"]
    assert Move.objects.filter(referral__sides__owner_id=fresh.member_id).count() == 0
