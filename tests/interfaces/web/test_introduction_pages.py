"""Warm introductions on the screen: whom to meet, the ways, the request, and the member who is asked."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client

from grapevine.domain.accounts import actions as accounts
from grapevine.domain.accounts.models import Member
from grapevine.domain.accounts.queries import actor_of
from grapevine.domain.accounts.rules.access import Role
from grapevine.domain.network.actions import introductions, wishes
from grapevine.domain.network.models import Acquaintance, Introduction, Standing, Wish
from grapevine.domain.people.models import Person
from grapevine.domain.people.rules.card import Card, Labelled
from grapevine.domain.touches.actions import log_touch
from grapevine.interfaces.web.pictures.way import way
from grapevine.kit import clock, ids
from tests.cast import BEN, DANA, meet, member
from tests.interfaces.web.conftest import BACKEND

PLACE = "/network/introductions"
CARLA = {
    "name": "Carla Ortiz",
    "title": "Judge",
    "firm": "County Court",
    "email": "carla@court.example",
    "why": "Mediation",
}


def friend(actor, card):
    """Somebody met for dinner every week."""
    person, now = meet(actor, card), clock.now()
    for week in range(1, 13):
        log_touch(actor=actor, now=now, person_uid=person.uid, at=now - timedelta(weeks=week), kind="meal", minutes=90)
    return person


@pytest.fixture
def dana(actor):
    return friend(actor, DANA)


@pytest.fixture
def tom(leah: Member) -> Member:
    """A member of Leah's chapter, who lets it ask."""
    tom = member(email="tom@example.com", name="Tom Halloran")
    organisation = accounts.add_organisation(now=clock.now(), name="Elm Street", organiser=leah)
    organiser = actor_of(leah)
    chapter = accounts.add_chapter(actor=organiser, now=clock.now(), organisation=organisation, name="Elm Street")
    for one in (leah, tom):
        accounts.give_seat(actor=organiser, now=clock.now(), member=one, chapter=chapter, role=Role.MEMBER,
                           since=clock.now().date())  # fmt: skip
    wishes.choose_askable(actor=actor_of(tom), now=clock.now(), askable_by="chapter", opens="all")
    return tom


def text(response) -> str:
    return response.content.decode()


def wished(web, **changes: str) -> Wish:
    """Leah writes down whom she wants to meet."""
    answer = web.post(PLACE, {**CARLA, **changes})
    assert answer.status_code == 302
    return Wish.objects.get()


def test_from_a_wish_over_a_way_and_a_letter_to_having_met(web, actor, dana):
    wish = wished(web)
    assert "No way is known yet" in text(web.get(f"{PLACE}/wishes/{wish.uid}"))
    known = {"who": "whitc", "how_well": "close", "how_sure": "told"}
    assert web.post(f"{PLACE}/wishes/{wish.uid}/knows", known).status_code == 302
    page = text(web.get(f"{PLACE}/wishes/{wish.uid}"))
    assert "Ask Dana Whitcomb" in page
    assert "Dana Whitcomb and Carla Ortiz are close (one of them told me)." in page
    assert 'svg class="way"' in page
    assert "Not yet the time to ask." in page
    web.post(f"{PLACE}/wishes/{wish.uid}/draft", {"person": str(dana.uid)})
    row = Introduction.objects.get()
    place = f"{PLACE}/{row.uid}"
    assert "mailto:dana@whitcomb.example?subject=An%20introduction" in text(web.get(place))
    web.post(place, {"letter": "Dear Dana, would you?"})
    for state in ("asked", "introduced", "met"):
        assert web.post(f"{place}/step", {"state": state, "note": f"note on {state}"}).status_code == 302
    page = text(web.get(place))
    assert "Dear Dana, would you?" in page
    assert "note on introduced" in page
    assert "met</span> on" in text(web.get(PLACE))


def test_a_step_that_cannot_follow_is_refused_with_the_reason(web, actor, dana):
    row = introductions.draft_introduction(actor=actor, now=clock.now(), wish_uid=wished(web).uid, person_uid=dana.uid)
    answer = web.post(f"{PLACE}/{row.uid}/step", {"state": "met"}, follow=True)
    assert answer.redirect_chain == [(f"{PLACE}/{row.uid}", 302)]
    assert "cannot follow" in text(answer)
    assert 'value="asked"' in text(answer)
    assert Introduction.objects.get().state == "drafted"


