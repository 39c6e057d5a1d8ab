"""What is known of a person, over the API: the sheet, and each thing on it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from grapevine.domain.people.models import Person
from grapevine.domain.people.rules.knowledge import HEADINGS
from grapevine.kit import clock
from tests.interfaces.api.caller import Caller, problem


def sheet(api: Caller, person: Person) -> dict:
    """heading -> what the sheet says of it."""
    told = api.get(f"/people/{person.uid}/knowledge").json()
    assert told["person"] == str(person.uid)
    assert [row["heading"] for row in told["headings"]] == list(HEADINGS)
    return {row["heading"]: row for row in told["headings"]}


def test_an_empty_sheet_is_full_of_questions(api: Caller, dana: Person) -> None:
    for row in sheet(api, dana).values():
        assert (row["entries"], row["told_at"]) == ([], None)
        assert row["question"].endswith("?")
        assert row["tell"]


def test_one_thing_is_written_down_changed_and_struck_out(api: Caller, dana: Person) -> None:
    said = {"heading": "goals", "text": "A boat", "source": "heard", "heard_from": "Ben Okafor"}
    made = api.post(f"/people/{dana.uid}/knowledge", said)
    assert made.status_code == 201
    there = made["Location"].removeprefix("/api/v1")
    assert api.get(there).json() == made.json()
    assert sheet(api, dana)["goals"]["question"] == ""

    changed = api.patch(there, {"text": "A larger boat"}).json()
    assert changed == {**made.json(), "text": "A larger boat"}
    assert api.delete(there).status_code == 204
    problem(api.get(there), 404, "not-found")


def test_what_is_old_is_marked_and_asked_again(api: Caller, dana: Person) -> None:
    at = (clock.now() - timedelta(days=200)).isoformat()
    api.post(f"/people/{dana.uid}/knowledge", {"heading": "goals", "text": "A boat", "at": at})
    row = sheet(api, dana)["goals"]
    assert [entry["old"] for entry in row["entries"]] == [True]
    assert row["question"]


def test_they_know_mine_and_not_so(api: Caller, dana: Person) -> None:
    told = api.post(f"/people/{dana.uid}/told", {"heading": "skills"}).json()
    assert {row["heading"]: bool(row["told_at"]) for row in told["headings"]} == {
        name: name == "skills" for name in HEADINGS
    }
    api.post(f"/people/{dana.uid}/told", {"heading": "skills", "told": False})
    assert sheet(api, dana)["skills"]["told_at"] is None


@pytest.mark.parametrize(
    ("said", "field"),
    [({"heading": "money"}, "heading"), ({"text": ""}, "text"), ({"source": "x"}, "source"), ({"at": "2020"}, "at")],
)
def test_what_cannot_be_is_told_by_field(api: Caller, dana: Person, said: dict, field: str) -> None:
    answer = api.post(f"/people/{dana.uid}/knowledge", {"heading": "goals", "text": "A boat", **said})
    assert problem(answer, 422, "invalid")["errors"][0]["field"] == field


def test_nobodys_change_is_lost(api: Caller, dana: Person) -> None:
    made = api.post(f"/people/{dana.uid}/knowledge", {"heading": "goals", "text": "A boat"})
    there = made["Location"].removeprefix("/api/v1")
    api.patch(there, {"text": "A larger boat"})
    problem(api.patch(there, {"text": "None"}, if_match=made["ETag"]), 412, "precondition-failed")
    problem(api.delete(there, if_match=made["ETag"]), 412, "precondition-failed")


def test_one_sheet_before_a_talk_says_what_lies_between_what_to_ask_and_what_to_tell(api: Caller, dana: Person) -> None:
    api.post("/touches", {"person": str(dana.uid), "kind": "meal", "note": "Of her move"})
    give = {"person": str(dana.uid), "kind": "referral", "direction": "received", "note": "A couple"}
    api.post("/gives", give)
    api.post(f"/people/{dana.uid}/knowledge", {"heading": "goals", "text": "A boat"})
    api.post(f"/people/{dana.uid}/told", {"heading": "skills"})

    ready = api.get(f"/people/{dana.uid}/preparation").json()

    assert (ready["name"], ready["thanks_owed"], ready["ready_to_ask"]["ready"]) == (dana.name, True, False)
    assert ready["depth"] is not None
    assert [(one["kind"], one["note"]) for one in ready["talks"]] == [("meal", "Of her move")]
    assert (ready["gave"], [one["note"] for one in ready["received"]]) == ([], ["A couple"])
    assert ready["known"] == [{"heading": "goals", "texts": ["A boat"]}]
    assert [one["heading"] for one in ready["ask"]] == [name for name in HEADINGS if name != "goals"]
    assert [one["heading"] for one in ready["tell"]] == [name for name in HEADINGS if name != "skills"]
