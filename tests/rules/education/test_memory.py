"""What a partner remembers: the same days as the library, the grades of a teach-back, coverage times recall."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import fsrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grapevine.domain.depth.rules import learned
from grapevine.domain.education.rules import memory
from grapevine.domain.education.rules.brief import BriefText, Part
from grapevine.domain.education.rules.memory import POINTS, Rating

DAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
LIBRARY = fsrs.Scheduler(learning_steps=(), relearning_steps=(), maximum_interval=180, enable_fuzzing=False)
RATINGS = st.lists(st.tuples(st.sampled_from(list(Rating)), st.integers(0, 400)), min_size=1, max_size=12)


def test_five_good_answers_in_a_row_are_asked_again_on_the_librarys_days_but_never_within_a_week():
    found, at, days = None, DAY, []
    for wait in (2, 11, 46, 163, 180):
        found = memory.answered(found, Rating.GOOD, at)
        days.append((found.due - at.date()).days)
        at += timedelta(days=wait)
    assert days == [7, 11, 46, 163, 180]


@given(RATINGS)
def test_any_row_of_answers_falls_due_on_the_librarys_day_clipped_and_is_as_strong(row: list):
    found, card, at = None, fsrs.Card(card_id=1), DAY
    for rating, wait in row:
        at += timedelta(days=wait)
        found = memory.answered(found, rating, at)
        card, _ = LIBRARY.review_card(card, fsrs.Rating(memory._NUMBER[rating]), at)
        assert (found.due - at.date()).days == min(max((card.due - at).days, 7), 180)
        later = at + timedelta(days=wait / 3)
        assert memory.strength(found, later) == pytest.approx(LIBRARY.get_card_retrievability(card, later), abs=1e-9)
    assert found.asked == len(row)
    assert found.recalled == any(rating is not Rating.AGAIN for rating, _ in row)


@pytest.mark.parametrize(
    ("share", "prompted", "rating"),
    [
        (0.0, True, Rating.AGAIN), (0.39, False, Rating.AGAIN), (0.4, False, Rating.HARD), (0.69, True, Rating.HARD),
        (0.7, False, Rating.GOOD), (0.89, False, Rating.GOOD), (0.9, False, Rating.EASY), (1.0, True, Rating.GOOD),
    ],
)  # fmt: skip
def test_the_share_of_key_points_is_the_grade(share: float, prompted: bool, rating: Rating):
    assert memory.rating_of(share, prompted=prompted) is rating


def test_a_share_is_a_share():
    with pytest.raises(ValueError):
        memory.rating_of(1.2, prompted=True)


def test_a_lesson_begins_a_memory_and_never_grades_one():
    begun = memory.heard(None, DAY)
    assert (begun.stability, begun.asked, begun.recalled) == (None, 0, False)
    assert (begun.due - DAY.date()).days == 7
    assert memory.strength(begun, DAY) is None and memory.strength(None, DAY) is None
    known = memory.answered(begun, Rating.HARD, DAY)
    assert memory.heard(known, DAY + timedelta(days=3)) == known


def test_a_fitting_referral_shows_two_points_and_a_misfit_one():
    assert dict(memory.FITTING) == {Part.WHOM_I_HELP: Rating.GOOD, Part.LISTEN_FOR: Rating.GOOD}
    assert dict(memory.MISFIT) == {Part.NOT_A_FIT: Rating.AGAIN}


def test_educated_is_coverage_times_recall():
    good, again = memory.answered(None, Rating.GOOD, DAY), memory.answered(None, Rating.AGAIN, DAY)
    four = (Part.WHOM_I_HELP, Part.LISTEN_FOR, Part.FIRST_QUESTION, Part.NOT_A_FIT)
    assert memory.educated(four, {}, DAY) is None
    assert memory.educated(four, {Part.WHOM_I_HELP: memory.heard(None, DAY)}, DAY) is None
    known = {Part.WHOM_I_HELP: good, Part.LISTEN_FOR: good, Part.NOT_A_FIT: again}
    assert memory.educated(four, known, DAY) == pytest.approx(2 / 4)
    fallen = DAY + timedelta(days=good.stability)
    assert memory.educated(four[:2], known, fallen) == pytest.approx(0.9, abs=0.02)
    assert memory.educated(four[:1], {Part.STORY: good}, DAY) is None  # no point of this brief


@given(st.dictionaries(st.sampled_from(POINTS), RATINGS, max_size=6), st.integers(0, 800))
def test_educated_lies_between_nothing_and_all_and_only_fades(told: dict, later: int):
    memories, now = {}, DAY
    for part, row in told.items():
        at = DAY
        for rating, wait in row:
            at += timedelta(days=wait)
            memories[part] = memory.answered(memories.get(part), rating, at)
        now = max(now, at)
    first = memory.educated(POINTS, memories, now)
    after = memory.educated(POINTS, memories, now + timedelta(days=later))
    assert (first is None) == (not told)
    if first is not None and after is not None:
        assert 0.0 <= after <= first + 1e-12 <= 1.0 + 1e-9
    assert len(memory.kept(POINTS, memories)) <= learned.PACKED_MAX


def test_what_is_due_is_the_longest_overdue_and_at_most_three():
    days = {part: DAY - timedelta(days=20 - at) for at, part in enumerate(POINTS)}
    memories = {part: memory.heard(None, at) for part, at in days.items()}
    today = DAY.date()
    assert memory.due(reversed(POINTS), memories, today) == POINTS[:3]
    assert memory.due(POINTS, memories, today - timedelta(days=14)) == ()
    assert memory.next_due(POINTS, memories) == today - timedelta(days=13)
    assert memory.next_due(POINTS, {}) is None


def test_an_empty_part_is_no_point():
    text = BriefText(whom_i_help="Couples.", listen_for=("We are holding on.",), story="A baker and a teacher.")
    assert memory.points_of(text) == (Part.WHOM_I_HELP, Part.LISTEN_FOR)
