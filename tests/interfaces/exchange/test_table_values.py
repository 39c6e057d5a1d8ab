"""Cells: dates of many habits, mail addresses, phone numbers, and the guard against formulas."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grapevine.interfaces.exchange.table.dates import day, moment
from grapevine.interfaces.exchange.table.values import guard, is_mail, is_phone, is_url, mails, phones, unguard

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12/28/1969", "1969-12-28"),
        ("3/7/1984", "1984-03-07"),
        ("28/12/1969", "1969-12-28"),
        ("7.3.1984", "1984-03-07"),
        ("1971-03-07", "1971-03-07"),
        ("19710307", "1971-03-07"),
        ("--03-07", "--03-07"),
        ("--0307", "--03-07"),
        ("1604-03-07", "--03-07"),
        ("12 Mar 2024", "2024-03-12"),
        ("7-Feb-22", "2022-02-07"),
        ("7-Feb-64", "1964-02-07"),
        ("12. März 2024", "2024-03-12"),
        ("3 août 2021", "2021-08-03"),
        ("12 de marzo de 2024", "2024-03-12"),
        ("March 12, 2024", "2024-03-12"),
        ("0/0/00", ""),
        ("0000-00-00", ""),
        ("1/1/4501", ""),
        ("", ""),
        ("31/31/2024", "31/31/2024"),
        ("2023-02-29", "2023-02-29"),
        ("around Easter", "around Easter"),
    ],
)
def test_a_date_is_read_as_its_program_writes_it(text, expected):
    assert day(text, month_first=True, today=TODAY) == expected


def test_outside_the_us_the_day_comes_first():
    assert day("3/7/1984", month_first=False, today=TODAY) == "1984-07-03"
    assert day("12/28/1969", month_first=False, today=TODAY) == "1969-12-28"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-05-15 10:30:00 UTC", datetime(2024, 5, 15, 10, 30, tzinfo=UTC)),
        ("2024-05-15 10:30:00", datetime(2024, 5, 15, 10, 30, tzinfo=UTC)),
        ("2021/03/14 15:26:53 UTC", datetime(2021, 3, 14, 15, 26, 53, tzinfo=UTC)),
        ("3/14/24, 9:26 PM", datetime(2024, 3, 14, 21, 26, tzinfo=UTC)),
        ("3/14/24, 12:05 AM", datetime(2024, 3, 14, 0, 5, tzinfo=UTC)),
        ("2024-05-15T10:30:00+02:00", datetime(2024, 5, 15, 10, 30, tzinfo=timezone(timedelta(hours=2)))),
        ("2024-05-15", datetime(2024, 5, 15, 12, 0, tzinfo=UTC)),
        ("2024-05-15 25:99", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_a_time_is_read_with_its_zone_or_as_utc(text, expected):
    assert moment(text, today=TODAY) == expected


@given(st.text(max_size=40))
def test_no_text_makes_a_date_fail(text):
    for month_first in (True, False):
        day(text, month_first=month_first, today=TODAY)
    moment(text, today=TODAY)


@given(st.dates(date(1900, 1, 1), date(2026, 11, 21)))
def test_every_day_is_read_back(when):
    for written in (when.isoformat(), f"{when:%m/%d/%Y}", f"{when:%d %b %Y}", f"{when:%B %d, %Y}"):
        assert day(written, month_first=True, today=TODAY) == when.isoformat()


def test_every_mail_address_in_a_cell_is_found():
    assert mails("Dana <dana@x.example>; mailto:d2@x.example d3@x.example.") == [
        "dana@x.example",
        "d2@x.example",
        "d3@x.example",
    ]
    assert mails("/o=ExchangeLabs/ou=Group/cn=Recipients/cn=dana@x.example") == []


def test_several_phone_numbers_are_parted_but_a_pause_is_not():
    assert phones("+49 151 5550101 ::: 089 5550102") == ["+49 151 5550101", "089 5550102"]
    assert phones("(555) 010-0103, (555) 010-0104") == ["(555) 010-0103", "(555) 010-0104"]
    assert phones("tel:+1-555-0101,,12") == ["+1-555-0101,,12"]
    assert phones("1-800-FLOWERS") == ["1-800-FLOWERS"]
    assert phones("none") == []


def test_shapes_are_told_apart():
    assert is_phone("+1 (555) 010-0103 ext. 4") and not is_phone("2024-05-15") and not is_phone("12345")
    assert is_url("https://x.example/a") and is_url("www.x.example") and not is_url("http://[")
    assert is_mail("a@x.example") and not is_mail("a@x") and not is_mail("see a@x.example")


@given(st.text(st.sampled_from("'=+-@\t\r\nab1 "), max_size=6) | st.text(max_size=20))
def test_the_guard_comes_off_as_it_went_on(value):
    assert unguard(guard(value)) == value
    assert not guard(value).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
