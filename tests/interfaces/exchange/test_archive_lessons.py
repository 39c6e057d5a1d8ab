"""Lessons, teach-backs and the choice about refreshers in the complete archive: out, into another book, and back."""

from __future__ import annotations

import json

import pytest

from grapevine.domain.accounts import queries as account_queries
from grapevine.domain.accounts.models import Member
from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.education.actions import lessons, teach_backs
from grapevine.domain.education.actions.briefs import save_brief
from grapevine.domain.education.models import Card, Learner, Lesson, TeachBack
from grapevine.domain.imports.models import Staged
from grapevine.domain.imports.rules.states import Verdict
from grapevine.interfaces.exchange.exports import export
from tests.cast import DANA, NOW, meet, member
from tests.domain.education.test_lessons import BRIEF, answered
from tests.interfaces.exchange.bringing import bring, undo


@pytest.fixture
def book(leah: Member, actor: Actor) -> Actor:
    """Dana was told two parts, asked by a link, asked face to face, and is sent refreshers."""
    save_brief(actor=actor, now=NOW, text=BRIEF)
    dana = meet(actor, DANA)
    lessons.give_lesson(actor=actor, now=NOW, person_uid=dana.uid, parts=["listen_for", "not_a_fit"])
    row, secret = teach_backs.ask_teach_back(actor=actor, now=NOW, person_uid=dana.uid)
    answered(row, secret, [True, False])
    teach_backs.check_in_person(actor=actor, now=NOW, person_uid=dana.uid, shares={"moments": 1.0})
    lessons.choose_refreshers(actor=actor, now=NOW, person_uid=dana.uid, refreshers="send")
    return actor


@pytest.fixture
def fresh(book: Actor) -> Actor:
    """Another member, whose book is empty."""
    return account_queries.actor_of(member(email="leah@new.example", name="Leah Marchetti"))


def archive(actor: Actor) -> bytes:
    return b"".join(export(actor, NOW, "json")[2])


def cards(actor: Actor) -> list[tuple]:
    return list(Card.objects.filter(owner_id=actor.member_id).order_by("part").values_list(
        "part", "since", "due_on", "stability", "difficulty", "asked", "recalled", "last"
    ))  # fmt: skip


def test_what_is_remembered_comes_over_once_and_goes_back(book: Actor, fresh: Actor) -> None:
    batch = bring(fresh, ("book.json", archive(book)))
    assert cards(fresh) == cards(book) and len(cards(fresh)) == 3
    there = TeachBack.objects.filter(owner_id=fresh.member_id)
    assert [row.digest for row in there] == [None, None]
    assert Learner.objects.get(owner_id=fresh.member_id).refreshers == "send"
    before = json.loads(archive(book))
    after = json.loads(archive(fresh))
    for part in ("lessons", "teach_backs"):
        rows = [[{**one, "key": "", "who": ""} for one in found[part]] for found in (before, after)]
        assert sorted(rows[0], key=str) == sorted(rows[1], key=str)
    again = bring(fresh, ("book.json", archive(book)))
    assert again.pk != batch.pk and Lesson.objects.filter(owner_id=fresh.member_id).count() == 2
    undo(fresh, again)
    undo(fresh, batch)
    assert not cards(fresh) and not there.all().exists()


@pytest.mark.parametrize(
    ("part", "change"),
    [("lessons", {"how": "shouting"}), ("teach_backs", {"answers": "[{}]"}), ("teach_backs", {"asked": "{"}),
     ("refreshers", {"chosen": "always"})],
)  # fmt: skip
def test_what_no_archive_writes_is_refused_with_the_reason(book: Actor, fresh: Actor, part: str, change: dict) -> None:
    lines = archive(book).decode().split("\n")
    at = next(n for n, line in enumerate(lines) if line.startswith(f'"{part}": ['))
    lines[at + 1] = json.dumps({**json.loads(lines[at + 1].rstrip(",")), **change}) + (
        "," if lines[at + 1].endswith(",") else ""
    )
    batch = bring(fresh, ("book.json", "\n".join(lines).encode()))
    refused = Staged.objects.filter(file__batch=batch, verdict=Verdict.REFUSED)
    assert refused.count() == 1 and refused.get().reason
