"""The guard against one relationship, what is overruled; techniques that are practised, and what that adds up to."""

from __future__ import annotations

from datetime import timedelta

import pytest

from grapevine.domain.audit_log.models import Entry
from grapevine.domain.coach.actions import guarding, practising
from grapevine.domain.coach.models import Overrule, Practice
from grapevine.domain.coach.queries import guard
from grapevine.domain.coach.queries import practice as practices
from grapevine.domain.coach.queries.situations import situation_of
from grapevine.domain.coach.rules.guard.opening import THANK
from grapevine.domain.coach.rules.guard.verdict import HINT, SILENT, STOP
from grapevine.domain.coach.rules.techniques.fitting import fits_now
from grapevine.domain.gives.actions import log_give
from grapevine.domain.people.actions import erase_person
from grapevine.domain.people.actions.knowledge import add_knowledge
from grapevine.domain.touches.actions import log_touch
from grapevine.kit.errors import NotFound, Refused
from tests.cast import BEN, DANA, NOW, meet

ASK = "Hi Dana, do you know anyone who needs a divorce lawyer? Please pass my name on."
HELLO = "Hi Dana, how is your mother? Thank you so much for the afternoon."


def talks(actor, person, count: int, every: int = 7) -> None:
    for number in range(count):
        log_touch(actor=actor, now=NOW, person_uid=person.uid, at=NOW - timedelta(days=1 + every * number),
                  kind="one_to_one", began_by="me", about="relationship", note="The move to Salem")  # fmt: skip


def test_the_same_draft_is_stopped_hinted_at_and_left_in_peace_as_the_relationship_grows(actor):
    dana = meet(actor, DANA)
    assert guard.judged(actor, dana.uid, ASK, NOW).verdict.voice == STOP
    talks(actor, dana, 3, every=21)
    found = guard.judged(actor, dana.uid, ASK, NOW)
    assert (found.verdict.voice, found.ready.missing) == (HINT, "gave")
    assert found.ready.step in found.verdict.advice and "The move to Salem" in found.openings[0].line
    log_give(actor=actor, now=NOW, person_uid=dana.uid, at=NOW, kind="idea", direction="given")
    assert guard.judged(actor, dana.uid, ASK, NOW).verdict.voice == SILENT


def test_a_better_first_line_thanks_for_what_is_owed(actor):
    dana = meet(actor, DANA)
    log_give(actor=actor, now=NOW, person_uid=dana.uid, at=NOW, kind="referral", direction="received")
    assert guard.judged(actor, dana.uid, ASK, NOW).openings[0].rests_on == THANK


def test_overruling_keeps_the_families_and_never_the_draft_and_goes_with_the_person(actor, stranger):
    dana = meet(actor, DANA)
    made = guarding.overrule(actor=actor, now=NOW, person_uid=dana.uid, draft=ASK)
    assert made.families.split() == ["referral"] and made.p > 0.6
    kept = " ".join(str(value) for value in Overrule.objects.values_list().get())
    assert "divorce" not in kept and "divorce" not in str(list(Entry.objects.values_list("detail")))
    with pytest.raises(NotFound):
        guard.overrule(stranger, made.uid)
    with pytest.raises(Refused):
        guarding.overrule(actor=actor, now=NOW, person_uid=dana.uid, draft=HELLO)
    guarding.forget_overrule(actor=actor, now=NOW, overrule_uid=made.uid)
    guarding.overrule(actor=actor, now=NOW, person_uid=dana.uid, draft=ASK)
    erase_person(actor=actor, now=NOW, person_uid=dana.uid)
    assert not Overrule.objects.exists()


def test_nobody_is_judged_in_somebody_elses_book(actor, stranger):
    ben = meet(actor, BEN)
    with pytest.raises(NotFound):
        guard.judged(stranger, ben.uid, ASK, NOW)
    with pytest.raises(NotFound):
        guarding.overrule(actor=stranger, now=NOW, person_uid=ben.uid, draft=ASK)


