"""Today tells who asked for an introduction how it went, and lets go of a request that nobody answers."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from grapevine.domain.accounts.models import Member
from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.coach.queries.reminders import Reminder, reminders
from grapevine.domain.coach.queries.today import today
from grapevine.domain.network.actions import introductions, wishes
from grapevine.domain.network.models import Introduction, Wish
from grapevine.domain.people.rules.card import Card
from tests.cast import NOW, meet
from tests.domain.network.test_introductions_across import chapter, friends, opens, wish  # noqa: F401

MONTH = timedelta(days=30)


def lines(actor: Actor, now: datetime) -> list[Reminder]:
    return [one for one in reminders(today(actor, now), now.date()) if one.kind == "introduction"]


def titles(actor: Actor, now: datetime) -> list[str]:
    return [one.title for one in lines(actor, now)]


@pytest.fixture
def asked(chapter: list[Actor]) -> tuple[Actor, Actor, Wish, Introduction]:  # noqa: F811
    """Leah asked Tom for Carla."""
    leah, tom, _ = chapter
    friends(tom)
    opens(tom)
    wanted = wish(leah)
    tom_uid = Member.objects.get(pk=tom.member_id).uid
    made = introductions.draft_introduction(actor=leah, now=NOW, wish_uid=wanted.uid, member_uid=tom_uid)
    return leah, tom, wanted, introductions.take_step(actor=leah, now=NOW, introduction_uid=made.uid, state="asked")


def say(actor: Actor, row: Introduction, state: str, now: datetime = NOW) -> None:
    introductions.take_step(actor=actor, now=now, introduction_uid=row.uid, state=state)


def test_a_request_waits_for_a_month_and_then_its_asker_is_told_that_nothing_came(asked) -> None:
    leah, tom, _, _ = asked
    before, after = NOW + MONTH - timedelta(minutes=1), NOW + MONTH
    assert titles(tom, before) == ["Leah Marchetti asks for an introduction to Carla Ortiz"]
    assert titles(leah, before) == []
    assert titles(tom, after) == [] and titles(leah, after) == ["Tom Halloran has not answered about Carla Ortiz"]
    assert titles(leah, NOW + 2 * MONTH) == []


@pytest.mark.parametrize(
    ("state", "said"),
    [("not_now", "Tom Halloran says: not now, about Carla Ortiz"),
     ("declined", "Tom Halloran would rather not introduce you to Carla Ortiz")],
)  # fmt: skip
def test_an_answer_is_told_for_a_week(asked, state: str, said: str) -> None:
    leah, tom, _, row = asked
    say(tom, row, state)
    assert titles(leah, NOW + timedelta(days=6)) == [said] and titles(leah, NOW + timedelta(days=7)) == []
    assert all(one.uid == row.uid for one in lines(leah, NOW))


def test_who_was_introduced_is_asked_to_thank_and_to_say_when_they_met(asked) -> None:
    leah, tom, _, row = asked
    for state in ("agreed", "consented"):
        say(tom, row, state)
        assert titles(leah, NOW) == [], "that is the go-between's to move"
    say(tom, row, "introduced")
    assert titles(leah, NOW + MONTH / 2) == ["Tom Halloran introduced you to Carla Ortiz"] and titles(tom, NOW) == []
    say(leah, row, "met", NOW + MONTH / 2)
    assert titles(leah, NOW + MONTH / 2) == []


def test_a_wish_given_up_and_a_request_taken_back_say_nothing_more(asked) -> None:
    leah, tom, wanted, row = asked
    say(tom, row, "not_now")
    wishes.give_up_wish(actor=leah, now=NOW, wish_uid=wanted.uid)
    assert titles(leah, NOW) == []


def test_what_the_asker_wrote_down_of_somebody_outside_is_no_news(actor: Actor) -> None:
    ben = meet(actor, Card(name="Ben Okafor"))
    wanted = wish(actor)
    made = introductions.draft_introduction(actor=actor, now=NOW, wish_uid=wanted.uid, person_uid=ben.uid)
    for state in ("asked", "declined"):
        say(actor, made, state)
    assert titles(actor, NOW) == []