def test_a_wish_without_a_name_is_asked_for_one(web):
    answer = web.post(PLACE, {**CARLA, "name": ""})
    assert answer.status_code == 422
    assert not Wish.objects.exists()


def test_a_wish_is_changed_taken_into_the_book_given_up_and_forgotten(web, actor):
    wish = wished(web)
    place = f"{PLACE}/wishes/{wish.uid}"
    web.post(place, {**CARLA, "firm": "Appeals Court"})
    web.post(f"{place}/take")
    person = Person.objects.get(name="Carla Ortiz")
    assert person.firm == "Appeals Court"
    assert "Take Carla" not in text(web.get(place))
    web.post(place, {"why": "Another reason"})
    web.post(f"{place}/give-up")
    assert "Given up on" in text(web.get(place))
    assert "Another reason" in text(web.get(place))
    web.post(f"{place}/give-up")
    assert "Looking for a way since" in text(web.get(place))
    web.post(f"{place}/delete")
    assert not Wish.objects.exists()


def test_whom_somebody_knows_is_noted_on_their_page_and_struck_out(web, actor, dana):
    ben = meet(actor, BEN)
    place = f"/people/{dana.uid}"
    sent = {"who": "Ben", "how_well": "know", "how_sure": "seen"}
    assert web.post(f"{place}/knows", sent).status_code == 302
    assert "Ben Okafor" in text(web.get(place))
    page = text(web.get(f"{place}/introductions"))
    assert "They know each other (I saw them together)" in page
    assert "Dana Whitcomb" in text(web.get(f"/people/{ben.uid}"))
    web.post(f"/knows/{Acquaintance.objects.get().uid}/delete")
    assert not Acquaintance.objects.exists()
    meet(actor, Card(name="Ben Achterberg"))
    answer = web.post(f"{place}/knows", sent)
    assert answer.status_code == 422
    assert "Which of these do you mean?" in text(answer)
    assert "There is nobody of that name" in text(web.post(f"{place}/knows", {**sent, "who": "zzz"}))
    assert "same person" in text(web.post(f"{place}/knows", {**sent, "person": str(dana.uid)}))


def test_a_person_of_the_book_is_wished_for_from_their_page_and_can_be_hidden(web, actor, dana):
    assert "Meet Dana Whitcomb" in text(web.get(f"{PLACE}?person={dana.uid}"))
    web.post(PLACE, {"person": str(dana.uid), "why": "Closer"})
    assert Wish.objects.get().person == dana
    web.post(f"/people/{dana.uid}/standing", {"standing": "hidden"})
    assert Standing.objects.get().standing == "hidden"
    assert re.search(r'value="hidden"[^>]*checked', text(web.get(f"/people/{dana.uid}/introductions")))


def test_who_may_ask_is_chosen_in_the_settings(web):
    assert re.search(r'value="nobody"[^>]*checked', text(web.get("/settings")))
    web.post("/settings/introductions", {"askable_by": "chapter", "opens": "all"})
    assert re.search(r'value="chapter"[^>]*checked', text(web.get("/settings")))
    assert web.post("/settings/introductions", {"askable_by": "x", "opens": "all"}).status_code == 400


