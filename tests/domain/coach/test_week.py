"""The week’s plan from the ledgers: who waits comes first, it fits the minutes, and what was answered is kept to."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from grapevine.domain.accounts.rules.access import Permission
from grapevine.domain.coach.actions import planning
from grapevine.domain.coach.models import PlannedAction
from grapevine.domain.coach.queries.planned import answers
from grapevine.domain.coach.queries.week import NO_TIME, Week, week
from grapevine.domain.coach.rules.plan.valuing import DONE, LATER, SKIPPED
from grapevine.domain.gives.actions import log_give
from grapevine.domain.gives.actions import promises as promises
from grapevine.domain.gives.models import Give, Promise
from grapevine.domain.touches.actions import log_touch
from grapevine.domain.touches.models import Touch
from grapevine.kit.errors import NotAllowed, NotFound
from tests.cast import BEN, DANA, NOW, PRIYA, TOM, meet

WEEK = timedelta(days=7)


@pytest.fixture
def people(actor):
    """Dana and Ben met often, Priya sent a referral nobody thanked her for, Tom was promised something."""
    found = {card.given or card.name.split()[0]: meet(actor, card) for card in (DANA, BEN, PRIYA, TOM)}
    for place, person in enumerate(found.values()):
        for number in range(4):
            at = NOW - timedelta(days=30 + 5 * place + 20 * number)
            log_touch(actor=actor, now=NOW, person_uid=person.uid, at=at, kind="one_to_one", began_by="me")
    at = NOW - timedelta(days=3)
    log_give(actor=actor, now=NOW, person_uid=found["Priya"].uid, at=at, kind="referral", direction="received")
    promises.make_promise(actor=actor, now=NOW, person_uid=found["Tom"].uid, by="me", what="The name of a painter",
                          due=NOW.date())  # fmt: skip
    return found


def lines(found: Week) -> dict[str, str]:
    return {line.who.now.name: line.technique.key for line in found.lines}


def test_who_waits_comes_first_and_the_plan_fits_the_minutes(actor, people):
    found = week(actor, NOW, 120)
    assert (found.monday.isoweekday(), found.minutes, found.spent, found.plan.gave_way) == (1, 120, 0, ())
    assert lines(found)["Tom"] == "keep-the-promise"
    assert lines(found)["Priya"] in ("close-the-loop", "thank-with-outcome")
    assert [line.waits for line in found.lines] == sorted((line.waits for line in found.lines), reverse=True)
    assert sum(line.technique.minutes for line in found.lines) <= 120 and len(lines(found)) == len(found.lines)
    promise = next(line for line in found.lines if line.technique.key == "keep-the-promise")
    assert promise.forced and promise.why == "You gave your word: The name of a painter"


def test_without_a_figure_the_members_own_minutes_count_and_what_is_left_out_is_told(actor, people, leah):
    leah.weekly_minutes = 25
    leah.save()
    found = week(actor, NOW)
    assert found.minutes == 25 and sum(line.technique.minutes for line in found.lines) <= 25
    assert {one.line.who.now.name for one in found.left_out} <= {"Dana", "Ben"} and found.left_out


def test_a_week_whose_minutes_are_spent_has_no_time_and_no_kind_that_is_full(actor, people):
    planning.action_done(actor=actor, now=NOW, person_uid=people["Ben"].uid, key="walk")
    found = week(actor, NOW, 45)
    assert (found.spent, [line.id for line in found.lines]) == (45, [])
    assert {one.reason for one in found.left_out} == {NO_TIME}


def test_more_promised_than_there_is_time_is_said(actor, people):
    assert week(actor, NOW, 5).plan.gave_way == ("overcommitted",)


def test_done_logs_what_was_done_and_takes_its_minutes_off_the_week(actor, people):
    thanks = planning.action_done(actor=actor, now=NOW, person_uid=people["Priya"].uid, key="thank-with-outcome")
    assert thanks.give is not None and Give.objects.get(pk=thanks.give.pk).kind == "thanks"
    kept = planning.action_done(actor=actor, now=NOW, person_uid=people["Tom"].uid, key="keep-the-promise")
    assert kept.promise is not None and Promise.objects.get().outcome == "kept"
    met = planning.action_done(actor=actor, now=NOW, person_uid=people["Ben"].uid, key="walk", note="Cold and bright")
    assert met.touch is not None and Touch.objects.get(pk=met.touch.pk).minutes == 45
    learned = planning.action_done(actor=actor, now=NOW, person_uid=people["Dana"].uid, key="learn-the-work")
    assert (learned.touch, learned.give, learned.promise) == (None, None, None)
    found = week(actor, NOW, 180)
    assert found.spent == 10 + 15 + 45 + 15 and found.lines == ()


def test_later_rests_the_person_and_a_skip_only_that_action_until_it_is_taken_back(actor, people):
    before = lines(week(actor, NOW, 120))
    planning.action_later(actor=actor, now=NOW, person_uid=people["Dana"].uid, key=before["Dana"])
    skipped = planning.skip_action(actor=actor, now=NOW, person_uid=people["Ben"].uid, key=before["Ben"])
    after = lines(week(actor, NOW, 120))
    assert "Dana" not in after and after.get("Ben") != before["Ben"]
    assert "Dana" in lines(week(actor, NOW + WEEK, 120)), "the next week begins anew"
    planning.bring_action_back(actor=actor, now=NOW, planned_uid=skipped.uid)
    assert [state for _, state, _ in answers(actor, NOW)] == [LATER]


def test_an_answer_replaces_the_one_before_and_is_nobody_elses(actor, people, stranger):
    uid = people["Ben"].uid
    planning.skip_action(actor=actor, now=NOW, person_uid=uid, key="walk")
    made = planning.action_done(actor=actor, now=NOW, person_uid=uid, key="walk").answer
    assert [one.state for one in PlannedAction.objects.all()] == [DONE] and made.state != SKIPPED
    with pytest.raises(NotFound):
        planning.bring_action_back(actor=stranger, now=NOW, planned_uid=made.uid)
    with pytest.raises(NotFound):
        planning.skip_action(actor=stranger, now=NOW, person_uid=uid, key="walk")
    assert week(stranger, NOW, 60).lines == ()


def test_a_plan_is_worked_out_once_until_something_it_rests_on_changes(
    actor, people, django_assert_max_num_queries
):  # fmt: skip
    first = week(actor, NOW, 120)
    with django_assert_max_num_queries(5):
        assert week(actor, NOW, 120) == first
    skipped = next(line for line in first.lines if line.who.now.name == "Priya")
    planning.skip_action(actor=actor, now=NOW, person_uid=skipped.who.uid, key=skipped.technique.key)
    assert lines(week(actor, NOW, 120)).get("Priya") != skipped.technique.key
    log_touch(actor=actor, now=NOW, person_uid=people["Dana"].uid, at=NOW, kind="one_to_one", began_by="me")
    after = {line.who.now.name: line.who.now.quiet for line in week(actor, NOW, 2400).lines}
    assert after["Dana"] == 0.0


def test_only_who_may_read_the_ledgers_sees_even_a_kept_plan(actor, people):
    week(actor, NOW, 120)
    with pytest.raises(NotAllowed):
        week(replace(actor, scopes=frozenset({Permission.BOOK_READ})), NOW, 120)
