"""What is known of somebody, in the book: written down, found, changed, struck out, erased; and who may."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.audit_log.models import Entry as LogEntry
from grapevine.domain.people import actions as people
from grapevine.domain.people import queries
from grapevine.domain.people.actions import knowledge
from grapevine.domain.people.models import Knowledge, Person
from grapevine.domain.people.rules.card import Card
from grapevine.domain.people.rules.knowledge import Row
from grapevine.kit.errors import NotFound, Refused
from tests.cast import BEN, DANA, NOW, meet


@pytest.fixture
def dana(actor: Actor) -> Person:
    """Dana, in Leah's book."""
    return meet(actor, DANA)


def note(actor: Actor, person: Person, **said: object) -> Knowledge:
    """Something Dana said."""
    told = {"heading": "goals", "text": "To speak at the state CPA day", **said}
    return knowledge.add_knowledge(actor=actor, now=NOW, person_uid=person.uid, **told)


def rows(actor: Actor, person: Person, now: datetime = NOW) -> dict[str, Row]:
    """Her sheet."""
    return {row.heading: row for row in queries.sheet_of(actor, person, queries.card_of(person), now)}


def found(actor: Actor, text: str) -> list[str]:
    """Whom the search finds."""
    return [person.name for person in queries.search(actor, text)]


def test_what_was_told_stands_under_its_heading_with_day_and_source(actor: Actor, dana: Person) -> None:
    learned = NOW - timedelta(days=9)
    note(actor, dana, source="heard", heard_from="Ben  Okafor", at=learned)
    (entry,) = rows(actor, dana)["goals"].entries

    assert (entry.text, entry.source, entry.heard_from, entry.at) == (
        "To speak at the state CPA day", "heard", "Ben Okafor", learned,
    )  # fmt: skip
    assert rows(actor, dana)["skills"].is_gap


def test_from_whom_is_kept_only_where_it_was_heard(actor: Actor, dana: Person) -> None:
    assert note(actor, dana, source="read", heard_from="Ben").heard_from == ""


def test_search_finds_it_and_forgets_it(actor: Actor, dana: Person) -> None:
    meet(actor, BEN)
    entry = note(actor, dana, heading="interests", text="Portuguese cooking")
    assert found(actor, "portug cook") == ["Dana Whitcomb"]

    knowledge.edit_knowledge(actor=actor, now=NOW, knowledge_uid=entry.uid, text="Trail running")
    assert (found(actor, "portuguese"), found(actor, "trail")) == ([], ["Dana Whitcomb"])
    knowledge.delete_knowledge(actor=actor, now=NOW, knowledge_uid=entry.uid)
    assert found(actor, "trail") == []


def test_search_still_finds_it_after_the_card_was_changed(actor: Actor, dana: Person) -> None:
    note(actor, dana, heading="interests", text="Trail running")
    people.edit_person(actor=actor, now=NOW, person_uid=dana.uid, card=Card(name="Dana Whitcomb-Lowe"))

    assert found(actor, "trail lowe") == ["Dana Whitcomb-Lowe"]


def test_what_they_know_of_me_has_a_day_and_can_be_taken_back(actor: Actor, dana: Person) -> None:
    knowledge.mark_told(actor=actor, now=NOW, person_uid=dana.uid, heading="skills", at=NOW - timedelta(days=3))
    knowledge.mark_told(actor=actor, now=NOW, person_uid=dana.uid, heading="skills")

    assert rows(actor, dana)["skills"].told_at == NOW
    assert rows(actor, dana)["skills"].is_gap, "that they know mine says nothing of theirs"
    assert Knowledge.objects.count() == 1
    knowledge.mark_told(actor=actor, now=NOW, person_uid=dana.uid, heading="skills", told=False)
    assert rows(actor, dana)["skills"].told_at is None


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"heading": "money"}, "heading"),
        ({"text": " \n "}, "text"),
        ({"text": "x" * 1001}, "text"),
        ({"source": "guessed"}, "source"),
        ({"heard_from": "x" * 201}, "heard_from"),
        ({"at": NOW + timedelta(days=2)}, "at"),
        ({"at": datetime(1950, 1, 1, tzinfo=NOW.tzinfo)}, "at"),
        ({"at": datetime(2026, 1, 1)}, "at"),
    ],
)
def test_what_cannot_be_is_refused_by_name(actor: Actor, dana: Person, said: dict, field: str) -> None:
    with pytest.raises(Refused) as refusal:
        note(actor, dana, **said)
    assert refusal.value.field == field
    assert not Knowledge.objects.exists()


def test_it_is_about_them_or_about_me(actor: Actor, dana: Person) -> None:
    with pytest.raises(Refused):
        knowledge.check(knowledge.Draft(dana.pk, "goals", NOW, "A boat", about="us"), NOW)


def test_an_unknown_heading_cannot_be_told(actor: Actor, dana: Person) -> None:
    with pytest.raises(Refused):
        knowledge.mark_told(actor=actor, now=NOW, person_uid=dana.uid, heading="")


def test_a_stranger_reads_and_writes_nothing(actor: Actor, stranger: Actor, dana: Person) -> None:
    entry = note(actor, dana)
    for attempt in (
        lambda: queries.knowledge(stranger, entry.uid),
        lambda: note(stranger, dana),
        lambda: knowledge.mark_told(actor=stranger, now=NOW, person_uid=dana.uid, heading="goals"),
        lambda: knowledge.edit_knowledge(actor=stranger, now=NOW, knowledge_uid=entry.uid, text="Nothing"),
        lambda: knowledge.delete_knowledge(actor=stranger, now=NOW, knowledge_uid=entry.uid),
    ):
        with pytest.raises(NotFound):
            attempt()
    assert rows(stranger, dana)["goals"].is_gap
    assert list(queries.every_knowledge(stranger)) == []
    assert queries.knowledge(actor, entry.uid).text == entry.text


def test_what_is_no_id_is_not_found(actor: Actor) -> None:
    with pytest.raises(NotFound):
        queries.knowledge(actor, "goals")


def test_erasing_the_person_leaves_nothing_of_it(actor: Actor, dana: Person) -> None:
    note(actor, dana, text="Portuguese cooking")
    knowledge.mark_told(actor=actor, now=NOW, person_uid=dana.uid, heading="goals")
    people.erase_person(actor=actor, now=NOW, person_uid=dana.uid)

    assert not Knowledge.objects.exists()
    assert found(actor, "portuguese") == []


def test_every_write_is_in_the_log(actor: Actor, dana: Person) -> None:
    entry = note(actor, dana)
    knowledge.edit_knowledge(actor=actor, now=NOW, knowledge_uid=entry.uid, text="A boat")
    knowledge.mark_told(actor=actor, now=NOW, person_uid=dana.uid, heading="goals")
    knowledge.mark_told(actor=actor, now=NOW, person_uid=dana.uid, heading="goals", told=False)
    knowledge.delete_knowledge(actor=actor, now=NOW, knowledge_uid=entry.uid)

    verbs = LogEntry.objects.filter(verb__startswith="knowledge.").order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == [f"knowledge.{verb}" for verb in ("added", "changed", "told", "untold", "deleted")]


def test_the_sheet_costs_one_query(actor: Actor, dana: Person, django_assert_num_queries: object) -> None:
    for number in range(12):
        note(actor, dana, text=f"Goal {number}")
    card = queries.card_of(dana)
    with django_assert_num_queries(1):  # type: ignore[operator]
        queries.sheet_of(actor, dana, card, NOW)
