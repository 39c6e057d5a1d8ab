"""One line on the pages: shown back, kept, asked about, undone."""

from __future__ import annotations

import re

import pytest

from grapevine.domain.gives.models import Give, Promise
from grapevine.domain.people.models import Person
from grapevine.domain.people.rules.card import Card
from grapevine.domain.touches.models import Touch
from tests.cast import DANA, meet

LINE = "coffee with Dana yesterday 1h, gave her the name of a bookkeeper"
PART = {"HTTP_HX_REQUEST": "true"}


def test_a_line_is_shown_back_and_nothing_is_kept(web, actor):
    meet(actor, DANA)
    part = web.post("/log/line", {"line": LINE}, **PART).content.decode()
    assert "One-to-one with Dana Whitcomb" in part
    assert "60 minutes" in part
    assert "You gave Dana Whitcomb an introduction (business)." in part
    assert "<html" not in part
    page = web.post("/log/line", {"line": LINE, "read": "1"}).content.decode()
    assert "One-to-one with Dana Whitcomb" in page
    assert f'value="{LINE}"' in page
    assert not Touch.objects.exists()


def test_a_line_is_kept_shown_and_undone(web, actor):
    dana = meet(actor, DANA)
    answer = web.post("/log/line", {"line": LINE, "next": "/people"}, follow=True)
    assert answer.redirect_chain == [("/people", 302)]
    page = answer.content.decode()
    assert "Kept. One-to-one with Dana Whitcomb" in page
    assert (Touch.objects.get().person_id, Give.objects.get().person_id) == (dana.pk, dana.pk)
    form = page[page.index("/log/line/undo") :]
    marks = dict(re.findall(r'name="(touch|give)" value="([0-9a-f-]{36})"', form))
    assert marks == {"touch": str(Touch.objects.get().uid), "give": str(Give.objects.get().uid)}
    assert "Undone" in web.post("/log/line/undo", {**marks, "next": "/people"}, follow=True).content.decode()
    assert not Touch.objects.exists()
    assert not Give.objects.exists()
    assert web.post("/log/line/undo", marks).status_code == 404


def test_namesakes_are_asked_about_with_radios_and_the_answer_keeps_it(web, actor):
    dana, other = meet(actor, DANA), meet(actor, Card(name="Dana Cole"))
    answer = web.post("/log/line", {"line": LINE, "next": "/network"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Who is “Dana”?" in page
    assert 'value="/network"' in page
    for option in (str(dana.uid), str(other.uid), "new"):
        assert f'type="radio" name="who-0" value="{option}"' in page
    chosen = {"line": LINE, "words-0": "Dana", "who-0": str(other.uid)}
    shown = web.post("/log/line", chosen, **PART).content.decode()
    assert "“Dana” is Dana Cole." in shown
    assert f'type="hidden" name="who-0" value="{other.uid}"' in shown
    assert web.post("/log/line", chosen).headers["Location"] == f"/people/{other.uid}"
    assert Touch.objects.get().person_id == other.pk


def test_somebody_new_is_added_on_the_way(web, leah):
    line = {"line": "called Zelda Fitch"}
    assert "Somebody new: add Zelda Fitch" in web.post("/log/line", line).content.decode()
    page = web.post("/log/line", {**line, "words-0": "Zelda Fitch", "who-0": "new"}, follow=True).content.decode()
    assert "New in your book: Zelda Fitch." in page
    assert Touch.objects.get().person == Person.objects.get(name="Zelda Fitch")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("the weather is nice", "what happened"),
        ("lunch with Dana tomorrow", "has it happened yet?"),
        ("x" * 1001, "at most 1000 characters"),
        ("", "what happened"),
    ],
)
def test_what_cannot_be_kept_is_told_and_stays_typed(web, actor, line, said):
    meet(actor, DANA)
    answer = web.post("/log/line", {"line": line})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert f'value="{line}"' in answer.content.decode()
    assert not Touch.objects.exists()


def test_a_promise_is_kept_with_its_undo(web, actor):
    dana = meet(actor, DANA)
    page = web.post("/log/line", {"line": "promised to send Dana the form by Friday"}, follow=True).content.decode()
    assert "You promised Dana Whitcomb: send Dana the form, by Friday" in page
    promise = Promise.objects.get()
    assert promise.person_id == dana.pk
    assert f'name="promise" value="{promise.uid}"' in page
    web.post("/log/line/undo", {"promise": str(promise.uid)})
    assert not Promise.objects.exists()


def test_an_empty_line_is_read_as_nothing(web, leah):
    assert web.post("/log/line", {"line": " "}, **PART).content.decode().strip() == ""


def test_a_part_that_cannot_be_read_says_so(web, leah):
    assert "at most 1000" in web.post("/log/line", {"line": "x" * 1001}, **PART).content.decode()


def test_every_page_takes_a_line_in_its_dialog_and_the_log_page_on_top(web, actor):
    page = web.get("/people").content.decode()
    assert 'id="log-line"' in page[page.index("<dialog") :]
    assert 'id="page-line"' in web.get("/log").content.decode()
    assert 'id="page-line"' not in web.get("/log", {"person": str(meet(actor, DANA).uid)}).content.decode()


def test_a_stranger_can_undo_nothing(web, stranger_web, actor):
    meet(actor, DANA)
    web.post("/log/line", {"line": LINE})
    assert stranger_web.post("/log/line/undo", {"touch": str(Touch.objects.get().uid)}).status_code == 404
    assert Touch.objects.exists()


def test_a_line_sends_nobody_to_another_site(web, actor):
    dana = meet(actor, DANA)
    answer = web.post("/log/line", {"line": "called Dana", "next": "//evil.example"})
    assert answer.headers["Location"] == f"/people/{dana.uid}"
