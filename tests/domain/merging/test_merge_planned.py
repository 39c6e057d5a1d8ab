"""Two entries of one person made one, each with answers to plans and tries; and two again."""

from __future__ import annotations

from datetime import timedelta

from grapevine.domain.coach.actions import planning, practising
from grapevine.domain.coach.models import PlannedAction, Practice
from grapevine.domain.coach.queries.week import week
from grapevine.domain.merging.actions import merge_people, unmerge
from tests.cast import BEN, DANA, NOW, meet

WEEK = timedelta(days=7)


def test_answers_and_tries_go_with_the_person_and_come_back_with_them(actor):
    ben, twin = meet(actor, BEN), meet(actor, DANA)
    first = planning.action_later(actor=actor, now=NOW, person_uid=ben.uid, key="walk")
    second = planning.skip_action(actor=actor, now=NOW, person_uid=twin.uid, key="learn-the-work")
    tried = practising.note_try(actor=actor, now=NOW, key="walk", went="well", person_uid=twin.uid)
    merge = merge_people(actor=actor, now=NOW, keep_uid=ben.uid, other_uid=twin.uid)
    assert {row.person_id for row in (*PlannedAction.objects.all(), *Practice.objects.all())} == {ben.pk}
    assert len(week(actor, NOW).answered) == 2
    _, back = unmerge(actor=actor, now=NOW, merge_uid=merge.uid)
    assert dict(PlannedAction.objects.values_list("pk", "person")) == {first.pk: ben.pk, second.pk: back.pk}
    assert Practice.objects.get(pk=tried.pk).person_id == back.pk


def test_two_who_were_both_answered_the_same_action_are_merged_and_parted_again(actor):
    ben, twin = meet(actor, BEN), meet(actor, DANA)
    planning.action_later(actor=actor, now=NOW - WEEK, person_uid=twin.uid, key="walk")
    mine = planning.action_later(actor=actor, now=NOW, person_uid=ben.uid, key="walk")
    other = planning.skip_action(actor=actor, now=NOW, person_uid=twin.uid, key="walk")
    merge = merge_people(actor=actor, now=NOW, keep_uid=ben.uid, other_uid=twin.uid)
    kept = PlannedAction.objects.filter(person=ben, week=mine.week)
    assert [row.state for row in kept] == ["later"] and PlannedAction.objects.count() == 2
    _, back = unmerge(actor=actor, now=NOW, merge_uid=merge.uid)
    assert PlannedAction.objects.get(person=ben).pk == mine.pk
    assert {(row.week, row.state) for row in PlannedAction.objects.filter(person=back)} == {
        (other.week, "skipped"), (other.week - WEEK, "later"),
    }  # fmt: skip
