"""Lessons and teach-backs in one's own book: what they leave with the relationship, links and their misuse, the way
back."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.audit_log.models import Entry
from grapevine.domain.education.actions import lessons as teach
from grapevine.domain.education.actions import teach_backs
from grapevine.domain.education.actions.briefs import save_brief
from grapevine.domain.education.models import Card, Learner, Lesson, TeachBack
from grapevine.domain.education.queries import lessons as queries
from grapevine.domain.education.rules.brief import BriefText, Part
from grapevine.domain.merging.actions import merge_people, unmerge
from grapevine.domain.network.queries.relationship import relation
from grapevine.domain.people.models import Person
from grapevine.kit.errors import Conflict, NotFound, Refused
from tests.cast import BEN, DANA, NOW, meet

BRIEF = BriefText(
    name="Leah Marchetti",
    whom_i_help="Couples who are separating and want it settled at a table, not in a courtroom.",
    moments=("divorce",),
    listen_for=("We’re holding on until the kids finish school.", "I don’t even know what’s in the accounts."),
    first_question="I know someone who keeps these things calm. May I ask her to call you?",
    not_a_fit=("Anyone with a hearing in the next five days. County bar line, 555 0100.", "Criminal charges."),
)
WEEK = timedelta(days=7)


@pytest.fixture
def dana(actor: Actor) -> Person:
    save_brief(actor=actor, now=NOW, text=BRIEF)
    return meet(actor, DANA)


def educated(actor: Actor, person: Person, at=NOW):
    return relation(actor, person, at).theirs["educated"]


def answered(row: TeachBack, secret: str, rights: list[bool], at=NOW) -> TeachBack:
    for number, (question, right) in enumerate(zip(row.asked, rights, strict=True)):
        chosen = question["right"] if right else (question["right"] + 1) % len(question["options"])
        row = teach_backs.answer_by_link(now=at, secret=secret, number=number, chosen=chosen)
    return row


def test_a_lesson_is_heard_not_known(actor: Actor, dana: Person):
    made = teach.give_lesson(actor=actor, now=NOW, person_uid=dana.uid, parts=["whom_i_help", "story"][:1])
    assert [(one.part, one.how, one.version.number) for one in made] == [("whom_i_help", "in_person", 1)]
    card = Card.objects.get(person=dana)
    assert (card.stability, card.asked, card.due_on) == (None, 0, (NOW + WEEK).date())
    assert not educated(actor, dana).measured
    assert Learner.objects.get(person=dana).due_on == card.due_on
    assert Entry.objects.filter(verb="lesson.given").count() == 1
    teach.undo_lesson(actor=actor, now=NOW, lesson_uid=made[0].uid)
    assert not Card.objects.exists() and not Learner.objects.exists() and not Lesson.objects.exists()


@pytest.mark.parametrize(
    ("parts", "how", "days", "field"),
    [([], "in_person", 0, "parts"), (["story"], "in_person", 0, "parts"), (["nothing"], "mail", 0, "parts"),
     (["moments"], "shouting", 0, "how"), (["moments"], "mail", 1, "at")],
)  # fmt: skip
def test_what_is_no_lesson(actor: Actor, dana: Person, parts: list, how: str, days: int, field: str):
    with pytest.raises(Refused) as refused:
        teach.give_lesson(
            actor=actor, now=NOW, person_uid=dana.uid, parts=parts, how=how, at=NOW + timedelta(days=days)
        )
    assert refused.value.field == field
    assert not Lesson.objects.exists()


def test_dana_answers_by_the_link_and_becomes_educated_in_every_list(actor: Actor, dana: Person):
    teach.give_lesson(actor=actor, now=NOW, person_uid=dana.uid, parts=["whom_i_help", "listen_for"])
    at = NOW + WEEK
    row, secret = teach_backs.ask_teach_back(actor=actor, now=at, person_uid=dana.uid)
    assert [one["part"] for one in row.asked] == ["whom_i_help", "listen_for"]
    assert secret not in str(TeachBack.objects.values().get()) and queries.state_of(row, at) == "open"
    done = answered(row, secret, [True, False], at)
    assert [one["rating"] for one in done.answers] == ["good", "again"] and done.answered_at == at
    assert [(card.part, card.recalled) for card in Card.objects.order_by("part")] == [
        ("listen_for", False), ("whom_i_help", True),
    ]  # fmt: skip
    shown = educated(actor, dana, at)
    assert shown.measured and shown.trace.value == pytest.approx(1 / 5)  # five points, one recalled, nothing faded
    assert queries.known(actor, at)[0].educated == pytest.approx(1 / 5)
    assert queries.missed(actor) == {Part.WHOM_I_HELP: (1, 1), Part.LISTEN_FOR: (0, 1)}
    assert [one.short for one in queries.due(actor, (at + WEEK).date())] == ["Dana"]
    assert queries.due(actor, at.date()) == []


def test_a_point_more_in_the_brief_is_a_point_less_known(actor: Actor, dana: Person):
    teach_backs.check_in_person(actor=actor, now=NOW, person_uid=dana.uid, shares={"whom_i_help": 0.8})
    save_brief(actor=actor, now=NOW, text=replace(BRIEF, introduce_me="This is Leah.", first_question=""))
    assert educated(actor, dana).trace.value == pytest.approx(1 / 5)
    save_brief(actor=actor, now=NOW, text=replace(BRIEF, introduce_me="This is Leah."))
    assert educated(actor, dana).trace.value == pytest.approx(1 / 6)
    save_brief(actor=actor, now=NOW, text=replace(BRIEF, whom_i_help=""))
    assert not educated(actor, dana).measured and Learner.objects.get().due_on is None


def test_the_first_answer_counts_and_nonsense_does_not(actor: Actor, dana: Person):
    row, secret = teach_backs.ask_teach_back(actor=actor, now=NOW, person_uid=dana.uid, parts=["first_question"])
    right = row.asked[0]["right"]
    for number, chosen in ((1, 0), (-1, 0), (0, 3)):
        with pytest.raises(Refused):
            teach_backs.answer_by_link(now=NOW, secret=secret, number=number, chosen=chosen)
    wrong = (right + 1) % 3
    teach_backs.answer_by_link(now=NOW, secret=secret, number=0, chosen=wrong)
    teach_backs.answer_by_link(now=NOW, secret=secret, number=0, chosen=wrong)  # sent twice: one answer
    with pytest.raises(Conflict):
        teach_backs.answer_by_link(now=NOW, secret=secret, number=0, chosen=right)
    assert Card.objects.get().asked == 1


def test_a_link_ends_by_time_by_a_new_one_and_by_taking_it_back(actor: Actor, dana: Person):
    with pytest.raises(Refused):
        teach_backs.ask_teach_back(actor=actor, now=NOW, person_uid=dana.uid, days=91)
    _, first = teach_backs.ask_teach_back(actor=actor, now=NOW, person_uid=dana.uid)
    second_row, second = teach_backs.ask_teach_back(actor=actor, now=NOW, person_uid=dana.uid)
    for secret, at in ((first, NOW), (second, NOW + timedelta(days=30)), ("x", NOW)):
        with pytest.raises(NotFound):
            teach_backs.answer_by_link(now=at, secret=secret, number=0, chosen=0)
    teach_backs.revoke_teach_back(actor=actor, now=NOW, teach_back_uid=second_row.uid)
    with pytest.raises(NotFound):
        teach_backs.answer_by_link(now=NOW, secret=second, number=0, chosen=0)
    with pytest.raises(NotFound):
        teach_backs.revoke_teach_back(actor=actor, now=NOW, teach_back_uid=second_row.uid)


def test_who_would_rather_not_is_not_asked_again_by_mistake(actor: Actor, dana: Person):
    row, secret = teach_backs.ask_teach_back(actor=actor, now=NOW, person_uid=dana.uid)
    answered_one = teach_backs.answer_by_link(now=NOW, secret=secret, number=0, chosen=0)
    assert queries.state_of(answered_one, NOW) == "begun"
    teach_backs.decline_by_link(now=NOW, secret=secret)
    assert not Card.objects.exists() and Learner.objects.get().refreshers == "off"
    with pytest.raises(Refused) as refused:
        teach_backs.ask_teach_back(actor=actor, now=NOW, person_uid=dana.uid)
    assert refused.value.field == "they_agreed"
    assert teach_backs.ask_teach_back(actor=actor, now=NOW, person_uid=dana.uid, they_agreed=True)


def test_asked_face_to_face_and_shown_by_whom_she_sends(actor: Actor, dana: Person):
    teach_backs.check_in_person(
        actor=actor, now=NOW, person_uid=dana.uid, shares={"whom_i_help": 1.0, "listen_for": 0.5}, unprompted=True
    )
    assert dict(Card.objects.values_list("part", "last")) == {"whom_i_help": "easy", "listen_for": "hard"}
    misfit = teach_backs.note_referral(actor=actor, now=NOW + WEEK, person_uid=dana.uid, fits=False)
    assert Card.objects.get(part="not_a_fit").last == "again"
    teach_backs.note_referral(actor=actor, now=NOW + WEEK, person_uid=dana.uid, fits=True)
    assert Card.objects.get(part="listen_for").last == "good"
    teach_backs.delete_teach_back(actor=actor, now=NOW + WEEK, teach_back_uid=misfit.uid)
    assert not Card.objects.filter(part="not_a_fit").exists()
    for shares in ({}, {"story": 1.0}, {"moments": 2.0}):
        with pytest.raises(Refused):
            teach_backs.check_in_person(actor=actor, now=NOW, person_uid=dana.uid, shares=shares)


def test_without_a_brief_there_is_nothing_to_teach(actor: Actor):
    ben = meet(actor, BEN)
    for act in (
        lambda: teach.give_lesson(actor=actor, now=NOW, person_uid=ben.uid, parts=["moments"]),
        lambda: teach_backs.ask_teach_back(actor=actor, now=NOW, person_uid=ben.uid),
        lambda: teach_backs.note_referral(actor=actor, now=NOW, person_uid=ben.uid, fits=True),
    ):
        with pytest.raises(Refused):
            act()


def test_a_member_next_door_finds_nothing(actor: Actor, dana: Person, stranger: Actor):
    made = teach.give_lesson(actor=actor, now=NOW, person_uid=dana.uid, parts=["moments"])
    row, _ = teach_backs.ask_teach_back(actor=actor, now=NOW, person_uid=dana.uid)
    assert not queries.lessons(stranger).exists() and not queries.known(stranger, NOW)
    for act in (
        lambda: teach.undo_lesson(actor=stranger, now=NOW, lesson_uid=made[0].uid),
        lambda: teach.choose_refreshers(actor=stranger, now=NOW, person_uid=dana.uid, refreshers="off"),
        lambda: teach_backs.delete_teach_back(actor=stranger, now=NOW, teach_back_uid=row.uid),
        lambda: queries.teach_back(stranger, "nonsense"),
    ):
        with pytest.raises(NotFound):
            act()


def test_two_entries_of_one_partner_know_together_what_each_knew_and_part_again(actor: Actor, dana: Person):
    twin = meet(actor, BEN)
    teach_backs.check_in_person(actor=actor, now=NOW, person_uid=dana.uid, shares={"whom_i_help": 0.8})
    teach_backs.check_in_person(actor=actor, now=NOW, person_uid=twin.uid, shares={"listen_for": 0.8})
    teach.choose_refreshers(actor=actor, now=NOW, person_uid=twin.uid, refreshers="off")
    before = {person.pk: educated(actor, person).trace.value for person in (dana, twin)}
    merge = merge_people(actor=actor, now=NOW, keep_uid=dana.uid, other_uid=twin.uid)
    assert set(Card.objects.filter(person=dana).values_list("part", flat=True)) == {"whom_i_help", "listen_for"}
    assert educated(actor, dana).trace.value == pytest.approx(2 / 5)
    assert Learner.objects.get(person=dana).refreshers == "off"  # who asked for quiet keeps it
    unmerge(actor=actor, now=NOW, merge_uid=merge.uid)
    back = {person.pk: educated(actor, person).trace.value for person in Person.objects.order_by("pk")[:2]}
    assert sorted(back.values()) == sorted(before.values())


def test_a_learner_more_costs_no_statement_more(actor: Actor, dana: Person):
    def count() -> int:
        with CaptureQueriesContext(connection) as told:
            queries.known(actor, NOW)
        return len(told)

    teach.give_lesson(actor=actor, now=NOW, person_uid=dana.uid, parts=["moments"])
    one = count()
    ben = meet(actor, BEN)
    teach.give_lesson(actor=actor, now=NOW, person_uid=ben.uid, parts=["moments", "listen_for"])
    assert count() == one <= 7