def test_a_member_is_asked_answers_and_nothing_of_their_book_is_shown(web, actor, tom, django_assert_max_num_queries):
    theirs = actor_of(tom)
    friend(theirs, Card(name="Judge Carla", segment="client", note="SECRET", emails=(Labelled(CARLA["email"]),)))
    wish = wished(web)
    with django_assert_max_num_queries(20):
        page = text(web.get(f"{PLACE}/wishes/{wish.uid}"))
    assert "Tom Halloran may be able to introduce you to Carla Ortiz." in page
    assert "Judge Carla" not in page
    assert "of a hundred" not in page.lower()
    web.post(f"{PLACE}/wishes/{wish.uid}/draft", {"member": str(tom.uid)})
    place = f"{PLACE}/{Introduction.objects.get().uid}"
    tom_web = Client()
    tom_web.force_login(tom, BACKEND)
    assert tom_web.get(place).status_code == 404
    web.post(f"{place}/step", {"state": "asked"})
    assert "Leah Marchetti would like to meet Carla Ortiz" in text(tom_web.get(PLACE))
    assert "Leah Marchetti asks for an introduction to Carla Ortiz" in text(tom_web.get("/today"))
    page = text(tom_web.get(place))
    assert "Judge Carla" in page
    assert CARLA["email"] not in page
    assert "Yes, I will ask Carla" in page
    tom_web.post(f"{place}/step", {"state": "agreed"})
    assert "May I put you in touch?" in text(tom_web.get(place))
    tom_web.post(f"{place}/step", {"state": "consented"})
    assert "you both said yes" in text(tom_web.get(place))
    assert "Both said yes: introduce them." in text(tom_web.get("/today"))
    assert "Both said yes" in text(web.get(place))
    assert "SECRET" not in text(web.get(place))


def test_the_picture_of_a_way_draws_what_is_not_ones_own_without_strength():
    svg = str(way([("You", "you"), ("D<", "Dana"), ("CO", "Carla")], [0.5, None]))
    assert svg.count("<circle") == 3
    assert 'stroke-width="4.7"' in svg
    assert svg.count("thread--unsaid") == 1
    assert "D&lt;" in svg


def test_pages_stay_within_their_budgets(web, actor, dana, django_assert_max_num_queries):
    for number in range(8):
        wish = wishes.add_wish(actor=actor, now=clock.now(), name=f"Carla {number}")
        wishes.add_acquaintance(actor=actor, now=clock.now(), one_uid=dana.uid, wish_uid=wish.uid)
        introductions.draft_introduction(actor=actor, now=clock.now(), wish_uid=wish.uid, person_uid=dana.uid)
    row = Introduction.objects.first()
    for place, most in (
        (PLACE, 8),
        (f"{PLACE}/wishes/{wish.uid}", 16),
        (f"{PLACE}/{row.uid}", 12),
        (f"/people/{dana.uid}/introductions", 9),
    ):
        with django_assert_max_num_queries(most):
            assert web.get(place).status_code == 200


@pytest.mark.parametrize("ending", ["withdrawn", "declined"])
def test_whoever_took_a_request_back_or_was_told_no_is_no_dead_end(web, actor, dana, ending):
    wish = wished(web)
    here = f"{PLACE}/wishes/{wish.uid}"
    web.post(f"{here}/knows", {"who": "whitc", "how_well": "close", "how_sure": "told"})
    web.post(f"{here}/draft", {"person": str(dana.uid)})
    first = Introduction.objects.get()
    for state in ("asked", ending):
        web.post(f"{PLACE}/{first.uid}/step", {"state": state})
    page = text(web.get(here))
    assert "Your request<" not in page
    assert ("it was a no" in page) is (ending == "declined")
    web.post(f"{here}/draft", {"person": str(dana.uid)})
    second = Introduction.objects.exclude(pk=first.pk).get()
    assert f'href="{PLACE}/{second.uid}">Your request<' in text(web.get(here))


def test_a_member_with_the_number_of_a_person_who_was_asked_is_somebody_else(web, actor, tom):
    ben = meet(actor, BEN)
    asked = Person.objects.filter(pk=tom.pk).first()
    if asked is None:
        ben.pk, ben.uid = tom.pk, ids.new()
        ben.save(force_insert=True)
        asked = ben
    friend(actor_of(tom), Card(name="Carla Ortiz", emails=(Labelled(CARLA["email"]),)))
    wish = wished(web)
    Introduction.objects.create(owner_id=actor.member_id, wish=wish, person=asked, at=clock.now())
    page = text(web.get(f"{PLACE}/wishes/{wish.uid}"))
    assert "Ask Tom Halloran" in page
    assert "Your request<" not in page


