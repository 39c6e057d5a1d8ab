"""POST /lines: one line, read or kept whole, or refused with what is not clear."""

from __future__ import annotations

from typing import Any

import pytest

from grapevine.domain.accounts.models import Member
from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.gives.models import Give
from grapevine.domain.people.models import Person
from grapevine.domain.people.rules.card import Card
from grapevine.domain.touches.models import Touch
from tests.cast import meet
from tests.interfaces.api.caller import Caller, problem
from tests.interfaces.api.conftest import a_token_with

LINE = "coffee with Dana yesterday 1h, gave her the name of a bookkeeper"
SCOPES = ("people:read", "touches:write", "gives:write")


def keep(api: Caller, line: str = LINE, **more: Any) -> Any:
    return api.post("/lines", {"line": line, **more})


def test_a_line_is_kept_and_told(api: Caller, dana: Person) -> None:
    answer = keep(api)
    assert answer.status_code == 201
    made = answer.json()
    understood = made["understood"]
    assert understood["people"] == [{"id": str(dana.uid), "name": "Dana Whitcomb", "firm": "Whitcomb & Lowe"}]
    assert (understood["kind"], understood["minutes"], understood["unsure"]) == ("one_to_one", 60, [])
    assert understood["said"][1] == "You gave Dana Whitcomb an introduction (business)."
    assert (made["touches"], made["gives"]) == ([str(Touch.objects.get().uid)], [str(Give.objects.get().uid)])
    assert api.get(f"/touches/{made['touches'][0]}").json()["person"] == str(dana.uid)


def test_a_promise_of_a_line_is_kept_as_one(api: Caller, dana: Person) -> None:
    made = keep(api, "promised to send Dana the form tomorrow").json()
    (told,) = made["understood"]["promises"]
    assert (told["by"], told["what"], [each["id"] for each in told["people"]]) == (
        "me", "send Dana the form", [str(dana.uid)]
    )  # fmt: skip
    listed = api.get("/promises").json()["items"]
    assert [(each["id"], each["due"]) for each in listed] == [(made["promises"][0], told["due"])]
    assert (made["touches"], made["gives"]) == ([], [])


def test_a_dry_run_reads_and_keeps_nothing(api: Caller, dana: Person) -> None:
    answer = keep(api, dry_run=True)
    assert answer.status_code == 200
    assert answer.json()["understood"]["gives"][0]["people"][0]["id"] == str(dana.uid)
    unclear = keep(api, "called Zelda Fitch", dry_run=True).json()["understood"]
    assert [(each["text"], each["answers"]) for each in unclear["unsure"]] == [("Zelda Fitch", ["new"])]
    would = keep(api, "called Zelda Fitch", dry_run=True, choices={"Zelda Fitch": "new"}).json()
    assert would["understood"]["people"] == [{"id": None, "name": "Zelda Fitch", "firm": ""}]
    assert not Touch.objects.exists()
    assert Person.objects.count() == 1


def test_namesakes_are_refused_with_the_candidates(api: Caller, actor: Actor, dana: Person) -> None:
    other = meet(actor, Card(name="Dana Cole"))
    told = problem(keep(api), 422, "invalid")
    assert told["errors"][0]["field"] == "who"
    (unsure,) = told["unsure"]
    assert (unsure["text"], unsure["reason"]) == ("Dana", "ambiguous")
    assert {each["id"] for each in unsure["candidates"]} == {str(dana.uid), str(other.uid)}
    assert not Touch.objects.exists()
    assert keep(api, choices={"Dana": str(other.uid)}).status_code == 201
    assert Touch.objects.get().person_id == other.pk


def test_a_line_sent_twice_with_one_key_is_kept_once(api: Caller, dana: Person) -> None:
    first = api.post("/lines", {"line": LINE}, idempotency_key="k")
    assert api.post("/lines", {"line": LINE}, idempotency_key="k").json() == first.json()
    assert Touch.objects.count() == 1


@pytest.mark.parametrize("missing", SCOPES)
def test_each_of_the_three_scopes_is_needed(leah: Member, dana: Person, missing: str) -> None:
    assert keep(a_token_with(leah, *SCOPES)).status_code == 201
    program = a_token_with(leah, *(scope for scope in SCOPES if scope != missing))
    assert missing in problem(keep(program), 403, "not-allowed")["detail"]


def test_adding_somebody_needs_the_right_to_write_the_book(leah: Member) -> None:
    sent = {"line": "called Zelda Fitch", "choices": {"Zelda Fitch": "new"}}
    assert "people:write" in problem(keep(a_token_with(leah, *SCOPES), **sent), 403, "not-allowed")["detail"]
    made = keep(a_token_with(leah, *SCOPES, "people:write"), **sent).json()
    assert made["added"] == [str(Person.objects.get().uid)]


def test_a_stranger_s_people_are_nobody(api: Caller, stranger: Caller, dana: Person) -> None:
    assert problem(keep(stranger), 422, "invalid")["unsure"][0]["candidates"] == []
    problem(keep(stranger, choices={"Dana": str(dana.uid)}), 404, "not-found")


@pytest.mark.parametrize(
    "sent", [{"line": ""}, {"line": "x" * 1001}, {"line": "called Dana", "choices": {"her": "new"}}, {"choices": {}}]
)
def test_what_makes_no_sense_is_refused(api: Caller, sent: dict[str, Any]) -> None:
    problem(api.post("/lines", sent), 422, "invalid")
