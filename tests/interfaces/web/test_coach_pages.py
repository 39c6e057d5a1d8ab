"""The week's plan, techniques and the guard on screen: what is said, what is kept, and how few statements it takes."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.coach.models import Overrule, PlannedAction, Practice
from grapevine.domain.coach.rules.techniques.reading import catalogue
from grapevine.domain.gives.actions import log_give
from grapevine.domain.gives.models import Give
from grapevine.domain.goals.actions.wanting import set_goal
from grapevine.domain.people.models import Person
from grapevine.domain.people.rules.card import Card
from grapevine.domain.referrals.actions.giving import What, Whom, note_received
from grapevine.domain.touches.actions import log_touch
from grapevine.interfaces.web.pictures.cane import LARGEST, bunch, hanging
from grapevine.interfaces.web.plan_words import did, width
from grapevine.kit import clock
from tests.cast import BEN, DANA, PRIYA, meet

ASK = "Hi Dana, do you know anyone who needs a divorce lawyer? Please pass my name on."


@pytest.fixture
def people(actor: Actor) -> list[Person]:
    """Dana, Ben and Priya, met often; Dana sent a referral that nobody thanked her for."""
    now = clock.now()
    found = [meet(actor, card) for card in (DANA, BEN, PRIYA)]
    for person in found:
        for weeks in (4, 7, 10, 13):
            log_touch(actor=actor, now=now, person_uid=person.uid, at=now - timedelta(weeks=weeks), kind="one_to_one",
                      began_by="me", note="The move to Salem")  # fmt: skip
    log_give(actor=actor, now=now, person_uid=found[0].uid, at=now - timedelta(days=2), kind="referral",
             direction="received")  # fmt: skip
    return found


def test_the_week_is_planned_answered_and_learned_from(
    web: Client, actor: Actor, people: list[Person], django_assert_max_num_queries
) -> None:
    dana, ben, priya = people
    with django_assert_max_num_queries(20):
        page = web.get("/plan", {"minutes": "120"}).content.decode()
    assert "of 2 h planned" in page and "Dana sent you a referral" in page
    assert page.index("Dana Whitcomb") < page.index("Ben Okafor"), "who waits comes first"
    assert "One person to thank comes first. After that, " in page and f"/network/mini?who={dana.uid}" in page
    assert 'class="b-answer m-10">1</li>' in page and "Answer, 10 min" in page
    assert "Nothing is on its way to you yet" in page
    assert '>Thanked Dana<span class="sr">: Thank, and tell what came of it' in page

    told = web.post(f"/plan/{dana.uid}/close-the-loop/done", {"note": "It ended well"}, follow=True)
    assert "Done, and logged. 10 minutes for Dana." in told.content.decode()
    assert Give.objects.filter(kind="thanks", note="It ended well").count() == 1
    web.post(f"/plan/{ben.uid}/first-give/later")
    web.post(f"/plan/{priya.uid}/first-give/skip")
    after = web.get("/plan", {"minutes": "120"}).content.decode()
    assert "10 min done" in after and "Answered this week" in after and "Not for me this week" in after
    skipped = PlannedAction.objects.get(state="skipped")
    assert "Taken back." in web.post(f"/plan/answers/{skipped.uid}/back", follow=True).content.decode()
    assert PlannedAction.objects.count() == 2
    assert web.post(f"/plan/{dana.uid}/cold-call/done").status_code == 404


def test_nine_lines_stand_on_the_page_and_whom_one_hardly_knows_is_not_asked_yet(
    web: Client, actor: Actor, django_assert_max_num_queries
) -> None:
    now = clock.now()
    for number in range(11):
        person = meet(actor, Card(name=f"Waits Number{number}", given="Waits"))
        log_touch(actor=actor, now=now, person_uid=person.uid, at=now - timedelta(days=2), kind="message",
                  began_by="them")  # fmt: skip
    with django_assert_max_num_queries(20):
        page = web.get("/plan", {"minutes": "112"}).content.decode()
    shown, folded = page.split('<details class="more plan-more">')
    assert shown.count('<li class="plan-item') == 9 and "And 2 more, 10 min, when these are done" in folded
    assert folded.count('<li class="plan-item') == 2 and 'start="10"' in folded and shown.count("Answered<") == 9

    nadia = meet(actor, Card(name="Nadia Farouk", given="Nadia"))
    log_touch(actor=actor, now=now, person_uid=nadia.uid, at=now - timedelta(days=8), kind="one_to_one", minutes=90)
    page = web.get("/plan", {"minutes": "0"}).content.decode()
    assert "Not yet: <a" in page and f"/people/{nadia.uid}" in page and f"person={nadia.uid}" in page
    assert "You were last in touch 8 days ago. The depth between you is " in page


def test_the_button_says_what_was_done() -> None:
    said = {key: did(one, "Ann") for key, one in catalogue().items()}
    assert "Done" not in said.values() and not any("{" in words for words in said.values())
    told = [said[key] for key in ("pick-up-the-phone", "keep-the-promise", "useful-thing")]
    assert told == ["Called Ann", "Kept it", "Sent it"]
    assert did(catalogue()["short-hello"], "Maximiliana-Josefine") == "Wrote to them"


def test_a_week_with_nobody_and_a_strange_number_of_minutes_are_borne(web: Client, actor: Actor) -> None:
    for minutes in ("", "many", "-5", "9999999"):
        page = web.get("/plan", {"minutes": minutes})
        assert page.status_code == 200 and "Nobody waits" in page.content.decode()
    none = web.get("/plan", {"minutes": "0"}).content.decode()
    assert "No minutes left" in none and "Nothing that gives first" not in none


def test_the_pipeline_hangs_below_the_plan_with_the_goal_it_is_for(web: Client, actor: Actor) -> None:
    now = clock.now()
    dana = meet(actor, DANA)
    for _ in range(2):
        note_received(actor=actor, now=now, person_uid=dana.uid, whom=Whom("Y. T."), what=What("A will"))
    set_goal(actor=actor, now=now, today=now.date(), kind="clients", amount=9, period="quarter")
    page = web.get("/plan").content.decode()
    assert "Goal: nine new clients by" in page and "<b>2</b> Sent" in page and "of 9 won" in page
    assert page.count('class="open"') == 9 and page.count("ripe-0") == 2


def test_a_week_of_forty_hours_and_a_goal_too_large_to_draw() -> None:
    assert (width(50), width(9), bunch(0, 13), bunch(2, 3).count('"got"')) == (45, 10, "", 2)
    assert hanging(0, 5).count("<") == 2 and hanging(40, 5).count("circle") == LARGEST


def test_techniques_by_situation_one_taken_up_tried_and_struck_out(
    web: Client, actor: Actor, people: list[Person], django_assert_max_num_queries
) -> None:
    with django_assert_max_num_queries(12):
        page = web.get("/techniques").content.decode()
    assert "Giving first" in page and ("we can’t tell from" in page or "in 10, of" in page)
    with django_assert_max_num_queries(20):
        fits = web.get("/techniques", {"person": people[0].uid}).content.decode()
    assert "What fits Dana" in fits and "Tell the giver how it ended" in fits and "The move to Salem" in fits
    assert "What fits now" in web.get(f"/people/{people[0].uid}").content.decode()

    assert "technique of this week" in web.post("/techniques/walk/choose", follow=True).content.decode()
    assert "Walk instead of sitting" in web.get("/techniques").content.decode()
    tried = web.post("/techniques/walk/tried", {"went": "well", "note": "Frost on the pond"}, follow=True)
    assert "Frost on the pond" in tried.content.decode() and "begun" in tried.content.decode()
    assert "Say how it went" in web.post("/techniques/walk/tried", {"went": "?"}, follow=True).content.decode()
    web.post(f"/techniques/tries/{Practice.objects.get().uid}/forget")
    assert not Practice.objects.exists() and web.get("/techniques/cold-call").status_code == 404


def test_a_draft_is_looked_over_and_sent_all_the_same(web: Client, actor: Actor, django_assert_max_num_queries) -> None:
    dana = meet(actor, DANA)
    assert "Dana Whitcomb</option>" in web.get("/guard").content.decode()
    empty = web.post("/guard", {"person": str(dana.uid), "draft": " "})
    assert empty.status_code == 422 and "write or paste the draft" in empty.content.decode()
    with django_assert_max_num_queries(20):
        told = web.post("/guard", {"person": str(dana.uid), "draft": ASK}).content.decode()
    assert "Not yet" in told and "<q>do you know anyone who</q>" in told and "A better first line" in told
    wordy = "Could you let me know when your team would like to start? Please send me your dates, and we can open them."
    toned = web.post("/guard", {"person": str(dana.uid), "draft": wordy}).content.decode()
    assert "The small words reach for something: “Could”, “your”, “we”, " in toned and "<q>Could</q>" not in toned
    kept = web.post(f"/guard/{dana.uid}/overrule", {"draft": ASK}, follow=True).content.decode()
    assert "Noted, for you alone" in kept and "Sent all the same" in kept and "divorce" not in kept
    silent = web.post("/guard", {"person": str(dana.uid), "draft": "Hi Dana, thank you for lunch!"})
    assert "Nothing against it" in silent.content.decode() and "all the same</button>" not in silent.content.decode()
    web.post(f"/guard/notes/{Overrule.objects.get().uid}/forget")
    assert not Overrule.objects.exists()
