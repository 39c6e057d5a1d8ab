"""Changing many people at once in the book, and taking it back; on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.audit_log.models import Entry
from grapevine.domain.people import actions as people
from grapevine.domain.people import queries
from grapevine.domain.people.actions.bulk import Done, change_many, forget_changes, undo_change, undo_sorting
from grapevine.domain.people.models import Before, Change, Person
from grapevine.domain.people.rules.bulk import KEPT
from grapevine.domain.people.rules.card import Card
from grapevine.kit.errors import NotFound, Refused
from tests.cast import BEN, DANA, ELLEN, NOW, PRIYA, TOM, meet

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def everyone(actor: Actor) -> QuerySet[Person]:
    """The whole cast, in Leah's book."""
    for card in (DANA, BEN, PRIYA, TOM, ELLEN):
        meet(actor, card)
    return queries.visible_to(actor)


def change(actor: Actor, found: QuerySet[Person], do: str, value: str = "", **more: object) -> Done:
    return change_many(actor=actor, now=LATER, people=found, do=do, value=value, **more)


def undo(actor: Actor, done: Done):
    assert done.change is not None
    return undo_change(actor=actor, now=LATER + timedelta(minutes=1), change_uid=done.change.uid)


def book(actor: Actor) -> dict[str, tuple]:
    """Everything a change may touch, of everybody."""
    found = queries.visible_to(actor).order_by("pk")
    cards = queries.cards_of(list(found))
    return {
        person.name: (cards[person.pk], person.archived_at, person.later_at, tuple(person.hand_edited))
        for person in found
    }


@pytest.mark.parametrize(
    ("do", "value"),
    [("segment", "community"), ("segment", ""), ("tag", "choir"), ("untag", "Choir"), ("archive", ""), ("later", "")],
)
def test_undo_restores_exactly_what_each_person_had(actor: Actor, everyone, do: str, value: str) -> None:
    tom = everyone.get(name="Tom Halloran").uid
    people.edit_person(actor=actor, now=NOW, person_uid=tom, card=replace(TOM, tags=("golf", "Choir")))
    everyone.filter(name="Ben Okafor").update(segment="")
    before, counted = book(actor), (queries.book(actor).people, queries.book(actor).archived)
    done = change(actor, everyone, do, value)

    assert done.people >= 1 and done.people + done.same == 5
    assert book(actor) != before
    undone = undo(actor, done)
    assert (undone.people, undone.left, undone.gone) == (done.people, 0, 0)
    assert book(actor) == before
    assert (queries.book(actor).people, queries.book(actor).archived) == counted


def test_back_from_the_archive_and_into_it_again_each_with_their_own_day(actor: Actor, everyone) -> None:
    for days, name in enumerate(("Dana Whitcomb", "Tom Halloran")):
        people.archive_person(actor=actor, now=NOW + timedelta(days=days), person_uid=everyone.get(name=name).uid)
    before = book(actor)
    done = change(actor, everyone, "restore")

    assert (done.people, queries.book(actor).people, queries.book(actor).archived) == (2, 5, 0)
    undo(actor, done)
    assert book(actor) == before
    assert (queries.book(actor).people, queries.book(actor).archived) == (3, 2)


def test_whoever_was_changed_since_is_left_alone_and_counted(actor: Actor, everyone) -> None:
    done = change(actor, everyone, "segment", "community")
    tom, ben = everyone.get(name="Tom Halloran"), everyone.get(name="Ben Okafor")
    people.edit_person(actor=actor, now=LATER, person_uid=tom.uid, card=replace(TOM, segment="friend"))
    people.edit_person(actor=actor, now=LATER, person_uid=ben.uid, card=replace(BEN, segment="community", firm="New"))
    people.erase_person(actor=actor, now=LATER, person_uid=everyone.get(name="Ellen Fisk").uid)
    undone = undo(actor, done)

    assert (undone.people, undone.left, undone.gone) == (3, 1, 1)
    assert "1 person was changed since" in undone.told and "no longer in the book" in undone.told
    assert Person.objects.get(pk=tom.pk).segment == "friend"
    ben.refresh_from_db()
    assert (ben.segment, ben.firm) == ("professional", "New")


