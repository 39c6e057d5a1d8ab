"""Today on screen: what stands there and why; put off, set aside, done and logged, and each of it undone."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.coach.models import Aside
from grapevine.domain.gives.actions import log_give
from grapevine.domain.gives.actions.promises import make_promise
from grapevine.domain.gives.models import Give, Promise
from grapevine.domain.people.actions import add_person, archive_person
from grapevine.domain.people.models import Person
from grapevine.domain.people.rules.card import Card
from grapevine.domain.touches.actions import log_touch
from grapevine.domain.touches.models import Touch
from grapevine.kit import clock
from tests.cast import BEN, DANA, PRIYA, TOM, meet

HTMX = {"headers": {"HX-Request": "true"}}


def talk(actor: Actor, person: Person, days: float, **said: object) -> None:
    """A one-to-one so many days ago."""
    now = clock.now()
    log_touch(actor=actor, now=now, person_uid=person.uid, at=now - timedelta(days=days),
              **{"kind": "one_to_one", "minutes": 60, **said})  # fmt: skip


@pytest.fixture
def dana(actor: Actor) -> Person:
    """Dana, met every two weeks until seven weeks ago: she cools."""
    person = meet(actor, DANA)
    for days in range(49, 300, 14):
        talk(actor, person, days)
    return person


@pytest.fixture
def ben(actor: Actor) -> Person:
    """Ben, met often, who wrote two days ago and hears nothing."""
    person = meet(actor, BEN)
    for days in range(9, 200, 14):
        talk(actor, person, days)
    talk(actor, person, 2, kind="message", began_by="them", minutes=None)
    return person


@pytest.fixture
def word(actor: Actor) -> Promise:
    """What was promised to Priya, and is late."""
    now = clock.now()
    return make_promise(
        actor=actor, now=now, person_uid=meet(actor, PRIYA).uid, what="The name of a <mediator>",
        due=(now - timedelta(days=3)).date(), made_at=now - timedelta(days=9),
    )  # fmt: skip


def page(web: Client) -> str:
    """The page of today."""
    answer = web.get("/today")
    assert answer.status_code == 200
    return answer.content.decode()


def headings(text: str) -> list[str]:
    """What there is to do, as the headings say it."""
    found = re.findall(r"<h3>(.*?)</h3>", text, re.S)
    return [" ".join(re.sub(r"<[^>]+>", "", each).split()) for each in found]


def test_with_nobody_in_the_book_today_is_calm_and_the_beginning_is_the_network(web: Client) -> None:
    assert "Nobody waits" in page(web)
    assert web.get("/").url == "/network"


def test_signed_in_one_comes_to_today(web: Client, ben: Person) -> None:
    assert web.get("/").url == "/today"
    assert '<a href="/today" aria-current="page">Today</a>' in page(web)


def test_what_was_promised_who_waits_and_who_cools_stands_there_with_its_reason(
    web: Client, dana: Person, ben: Person, word: Promise
) -> None:
    text = page(web)
    assert headings(text) == ["Answer Ben Okafor", "Keep your word to Priya Raman: The name of a &lt;mediator&gt;",
                              "Get in touch with Dana Whitcomb"]  # fmt: skip
    assert "Ben wrote 2 days ago, and nothing has gone back since." in text
    assert "it was due 3 days ago" in text and ">late</span>" in text
    assert "7 weeks ago; usually it is every 2 weeks" in text
    assert "3 people to tend" in text
    assert "One thing you promised is due" in text


def test_done_logs_a_touch_and_the_reminder_starts_anew(web: Client, dana: Person) -> None:
    done = web.post(f"/today/cooling-{dana.uid}/done", {"kind": "call"}, follow=True).content.decode()
    touch = Touch.objects.order_by("-at")[0]
    assert (touch.person, touch.kind, touch.began_by) == (dana, "call", "me")
    assert "The reminder starts anew from here." in done
    assert "Dana Whitcomb" not in "".join(headings(done))

    undone = web.post("/today/undo", {"touch": str(touch.uid), "next": "/today"}, follow=True).content.decode()
    assert "Undone." in undone
    assert any("Dana Whitcomb" in each for each in headings(undone))


def test_a_promise_kept_becomes_a_give_and_is_open_again_after_undo(web: Client, word: Promise) -> None:
    done = web.post(f"/today/promised-{word.uid}/done", {"kind": "introduction"}, follow=True).content.decode()
    give = Give.objects.get()
    assert (give.kind, give.direction, give.note) == ("introduction", "given", "The name of a <mediator>")
    assert "Kept: “The name of a &lt;mediator&gt;”." in done
    [(name, uid)] = re.findall(r'name="(promise)" value="([^"]+)"', done)

    web.post("/today/undo", {name: uid, "next": "/today"})
    word.refresh_from_db()
    assert (word.outcome, Give.objects.count()) == ("", 0)


def test_thanks_are_logged_as_thanks(web: Client, actor: Actor, ben: Person) -> None:
    now = clock.now()
    log_give(actor=actor, now=now, person_uid=ben.uid, at=now - timedelta(days=5), kind="referral",
             direction="received")  # fmt: skip
    assert headings(page(web))[0] == "Thank Ben Okafor"
    web.post(f"/today/thank-{ben.uid}/done")
    assert Give.objects.get(kind="thanks").direction == "given"
    assert "Thank Ben Okafor" not in headings(page(web))


def test_later_means_on_the_day_chosen_and_not_before(web: Client, dana: Person) -> None:
    day = (clock.now() + timedelta(days=5)).date()
    said = web.post(f"/today/cooling-{dana.uid}/later", {"until": day.isoformat()}, follow=True).content.decode()
    assert f"comes back on {day.day} {day:%B %Y}." in said
    assert "Get in touch with Dana Whitcomb" not in headings(said)
    assert Aside.objects.get().until.date() == day

    wrong = web.post(f"/today/cooling-{dana.uid}/later", {"until": "2001-02-03"}, follow=True).content.decode()
    assert "Choose a day to come" in wrong
    wrong = web.post(f"/today/cooling-{dana.uid}/later", {"until": "soon"}, follow=True).content.decode()
    assert "Write the day as year-month-day." in wrong


def test_not_for_me_is_for_good_until_it_is_brought_back(web: Client, word: Promise) -> None:
    web.post(f"/today/promised-{word.uid}/not-for-me")
    assert headings(page(web)) == []
    listed = web.get("/today/aside").content.decode()
    assert "“The name of a &lt;mediator&gt;” with Priya Raman" in listed

    back = web.post(f"/today/aside/{Aside.objects.get().uid}/back", follow=True).content.decode()
    assert "may come up again" in back and "Nothing is put aside." in back
    assert len(headings(page(web))) == 1


def test_with_htmx_only_the_list_comes_back_with_what_was_said_and_its_undo(web: Client, dana: Person) -> None:
    part = web.post(f"/today/cooling-{dana.uid}/done", **HTMX).content.decode()
    assert part.lstrip().startswith('<div id="day">')
    assert "<html" not in part
    assert 'action="/today/undo"' in part and 'name="next" value="/today"' in part
    assert "The reminder starts anew" not in page(web), "it is said once"


def test_a_key_that_names_nothing_is_not_found(web: Client, dana: Person) -> None:
    for key in (f"cooling-{Person().uid}", f"promised-{dana.uid}", f"weather-{dana.uid}", "cooling", "x"):
        for verb in ("done", "later", "not-for-me"):
            assert web.post(f"/today/{key}/{verb}").status_code == 404
    wrong = web.post(f"/today/cooling-{dana.uid}/done", {"kind": "telepathy"}, follow=True).content.decode()
    assert "is no kind of touch" in wrong


def test_a_stranger_can_answer_nothing_of_it(stranger_web: Client, web: Client, dana: Person, word: Promise) -> None:
    web.post(f"/today/cooling-{dana.uid}/not-for-me")
    aside = Aside.objects.get()
    for key in (f"cooling-{dana.uid}", f"promised-{word.uid}"):
        for verb in ("done", "later", "not-for-me"):
            assert stranger_web.post(f"/today/{key}/{verb}").status_code == 404
    assert stranger_web.post(f"/today/aside/{aside.uid}/back").status_code == 404
    assert stranger_web.post("/today/undo", {"aside": str(aside.uid)}).status_code == 404
    assert headings(stranger_web.get("/today").content.decode()) == []


def test_open_questions_are_counted_with_their_links(web: Client, actor: Actor, ben: Person) -> None:
    meet(actor, TOM)
    meet(actor, TOM)
    web.get("/people/look-alikes")
    assert "One pair may be one person" in page(web)


def test_promises_are_written_down_on_the_page_of_the_person(web: Client, dana: Person) -> None:
    there = f"/people/{dana.uid}"
    web.post(f"{there}/promises", {"by": "them", "what": "An intro to her banker", "due": "2030-01-15"})
    promise = Promise.objects.get()
    text = web.get(there).content.decode()
    assert "An intro to her banker" in text and "Dana’s word, by 15 January 2030" in text

    empty = web.post(f"{there}/promises", {"by": "me", "what": " "}, follow=True)
    assert "Say in a few words" in empty.content.decode()
    at = f"/promises/{promise.uid}"
    assert web.post(at, {"what": "An intro to her lender", "by": "them", "due": ""}).status_code == 302
    assert "An intro to her lender" in web.get(at).content.decode()
    assert web.post(at, {"what": "x", "by": "nobody"}).status_code == 422

    assert "counts as not kept" in web.post(f"{at}/let-go", {"broken": "1"}, follow=True).content.decode()
    assert "It was not kept on" in web.get(at).content.decode()
    assert "not open any more" in web.post(f"{at}/keep", follow=True).content.decode()
    assert "It is open again." in web.post(f"{at}/reopen", follow=True).content.decode()
    assert "open already" in web.post(f"{at}/reopen", follow=True).content.decode()
    web.post(f"{at}/keep", {"kind": "introduction"})
    assert Give.objects.get().direction == "received"
    web.post(f"{at}/delete")
    assert not Promise.objects.exists()


def test_the_page_keeps_its_query_budget(
    web: Client, actor: Actor, dana: Person, ben: Person, word: Promise, django_assert_max_num_queries
) -> None:
    page(web)
    with django_assert_max_num_queries(25):
        page(web)


def test_people_without_a_part_of_life_are_brought_to_be_sorted(web: Client, actor: Actor) -> None:
    assert "to sort:" not in web.get("/today").content.decode()
    assert "0 of 0" not in web.get("/people/sort").content.decode()
    add_person(actor=actor, now=clock.now(), card=Card(name="Cleo Abel"))
    assert "One person to sort:" in web.get("/today").content.decode()
    sources = web.get("/sources").content.decode()
    assert re.search(r'<a href="/people" aria-current="page">', sources)
    archive_person(actor=actor, now=clock.now(), person_uid=Person.objects.get().uid)
    assert "to sort:" not in web.get("/today").content.decode()


def test_the_numbers_of_the_day_stand_in_the_small_network(
    web: Client, word: Promise, ben: Person, dana: Person
) -> None:
    address = re.search(r'hx-get="(/network/mini[^"]*)"', page(web))[1].replace("&amp;", "&")
    # Ben is the step of five minutes, which has no number.
    assert re.findall(r"who=([^&]*)", address) == [str(word.person.uid), str(dana.uid)]
    picture = web.get(address).content.decode()
    assert picture.count('class="mini-hit"') + ("further out" in picture) >= 2
    assert 'class="mini-hit"' in picture
    nobody = web.get("/network/mini?who=&who=no-id&who=00000000-0000-0000-0000-000000000000").content.decode()
    assert "mini-hit" not in nobody
    assert "1 of the list is further out" in nobody


def test_a_promise_kept_in_another_tab_cannot_be_put_off_here_and_the_page_says_so(web: Client, word: Promise) -> None:
    web.post(f"/today/promised-{word.uid}/done")
    for answer in ("later", "not-for-me"):
        page = web.post(f"/today/promised-{word.uid}/{answer}", follow=True)
        assert page.status_code == 200
        assert "This promise is settled already" in page.content.decode()
    assert not Aside.objects.exists()
