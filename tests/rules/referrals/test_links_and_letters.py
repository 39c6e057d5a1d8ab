"""Which link can be made when, and when a letter about referrals is due: restarting from the last move, with an end."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grapevine.domain.referrals.rules import addresses
from grapevine.domain.referrals.rules.moves import UNSENT, By, Stage
from grapevine.domain.referrals.rules.turn import REMINDERS
from grapevine.domain.referrals.rules.wished import BACK, Often, is_due, reminder_due

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)  # a Monday


@given(st.sampled_from(Stage), st.sampled_from((By.GIVER, By.RECEIVER)), st.booleans())
def test_consent_is_asked_before_sending_and_a_receiver_answers_after_never_both(
    stage: Stage, role: By, both: bool
) -> None:
    asks = not addresses.refusal(addresses.PROSPECT, role, stage, other_has_book=both)
    hands = not addresses.refusal(addresses.RECEIVER, role, stage, other_has_book=both)
    assert asks is (role is By.GIVER and stage is Stage.NOTED) and not (asks and hands)
    if hands:
        assert role is By.GIVER and not both and stage not in (*UNSENT, Stage.WITHDRAWN, Stage.VOID)


def test_a_link_is_for_one_of_two() -> None:
    assert "prospect or the receiver" in addresses.refusal("anybody", By.GIVER, Stage.SENT, other_has_book=False)


@pytest.mark.parametrize(
    ("often", "told", "now", "due"),
    [
        (Often.NEVER, NOW - timedelta(days=90), NOW, False),
        (Often.EACH, NOW, NOW, True),
        (Often.DAILY, NOW - timedelta(hours=3), NOW, False),
        (Often.DAILY, NOW - timedelta(hours=10), NOW, True),
        (Often.DAILY, NOW - timedelta(days=1), NOW.replace(hour=6), False),
        (Often.WEEKLY, NOW - timedelta(days=1), NOW, True),
        (Often.WEEKLY, NOW, NOW + timedelta(days=6), False),
        (Often.WEEKLY, NOW, NOW + timedelta(days=7), True),
    ],
)
def test_a_letter_of_the_day_or_the_week_goes_out_in_the_morning(
    often: Often, told: datetime, now: datetime, due: bool
) -> None:
    assert is_due(often, told, now) is due


def test_a_letter_looks_back_longer_than_its_turn() -> None:
    assert BACK[Often.EACH] >= 1 and BACK[Often.DAILY] > 1 and BACK[Often.WEEKLY] > 7


@given(st.integers(1, 60), st.integers(1, 9))
def test_whoever_looks_every_day_reminds_three_times_and_then_is_silent(allowed: int, step: int) -> None:
    told, reminded = NOW, 0
    for day in range(0, allowed * 8 + 60, min(step, allowed)):
        at = NOW + timedelta(days=day, hours=1)
        if reminder_due(NOW, told, at, allowed):
            told, reminded = at, reminded + 1
    assert reminded == REMINDERS
    assert not reminder_due(NOW, told, NOW + timedelta(days=allowed * 100), allowed)


@given(st.integers(1, 60))
def test_a_move_begins_the_count_anew(allowed: int) -> None:
    long_ago, moved = NOW, NOW + timedelta(days=500)
    assert not reminder_due(moved, long_ago, moved + timedelta(days=allowed), allowed)
    assert reminder_due(moved, long_ago, moved + timedelta(days=allowed, hours=1), allowed)


def test_a_yes_can_be_taken_back_for_as_long_as_a_link_can_last() -> None:
    soon, far = NOW + timedelta(days=3), NOW + timedelta(days=400)
    assert addresses.kept_until(soon, NOW) == NOW + timedelta(days=180) and addresses.kept_until(far, NOW) == far
