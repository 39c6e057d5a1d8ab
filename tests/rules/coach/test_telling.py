"""On which day an action stands in the calendar, and when the letter on Monday goes."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from grapevine.domain.coach.rules.plan.telling import days_of, letter_due

MONDAY = date(2026, 3, 2)


def on(day: int, hour: int = 9) -> datetime:
    return datetime(2026, 3, 2 + day, hour)


def test_a_week_is_spread_until_friday_and_what_was_promised_stands_on_its_day():
    assert [day.weekday() for day in days_of([None] * 5, MONDAY)] == [0, 1, 2, 3, 4]
    assert [day.weekday() for day in days_of([None] * 3, MONDAY + timedelta(days=3))] == [3, 3, 4]
    saturday = MONDAY + timedelta(days=5)
    assert [day.weekday() for day in days_of([None, None], saturday)] == [5, 6]
    late, soon, far = MONDAY - timedelta(days=9), MONDAY + timedelta(days=2), MONDAY + timedelta(days=40)
    assert [day.weekday() for day in days_of([late, soon, far], MONDAY)] == [0, 2, 6]
    assert days_of([], MONDAY) == []


@given(st.lists(st.none() | st.dates(date(2026, 1, 1), date(2026, 12, 31))), st.dates(date(2026, 1, 1)))
def test_every_action_stands_between_today_and_sunday_in_its_order(due, today):
    found = days_of(due, today)
    assert len(found) == len(due) and all(today <= day <= today + timedelta(days=6 - today.weekday()) for day in found)
    free = [day for day, said in zip(found, due, strict=True) if said is None]
    assert free == sorted(free)


def test_the_letter_goes_on_monday_from_seven_once():
    assert [letter_due(None, on(0, hour)) for hour in (6, 7, 23)] == [False, True, True]
    assert not letter_due(None, on(1)) and not letter_due(MONDAY, on(0)) and letter_due(MONDAY, on(7))
