"""A statement that is built once answers like the query it was built from, for any values."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.db.models import UUIDField, Value

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.people.actions import add_person
from grapevine.domain.people.models import Person
from grapevine.domain.people.rules.card import Card
from grapevine.kit.prepared import Prepared
from tests.cast import NOW


@pytest.fixture
def book(actor: Actor) -> list[Person]:
    return [
        add_person(actor=actor, now=NOW, card=Card(name=name))
        for name in ("Dana Whitcomb", "Ben Okafor", "Priya Raman")
    ]


def test_values_take_their_places_and_columns_come_back_as_python_has_them(actor: Actor, book: list[Person]) -> None:
    by_uid = Prepared(
        lambda owner, uid: Person.objects.filter(owner=owner, uid=uid).values_list("uid", "name", "created_at"),
        1,
        UUID(int=0),
    )
    for person in book:
        assert by_uid(actor.member_id, person.uid) == [(person.uid, person.name, NOW)]
    assert by_uid(actor.member_id + 1, book[0].uid) == []


def test_where_a_column_holds_no_uid_there_is_none(actor: Actor, book: list[Person]) -> None:
    nobody = Value(None, output_field=UUIDField())
    empty = Prepared(lambda person: Person.objects.filter(pk=person).annotate(whose=nobody).values_list("whose"), 1)
    assert empty(book[0].pk) == [(None,)]


def test_it_gives_whole_rows_that_can_be_saved(actor: Actor, book: list[Person]) -> None:
    since = Prepared(lambda at: Person.objects.filter(created_at__gte=at).order_by("name"), NOW)
    found = since(NOW)
    assert [person.name for person in found] == ["Ben Okafor", "Dana Whitcomb", "Priya Raman"]
    found[0].note = "met at the market"
    found[0].save(update_fields=["note"])
    assert Person.objects.get(pk=found[0].pk).note == "met at the market"
    assert since(datetime(2027, 1, 1, tzinfo=UTC)) == [] and since.first(NOW) == found[0]


def test_a_list_may_have_any_length(actor: Actor, book: list[Person]) -> None:
    among = Prepared(lambda people: Person.objects.filter(pk__among=people).order_by("pk").values_list("pk"), [1])
    keys = [person.pk for person in book]
    for length in range(4):
        assert among(keys[:length]) == [(pk,) for pk in keys[:length]]


def test_a_constant_of_the_query_stays_a_constant(actor: Actor, book: list[Person]) -> None:
    named = Prepared(
        lambda owner: Person.objects.filter(owner=owner, name="Ben Okafor", archived_at=None).values_list("name"), 1
    )
    assert named(actor.member_id) == [("Ben Okafor",)]


def test_a_query_that_changes_its_value_is_refused_when_it_is_built(actor: Actor) -> None:
    changed = Prepared(lambda name: Person.objects.filter(name=name.upper()).values_list("pk"), "dana")
    with pytest.raises(ValueError, match="made from a value"):
        changed("dana")
