"""The source audit of Leah's own book."""

from __future__ import annotations

from datetime import timedelta

import pytest

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.depth.actions import correct_part
from grapevine.domain.depth.actions.questions import answer_by_link, ask_questions
from grapevine.domain.gives.actions import log_give
from grapevine.domain.gives.actions.promises import keep_promise, make_promise
from grapevine.domain.insights.queries.audit import audit, sources
from grapevine.domain.insights.rules.missing_words import State
from grapevine.domain.network.queries.facts import relations
from grapevine.domain.people.actions import archive_person
from grapevine.domain.people.rules.card import Card
from grapevine.domain.touches.actions import log_touch
from tests.cast import BEN, DANA, ELLEN, NOW, PRIYA, TOM, meet

LATER = NOW + timedelta(days=40)


def test_the_audit_counts_who_sent_and_says_what_is_missing(actor: Actor, stranger: Actor):
    tom, priya = meet(actor, TOM), meet(actor, PRIYA)
    for number in range(3):
        client = meet(actor, Card(name=f"Client {number}", segment="client"))
        for part, value in (("know", 5), ("like", 5), ("trust", 5), ("committed", 4), ("educated", 1)):
            correct_part(actor=actor, now=NOW, person_uid=client.uid, side="theirs", part=part, value=value)
    log_give(actor=actor, now=NOW, at=NOW, person_uid=tom.uid, kind="referral", direction="received")
    before = NOW - timedelta(days=400)
    log_give(actor=actor, now=NOW, at=before, person_uid=tom.uid, kind="referral", direction="received")
    meet(actor, ELLEN)
    archive_person(actor=actor, now=NOW, person_uid=priya.uid)

    found = audit(actor, LATER)

    assert found.people == 5 and found.sent == 1
    clients = found.group("client")
    assert clients and clients.verdict.first and clients.verdict.first.ingredient == "educated"
    assert (clients.people, clients.told, clients.sent) == (4, 4, 1)
    school = found.group("school")
    assert school and school.verdict.state is State.UNKNOWN
    assert found.group("friend") is None
    assert audit(stranger, LATER).people == 0


def test_a_persons_row_is_what_their_page_says(actor: Actor):
    ben, dana = meet(actor, BEN), meet(actor, DANA)
    log_touch(actor=actor, now=NOW, at=NOW, person_uid=ben.uid, kind="one_to_one", began_by="them")
    promise = make_promise(actor=actor, now=NOW, person_uid=ben.uid, by="them", what="Call the lender")
    keep_promise(actor=actor, now=NOW, promise_uid=promise.uid)
    _, secret = ask_questions(actor=actor, now=NOW, person_uid=dana.uid)
    answer_by_link(now=NOW, secret=secret, values={"know": 4, "like": 5, "trust": 4, "committed": 2, "educated": 1})

    row, people = sources(actor, LATER, "professional")

    assert row and row.people == 2
    told = relations(actor, [ben.pk, dana.pk], LATER)
    for one, person in ((next(p for p in people if p.name == each.name), each) for each in (ben, dana)):
        theirs = told[person.pk].theirs
        assert theirs
        assert one.shares == pytest.approx([part.standing for part in theirs.values()])
    assert {one.name: one.verdict.state for one in people}["Dana Whitcomb"] is not State.UNKNOWN
    assert next(one for one in people if one.name == "Dana Whitcomb").role == "CPA, Whitcomb & Lowe"


def test_the_people_of_a_group_come_in_pieces(actor: Actor):
    for number in range(5):
        meet(actor, Card(name=f"Friend {number}", segment="friend"))
    log_touch(actor=actor, now=NOW, at=NOW, person_uid=meet(actor, PRIYA).uid, kind="meal", began_by="me")

    whole = [one.name for one in sources(actor, LATER, "friend")[1]]
    pieces = [one.name for first in (0, 2, 4) for one in sources(actor, LATER, "friend", first=first, limit=2)[1]]

    assert whole[0] == "Priya Raman" and len(whole) == 6
    assert pieces == whole
    assert sources(actor, LATER, "family") == (None, [])
