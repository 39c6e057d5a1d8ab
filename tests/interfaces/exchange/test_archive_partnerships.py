"""Agreements in the complete archive: out, into another book, and back; nothing is signed anew."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from grapevine.domain.accounts import queries as account_queries
from grapevine.domain.accounts.models import Member
from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.audit_log.models import Entry
from grapevine.domain.depth.models import Relationship
from grapevine.domain.imports.models import Staged
from grapevine.domain.imports.rules.states import Verdict
from grapevine.domain.partnerships.actions import agreements, partner_links
from grapevine.domain.partnerships.models import PartnerLink, Partnership, PartnershipNote
from grapevine.domain.partnerships.queries import agreements as queries
from grapevine.domain.partnerships.rules.agreement import Move
from grapevine.domain.partnerships.rules.check_ins import Answers
from grapevine.domain.partnerships.rules.terms import DISCLOSURE, Terms
from grapevine.domain.people.models import Person
from grapevine.interfaces.exchange.exports import export
from tests.cast import DANA, NOW, meet, member
from tests.interfaces.exchange.bringing import bring, undo

WORDING = Terms(
    owner_moments=("divorce",), review_on=(NOW + timedelta(days=90)).date(), note="We try.", disclosure=DISCLOSURE
)


@pytest.fixture
def book(leah: Member, actor: Actor) -> Actor:
    """Leah and Dana: one that was taken back, one in force whose change waits for Dana, looked at by Dana, noted."""
    dana = meet(actor, DANA)
    old = agreements.propose(actor=actor, now=NOW, person_uid=dana.uid, said=WORDING)
    agreements.answer(now=NOW, find=agreements.as_member(actor, old.uid), move=Move.WITHDRAW, note="Too early.")
    one = agreements.propose(actor=actor, now=NOW, person_uid=dana.uid, said=WORDING)
    _, secret = partner_links.make_link(actor=actor, now=NOW, partnership_uid=one.uid)
    dana_does = partner_links.as_partner(secret, NOW)
    agreements.sign(now=NOW, find=dana_does, version=1)
    agreements.check_in(now=NOW, find=dana_does, answers=Answers("partly", step="Ask Tom"))
    leah_does = agreements.as_member(actor, one.uid)
    agreements.change(now=NOW, find=leah_does, version=1, said=replace(WORDING, cadence=60), note="Less often?")
    agreements.keep_private_note(actor=actor, now=NOW, partnership_uid=one.uid, note="Careful.\nShe is busy.")
    partner_links.tell_me_no_more(now=NOW, secret=secret)
    return actor


@pytest.fixture
def fresh(book: Actor) -> Actor:
    """Another member, whose book is empty."""
    return account_queries.actor_of(member(email="leah@new.example", name="Leah Marchetti"))


def archive(actor: Actor) -> bytes:
    return b"".join(export(actor, NOW, "json")[2])


def told(actor: Actor) -> list[dict[str, Any]]:
    """The agreements of an archive, without what names the book."""
    return [{**one, "key": "", "who": one["who"]["name"]} for one in json.loads(archive(actor))["agreements"]]


def refused(batch: Any) -> list[str]:
    rows = Staged.objects.filter(file__batch=batch, verdict=Verdict.REFUSED)
    return list(rows.values_list("reason", flat=True))


def test_agreements_come_over_whole_and_once_and_go_back(book: Actor, fresh: Actor) -> None:
    signed = Entry.objects.filter(verb__contains="agreement").count()
    batch = bring(fresh, ("book.json", archive(book)))
    assert refused(batch) == []
    assert told(fresh) == told(book) and len(told(fresh)) == 2
    assert len(json.loads(told(fresh)[1]["wordings"])) == 2 and told(fresh)[1]["note"] == "Careful.\nShe is busy."
    assert Entry.objects.filter(verb__contains="agreement").count() == signed
    assert not PartnerLink.objects.filter(partnership__owner_id=fresh.member_id).exists()
    (living,) = queries.agreements(fresh, NOW)
    assert (living.standing.version, living.in_force, living.check_in_due) == (2, WORDING, True)
    assert living.partnership.told_no_more_at == NOW
    again = bring(fresh, ("book.json", archive(book)))
    assert refused(again) == [] and told(fresh) == told(book)
    assert bring(book, ("book.json", archive(book))).pk and len(told(book)) == 2
    undo(fresh, again)
    assert len(told(fresh)) == 2
    undo(fresh, batch)
    own = {"owner_id": fresh.member_id}
    assert not any(table.objects.filter(**own).exists() for table in (Partnership, PartnershipNote, Person))


def test_who_has_an_open_agreement_keeps_it_and_what_went_on_stays(book: Actor, fresh: Actor) -> None:
    dana = meet(fresh, DANA)
    mine = agreements.propose(actor=fresh, now=NOW, person_uid=dana.uid, said=replace(WORDING, note="Ours."))
    _, secret = partner_links.make_link(actor=fresh, now=NOW, partnership_uid=mine.uid)
    agreements.sign(now=NOW, find=partner_links.as_partner(secret, NOW), version=1)
    batch = bring(fresh, ("book.json", archive(book)))
    (reason,) = refused(batch)
    assert "open agreement with Dana" in reason
    assert {one.state for one in Partnership.objects.filter(owner_id=fresh.member_id)} == {"active", "withdrawn"}
    assert queries.agreement_of(fresh, mine.uid, NOW).terms.note == "Ours."
    undo(fresh, batch)
    assert Partnership.objects.filter(owner_id=fresh.member_id).get() == mine


def test_one_that_went_on_since_is_not_taken_back(book: Actor, fresh: Actor) -> None:
    batch = bring(fresh, ("book.json", archive(book)))
    (living,) = queries.agreements(fresh, NOW)
    agreements.answer(now=NOW, find=agreements.as_member(fresh, living.partnership.uid), move=Move.PAUSE)
    undo(fresh, batch)
    assert Partnership.objects.filter(owner_id=fresh.member_id).get().state == "paused"
    assert Relationship.objects.filter(owner_id=fresh.member_id, agreed="").count() <= 1
    assert Person.objects.filter(owner_id=fresh.member_id).exists()


def test_nobody_has_signed_with_a_linked_member_because_a_file_says_so(
    book: Actor, fresh: Actor, stranger: Actor
) -> None:
    Person.objects.filter(pk=meet(fresh, DANA).pk).update(linked_member=stranger.member_id)
    reasons = refused(bring(fresh, ("book.json", archive(book))))
    assert len(reasons) == 2 and all("you are linked" in reason for reason in reasons)
    assert queries.agreements(stranger, NOW) == []


def test_a_proposal_that_ran_out_on_the_way_is_over(leah: Member, actor: Actor) -> None:
    one = agreements.propose(actor=actor, now=NOW - timedelta(days=70), person_uid=meet(actor, DANA).uid, said=WORDING)
    content = archive(actor)
    one.delete()
    bring(actor, ("book.json", content))
    assert Partnership.objects.get().state == "expired"


@pytest.mark.parametrize(
    "change",
    [{"state": "married"}, {"wordings": "[]"}, {"moves": "[{}]"}, {"looks": "{"}, {"in_force": 7}],
)  # fmt: skip
def test_what_no_archive_writes_is_refused_with_the_reason(book: Actor, fresh: Actor, change: dict[str, Any]) -> None:
    found = json.loads(archive(book))
    found["agreements"] = [{**found["agreements"][1], **change}]
    batch = bring(fresh, ("book.json", json.dumps(found).encode()))
    assert refused(batch) == ["the agreement is not as an archive writes it"]
    assert not Partnership.objects.filter(owner_id=fresh.member_id).exists()
