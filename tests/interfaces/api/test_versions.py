"""Versions: an ETag on what is shown, If-Match on what is changed, and nobody's change is overwritten unseen."""

from __future__ import annotations

from typing import Any

import pytest

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.people import actions as people_actions
from grapevine.domain.people.models import Person
from grapevine.domain.people.rules.card import Card
from grapevine.interfaces.api.routers import people as people_router
from grapevine.kit import clock
from tests.interfaces.api.caller import Caller, problem


@pytest.fixture(params=["people", "touches", "gives"])
def thing(request: pytest.FixtureRequest, api: Caller, dana: Person) -> tuple[str, dict[str, Any]]:
    """The address of something that has versions, and a change of it."""
    if request.param == "people":
        return f"/people/{dana.uid}", {"note": "Moved to Oakland"}
    body = {"person": str(dana.uid), "kind": "meal"}
    if request.param == "gives":
        body = {"person": str(dana.uid), "kind": "idea", "direction": "given"}
    return api.post(f"/{request.param}", body).headers["Location"], {"note": "Lunch"}


def test_a_change_against_the_version_seen_goes_through(api: Caller, thing: tuple[str, dict[str, Any]]) -> None:
    path, change = thing
    seen = api.get(path).headers["ETag"]

    changed = api.patch(path, change, if_match=seen)

    assert changed.status_code == 200
    assert changed.headers["ETag"] == api.get(path).headers["ETag"] != seen


def test_a_change_against_an_older_version_changes_nothing(api: Caller, thing: tuple[str, dict[str, Any]]) -> None:
    path, change = thing
    seen = api.get(path).headers["ETag"]
    api.patch(path, {"note": "Somebody else was quicker"})

    problem(api.patch(path, change, if_match=seen), 412, "precondition-failed")
    problem(api.delete(path, if_match=seen), 412, "precondition-failed")

    assert api.get(path).json()["note"] == "Somebody else was quicker"


@pytest.mark.parametrize("tag", ['"0"', "0", 'W/"1"', "nonsense", '"1', '"x", "y"', "é"])
def test_a_tag_that_was_never_given_matches_nothing(
    api: Caller, thing: tuple[str, dict[str, Any]], tag: str
) -> None:
    path, change = thing
    problem(api.patch(path, change, if_match=tag), 412, "precondition-failed")


def test_any_version_will_do_for_a_star_a_list_and_for_who_names_none(
    api: Caller, thing: tuple[str, dict[str, Any]]
) -> None:
    path, change = thing
    assert api.patch(path, change, if_match="*").status_code == 200
    assert api.patch(path, change, if_match=f'"other", {api.get(path).headers["ETag"]}').status_code == 200
    assert api.patch(path, change).status_code == 200


def test_deleting_the_version_seen_goes_through(api: Caller, thing: tuple[str, dict[str, Any]]) -> None:
    path, _ = thing
    assert api.delete(path, if_match=api.get(path).headers["ETag"]).status_code == 204


def test_a_put_minds_the_version_too(api: Caller, dana: Person) -> None:
    path = f"/people/{dana.uid}"
    problem(api.put(path, {"name": "Dana"}, if_match='"7"'), 412, "precondition-failed")
    assert api.put(path, {"name": "Dana"}, if_match='"1"').status_code == 200


def test_a_change_that_crosses_another_is_refused(
    api: Caller, actor: Actor, dana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody saves between our reading and our writing."""
    read = people_router.queries.card_of

    def read_and_lose_the_race(person: Person) -> Card:
        card = read(person)
        if person.revision == 1:
            other = Card(name=f"{card.name} Lowe")
            people_actions.edit_person(actor=actor, now=clock.now(), person_uid=person.uid, card=other)
        return card

    monkeypatch.setattr(people_router.queries, "card_of", read_and_lose_the_race)
    path = f"/people/{dana.uid}"

    problem(api.patch(path, {"firm": "Lowe"}), 409, "conflict")
    assert api.get(path).json()["name"] == "Dana Whitcomb Lowe"

    Person.objects.update(revision=1)
    problem(api.patch(path, {"firm": "Lowe"}, if_match='"1"'), 412, "precondition-failed")
