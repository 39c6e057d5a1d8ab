"""Days that return every year: one key however they are written, and ranges of keys that find the next ones."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grapevine.domain.coach.rules.birthdays import days_until
from grapevine.domain.people.rules.yearly import AHEAD_MAX, date_key, day_of, key_ranges

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
WAYS = st.sampled_from(
    ("{0:%Y-%m-%d}", "{0:%Y%m%d}", "--{0:%m-%d}", "--{0:%m%d}", "{0:%m-%d}", "{0:%Y-%m-%d}T00:00:00Z")
)


@pytest.mark.parametrize("value", ["1980-03-14", "19800314", " 1980-03-14 ", "1980-03-14T10:00:00Z", "١٩٨٠-٠٣-١٤"])
def test_one_day_has_one_key_however_it_is_written(value: str) -> None:
    assert date_key(value) == "0314 1980"


def test_a_day_without_a_year_is_another_day_than_one_with_it() -> None:
    assert date_key("--03-14") == date_key("03-14") == "0314"
    assert date_key("--03-14") != date_key("1980-03-14") != date_key("1981-03-14")


@pytest.mark.parametrize("value", ["spring", "1980-13-01", "1980-03-00", "03/14", ""])
def test_what_names_no_day_keeps_its_text_as_key(value: str) -> None:
    assert day_of(value) is None and date_key(value) == value


@given(DAYS, DAYS, WAYS, st.integers(0, AHEAD_MAX))
def test_the_ranges_find_exactly_those_who_have_their_day_ahead(born: date, today: date, way: str, ahead: int) -> None:
    value = way.format(born)
    found = any(first <= date_key(value) < below for first, below in key_ranges(today, ahead))
    left = days_until(value, today)
    assert left is not None and found == (left <= ahead)


def test_who_was_born_on_29_february_has_their_day_on_the_28th() -> None:
    key = date_key("1988-02-29")
    for today, expected in ((date(2026, 2, 28), True), (date(2028, 2, 29), False), (date(2028, 2, 27), False)):
        assert any(first <= key < below for first, below in key_ranges(today, 0)) is expected


def test_further_than_a_month_no_two_ranges_reach() -> None:
    with pytest.raises(ValueError, match="29 days ahead"):
        key_ranges(date(2026, 3, 2), AHEAD_MAX + 1)
    assert key_ranges(date(2026, 12, 30), 3) == (("1230", "1232"), ("0101", "0103"))
