"""What is taken back leaves nothing behind: the relationship stands as if the entry had never been."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.coach import actions as coach
from grapevine.domain.coach.queries.today import today
from grapevine.domain.depth.models import Relationship
from grapevine.domain.gives.actions import log_give
from grapevine.domain.gives.actions.promises import keep_promise, make_promise
from grapevine.domain.network.actions import taking_back
from grapevine.domain.people.models import Person
from grapevine.domain.people.rules.card import Card
from grapevine.domain.touches.actions import log_touch
from tests.cast import NOW, meet
from tests.domain.ledgers.linked_books import two

COLUMNS = ("mine_fast", "mine_slow", "theirs_fast", "theirs_slow", "at", "rank_key", "peak", "touches", "given",
           "last_touch_at", "reach")  # fmt: skip


@pytest.fixture
def ben(actor: Actor) -> Person:
    """Once met every two weeks, then silence since forty days; an idea was given ten days ago."""
    person = meet(actor, Card(name="Ben Okafor"))
    for fortnight in range(12):
        at = NOW - timedelta(days=40 + 14 * fortnight)
        log_touch(actor=actor, now=NOW, person_uid=person.uid, at=at, kind="meal", minutes=90)
    log_give(actor=actor, now=NOW, person_uid=person.uid, at=NOW - timedelta(days=10), kind="idea", direction="given")
    return person


def standing(person: Person) -> dict[str, object]:
    """The row, at one time: sums are compared where the row says they are."""
    row = Relationship.objects.values(*COLUMNS).get(person=person)
    return {name: pytest.approx(value) if isinstance(value, float) else value for name, value in row.items()}


def test_done_and_undone_brings_the_line_back_to_today(actor: Actor, ben: Person) -> None:
    dana = meet(actor, Card(name="Dana Whitcomb"))  # the step of the day is for her
    log_touch(actor=actor, now=NOW, person_uid=dana.uid, at=NOW - timedelta(days=3), kind="meal")
    log_give(actor=actor, now=NOW, person_uid=dana.uid, at=NOW, kind="referral", direction="received")
    before = [(one.key, one.reason) for one in today(actor, NOW).items]
    key = next(key for key, _ in before if key == f"cooling-{ben.uid}")
    was = standing(ben)
    done = coach.done(actor=actor, now=NOW, key=key)
    assert key not in [one.key for one in today(actor, NOW).items]
    coach.undo(actor=actor, now=NOW, touches=[done.touch.uid])
    assert standing(ben) == was
    assert [(one.key, one.reason) for one in today(actor, NOW).items] == before


def test_a_touch_logged_by_mistake_does_not_leave_them_once_close(actor: Actor) -> None:
    priya = meet(actor, Card(name="Priya Raman"))
    log_touch(actor=actor, now=NOW, person_uid=priya.uid, at=NOW - timedelta(days=90), kind="meal")
    was = standing(priya)
    wrong = [
        log_touch(actor=actor, now=NOW, person_uid=priya.uid, at=NOW - timedelta(days=day), kind="meal", minutes=300)
        for day in range(1, 9)
    ]
    assert Relationship.objects.get(person=priya).peak > 30
    for touch in wrong:
        taking_back.delete_touch(actor=actor, now=NOW, touch_uid=touch.uid)
    assert standing(priya) == was


def test_a_touch_moved_to_another_day_stands_as_if_written_there_at_once(actor: Actor, ben: Person) -> None:
    was = standing(ben)
    touch = log_touch(actor=actor, now=NOW, person_uid=ben.uid, at=NOW, kind="call")
    taking_back.edit_touch(actor=actor, now=NOW, touch_uid=touch.uid, at=NOW - timedelta(days=30))
    moved = standing(ben)
    taking_back.delete_touch(actor=actor, now=NOW, touch_uid=touch.uid)
    log_touch(actor=actor, now=NOW, person_uid=ben.uid, at=NOW - timedelta(days=30), kind="call")
    assert standing(ben) == moved and moved != was


def test_a_give_taken_back_or_changed_and_a_kept_promise_opened_again_leave_no_trace(actor: Actor, ben: Person) -> None:
    was = standing(ben)
    give = log_give(actor=actor, now=NOW, person_uid=ben.uid, at=NOW, kind="referral", direction="given")
    taking_back.edit_give(actor=actor, now=NOW, give_uid=give.uid, kind="idea")
    taking_back.delete_give(actor=actor, now=NOW, give_uid=give.uid)
    assert standing(ben) == was
    promise = make_promise(actor=actor, now=NOW, person_uid=ben.uid, what="Two names")
    keep_promise(actor=actor, now=NOW, promise_uid=promise.uid, kind="introduction")
    assert standing(ben) != was
    taking_back.reopen_promise(actor=actor, now=NOW, promise_uid=promise.uid)
    assert standing(ben) == was


def test_the_last_entry_taken_back_leaves_nobody_measured(actor: Actor) -> None:
    dana = meet(actor, Card(name="Dana Whitcomb"))
    touch = log_touch(actor=actor, now=NOW, person_uid=dana.uid, at=NOW, kind="meal")
    taking_back.delete_touch(actor=actor, now=NOW, touch_uid=touch.uid)
    row = Relationship.objects.get(person=dana)
    assert (row.at, row.rank_key, row.peak, row.last_touch_at) == (None, None, 0.0, None)


def test_a_token_for_touches_alone_takes_one_back_as_wholly(actor: Actor, ben: Person) -> None:
    narrow = replace(actor, scopes=frozenset({"touches:write", "touches:read", "book:read", "book:write"}))
    was = standing(ben)
    touch = log_touch(actor=actor, now=NOW, person_uid=ben.uid, at=NOW, kind="meal")
    taking_back.delete_touch(actor=narrow, now=NOW, touch_uid=touch.uid)
    assert standing(ben) == was


def test_of_who_is_linked_the_other_end_forgets_it_as_well(db: None) -> None:
    found = two()
    found.link()
    log = partial(log_touch, actor=found.leah, now=NOW, person_uid=found.dana_of_leah.uid, began_by="me")
    log(at=NOW - timedelta(days=60), kind="meal")
    was = standing(found.leah_of_dana)
    touch = log(at=NOW, kind="one_to_one")
    assert standing(found.leah_of_dana) != was
    taking_back.delete_touch(actor=found.leah, now=NOW, touch_uid=touch.uid)
    assert standing(found.leah_of_dana) == was
