"""The composer, and changing or deleting what it kept."""

from __future__ import annotations

from datetime import timedelta

import pytest

from grapevine.domain.gives.models import Give
from grapevine.domain.touches.models import Touch
from grapevine.kit import clock
from tests.cast import BEN, DANA, meet

CALL = {"what": "touch", "kind": "call", "minutes": "20", "began_by": "me", "about": "business", "note": "The lease"}


def today() -> str:
    return clock.now().date().isoformat()


def test_a_talk_is_kept_and_the_page_shows_it(web, actor):
    dana = meet(actor, DANA)
    answer = web.post("/log", {**CALL, "person": str(dana.uid), "on": today(), "next": "/people"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/people")
    touch = Touch.objects.get()
    assert (touch.kind, touch.minutes, touch.began_by, touch.note) == ("call", 20, "me", "The lease")
    page = web.get(f"/people/{dana.uid}").content.decode()
    assert "The lease" in page
    assert "you began it" in page
    assert "1 touch on" in page


def test_a_give_is_kept_in_its_direction(web, actor):
    dana = meet(actor, DANA)
    sent = {"what": "received", "give_kind": "introduction", "sphere": "social", "on": today(), "note": "To Ben"}
    web.post("/log", {**sent, "person": str(dana.uid)})
    give = Give.objects.get()
    assert (give.kind, give.direction, give.sphere) == ("introduction", "received", "social")
    page = web.get(f"/people/{dana.uid}?only=got").content.decode()
    assert "To Ben" in page
    assert "You gave nothing and received once." in page


def test_whoever_is_meant_is_asked_for_and_nothing_typed_is_lost(web, actor):
    meet(actor, DANA)
    answer = web.post("/log", {**CALL, "who": "dan", "on": today(), "next": "/people?q=x"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Dana Whitcomb" in page
    assert "The lease" in page
    assert 'value="/people?q=x"' in page
    assert not Touch.objects.exists()


@pytest.mark.parametrize(("who", "said"), [("", "With whom?"), ("zebedee", "nobody of that name")])
def test_nobody_is_not_somebody(web, actor, who, said):
    meet(actor, DANA)
    assert said in web.post("/log", {**CALL, "who": who, "on": today()}).content.decode()


def test_letters_find_people_of_this_book_only(web, actor, stranger):
    meet(actor, DANA)
    meet(stranger, BEN)
    assert "Dana Whitcomb" in web.get("/people/suggest", {"who": "whit"}).content.decode()
    assert "Ben" not in web.get("/people/suggest", {"who": "ben"}).content.decode()
    assert web.get("/people/suggest", {"who": " "}).content.decode().strip() == ""


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"on": ""}, "On which day?"),
        ({"on": "31 February"}, "year-month-day"),
        ({"on": "2199-01-01"}, "lies in the past"),
        ({"kind": "telepathy"}, "no kind of touch"),
        ({"minutes": "many"}, "whole number"),
        ({"began_by": "fate"}, "begun by"),
    ],
)
def test_what_makes_no_sense_is_told_beside_what_was_typed(web, actor, changed, said):
    dana = meet(actor, DANA)
    answer = web.post("/log", {**CALL, "person": str(dana.uid), "on": today(), **changed})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert "The lease" in answer.content.decode()
    assert not Touch.objects.exists()


def test_the_composer_sends_nobody_to_another_site(web, actor):
    dana = meet(actor, DANA)
    for target in ("https://evil.example/", "//evil.example", "/log"):
        answer = web.post("/log", {**CALL, "person": str(dana.uid), "on": today(), "next": target})
        assert answer.headers["Location"] == f"/people/{dana.uid}"


def test_a_touch_is_set_right_and_deleted(web, actor):
    dana = meet(actor, DANA)
    web.post("/log", {**CALL, "person": str(dana.uid), "on": today()})
    touch = Touch.objects.get()
    address = f"/touches/{touch.uid}"
    assert "The lease" in web.get(address).content.decode()
    earlier = (clock.now() - timedelta(days=3)).date().isoformat()
    sent = {"on": earlier, "kind": "meal", "minutes": "", "began_by": "them", "about": "", "note": "Lunch"}
    assert web.post(address, sent).headers["Location"] == f"/people/{dana.uid}"
    touch.refresh_from_db()
    assert (touch.kind, touch.minutes, touch.note, touch.at.date().isoformat()) == ("meal", None, "Lunch", earlier)
    refused = web.post(address, {**sent, "on": "2199-01-01"})
    assert refused.status_code == 422
    assert "lies in the past" in refused.content.decode()
    assert web.post(address, {}).status_code == 422
    web.post(f"{address}/delete")
    assert not Touch.objects.exists()


def test_an_edit_of_the_note_alone_leaves_the_moment(web, actor):
    dana = meet(actor, DANA)
    web.post("/log", {**CALL, "person": str(dana.uid), "on": today()})
    touch = Touch.objects.get()
    sent = {"on": touch.at.date().isoformat(), "kind": "call", "minutes": "20", "began_by": "me", "about": "business"}
    web.post(f"/touches/{touch.uid}", {**sent, "note": "Another"})
    assert Touch.objects.get().at == touch.at


def test_a_give_is_set_right_and_deleted(web, actor):
    dana = meet(actor, DANA)
    sent = {"what": "given", "give_kind": "idea", "sphere": "business", "on": today()}
    web.post("/log", {**sent, "person": str(dana.uid)})
    give = Give.objects.get()
    web.post(f"/gives/{give.uid}", {"on": today(), "kind": "help", "direction": "received", "sphere": "personal"})
    give.refresh_from_db()
    assert (give.kind, give.direction, give.sphere) == ("help", "received", "personal")
    web.post(f"/gives/{give.uid}/delete")
    assert not Give.objects.exists()


def test_a_stranger_can_neither_see_nor_touch_a_ledger(web, stranger_web, actor):
    dana = meet(actor, DANA)
    web.post("/log", {**CALL, "person": str(dana.uid), "on": today()})
    web.post("/log", {"what": "given", "give_kind": "idea", "sphere": "business", "on": today(),
                      "person": str(dana.uid)})  # fmt: skip
    for kind, thing in (("touches", Touch.objects.get()), ("gives", Give.objects.get())):
        assert stranger_web.get(f"/{kind}/{thing.uid}").status_code == 404
        assert stranger_web.post(f"/{kind}/{thing.uid}/delete").status_code == 404


def test_a_long_history_is_read_page_by_page(web, actor):
    dana = meet(actor, DANA)
    for days in range(40):
        on = (clock.now() - timedelta(days=days)).date().isoformat()
        web.post("/log", {**CALL, "note": f"Day {days}.", "person": str(dana.uid), "on": on})
    first = web.get(f"/people/{dana.uid}").content.decode()
    assert "Day 29." in first
    assert "Day 30." not in first
    second = web.get(f"/people/{dana.uid}?from=30").content.decode()
    assert "Day 39." in second
    assert "Earlier</a>" not in second
