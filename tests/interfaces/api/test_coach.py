"""The guard, techniques and the week's plan over the API."""

from __future__ import annotations

from grapevine.domain.people.models import Person
from tests.interfaces.api.caller import Caller, problem

ASK = "Do you know anyone who needs a lawyer? Please pass my name on."


def test_a_draft_is_judged_with_the_places_of_its_words_and_overruled(api: Caller, dana: Person) -> None:
    found = api.post(f"/people/{dana.uid}/guard", {"draft": ASK}).json()
    assert (found["pitch"], found["voice"], found["stage"]) == (True, "stop", "seen")
    assert all(ASK[cue["start"] : cue["end"]] == cue["text"] for cue in found["cues"]) and found["openings"]
    made = api.post(f"/people/{dana.uid}/guard/overrule", {"draft": ASK}).json()
    assert api.get("/guard/overrules").json()["items"] == [made] and made["families"] == ["referral"]
    problem(api.post(f"/people/{dana.uid}/guard/overrule", {"draft": "Thank you!"}), 422, "invalid")
    assert api.delete(f"/guard/overrules/{made['id']}").status_code == 204


def test_techniques_are_listed_fitted_taken_up_and_tried(api: Caller, dana: Person) -> None:
    assert len(api.get("/techniques").json()["items"]) >= 40
    assert set(api.get(f"/people/{dana.uid}/techniques").json()) == {"items", "starters"}
    chosen = api.post("/techniques/walk/choose", {}).json()
    tried = api.post("/techniques/walk/tries", {"went": "so_so", "person": str(dana.uid)}).json()
    assert tried["id"] == chosen["id"] and tried["person"] == str(dana.uid)
    practised = api.get("/practice").json()
    assert (practised["tried"], practised["items"]) == (1, [tried])
    problem(api.post("/techniques/walk/tries", {"went": "great"}), 422, "invalid")
    problem(api.post("/techniques/cold-call/choose", {}), 404, "not-found")
    assert api.delete(f"/practice/{tried['id']}").status_code == 204


def test_the_week_is_shown_and_answered(api: Caller, dana: Person) -> None:
    shown = api.get("/plan?minutes=60").json()
    assert (shown["minutes"], shown["spent"], shown["exact"], shown["not_yet"]) == (60, 0, True, None)
    assert api.post("/touches", {"person": str(dana.uid), "kind": "one_to_one"}).status_code == 201
    warned = api.get("/plan?minutes=0").json()["not_yet"]
    assert warned["person"] == str(dana.uid) and warned["reason"] and warned["step"]
    made = api.post(f"/plan/{dana.uid}/short-hello", {"state": "done", "note": "Hello"}).json()
    assert made["touch"] and made["give"] is None
    assert api.get("/plan?minutes=60").json()["spent"] == 5
    later = api.post(f"/plan/{dana.uid}/walk", {"state": "later"}).json()
    assert (later["state"], later["touch"]) == ("later", None)
    assert api.post(f"/plan/{dana.uid}/walk", {"state": "skipped"}).json()["id"] == later["id"]
    problem(api.post(f"/plan/{dana.uid}/walk", {"state": "never"}), 422, "invalid")
    assert api.delete(f"/plan/answers/{later['id']}").status_code == 204


def test_the_calendar_and_the_letter_on_monday_are_chosen(api: Caller) -> None:
    assert api.get("/plan/calendar").json() == {"address": ""}
    assert api.post("/plan/calendar", {}).status_code == 204
    first = api.get("/plan/calendar").json()["address"]
    assert "/calendar/" in first and first.endswith(".ics")
    api.post("/plan/calendar", {})
    assert api.get("/plan/calendar").json()["address"] != first
    assert api.delete("/plan/calendar").status_code == 204
    assert api.get("/plan/calendar").json() == {"address": ""}
    assert api.get("/plan/letter").json() == {"wished": False}
    assert api.patch("/plan/letter", {"wished": True}).json() == api.get("/plan/letter").json() == {"wished": True}
    problem(api.patch("/plan/letter", {"wished": "perhaps"}), 422, "invalid")
