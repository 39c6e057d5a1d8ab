"""Promises: how late they are, what they say of trust, which stand on the list of a day."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from grapevine.domain.coach.rules.promised import is_asked, why
from grapevine.domain.gives.rules.promises import BROKEN, BY, KEPT, LET_GO, ME, OPEN, THEM, Tally, days_late, tally

TODAY = date(2026, 3, 2)


def ago(days: int) -> date:
    """So many days before today."""
    return TODAY - timedelta(days=days)


def test_only_what_was_kept_or_broken_says_something_of_trust() -> None:
    counted = [(ME, KEPT, 2), (ME, LET_GO, 5), (THEM, OPEN, 7), (THEM, BROKEN, 1), (THEM, KEPT, 3), (THEM, KEPT, 1)]
    assert tally(counted) == Tally(kept_by_me=2, kept_by_them=4, broken_by_them=1)
    assert tally([]) == Tally()


def test_late_is_counted_from_the_day_it_was_due() -> None:
    assert (days_late(TODAY, TODAY), days_late(ago(3), TODAY), days_late(ago(-2), TODAY)) == (0, 3, -2)
    assert days_late(None, TODAY) is None


def test_mine_comes_up_three_days_before_theirs_on_the_day() -> None:
    assert is_asked(ME, ago(-3), ago(9), TODAY) and not is_asked(ME, ago(-4), ago(9), TODAY)
    assert is_asked(THEM, TODAY, ago(9), TODAY) and not is_asked(THEM, ago(-1), ago(9), TODAY)


def test_without_a_day_mine_comes_up_after_a_week_theirs_after_two() -> None:
    assert is_asked(ME, None, ago(7), TODAY) and not is_asked(ME, None, ago(6), TODAY)
    assert is_asked(THEM, None, ago(14), TODAY) and not is_asked(THEM, None, ago(13), TODAY)


def test_the_reason_says_who_when_and_how_late() -> None:
    assert why(ME, "Dana", ago(2), ago(21), TODAY) == "You said so 3 weeks ago; it was due 2 days ago."
    assert why(THEM, "Dana", TODAY, ago(1), TODAY) == "Dana said so yesterday; it is due today."
    assert why(ME, "Dana", ago(-1), TODAY, TODAY) == "You said so today; it is due tomorrow."
    assert why(ME, "Dana", ago(-3), ago(4), TODAY) == "You said so 4 days ago; it is due in 3 days."
    assert why(ME, "Dana", None, ago(8), TODAY) == "You said so 8 days ago, without naming a day."


@given(st.sampled_from(BY), st.one_of(st.none(), st.dates()), st.dates(), st.dates(date(2, 1, 1)))
def test_what_is_asked_once_is_asked_on_every_later_day(by: str, due: date | None, made: date, today: date) -> None:
    if today < date.max and is_asked(by, due, made, today):
        assert is_asked(by, due, made, today + timedelta(days=1))
    assert why(by, "Dana", due, made, today).endswith(".")
