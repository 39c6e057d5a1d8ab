"""The queue of whoever is not sorted yet: nearest first, then by name, last those put off."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import Exists, OuterRef
from django.test.utils import CaptureQueriesContext

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.network.queries.chosen import changes, chosen, last_step
from grapevine.domain.network.queries.sorting import Left, left, next_waiting, one_waiting, unsorted_now, waiting
from grapevine.domain.people import actions as people
from grapevine.domain.people import queries
from grapevine.domain.people.actions.bulk import change_many
from grapevine.domain.people.models import Person
from grapevine.domain.people.rules.bulk import Asked, Do
from grapevine.domain.people.rules.card import Card
from grapevine.domain.touches.actions import log_touch
from grapevine.kit.errors import NotFound, Refused
from tests.cast import NOW, meet


@pytest.fixture
def fresh(actor: Actor) -> dict[str, Person]:
    """A fresh import: five people nobody has sorted, and one who is sorted. With two of them there was contact."""
    names = ("Ada Zorn", "Ben Okafor", "Cleo Abel", "Dana Whitcomb", "Eva Moss")
    found = {name.split()[0]: meet(actor, Card(name=name)) for name in names}
    found["Fay"] = meet(actor, Card(name="Fay Sorted", segment="client"))
    for name, days in (("Ben", 90), ("Dana", 2), ("Fay", 1)):
        log_touch(
            actor=actor, now=NOW, person_uid=found[name].uid, at=NOW - timedelta(days=days), kind="meal", minutes=60
        )
    return found


def names(found) -> list[str]:
    return [one.person.name.split()[0] for one in found]


def sort(actor: Actor, person: Person, do: str, value: str = "", minutes: int = 1) -> None:
    own = queries.visible_to(actor).filter(pk=person.pk)
    now = NOW + timedelta(minutes=minutes)
    change_many(actor=actor, now=now, people=own, do=do, value=value, sorting=True)


def test_those_you_had_most_to_do_with_come_first_then_by_name(actor: Actor, fresh: dict[str, Person]) -> None:
    assert names(waiting(actor, limit=10)) == ["Dana", "Ben", "Cleo", "Eva", "Ada"]
    assert left(actor) == Left(5, 0)


def test_whoever_is_put_off_comes_again_after_everybody_else(actor: Actor, fresh: dict[str, Person]) -> None:
    sort(actor, fresh["Dana"], "later", minutes=2)
    sort(actor, fresh["Cleo"], "later", minutes=1)

    assert names(waiting(actor, limit=10)) == ["Ben", "Eva", "Ada", "Cleo", "Dana"]
    assert left(actor) == Left(5, 2)
    sort(actor, fresh["Cleo"], "later", minutes=3)
    assert names(waiting(actor, limit=10))[-2:] == ["Dana", "Cleo"]


@pytest.mark.parametrize("put_off", [False, True])
def test_the_queue_goes_on_from_any_place(actor: Actor, fresh: dict[str, Person], put_off: bool) -> None:
    if put_off:
        for number, name in enumerate(("Ben", "Eva")):
            sort(actor, fresh[name], "later", minutes=number)
    whole = waiting(actor, limit=10)
    for number, one in enumerate(whole):
        assert names(waiting(actor, after=one.cursor, limit=10)) == names(whole)[number + 1 :]


def test_at_the_end_it_begins_again_until_everybody_is_sorted(actor: Actor, fresh: dict[str, Person]) -> None:
    last = waiting(actor, limit=10)[-1]
    found = next_waiting(actor, after=last.cursor)
    assert found is not None and names([found]) == ["Dana"]

    change_many(actor=actor, now=NOW, people=queries.visible_to(actor), do="segment", value="friend")
    assert next_waiting(actor, after=last.cursor) is None
    assert left(actor) == Left(0, 0)


def test_the_archived_are_not_asked_about(actor: Actor, fresh: dict[str, Person]) -> None:
    people.archive_person(actor=actor, now=NOW, person_uid=fresh["Dana"].uid)
    assert names(waiting(actor, limit=10)) == ["Ben", "Cleo", "Eva", "Ada"]


def test_the_queue_can_be_narrowed_to_some(actor: Actor, fresh: dict[str, Person]) -> None:
    wanted = Person.objects.filter(pk__in=[fresh["Ada"].pk, fresh["Ben"].pk, fresh["Fay"].pk])

    def among(column: str) -> Exists:
        return Exists(wanted.filter(pk=OuterRef(column)))

    assert names(waiting(actor, limit=10, among=among)) == ["Ben", "Ada"]
    assert left(actor, among) == Left(2, 0)


def test_each_comes_with_what_one_needs_to_decide(actor: Actor, fresh: dict[str, Person]) -> None:
    (dana,) = waiting(actor)
    assert (dana.card.name, dana.touches, dana.last_touch_at) == ("Dana Whitcomb", 1, NOW - timedelta(days=2))
    assert one_waiting(actor, fresh["Fay"].uid).person.name == "Fay Sorted"


def test_a_queue_of_a_thousand_costs_as_many_statements_as_one_of_five(actor: Actor, fresh: dict[str, Person]) -> None:
    cards = [Card(name=f"Person {number}") for number in range(1_000)]
    people.add_people(actor=actor, now=NOW, cards=cards)
    place = waiting(actor, limit=50)[-1].cursor
    for after in ("", place):
        with CaptureQueriesContext(connection) as asked:
            assert len(waiting(actor, after=after)) == 1
        assert len(asked) <= 5


def test_a_broken_place_is_refused(actor: Actor, fresh: dict[str, Person]) -> None:
    good = waiting(actor)[0].cursor
    for place in ("nonsense", good[:-4], "WyJzb3J0aW5nIiwwLCJ4IiwxXQ", "WyJzb3J0aW5nIiwyLCJ4IiwxXQ"):
        with pytest.raises(Refused):
            waiting(actor, after=place)


def test_the_number_on_the_list_follows_every_change(actor: Actor, fresh: dict[str, Person]) -> None:
    assert unsorted_now(actor, queries.book(actor)) == 5
    sort(actor, fresh["Dana"], "segment", "friend")
    assert unsorted_now(actor, queries.book(actor)) == 4
    meet(actor, Card(name="Gil"))
    assert unsorted_now(actor, queries.book(actor)) == 5
    for left_over in range(5):
        assert unsorted_now(actor, queries.book(actor)) == 5 - left_over
        people.archive_person(actor=actor, now=NOW, person_uid=waiting(actor)[0].person.uid)
    assert unsorted_now(actor, queries.book(actor)) == 0


def test_the_last_step_is_the_one_that_would_be_undone(actor: Actor, fresh: dict[str, Person]) -> None:
    assert last_step(actor) is None
    sort(actor, fresh["Ben"], "segment", "client")
    sort(actor, fresh["Dana"], "archive")
    step = last_step(actor)
    assert step is not None and (step.name, step.asked) == ("Dana Whitcomb", Asked(Do.ARCHIVE))
    assert list(changes(actor)) == []


def test_only_ones_own_people_can_be_named(actor: Actor, fresh: dict[str, Person], stranger: Actor) -> None:
    uids = [fresh["Ada"].uid, str(fresh["Ben"].uid)]
    assert chosen(actor, uids).count() == 2
    for who, wanted in ((stranger, uids), (actor, [*uids, "nonsense"]), (actor, [str(n) for n in range(5_001)])):
        with pytest.raises(NotFound):
            chosen(who, wanted)
    with pytest.raises(Refused):
        chosen(actor, [])
