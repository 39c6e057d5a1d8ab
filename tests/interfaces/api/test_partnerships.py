"""Agreements over the API: proposed, answered by the partner's link, signed, looked at together, ended."""

from __future__ import annotations

from datetime import timedelta

import pytest

from grapevine.domain.partnerships.actions import agreements, partner_links
from grapevine.domain.people.models import Person
from grapevine.kit import clock
from tests.interfaces.api.caller import Caller, problem


@pytest.fixture
def terms(dana: Person) -> dict:
    """What Leah, an attorney, proposes: no numbers."""
    review = (clock.now() + timedelta(days=90)).date()
    return {"person": str(dana.uid), "your_moments": ["divorce"], "review_on": review.isoformat()}


def test_an_agreement_lives_its_whole_life(api: Caller, terms: dict) -> None:
    answer = api.post("/partnerships", terms)
    made, place = answer.json(), answer["Location"]
    assert (made["state"], made["waits_for"], made["regulated"]) == ("proposed", "them", True)
    assert made["terms"]["your_moments"] == ["divorce"] and made["terms"]["disclosure"]
    link = api.post(f"{place}/links", {}).json()
    find = partner_links.as_partner(link["link"].rpartition("/")[2], clock.now())
    agreements.sign(now=clock.now(), find=find, version=1)
    shown = api.get(place).json()
    assert (shown["state"], shown["health"]["state"], shown["waits_for"]) == ("active", "early", "")
    assert [(step["move"], step["by"], step["how"]) for step in shown["steps"]] == [
        ("propose", "you", "member"), ("sign", "them", "link"),
    ]  # fmt: skip
    changed = api.post(f"{place}/wordings", {"version": 1, "cadence": 60, "words": "Every other month?"}).json()
    assert (changed["version"], changed["terms"]["cadence"], changed["in_force"]["cadence"]) == (2, 60, 30)
    problem(api.post(f"{place}/signatures", {"version": 1}), 409, "conflict")
    assert api.post(f"{place}/steps", {"move": "withdraw"}).json()["terms"]["cadence"] == 30
    looked = api.post(f"{place}/check-ins", {"kept": "yes", "step": "Lunch"}).json()
    assert looked["check_ins"][0]["you"]["step"] == "Lunch" and looked["check_ins"][0]["they"] is None
    assert api.post(f"{place}/steps", {"move": "pause"}).json()["state"] == "paused"
    assert api.post(f"{place}/steps", {"move": "resume"}).json()["state"] == "active"
    assert api.post(f"{place}/steps", {"move": "end", "words": "Thank you."}).json()["state"] == "ended"
    assert api.get("/partnerships").json()["items"] == []
    assert [one["id"] for one in api.get("/partnerships?over=true").json()["items"]] == [made["id"]]
    assert api.delete(f"/partnerships/links/{link['id']}").status_code == 204


def test_what_is_wrong_names_its_field(api: Caller, terms: dict) -> None:
    wrong = {
        "you_hope": 2,
        "review_on": None,
        "your_moments": ["no-such"],
        "their_moments": ["no-such"],
    }  # 2: regulated
    for field, said in wrong.items():
        told = problem(api.post("/partnerships", {**terms, field: said}), 422, "invalid")
        assert [error["field"] for error in told["errors"]] == [field]
    problem(api.post("/partnerships", {**terms, "person": str(clock.now().year).zfill(32)}), 404, "not-found")
    place = api.post("/partnerships", terms)["Location"]
    told = problem(api.post(f"{place}/wordings", {"version": 1, "they_hope": 2}), 422, "invalid")
    assert [error["field"] for error in told["errors"]] == ["they_hope"]
    problem(api.post("/partnerships", terms), 422, "invalid")  # one open agreement between two
    problem(api.post(f"{place}/steps", {"move": "sign"}), 422, "invalid")
    problem(api.post(f"{place}/signatures", {"version": 1}), 422, "invalid")  # signed with the proposal
    problem(api.post(f"{place}/check-ins", {"kept": "yes"}), 422, "invalid")


def test_a_stranger_finds_nothing(api: Caller, terms: dict, stranger: Caller) -> None:
    place = api.post("/partnerships", terms)["Location"]
    problem(stranger.get(place), 404, "not-found")
    problem(stranger.post(f"{place}/signatures", {"version": 1}), 404, "not-found")
    problem(stranger.post(f"{place}/links", {}), 404, "not-found")
