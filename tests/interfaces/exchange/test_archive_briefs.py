"""Briefs and the last ten clients in the complete archive: out, into another book, out again, and taken back."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from grapevine.domain.accounts import queries as account_queries
from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.education import queries
from grapevine.domain.education.actions import briefs, last_ten
from grapevine.domain.education.models import Brief, BriefReader, BriefVersion, RecentClient
from grapevine.domain.education.queries.last_ten import ClientLine
from grapevine.domain.education.rules.brief import BriefText
from grapevine.domain.education.rules.last_ten import ClientFact
from grapevine.domain.imports.rules.states import Verdict
from grapevine.interfaces.exchange.exports import export
from tests.cast import DANA, NOW, meet, member
from tests.interfaces.exchange.bringing import bring, undo

TEXT = BriefText(
    name="Leah Marchetti", work="Family-law attorney", headline="I help parents separate without a war.",
    email="leah@marchetti.example", phone="+1 617 555 0100", whom_i_help="Couples.\nWith children.",
    moments=("divorce",), listen_for=("We “wait”.", "I do not know."), first_question="How?", introduce_me="May I?",
    not_a_fit=("Crime. Call me.",), story="Once.", treatment="Soon.",
)  # fmt: skip
PARTS = ("briefs", "brief_readers", "recent_clients")


@pytest.fixture
def book(actor: Actor) -> Actor:
    """A book with a main brief of two versions that is public, one for Dana, and two clients."""
    dana = meet(actor, DANA)
    briefs.save_brief(actor=actor, now=NOW - timedelta(days=9), text=BriefText(name="Leah", headline="A lawyer."))
    briefs.save_brief(actor=actor, now=NOW, text=TEXT, note="Better", publish=True)
    made = briefs.make_variant(actor=actor, now=NOW, name="For banks", person_uids=[dana.uid])
    briefs.save_brief(actor=actor, now=NOW, text=replace(TEXT, moments=()), brief_uid=made.brief.uid)
    lines = [
        ClientLine(ClientFact("J. P.", "referred", "cpa", "I do not know.", "divorce", True), str(dana.uid)),
        ClientLine(ClientFact("W. D.", worth=False)),
    ]
    last_ten.save_clients(actor=actor, now=NOW, lines=lines)
    return actor


@pytest.fixture
def fresh(book: Actor) -> Actor:
    """Another member, whose book is empty."""
    return account_queries.actor_of(member(email="leah@new.example", name="Leah Marchetti"))


def archive(actor: Actor) -> bytes:
    return b"".join(export(actor, NOW, "json")[2])


def parts(actor: Actor) -> dict[str, Any]:
    """What the archive says, the ids of people and the keys of readers left out: those are another book's."""
    found = {part: json.loads(archive(actor))[part] for part in PARTS}
    for rows in found.values():
        for row in rows:
            row["who"].pop("uid", None)
            if row["key"].startswith("reader:"):
                row.pop("key")
    return found


def test_briefs_come_into_a_fresh_book_without_loss_and_once_and_nothing_becomes_public(book, fresh):
    sent = archive(book)
    bring(fresh, ("archive.json", sent))
    assert parts(fresh) == parts(book)
    assert queries.main_brief(fresh).text == TEXT and queries.main_brief(fresh).version.note == "Better"
    assert not Brief.objects.filter(owner_id=fresh.member_id).exclude(slug=None).exists()
    bring(fresh, ("archive.json", sent))
    assert parts(fresh) == parts(book)


def test_ones_own_archive_changes_nothing(book):
    before = parts(book)
    bring(book, ("archive.json", archive(book)))
    assert parts(book) == before


def test_a_book_with_a_main_brief_keeps_it_and_takes_the_other_beside_it(book, fresh):
    briefs.save_brief(actor=fresh, now=NOW, text=replace(TEXT, headline="Mine."))
    bring(fresh, ("archive.json", archive(book)))
    named = [(one.brief.name, one.text.headline) for one in queries.briefs(fresh)]
    assert named[:2] == [("Main brief", "Mine."), ("Main brief, out of an archive", TEXT.headline)]


def test_what_an_archive_brought_is_taken_back_unless_it_was_written_on(book, fresh):
    batch = bring(fresh, ("archive.json", archive(book)))
    briefs.save_brief(actor=fresh, now=NOW, text=replace(TEXT, headline="Written on."))
    undo(fresh, batch)
    assert [one.text.headline for one in queries.briefs(fresh)] == ["Written on."]
    assert not BriefReader.objects.filter(brief__owner_id=fresh.member_id).exists()
    assert not RecentClient.objects.filter(owner_id=fresh.member_id).exists()
    assert BriefVersion.objects.filter(brief__owner_id=book.member_id).count() == 4


@pytest.mark.parametrize(
    ("part", "change"),
    [
        ("briefs", {"at": "2099-01-01T00:00:00+00:00"}), ("briefs", {"email": "no address"}),
        ("briefs", {"listen_for": [["a", "b"]]}), ("brief_readers", {"brief": "unknown"}),
        ("brief_readers", {"who": {}}), ("recent_clients", {"moment": "no-such"}),
        ("recent_clients", {"at": "2099-01-01T00:00:00+00:00"}),
    ],
)  # fmt: skip
def test_a_record_that_cannot_be_is_refused_with_its_line(book, fresh, part, change):
    said = json.loads(archive(book))
    said[part][0] |= change
    batch = bring(fresh, ("archive.json", json.dumps(said).encode()))
    assert batch.records.filter(verdict=Verdict.REFUSED).count() >= 1
