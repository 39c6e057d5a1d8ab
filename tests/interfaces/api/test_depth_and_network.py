"""Depth of one relationship with its evidence, ratings, and the shape of the network."""

from __future__ import annotations

from datetime import timedelta

import pytest

from grapevine.domain.accounts.models import Member
from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.people.models import Person
from grapevine.domain.touches import actions as touch_actions
from grapevine.kit import clock
from tests.interfaces.api.caller import Caller, problem
from tests.interfaces.api.conftest import a_token_with

INGREDIENTS = ["know", "like", "trust", "committed", "educated"]


def test_what_was_not_measured_is_null_and_never_zero(api: Caller, dana: Person) -> None:
    told = api.get(f"/people/{dana.uid}/depth").json()

    assert (told["depth"], told["i_know"], told["they_know"], told["missing"]) == (None, None, None, "know")
    for side in ("mine", "theirs"):
        assert list(told[side]) == INGREDIENTS
        assert {(part["value"], part["measured"], part["rated"]) for part in told[side].values()} == {
            (None, False, None)
        }
    assert told["evidence"]["touches"] == 0
    assert told["evidence"]["since"] is None


def test_depth_comes_with_both_sides_and_its_evidence(api: Caller, actor: Actor, dana: Person) -> None:
    now = clock.now()
    for days in (3, 10, 20):
        touch_actions.log_touch(actor=actor, now=now, person_uid=dana.uid, at=now - timedelta(days=days),
                                kind="one_to_one", minutes=60, began_by="me")  # fmt: skip

    told = api.get(f"/people/{dana.uid}/depth").json()

    assert told["id"] == str(dana.uid)
    assert 0 < told["they_know"] < told["i_know"] < 100
    assert told["mine"]["know"]["measured"] is True
    assert 0 < told["mine"]["know"]["value"] < 1
    assert (told["evidence"]["touches"], told["evidence"]["minutes"]) == (3, 180)
    assert [share["kind"] for share in told["evidence"]["shares"]] == ["one_to_one"]
    assert told["evidence"]["shares"][0]["share"] == pytest.approx(1.0)
    assert told["depth"] == pytest.approx(api.get("/people").json()["items"][0]["depth"], abs=0.001)


def test_a_rating_counts_and_only_the_newest(api: Caller, dana: Person) -> None:
    assert api.post(f"/people/{dana.uid}/rating", {"value": 5}).status_code == 201
    high = api.get(f"/people/{dana.uid}/depth").json()
    told = {"value": pytest.approx(0.914, abs=0.001), "measured": True, "rated": 5, "corrected": None}
    assert high["mine"]["trust"] == told

    api.post(f"/people/{dana.uid}/rating", {"value": 2})

    low = api.get(f"/people/{dana.uid}/depth").json()
    assert low["mine"]["trust"]["rated"] == 2
    assert low["i_know"] < high["i_know"]
    assert low["theirs"]["trust"]["rated"] is None


def test_an_ask_too_soon_is_told_with_its_reason_and_a_better_step(api: Caller, dana: Person) -> None:
    told = api.get(f"/people/{dana.uid}/depth").json()["ready_to_ask"]
    assert (told["ready"], told["missing"]) == (False, "depth")
    assert told["reason"] and told["step"]

    for days in range(0, 180, 7):
        at = (clock.now() - timedelta(days=days)).isoformat()
        api.post("/touches", {"person": str(dana.uid), "kind": "meal", "at": at})
    assert api.get(f"/people/{dana.uid}/depth").json()["ready_to_ask"]["missing"] == "gave"
    api.post("/gives", {"person": str(dana.uid), "kind": "idea", "direction": "given"})
    assert api.get(f"/people/{dana.uid}/depth").json()["ready_to_ask"]["ready"] is True
    api.post("/touches", {"person": str(dana.uid), "kind": "call", "about": "ask"})
    assert api.get(f"/people/{dana.uid}/depth").json()["ready_to_ask"]["missing"] == "asked"


@pytest.mark.parametrize("value", [0, 6, 2.5, "high", None])
def test_a_rating_lies_between_one_and_five(api: Caller, dana: Person, value: object) -> None:
    told = problem(api.post(f"/people/{dana.uid}/rating", {"value": value}), 422, "invalid")
    assert told["errors"][0]["field"] == "value"


def test_the_shape_counts_everybody_once(api: Caller, actor: Actor, dana: Person) -> None:
    assert api.get("/network/shape").json() == {
        "people": 1, "archived": 0, "deep": 0, "both": 0, "one_sided": 0, "met": 0, "none": 1,
    }  # fmt: skip
    api.post("/touches", {"person": str(dana.uid), "kind": "meal"})
    told = api.get("/network/shape").json()
    assert (told["met"], told["none"]) == (1, 0)


def test_each_operation_needs_its_own_scope_and_no_other(leah: Member, dana: Person) -> None:
    network, people = a_token_with(leah, "network:read"), a_token_with(leah, "people:read")

    assert network.get(f"/people/{dana.uid}/depth").status_code == 200
    assert network.get("/network/shape").status_code == 200
    assert people.get("/people").status_code == 200
    problem(people.get(f"/people/{dana.uid}/depth"), 403, "not-allowed")
    problem(network.get("/people"), 403, "not-allowed")


def test_a_token_for_touches_logs_one_but_does_not_change_a_person(leah: Member, dana: Person) -> None:
    program = a_token_with(leah, "touches:write")

    assert program.post("/touches", {"person": str(dana.uid), "kind": "call"}).status_code == 201
    problem(program.patch(f"/people/{dana.uid}", {"name": "D."}), 403, "not-allowed")
    problem(program.get("/touches"), 403, "not-allowed")
