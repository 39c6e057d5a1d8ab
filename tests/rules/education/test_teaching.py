"""How teaching goes between two people: a link's states, memories from a row of happenings, when a reminder may go."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grapevine.domain.education.rules import memory, teaching
from grapevine.domain.education.rules.brief import Part
from grapevine.domain.education.rules.memory import POINTS, Rating
from grapevine.domain.education.rules.teaching import LinkFact, Refreshers, Shown

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
LATER = NOW + timedelta(days=30)
HEARD = st.lists(st.tuples(st.integers(0, 90), st.sampled_from(list(Part))), max_size=6)
SHOWN = st.lists(st.tuples(st.integers(0, 90), st.sampled_from(list(Part)), st.sampled_from(list(Rating))), max_size=8)


@pytest.mark.parametrize(
    ("fact", "state"),
    [
        (LinkFact(LATER, questions=3), "open"),
        (LinkFact(LATER, questions=3, answers=1), "begun"),
        (LinkFact(LATER, questions=3, answers=3), "answered"),
        (LinkFact(None, questions=0), "answered"),
        (LinkFact(NOW, questions=3, answers=3), "expired"),
        (LinkFact(NOW, declined=True), "declined"),
        (LinkFact(NOW, revoked=True, declined=True), "revoked"),
    ],
)
def test_the_state_of_a_link(fact: LinkFact, state: str):
    assert teaching.state(fact, NOW) == state


def test_a_link_lives_for_a_day_to_three_months():
    assert teaching.ends(NOW, 30) == LATER
    assert teaching.ends(NOW, 0) is None and teaching.ends(NOW, 91) is None


@given(HEARD, SHOWN)
def test_memories_do_not_depend_on_the_order_of_writing_down(heard: list, shown: list):
    told = [(NOW + timedelta(days=at), part) for at, part in heard]
    seen = [Shown(NOW + timedelta(days=at), part, rating) for at, part, rating in shown]
    found = teaching.folded(told, seen)
    assert found == teaching.folded(reversed(told), sorted(seen, key=lambda one: (one.rating, one.at)))
    assert set(found) == {part for _, part in told if part in POINTS} | {one.part for one in seen if one.part in POINTS}
    assert all((found[part].asked > 0) == any(one.part is part for one in seen) for part in found)


def test_the_schedule_sends_what_the_member_chose_when_it_is_due_and_not_twice_in_a_week():
    today = NOW.date()
    assert teaching.may_send(Refreshers.SEND, today, None, NOW, today)
    assert teaching.may_send(Refreshers.SEND, today, NOW - timedelta(days=7), NOW, today)
    assert not teaching.may_send(Refreshers.SEND, today, NOW - timedelta(days=6), NOW, today)
    assert not teaching.may_send(Refreshers.ASK, today, None, NOW, today)
    assert not teaching.may_send(Refreshers.SEND, today + timedelta(days=1), None, NOW, today)
    assert not teaching.may_send(Refreshers.SEND, None, None, NOW, today)


def test_what_is_due_is_asked_else_what_is_weakest_else_where_the_brief_begins():
    heard = memory.heard(None, NOW - timedelta(days=20))
    fresh = memory.heard(None, NOW)
    assert teaching.to_ask(POINTS, {Part.NOT_A_FIT: heard, Part.MOMENTS: fresh}, NOW.date()) == (Part.NOT_A_FIT,)
    assert teaching.to_ask(POINTS, {Part.MOMENTS: fresh}, NOW.date()) == (Part.MOMENTS,)
    assert teaching.to_ask(POINTS, {}, NOW.date()) == POINTS[:3]