def test_a_tag_is_found_by_search_and_no_longer_once_it_is_taken(actor: Actor, everyone) -> None:
    done = change(actor, everyone.exclude(name="Ellen Fisk"), "tag", "Zither Club")
    assert queries.search(actor, "zither").count() == 4
    assert queries.search(actor, "zither whitcomb").get().name == "Dana Whitcomb"

    undo(actor, done)
    assert (queries.search(actor, "zither").count(), queries.search(actor, "whitcomb").count()) == (0, 1)
    assert change(actor, everyone, "untag", "choir").people == 1
    assert queries.search(actor, "choir").count() == 0


def test_the_book_changes_once_and_is_told_once(actor: Actor, everyone) -> None:
    revision = queries.book(actor).revision
    done = change(actor, everyone, "segment", "client")

    assert (done.people, done.same, queries.book(actor).revision) == (4, 1, revision + 1)
    entry = Entry.objects.latest("pk")
    assert (entry.verb, entry.thing_id, entry.detail) == (
        "people.changed", str(done.change.uid), {"do": "segment", "people": 4},
    )  # fmt: skip
    assert set(everyone.values_list("revision", "updated_at")) == {(1, NOW), (2, LATER)}
    undo(actor, done)
    assert Entry.objects.latest("pk").verb == "people.changed_back"


def test_what_changes_nobody_leaves_no_trace(actor: Actor, everyone) -> None:
    revision, entries = queries.book(actor).revision, Entry.objects.count()
    done = change(actor, everyone, "restore")

    assert (done.change, done.people, done.same) == (None, 0, 5)
    assert (queries.book(actor).revision, Entry.objects.count(), Change.objects.count()) == (revision, entries, 0)


@pytest.mark.parametrize("do", ["segment", "tag"])
def test_a_thousand_people_are_changed_in_a_few_statements(actor: Actor, do: str) -> None:
    cards = [Card(name=f"Person {number}", tags=("old",)) for number in range(1_200)]
    people.add_people(actor=actor, now=NOW, cards=cards)
    with CaptureQueriesContext(connection) as asked:
        done = change(actor, queries.visible_to(actor), do, "client")
    assert done.people == 1_200
    assert len(asked) <= 40


def test_an_import_leaves_alone_what_was_sorted_at_once(actor: Actor, everyone) -> None:
    change(actor, everyone, "segment", "client")
    assert everyone.get(name="Dana Whitcomb").hand_edited == ["segment"]


def test_sorting_is_undone_step_by_step_as_far_as_wanted(actor: Actor, everyone) -> None:
    before = book(actor)
    change(actor, everyone, "tag", "golf")
    for name, segment in (("Dana Whitcomb", "friend"), ("Tom Halloran", "family")):
        change(actor, everyone.filter(name=name), "segment", segment, sorting=True)
    assert everyone.get(name="Tom Halloran").segment == "family"

    assert undo_sorting(actor=actor, now=LATER).change.value == "family"
    assert everyone.get(name="Tom Halloran").segment == "client"
    assert undo_sorting(actor=actor, now=LATER).change.value == "friend"
    assert undo_sorting(actor=actor, now=LATER) is None
    assert {name: row[0].segment for name, row in book(actor).items()} == {
        name: row[0].segment for name, row in before.items()
    }


def test_a_change_is_taken_back_once(actor: Actor, everyone) -> None:
    done = change(actor, everyone, "archive")
    undo(actor, done)
    with pytest.raises(Refused, match="taken back already"):
        undo(actor, done)


def test_nobody_changes_or_undoes_in_the_book_next_door(actor: Actor, everyone, stranger: Actor) -> None:
    assert change(stranger, everyone, "archive").people == 0
    done = change(actor, everyone, "segment", "client")
    for uid in (done.change.uid, "nonsense"):
        with pytest.raises(NotFound):
            undo_change(actor=stranger, now=LATER, change_uid=uid)
    assert undo_sorting(actor=stranger, now=LATER) is None


def test_after_a_month_a_change_is_there_for_good(actor: Actor, everyone) -> None:
    done = change(actor, everyone, "archive")
    forget_changes(LATER + KEPT)
    assert Change.objects.count() == 1
    forget_changes(LATER + KEPT + timedelta(seconds=1))
    assert (Change.objects.count(), Before.objects.count()) == (0, 0)
    with pytest.raises(NotFound):
        undo(actor, done)


def test_erasing_somebody_erases_what_they_had_before(actor: Actor, everyone) -> None:
    change(actor, everyone, "segment", "client")
    dana = everyone.get(name="Dana Whitcomb")
    people.erase_person(actor=actor, now=LATER, person_uid=dana.uid)
    assert Before.objects.filter(person_id=dana.pk).count() == 0
    assert Before.objects.count() == 3
