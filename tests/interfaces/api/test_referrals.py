"""Referrals through the API: noted, agreed to, moved, thanked for; who moves first wins, the other is told."""

from __future__ import annotations

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.gives.models import Give
from grapevine.domain.people.models import Person
from tests.cast import BEN, meet
from tests.interfaces.api.caller import Caller, problem

WHOM = {"name": "Yuki Tanaka", "phone": "+1 617 555 0111"}


def noted(api: Caller, dana: Person, **said: object) -> dict:
    """One that is to go to Dana, or came from her."""
    body = {"person": str(dana.uid), "need": "Somebody to look at the taxes", "whom": WHOM, **said}
    made = api.post("/referrals", body)
    assert made.status_code == 201, made.content
    assert made["Location"].endswith(made.json()["id"])
    return made.json()


def test_one_is_given_from_the_first_word_to_the_thanks(api: Caller, dana: Person) -> None:
    made = noted(api, dana, moment="", warmth="expects")
    there = f"/referrals/{made['id']}"
    assert (made["stage"], made["version"]) == ("noted", 1)
    assert "Ask them first" in problem(api.post(f"{there}/moves", {"to": "sent"}), 422, "invalid")["detail"]
    agreed = api.post(f"{there}/consent", {"how": "said", "words": "On the phone"}).json()
    assert agreed == {"id": made["id"], "stage": "consented", "version": 2}
    for to in ("sent", "accepted", "won"):
        moved = api.post(f"{there}/moves", {"to": to, "note": "Well"}).json()
    problem(api.post(f"{there}/moves", {"to": "met", "correcting": True, "note": "x", "version": 2}), 409, "conflict")
    assert moved == {"id": made["id"], "stage": "won", "version": 5}
    assert api.post(f"{there}/thanks", {"words": "Thank you"}).status_code == 200
    seen = api.get(there).json()
    assert (seen["closed"], seen["thanks"]["words"], seen["whom"]["phone"]) == (True, "Thank you", WHOM["phone"])
    assert [(move["to"], move["via"]) for move in seen["moves"]][-2:] == [("accepted", "heard"), ("won", "heard")]
    assert Give.objects.count() == 2
    assert api.delete(f"{there}/thanks").json()["stage"] == "won"
    api.post(f"{there}/moves", {"to": "void", "note": "Twice"})
    assert Give.objects.count() == 0 and api.get(there).json()["choices"] == []


def test_what_came_is_listed_on_the_board_and_counted(api: Caller, dana: Person) -> None:
    ids = [noted(api, dana, role="receiver")["id"] for _ in range(3)]
    kept = api.post(f"/referrals/{ids[0]}/own", {"worth": 700, "next_step": "Call on Friday"})
    assert kept.json()["stage"] == "sent"
    api.post(f"/referrals/{ids[0]}/own", {"note": "Prefers mornings"})
    assert api.get(f"/referrals/{ids[0]}").json()["worth"] == 700
    board = api.get("/referrals/board?role=receiver").json()
    lane = next(lane for lane in board["lanes"] if lane["key"] == "sent")
    assert (lane["count"], lane["worth"], board["totals"]["giver"]["count"]) == (3, 700, 0)
    assert {one["next"] for one in lane["referrals"]} == {"Call on Friday", "Say yes or no"}
    first = api.get("/referrals?limit=2&role=receiver&due=open").json()
    rest = api.get(f"/referrals?limit=2&role=receiver&due=open&cursor={first['next']}").json()
    assert {one["id"] for one in [*first["items"], *rest["items"]]} == set(ids) and rest["next"] is None
    whole, _, partner = api.get("/referrals/results").json()["items"]
    assert (whole["role"], whole["person"], partner["person"]["name"]) == ("giver", None, "Dana Whitcomb")
    assert (partner["sent"], partner["won_share"]) == (3, None)


def test_what_makes_no_sense_is_told_by_field(api: Caller, dana: Person) -> None:
    made = noted(api, dana)
    for path, body, field in (
        ("/referrals", {"person": str(dana.uid), "need": " "}, "need"),
        ("/referrals", {"person": str(dana.uid), "need": "x", "role": "prospect"}, "role"),
        (f"/referrals/{made['id']}/moves", {"to": "nowhere"}, "to"),
        (f"/referrals/{made['id']}/consent", {"how": "guessed"}, "how"),
    ):
        assert problem(api.post(path, body), 422, "invalid")["errors"][0]["field"] == field
    problem(api.get("/referrals/board?role=nobody"), 422, "invalid")
    problem(api.get("/referrals?due=someday"), 422, "invalid")


def test_words_chain_times_and_who_serves_a_moment(api: Caller, dana: Person) -> None:
    first, second = noted(api, dana), noted(api, dana)
    there = f"/referrals/{second['id']}"
    assert api.post(f"{there}/words", {"need": "A tax letter", "whom": {"name": "Ada Byron"}}).status_code == 200
    assert [one["who"] for one in api.get("/referrals?q=tax+letter").json()["items"]] == ["Ada Byron"]
    api.post(f"{there}/chain", {"came_from": first["id"]})
    assert [line["depth"] for line in api.get(there).json()["chain"]] == [0, 1]
    circle = problem(api.post(f"/referrals/{first['id']}/chain", {"came_from": second["id"]}), 422, "invalid")
    assert "cannot both come first" in circle["detail"]
    api.post(f"{there}/chain", {"came_from": None})
    assert api.get(there).json()["chain"] == []
    assert api.get("/referrals/times").json()["days"]["sent"] == 2
    assert api.put("/referrals/times", {"days": {"sent": 9}}).json()["days"]["sent"] == 9
    problem(api.put("/referrals/times", {"days": {"void": 9}}), 422, "invalid")
    (one,) = api.get("/referrals/serving?moment=tax-letter").json()["items"]
    assert (one["person"]["name"], one["partner"], one["not_yet"]) == (
        "Dana Whitcomb", False, "Nothing between you is measured yet."
    )  # fmt: skip
    problem(api.get("/referrals/serving?moment=none"), 404, "not-found")


def test_two_are_introduced_once_a_day(api: Caller, actor: Actor, dana: Person) -> None:
    pair = {"one": str(dana.uid), "other": str(meet(actor, BEN).uid), "why": "A move"}
    made = api.post("/referrals/introductions", pair)
    assert made.status_code == 201 and Give.objects.filter(kind="introduction").count() == 2
    again = api.post("/referrals/introductions", {**pair, "one": pair["other"], "other": pair["one"]})
    assert sorted(again.json()["gives"]) == sorted(made.json()["gives"]) and Give.objects.count() == 2
