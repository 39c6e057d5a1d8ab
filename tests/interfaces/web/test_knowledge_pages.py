"""What one knows of a person, on their page; whether it is time to ask; and the page to take along."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from grapevine.domain.gives.actions import log_give
from grapevine.domain.people.actions.knowledge import add_knowledge, mark_told
from grapevine.domain.people.models import Knowledge
from grapevine.domain.people.rules.knowledge import HEADINGS
from grapevine.domain.touches.actions import log_touch
from grapevine.kit import clock
from tests.cast import DANA, meet

HTMX = {"headers": {"HX-Request": "true"}}


@pytest.fixture
def dana(actor):
    """Dana, met long before: nothing is written down yet."""
    return meet(actor, DANA)


def talk(actor, person, days, **said):
    """A one-to-one so many days ago."""
    now = clock.now()
    log_touch(actor=actor, now=now, person_uid=person.uid, at=now - timedelta(days=days),
              **{"kind": "one_to_one", "minutes": 50, **said})  # fmt: skip


def give(actor, person, kind, direction, days, note=""):
    """A give so many days ago."""
    now = clock.now()
    log_give(actor=actor, now=now, person_uid=person.uid, at=now - timedelta(days=days), kind=kind,
             direction=direction, note=note)  # fmt: skip


def test_of_a_new_person_every_heading_is_a_question(web, dana):
    page = web.get(f"/people/{dana.uid}").content.decode()

    assert "What Dana is looking for" in page
    assert page.count("<q>") == len(HEADINGS)
    assert page.count("not told yet") == len(HEADINGS)


def test_what_is_written_down_stands_on_the_page_with_how_one_knows(web, dana):
    sent = {"heading": "goals", "text": "A second analyst by <January>", "source": "heard", "heard_from": "Ben Okafor"}
    answer = web.post(f"/people/{dana.uid}/knowledge", sent)

    assert (answer.status_code, answer.url) == (302, f"/people/{dana.uid}#look-h")
    page = web.get(f"/people/{dana.uid}").content.decode()
    assert "A second analyst by &lt;January&gt;" in page
    assert "heard from Ben Okafor" in page
    assert page.count("<q>") == len(HEADINGS) - 1


def test_a_name_alone_says_that_it_was_heard(web, dana):
    web.post(f"/people/{dana.uid}/knowledge", {"heading": "goals", "text": "A boat", "heard_from": "Ben"})
    assert Knowledge.objects.get().source == "heard"


def test_with_htmx_only_the_sheet_comes_back(web, dana):
    answer = web.post(f"/people/{dana.uid}/knowledge", {"heading": "skills", "text": "Tracing accounts"}, **HTMX)
    part = answer.content.decode()

    assert answer.status_code == 200
    assert "<html" not in part
    assert "Tracing accounts" in part
    told = web.post(f"/people/{dana.uid}/told", {"heading": "skills", "told": "1"}, **HTMX).content.decode()
    assert "✓ Dana knows" in told


def test_nothing_written_is_said_and_what_was_typed_stays(web, dana):
    sent = {"heading": "goals", "text": " ", "source": "read", "on": "2019-05-04"}
    part = web.post(f"/people/{dana.uid}/knowledge", sent, **HTMX).content.decode()

    assert 'role="alert"' in part
    assert 'value="2019-05-04"' in part
    assert '<option value="read" selected>' in part
    web.post(f"/people/{dana.uid}/knowledge", sent | {"text": "A boat", "heading": "money"})
    assert "money" in web.get(f"/people/{dana.uid}").content.decode()
    assert not Knowledge.objects.exists()


def test_told_and_not_so(web, dana):
    web.post(f"/people/{dana.uid}/told", {"heading": "goals", "told": "1"})
    page = web.get(f"/people/{dana.uid}").content.decode()
    assert page.count("✓ Dana knows") == 1
    web.post(f"/people/{dana.uid}/told", {"heading": "goals", "told": "0"})
    assert "✓ Dana knows" not in web.get(f"/people/{dana.uid}").content.decode()
    assert web.post(f"/people/{dana.uid}/told", {"heading": "money", "told": "1"}).status_code == 400


def test_what_is_old_is_worth_asking_again(web, actor, dana):
    then = clock.now() - timedelta(days=200)
    add_knowledge(actor=actor, now=clock.now(), person_uid=dana.uid, heading="goals", text="A boat", at=then)
    page = web.get(f"/people/{dana.uid}").content.decode()

    assert page.count("worth asking again") == 1
    assert "Ask again: <q>How far has it come" in page


def test_an_entry_is_set_right_and_struck_out(web, actor, dana):
    row = add_knowledge(actor=actor, now=clock.now(), person_uid=dana.uid, heading="goals", text="A boat")
    address = f"/knowledge/{row.uid}"
    assert "A boat" in web.get(address).content.decode()
    day = re.search(r'name="on" value="([^"]+)"', web.get(address).content.decode()).group(1)

    sent = {"heading": "skills", "text": "Sailing", "source": "told", "on": day}
    assert web.post(address, sent).url == f"/people/{dana.uid}#look-h"
    row.refresh_from_db()
    assert (row.heading, row.text) == ("skills", "Sailing")
    assert web.post(address, sent | {"text": ""}).status_code == 422
    assert web.post(address, sent | {"on": "2190-01-01"}).status_code == 422
    web.post(address, sent | {"on": "2020-02-02"})
    row.refresh_from_db()
    assert row.at.year == 2020
    web.post(f"{address}/delete")
    assert not Knowledge.objects.exists()


def test_the_page_says_whether_it_is_time_to_ask_and_why(web, actor, dana):
    assert "Not yet the time to ask" in web.get(f"/people/{dana.uid}").content.decode()
    for week in range(26):
        talk(actor, dana, 7 * week + 1)
    assert "You have not given them anything yet." in web.get(f"/people/{dana.uid}").content.decode()
    give(actor, dana, "idea", "given", 2)
    assert "Ready to ask" in web.get(f"/people/{dana.uid}").content.decode()


def test_that_one_asked_is_kept_with_the_composer(web, dana):
    today = clock.now().date().isoformat()
    web.post("/log", {"person": dana.uid, "what": "touch", "kind": "call", "about": "ask", "on": today})
    assert "you asked for something" in web.get(f"/people/{dana.uid}").content.decode()


def test_the_page_to_take_along_says_what_matters(web, actor, dana):
    now = clock.now()
    for day in (3, 30, 60, 90):
        talk(actor, dana, day, note=f"Lunch number {day}")
    give(actor, dana, "introduction", "given", 20, "to Ellen Fisk")
    give(actor, dana, "referral", "received", 10, "Yuki Tanaka")
    add_knowledge(actor=actor, now=now, person_uid=dana.uid, heading="goals", text="A second analyst")
    mark_told(actor=actor, now=now, person_uid=dana.uid, heading="goals")
    page = web.get(f"/people/{dana.uid}/prepare").content.decode()

    for words in ("Before you meet", "CPA, Whitcomb &amp; Lowe", "Lunch number 60", "to Ellen Fisk", "Yuki Tanaka",
                  "Thanks are owed for a referral.", "A second analyst", "Not yet the time to ask.",
                  "One piece of work you are proud of"):  # fmt: skip
        assert words in page
    assert "Lunch number 90" not in page
    assert "One thing you are working toward this year." not in page, "that has been told"
    assert page.count("<q>") == len(HEADINGS) - 1


def test_before_the_first_talk_there_is_a_page_too(web, dana):
    page = web.get(f"/people/{dana.uid}/prepare").content.decode()
    assert "Not measured yet." in page
    assert "None kept yet." in page


def test_a_stranger_finds_none_of_it(stranger_web, actor, dana):
    row = add_knowledge(actor=actor, now=clock.now(), person_uid=dana.uid, heading="goals", text="A boat")
    assert stranger_web.get(f"/people/{dana.uid}/prepare").status_code == 404
    assert stranger_web.get(f"/knowledge/{row.uid}").status_code == 404
    for address in (f"/people/{dana.uid}/knowledge", f"/people/{dana.uid}/told", f"/knowledge/{row.uid}/delete"):
        assert stranger_web.post(address, {"heading": "goals", "told": "1", "text": "x"}).status_code == 404
    assert Knowledge.objects.get().text == "A boat"


def test_the_page_to_take_along_keeps_its_query_budget(web, actor, dana, django_assert_max_num_queries):
    for day in range(40):
        talk(actor, dana, day)
        add_knowledge(actor=actor, now=clock.now(), person_uid=dana.uid, heading="goals", text=f"Goal {day}")
    web.get(f"/people/{dana.uid}/prepare")
    with django_assert_max_num_queries(13):
        web.get(f"/people/{dana.uid}/prepare")
