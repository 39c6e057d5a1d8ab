"""Keys of items, what keeps them off the list, lengths of time in words, and days of the year."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grapevine.domain.coach.rules.birthdays import days_until
from grapevine.domain.coach.rules.items import (
    ANSWER,
    COOLING,
    KINDS,
    LATER_DAYS,
    PROMISED,
    STEP,
    THANK,
    Put,
    is_put,
    key,
    parse,
)
from grapevine.domain.coach.rules.spans import ago, span

NOW = 20_000.0
TODAY = date(2026, 3, 2)


@given(st.sampled_from(KINDS), st.uuids())
def test_a_key_is_read_as_it_was_written(kind: str, uid: UUID) -> None:
    assert parse(key(kind, uid)) == (kind, str(uid))


def test_what_is_no_key_names_nothing_and_every_kind_knows_how_long_it_is_put_off() -> None:
    assert parse("weather-1") is None and parse("cooling") is None and parse("") is None
    assert set(LATER_DAYS) == set(KINDS)


def test_put_off_means_until_then_and_set_aside_for_good() -> None:
    until = Put(COOLING, 1, None, NOW - 1, NOW + 5)
    assert is_put(until, COOLING, NOW) and not is_put(until, COOLING, NOW + 5) and not is_put(until, THANK, NOW)
    forever = Put(COOLING, 1, None, NOW - 1, None)
    assert is_put(forever, COOLING, NOW + 9_000) and not is_put(forever, STEP, NOW)


def test_what_was_put_off_does_not_come_back_as_the_step() -> None:
    assert is_put(Put(ANSWER, 1, None, NOW - 1, NOW + 1), STEP, NOW)
    assert not is_put(Put(PROMISED, 1, 7, NOW - 1, NOW + 1), STEP, NOW)


def test_a_touch_since_makes_the_putting_off_void() -> None:
    until = Put(COOLING, 1, None, NOW - 10, NOW + 50)
    assert is_put(until, COOLING, NOW, NOW - 20) and not is_put(until, COOLING, NOW, NOW - 5)
    owed = Put(THANK, 1, None, NOW - 10, NOW + 50)
    assert is_put(owed, THANK, NOW, NOW - 5), "a talk is no thanks"


@pytest.mark.parametrize(
    ("days", "said"),
    [(0.2, "1 day"), (1.4, "1 day"), (9.0, "9 days"), (13.9, "14 days"), (14.0, "2 weeks"), (49.0, "7 weeks"),
     (61.0, "2 months"), (400.0, "13 months"), (800.0, "2 years")],
)  # fmt: skip
def test_a_span_is_told_in_the_largest_unit_of_which_there_are_two(days: float, said: str) -> None:
    assert span(days) == said


def test_ago_knows_today_and_yesterday() -> None:
    assert [ago(days) for days in (-1.0, 0.3, 1.0, 3.0)] == ["today", "today", "yesterday", "3 days ago"]


@pytest.mark.parametrize(
    ("value", "days"),
    [("1980-03-02", 0), ("--03-04", 2), ("19800301", 364), ("03-03", 1), ("1980-03-05T00:00:00Z", 3),
     ("2000-02-29", 363), ("1980-13-01", None), ("spring", None), ("", None), ("1980-02-30", None)],
)  # fmt: skip
def test_a_day_of_a_card_is_so_many_days_ahead(value: str, days: int | None) -> None:
    assert days_until(value, TODAY) == days


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_every_birthday_comes_within_a_year(born: date, today: date) -> None:
    days = days_until(born.isoformat(), today)
    assert days is not None and 0 <= days <= 366
