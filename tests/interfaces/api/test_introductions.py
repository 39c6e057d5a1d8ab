"""Warm introductions over the API: wishes, who knows whom, ways, and requests step by step."""

from __future__ import annotations

from datetime import timedelta

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.people.models import Person
from grapevine.domain.touches.actions import log_touch
from grapevine.kit import clock
from tests.cast import PRIYA, meet
from tests.interfaces.api.caller import Caller, problem


def close(actor: Actor, person: Person) -> None:
    """Dinner every week."""
    now = clock.now()
    for week in range(1, 9):
        log_touch(actor=actor, now=now, person_uid=person.uid, at=now - timedelta(weeks=week), kind="meal", minutes=90)


def test_from_a_wish_to_having_met(api: Caller, actor: Actor, dana: Person) -> None:
    close(actor, dana)
    made = api.post("/wishes", {"name": "Carla Ortiz", "firm": "County Court", "why": "Mediation"})
    assert made.status_code == 201
    place = made["Location"].removeprefix("/api/v1")
    assert api.get(place).json() == made.json()
    assert made.json()["state"] == "looking"
    wish = made.json()["id"]
    noted = api.post(f"/people/{dana.uid}/acquaintances", {"wish": wish, "how_well": "close"})
    assert noted.status_code == 201
    assert api.get(f"/people/{dana.uid}/acquaintances").json() == {"items": [noted.json()]}
    [way] = api.get(f"{place}/paths").json()["paths"]
    assert way["go_betweens"] == [{"name": "Dana Whitcomb", "person": str(dana.uid), "member": None}]
    assert len(way["lines"]) == 2
    row = api.post("/introductions", {"wish": wish, "person": str(dana.uid)})
    assert row.status_code == 201
    there = row["Location"].removeprefix("/api/v1")
    assert api.patch(there, {"letter": "Dear Dana"}, if_match=row["ETag"]).json()["letter"] == "Dear Dana"
    for state in ("asked", "agreed", "introduced", "met"):
        told = api.post(f"{there}/steps", {"state": state, "note": "so"}).json()
    assert (told["state"], told["next"]) == ("met", [])
    assert [step["state"] for step in told["steps"]][1:] == ["asked", "agreed", "introduced", "met"]
    assert api.get("/introductions").json() == {"mine": [api.get(there).json()], "to_me": []}
    assert api.get("/wishes").json()["items"][0]["state"] == "met"
    problem(api.post(f"{there}/steps", {"state": "asked"}), 422, "invalid")


def test_a_wish_is_changed_taken_into_the_book_and_forgotten(api: Caller) -> None:
    place = api.post("/wishes", {"name": "Carla Ortiz"})["Location"].removeprefix("/api/v1")
    tag = api.get(place)["ETag"]
    assert api.patch(place, {"firm": "County Court"}, if_match=tag).json()["firm"] == "County Court"
    assert api.patch(place, {"firm": "Other"}, if_match=tag).status_code == 412
    assert api.patch(place, {"given_up": True}).json()["state"] == "given_up"
    assert api.patch(place, {"given_up": False}).json()["state"] == "looking"
    assert api.post(f"{place}/take").json()["person"]
    assert api.delete(place).status_code == 204
    problem(api.get(place), 404, "not-found")


def test_a_person_can_be_looked_for_and_hidden(api: Caller, actor: Actor, dana: Person) -> None:
    close(actor, dana)
    priya = meet(actor, PRIYA)
    noted = api.post(f"/people/{dana.uid}/acquaintances", {"other": str(priya.uid)}).json()
    assert len(api.get(f"/people/{priya.uid}/paths").json()["paths"]) == 1
    told = api.put(f"/people/{dana.uid}/standing", {"standing": "hidden"}).json()
    assert told == {"person": str(dana.uid), "standing": "hidden"}
    assert api.get(f"/people/{priya.uid}/paths").json() == {"paths": []}
    assert api.delete(f"/acquaintances/{noted['id']}").status_code == 204


def test_nothing_of_it_is_a_strangers(api: Caller, stranger: Caller, dana: Person) -> None:
    wish = api.post("/wishes", {"name": "Carla Ortiz"}).json()["id"]
    row = api.post("/introductions", {"wish": wish, "person": str(dana.uid)}).json()["id"]
    for path in (f"/wishes/{wish}", f"/wishes/{wish}/paths", f"/introductions/{row}", f"/people/{dana.uid}/paths"):
        problem(stranger.get(path), 404, "not-found")
    problem(stranger.post(f"/introductions/{row}/steps", {"state": "asked"}), 404, "not-found")
    problem(stranger.post("/introductions", {"wish": wish, "person": str(dana.uid)}), 404, "not-found")
