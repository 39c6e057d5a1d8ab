"""Whom a referral reminds today: from the last move on, at most three times, and the words of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from grapevine.domain.referrals.rules import reminding
from grapevine.domain.referrals.rules.consent import Consent
from grapevine.domain.referrals.rules.moves import By, Stage
from grapevine.domain.referrals.rules.reminding import ANSWER, ASK, ASKS, MOVE, SEND, STEP, THANK
from grapevine.domain.referrals.rules.turn import DAYS, reminder_days

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def asked(stage: Stage, role: By, days: float, **more) -> str:
    given_ = {"consent": Consent.NONE, "thanked": False, "allowed": DAYS.get(stage, 0), "next_on": None}
    moved_at = NOW - timedelta(days=days)
    return reminding.asked(stage, role, moved_at, NOW, **{**given_, **more}, today=NOW.date())


def test_what_has_just_come_asks_for_an_answer_at_once_and_nobody_else_is_reminded():
    assert asked(Stage.SENT, By.RECEIVER, 0) == ANSWER
    assert asked(Stage.SENT, By.GIVER, 0) == asked(Stage.ACCEPTED, By.RECEIVER, 1) == ""


def test_each_side_is_reminded_of_its_own_turn_when_its_time_is_over():
    assert asked(Stage.NOTED, By.GIVER, 8) == ASK
    assert asked(Stage.NOTED, By.GIVER, 8, consent=Consent.ASKED) == ""
    assert asked(Stage.CONSENTED, By.GIVER, 3) == SEND
    assert asked(Stage.MET, By.RECEIVER, 22) == MOVE
    assert asked(Stage.LOST, By.RECEIVER, 8) == THANK
    assert asked(Stage.LOST, By.RECEIVER, 8, thanked=True) == asked(Stage.VOID, By.GIVER, 8) == ""


def test_three_reminders_then_silence_is_the_answer():
    days = [day for day in range(60) if asked(Stage.ACCEPTED, By.RECEIVER, day + 0.5)]
    assert days == [3, 4, 5, 6, 7, 8, 12, 13, 14]


def test_a_planned_step_reminds_on_its_day_and_for_two_weeks_whoevers_turn_it_is():
    today = NOW.date()
    for days, wanted in ((-1, ""), (0, STEP), (13, STEP), (14, "")):
        assert asked(Stage.SENT, By.GIVER, 1, next_on=today - timedelta(days=days)) == wanted
    assert asked(Stage.WITHDRAWN, By.GIVER, 1, next_on=today) == ""


@given(st.sampled_from(Stage), st.sampled_from(By), st.integers(1, 365), st.floats(0, 3000))
def test_it_always_comes_to_an_end(stage, role, allowed, days):
    last = reminder_days(allowed)[-1] + reminding.STANDS
    told = asked(stage, role, days, allowed=allowed)
    assert told in ("", *ASKS)
    assert not (told and days > last)


def test_each_is_said_in_one_line_with_its_reason():
    today, stage = NOW.date(), Stage.WON
    for asks in ASKS:
        said = reminding.title(asks, "Dana", "Y. T.", "")
        assert "Dana" in said and "Y. T." in said
    assert reminding.title(STEP, "Dana", "Y. T.", "Call at noon") == "Call at noon: Y. T., with Dana"
    assert reminding.why(ANSWER, Stage.SENT, 0, None, today).startswith("It came today.")
    assert "won yesterday" in reminding.why(THANK, stage, 1, None, today)
    assert reminding.why(MOVE, Stage.MET, 22, None, today) == "Nothing has moved for 22 days."
    assert reminding.why(SEND, Stage.CONSENTED, 1, None, today) == "Nothing has moved since yesterday."
    assert reminding.why(STEP, Stage.MET, 3, today, today) == "You planned it for today."
    assert "28 February" in reminding.why(STEP, Stage.MET, 3, today - timedelta(days=2), today)
