"""What the coach keeps in the complete archive: practice, overruled drafts, answers to plans; out, in, and back."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from grapevine.domain.accounts import queries as accounts
from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.coach.actions import guarding, planning, practising
from grapevine.domain.coach.models import Overrule, PlannedAction, Practice
from grapevine.domain.imports.models import Staged
from grapevine.domain.imports.rules.states import Verdict
from grapevine.interfaces.exchange.exports import export
from tests.cast import BEN, DANA, NOW, meet, member
from tests.interfaces.exchange.bringing import bring, undo

ASK = "Hi Dana, do you know anyone who needs a divorce lawyer? Please pass my name on."
PRACTISED = ("person__name", "technique", "chosen_at", "tried_at", "went", "note")
PLANNED = ("person__name", "week", "technique", "kind", "minutes", "state", "said_at")


@pytest.fixture
def book(actor: Actor) -> Actor:
    """Two techniques tried, one with Dana, and one chosen; a draft sent all the same; three answers of two weeks."""
    dana, ben = meet(actor, DANA), meet(actor, BEN)
    before = NOW - timedelta(days=8)
    practising.note_try(actor=actor, now=before, key="walk", went="well", note="Cold,\nand bright", person_uid=dana.uid)
    practising.note_try(actor=actor, now=before, key="learn-the-work", went="not_yet")
    practising.choose_technique(actor=actor, now=NOW, key="close-the-loop")
    guarding.overrule(actor=actor, now=NOW, person_uid=dana.uid, draft=ASK)
    planning.action_done(actor=actor, now=before, person_uid=ben.uid, key="walk")
    planning.skip_action(actor=actor, now=NOW, person_uid=dana.uid, key="walk")
    planning.action_later(actor=actor, now=NOW, person_uid=ben.uid, key="learn-the-work")
    return actor


@pytest.fixture
def fresh(book: Actor) -> Actor:
    """Another member, whose book is empty."""
    return accounts.actor_of(member(email="leah@new.example", name="Leah Marchetti"))


def archive(actor: Actor) -> bytes:
    return b"".join(export(actor, NOW + timedelta(hours=2), "json")[2])


def rows(actor: Actor) -> list[list[tuple]]:
    own = {"owner_id": actor.member_id}
    return [
        list(Practice.objects.filter(**own).order_by("pk").values_list(*PRACTISED)),
        list(Overrule.objects.filter(**own).values_list("person__name", "p", "families", "said_at")),
        list(PlannedAction.objects.filter(**own).order_by("pk").values_list(*PLANNED)),
    ]


def test_practice_overruled_drafts_and_answers_come_over_as_they_were_and_go_back(book: Actor, fresh: Actor) -> None:
    batch = bring(fresh, ("book.json", archive(book)))
    assert rows(fresh) == rows(book) and [len(part) for part in rows(book)] == [3, 1, 3]
    bring(fresh, ("book.json", archive(book)))
    assert rows(fresh) == rows(book)
    undo(fresh, batch)
    assert rows(fresh) == [[], [], []]


def test_its_own_archive_changes_nothing_and_what_is_chosen_here_stays(book: Actor) -> None:
    before, said = rows(book), archive(book)
    bring(book, ("book.json", said))
    assert rows(book) == before
    practising.choose_technique(actor=book, now=NOW, key="walk")
    bring(book, ("book.json", said))
    assert Practice.objects.get(tried_at=None).technique == "walk"


@pytest.mark.parametrize(
    ("part", "change"),
    [("practice", {"went": "fine"}), ("practice", {"technique": "Be nice!"}), ("practice", {"tried": "yesterday"}),
     ("practice", {"tried": "2090-01-01T00:00:00+00:00"}), ("practice", {"note": "x" * 1001}),
     ("overruled", {"p": "1.5"}), ("overruled", {"p": "nan"}), ("overruled", {"families": ["a b"]}),
     ("planned", {"week": "2020-01-06"}), ("planned", {"week": "soon"}), ("planned", {"state": "perhaps"}),
     ("planned", {"minutes": -1}), ("planned", {"act": "sell"}), ("planned", {"who": {"name": "Nobody Known"}})],
)  # fmt: skip
def test_what_no_archive_would_say_is_refused_alone(book: Actor, fresh: Actor, part: str, change: dict) -> None:
    said = json.loads(archive(book))
    said[part][0] |= change
    bring(fresh, ("book.json", json.dumps(said).encode()))
    refused = Staged.objects.filter(batch__owner_id=fresh.member_id, verdict=Verdict.REFUSED)
    assert refused.count() == 1
    assert sum(len(each) for each in rows(fresh)) == 6