def test_techniques_that_fit_follow_from_what_is_between_them(actor):
    dana = meet(actor, DANA)
    assert "first-give" not in {one.key for one in fits_now(situation_of(actor, dana, NOW).now)}
    talks(actor, dana, 4)
    add_knowledge(actor=actor, now=NOW, person_uid=dana.uid, heading="goals", text="A second office")
    found = situation_of(actor, dana, NOW).now
    assert (found.name, found.goals, found.note, found.touches) == ("Dana", "A second office", "The move to Salem", 4)
    assert {"first-give", "client-story", "lend-a-skill"} <= {one.key for one in fits_now(found)}
    log_give(actor=actor, now=NOW, person_uid=dana.uid, at=NOW, kind="introduction", direction="received")
    assert fits_now(situation_of(actor, dana, NOW).now)[0].key in ("close-the-loop", "thank-with-outcome")


def test_one_technique_is_chosen_for_the_week_and_a_try_is_noted(actor, stranger):
    dana = meet(actor, DANA)
    practising.choose_technique(actor=actor, now=NOW, key="walk")
    practising.choose_technique(actor=actor, now=NOW, key="ask-advice")
    chosen = practices.of_this_week(practices.practices(actor))
    assert chosen is not None and chosen.technique == "ask-advice"
    made = practising.note_try(actor=actor, now=NOW, key="ask-advice", went="well", note=" She laughed. ",
                               person_uid=dana.uid)  # fmt: skip
    assert (made.pk, made.note, made.person) == (chosen.pk, "She laughed.", dana)
    assert practices.of_this_week(practices.practices(actor)) is None and Practice.objects.count() == 1
    with pytest.raises(NotFound):
        practices.practice(stranger, made.uid)
    erase_person(actor=actor, now=NOW, person_uid=dana.uid)
    assert Practice.objects.get().person is None, "what was practised stays, with whom is forgotten"
    practising.leave_practice(actor=actor, now=NOW, practice_uid=made.uid)
    assert not Practice.objects.exists()


def test_what_is_chosen_stands_before_all_tries_on_any_database(actor):
    for days in (9, 2, 5):
        practising.note_try(actor=actor, now=NOW - timedelta(days=days), key="walk", went="well")
    practising.choose_technique(actor=actor, now=NOW, key="ask-advice")
    told = [row.tried_at and (NOW - row.tried_at).days for row in practices.practices(actor)]
    assert told == [None, 2, 5, 9], "or the technique of the week is lost behind READ tries"


def test_a_note_of_a_try_holds_nothing_that_a_database_refuses(actor):
    made = practising.note_try(actor=actor, now=NOW, key="walk", went="well", note=" Frost\x00 on\r\nthe pond\ud800 ")
    made.refresh_from_db()
    assert made.note == "Frost on\nthe pond"


def test_what_is_no_technique_no_answer_or_too_long_is_refused(actor):
    with pytest.raises(NotFound):
        practising.choose_technique(actor=actor, now=NOW, key="cold-call")
    with pytest.raises(Refused):
        practising.note_try(actor=actor, now=NOW, key="walk", went="great")
    with pytest.raises(Refused):
        practising.note_try(actor=actor, now=NOW, key="walk", went="well", note="x" * 1001)


def test_mindset_stands_beside_skill_set_once_there_are_enough_acts(actor):
    dana = meet(actor, DANA)
    talks(actor, dana, 9, every=3)
    log_give(actor=actor, now=NOW, person_uid=dana.uid, at=NOW, kind="idea", direction="given")
    practising.note_try(actor=actor, now=NOW, key="walk", went="well")
    found = practices.picture(actor, list(practices.practices(actor)), NOW)
    assert (found.give_first, found.relationship_first, found.acts, found.tried) == (0.1, None, 10, 1)
    assert 0.2 < found.skill < 0.22
