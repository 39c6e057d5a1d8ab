"""Rows by the thousand: everything arrives as it was, on both databases, and a refusal leaves nothing behind."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from grapevine.domain.people.models import Detail, Person
from grapevine.kit import bulk, clock

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