def test_each_of_the_two_reads_an_answer_in_their_own_words(web, actor, tom):
    friend(actor_of(tom), Card(name="Carla Ortiz", emails=(Labelled(CARLA["email"]),)))
    wish = wished(web)
    web.post(f"{PLACE}/wishes/{wish.uid}/draft", {"member": str(tom.uid)})
    place = f"{PLACE}/{Introduction.objects.get().uid}"
    assert "Tom Halloran</a>" not in text(web.get(PLACE))  # a draft is no answer yet
    web.post(f"{place}/step", {"state": "asked"})
    tom_web = Client()
    tom_web.force_login(tom, BACKEND)
    assert "Kept: you are willing." in text(tom_web.post(f"{place}/step", {"state": "agreed"}, follow=True))
    assert "Tom Halloran</a>: they are willing" in text(web.get(PLACE))
    page = text(tom_web.post(f"{place}/step", {"state": "declined"}, follow=True))
    assert "Kept: you said no." in page
    assert "They said no" not in page
    assert "They said no" in text(web.get(place))


def test_a_wish_is_forgotten_only_after_it_is_said_what_goes_with_it(web):
    wish = wished(web)
    page = text(web.get(f"{PLACE}/wishes/{wish.uid}"))
    assert "<summary>Forget this wish</summary>" in page
    assert "Forget it for good" in page


def test_after_the_introduction_it_goes_on_into_the_book_and_the_log(web, actor, dana):
    wish = wished(web)
    web.post(f"{PLACE}/wishes/{wish.uid}/draft", {"person": str(dana.uid)})
    place = f"{PLACE}/{Introduction.objects.get().uid}"
    web.post(f"{place}/step", {"state": "asked"})
    assert "It goes on with you" not in text(web.get(place))
    web.post(f"{place}/step", {"state": "introduced"})
    assert f'action="{PLACE}/wishes/{wish.uid}/take"' in text(web.get(place))
    web.post(f"{PLACE}/wishes/{wish.uid}/take")
    carla = Person.objects.get(name="Carla Ortiz")
    assert f'href="/log?person={carla.uid}"' in text(web.get(place))


def test_whoever_gives_up_is_told_of_the_request_that_still_stands(web, actor, dana):
    wish = wished(web)
    here = f"{PLACE}/wishes/{wish.uid}"
    web.post(f"{here}/draft", {"person": str(dana.uid)})
    assert "still stands" not in text(web.post(f"{here}/give-up", follow=True))
    web.post(f"{here}/give-up")
    web.post(f"{PLACE}/{Introduction.objects.get().uid}/step", {"state": "asked"})
    assert "Your request to Dana Whitcomb still stands." in text(web.post(f"{here}/give-up", follow=True))


def test_a_member_who_said_not_now_may_still_say_no(web, actor, tom):
    friend(actor_of(tom), Card(name="Carla Ortiz", emails=(Labelled(CARLA["email"]),)))
    web.post(f"{PLACE}/wishes/{wished(web).uid}/draft", {"member": str(tom.uid)})
    place = f"{PLACE}/{Introduction.objects.get().uid}"
    web.post(f"{place}/step", {"state": "asked"})
    tom_web = Client()
    tom_web.force_login(tom, BACKEND)
    assert "You owe no reason" in text(tom_web.post(f"{place}/step", {"state": "not_now"}, follow=True))
    page = text(tom_web.post(f"{place}/step", {"state": "declined"}, follow=True))
    assert "You said no" in page
    assert "Nothing passes before you say yes" not in page


def test_who_asked_reads_the_answer_on_today_and_goes_on_from_there(web, actor, tom):
    friend(actor_of(tom), Card(name="Carla Ortiz", emails=(Labelled(CARLA["email"]),)))
    web.post(f"{PLACE}/wishes/{wished(web).uid}/draft", {"member": str(tom.uid)})
    place = f"{PLACE}/{Introduction.objects.get().uid}"
    web.post(f"{place}/step", {"state": "asked"})
    tom_web = Client()
    tom_web.force_login(tom, BACKEND)
    tom_web.post(f"{place}/step", {"state": "not_now"})
    said = "Tom Halloran says: not now, about Carla Ortiz"
    page = text(web.get("/today"))
    assert said in page and f'href="{place}"' in page and web.get(place).status_code == 200
    assert said not in text(tom_web.get("/today"))
