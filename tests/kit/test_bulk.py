"""Rows by the thousand: everything arrives as it was, on both databases, and a refusal leaves nothing behind."""

from __future__ import annotations

import pytest
from django.db import DataError, IntegrityError, transaction

from grapevine.domain.people.models import Detail, Person
from grapevine.kit import bulk, clock
from tests.postgres import only_on_postgres

COLUMNS = ("owner_id", "person_id", "kind", "value", "primary", "parts")
ODD = 'Tab\there, newline\nthere, "quotes", back\\slash, \\N, é, 漢字, and nothing after'


@pytest.fixture
def person(leah) -> Person:
    return Person.objects.create(owner=leah, name="Dana Whitcomb", created_at=clock.now(), updated_at=clock.now())


def test_whatever_a_text_holds_arrives_as_it_was(person: Person) -> None:
    parts = {"street": ODD, "more": [1, None, True]}
    bulk.append(Detail, COLUMNS, [(person.owner_id, person.pk, "fact", ODD, True, parts),
                                  (person.owner_id, person.pk, "fact", "plain", False, None)])  # fmt: skip
    first, second = Detail.objects.order_by("pk")
    assert (first.value, first.primary, first.parts) == (ODD, True, parts)
    assert (second.value, second.primary, second.parts) == ("plain", False, None)


def test_what_is_left_out_gets_its_default(person: Person) -> None:
    bulk.append(Detail, ("owner_id", "person_id", "kind", "value"), [(person.owner_id, person.pk, "tag", "choir")])
    detail = Detail.objects.get()
    assert (detail.label, detail.key, detail.primary, detail.parts, detail.position) == ("", "", False, None, 0)


def test_more_rows_than_are_written_at_a_time_all_arrive(person: Person) -> None:
    count = bulk.CHUNK + 1
    rows = ((person.owner_id, person.pk, "tag", f"t{number}") for number in range(count))
    bulk.append(Detail, ("owner_id", "person_id", "kind", "value"), rows)
    assert Detail.objects.count() == count


def test_a_row_that_the_table_refuses_leaves_nothing_behind(person: Person) -> None:
    good, bad = (person.owner_id, person.pk, "tag", "choir"), (person.owner_id, person.pk, "tag", None)
    with pytest.raises(IntegrityError), transaction.atomic():
        bulk.append(Detail, ("owner_id", "person_id", "kind", "value"), [good, bad])
    assert not Detail.objects.exists()


@pytest.mark.parametrize("count", [bulk.FEW - 1, bulk.FEW, bulk.CHUNK + 1])
def test_objects_arrive_whole_and_know_their_ids(leah, count: int) -> None:
    now = clock.now()
    people = [Person(owner=leah, name=f"{ODD} {number}", created_at=now, updated_at=now) for number in range(count)]
    bulk.append_objects(people, told_by="uid")
    assert {each.pk: each.name for each in people} == dict(Person.objects.values_list("pk", "name"))
    assert set(Person.objects.values_list("created_at", "archived_at", "uid")) == {(now, None, p.uid) for p in people}


def test_what_is_changed_of_many_is_changed_of_each_and_nothing_else(leah, person: Person) -> None:
    now = clock.now()
    others = [Person(owner=leah, name="Ben Okafor", created_at=now, updated_at=now) for _ in range(bulk.FEW)]
    bulk.append_objects(others, told_by="uid")
    for number, each in enumerate(others):
        each.name, each.note = "not written", f"{ODD} {number}" if number else ""
        each.archived_at, each.hand_edited = now if number else None, [number, "note"]
    bulk.change(others, ("note", "archived_at", "hand_edited"))
    for number, each in enumerate(others):
        kept = Person.objects.get(pk=each.pk)
        assert (kept.name, kept.note, kept.hand_edited) == ("Ben Okafor", each.note, [number, "note"])
        assert kept.archived_at == each.archived_at
    assert Person.objects.get(pk=person.pk).hand_edited != [0, "note"]


@only_on_postgres
def test_a_change_that_is_too_long_for_its_column_is_refused_and_not_cut(person: Person) -> None:
    person.prefix = "x" * 1_000
    with pytest.raises(DataError), transaction.atomic():
        bulk.change([person], ("prefix",))
    assert Person.objects.get(pk=person.pk).prefix == ""
