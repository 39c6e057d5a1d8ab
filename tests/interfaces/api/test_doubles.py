"""Doubles over the API: a pair, a merge, its way back; a token for people is enough."""

from __future__ import annotations

import pytest

from grapevine.domain.accounts.models import Member
from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.people.models import Person
from grapevine.domain.people.rules.card import Card
from grapevine.domain.touches import actions as touches
from tests.cast import NOW, meet
from tests.interfaces.api.caller import Caller, problem
from tests.interfaces.api.conftest import secret_of


@pytest.fixture
def both(actor: Actor) -> tuple[Person, Person]:
    """Beth twice, met under her second name."""
    found = meet(actor, Card(name="Beth Sandoval")), meet(actor, Card(name="Elizabeth Sandoval", firm="Riverside"))
    touches.log_touch(actor=actor, now=NOW, person_uid=found[1].uid, at=NOW, kind="call")
    return found


def test_a_pair_is_listed_merged_and_parted_with_a_token_for_people(leah: Member, both: tuple[Person, Person]) -> None:
    api = Caller(secret_of(leah, ["people:read", "people:write"]))
    (pair,) = api.get("/people/doubles").json()["items"]
    assert {pair["one"]["id"], pair["other"]["id"]} == {str(one.uid) for one in both}
    assert pair["score"] >= 50 and "Beth is short for Elizabeth" in pair["reasons"]

    sent = {"keep": str(both[0].uid), "other": str(both[1].uid), "choices": {"name": "other"}}
    done = api.post("/people/merge", sent)
    assert done.status_code == 201
    merge = done.json()
    assert (merge["person_name"], merge["other_name"]) == ("Elizabeth Sandoval", "Elizabeth Sandoval")
    assert api.get("/people/merges").json()["items"] == [merge]
    assert api.get("/people/doubles").json()["items"] == []

    back = api.post(f"/people/merges/{merge['id']}/undo")
    assert back.json() == {"person": str(both[0].uid), "other": str(both[1].uid)}
    problem(api.post(f"/people/merges/{merge['id']}/undo"), 404, "not-found")


def test_two_people_are_not_listed_again(api: Caller, both: tuple[Person, Person]) -> None:
    said = api.post("/people/apart", {"one": str(both[0].uid), "other": str(both[1].uid)})
    assert said.json()["apart"] is True
    assert api.get("/people/doubles").json()["items"] == []


def test_what_makes_no_sense_is_refused(api: Caller, both: tuple[Person, Person]) -> None:
    keep, other = (str(one.uid) for one in both)
    problem(api.post("/people/merge", {"keep": keep, "other": keep}), 422, "invalid")
    problem(api.post("/people/merge", {"keep": keep, "other": other, "choices": {"shoes": "keep"}}), 422, "invalid")


def test_a_stranger_merges_nothing(stranger: Caller, both: tuple[Person, Person]) -> None:
    sent = {"keep": str(both[0].uid), "other": str(both[1].uid)}
    problem(stranger.post("/people/merge", sent), 404, "not-found")
    problem(stranger.post("/people/apart", {"one": sent["keep"], "other": sent["other"]}), 404, "not-found")
