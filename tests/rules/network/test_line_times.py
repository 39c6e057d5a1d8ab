"""When and how long: every way of saying a date, an hour and a length, and never a date to come."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from grapevine.domain.network.rules.line.dates import when
from grapevine.domain.network.rules.line.durations import minutes
from tests.rules.network.line_corpus import NOW, ZONE, read


def at(text: str, **options: bool) -> str:
    """The local time of a line typed on Friday 20 March 2026, 18:30."""
    return read(text, **options).at.strftime("%Y-%m-%dT%H:%M")


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("today", "2026-03-20"), ("yesterday", "2026-03-19"), ("the day before yesterday", "2026-03-18"),
        ("Tuesday", "2026-03-17"), ("last Tuesday", "2026-03-17"), ("on Friday", "2026-03-13"),
        ("this past Sunday", "2026-03-15"), ("thurs", "2026-03-19"), ("3 days ago", "2026-03-17"),
        ("two weeks ago", "2026-03-06"), ("a couple of weeks ago", "2026-03-06"), ("a few days ago", "2026-03-17"),
        ("a month ago", "2026-02-20"), ("a year ago", "2025-03-20"), ("last week", "2026-03-13"),
        ("last month", "2026-02-20"), ("last year", "2025-03-20"), ("last weekend", "2026-03-14"),
        ("over the weekend", "2026-03-14"), ("12 March", "2026-03-12"), ("March 12th", "2026-03-12"),
        ("the 12th of March", "2026-03-12"), ("Mar 12 2026", "2026-03-12"), ("12 Sept 2025", "2025-09-12"),
        ("2026-03-12", "2026-03-12"), ("12.3.2026", "2026-03-12"), ("12.3.", "2026-03-12"), ("12.3.26", "2026-03-12"),
        ("3/12", "2026-03-12"), ("3/12/25", "2025-03-12"), ("25/2", "2026-02-25"), ("on the 12th", "2026-03-12"),
        ("on the 25th", "2026-02-25"), ("12 December", "2025-12-12"), ("29 February", "2024-02-29"),
    ],
)  # fmt: skip
def test_a_day_alone_is_noon_of_that_day(said, day):
    assert at(f"coffee with Dana {said}") == f"{day}T12:00"


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("in March 2019", "2019-03-15"), ("in late Sept. 2025", "2025-09-15"), ("in 2019", "2019-07-01"),
        ("in March 2026", "2026-03-15"), ("in 2026", "2026-03-20"),
    ],
)  # fmt: skip
def test_a_month_or_a_year_that_is_all_one_remembers_is_its_middle(said, day):
    assert at(f"coffee with Dana {said}") == f"{day}T12:00"


def test_a_year_that_was_spoken_of_is_no_day_of_the_talk_and_one_to_come_is_asked_about():
    assert at("coffee with Dana about the audit in 2019") == "2026-03-20T18:30"
    assert at("coffee with Dana, she was born in 1970") == "2026-03-20T18:30"
    assert [asked.text for asked in read("coffee with Dana in May 2026").unsure] == ["in may 2026"]


def test_the_order_of_day_and_month_is_the_member_s():
    assert at("lunch with Dana 3/12") == "2026-03-12T12:00"
    assert at("lunch with Dana 3/12", day_first=True) == "2025-12-03T12:00"
    assert at("lunch with Dana 2/25", day_first=True) == "2026-02-25T12:00"


@pytest.mark.parametrize(
    ("said", "time"),
    [
        ("this morning", "20T09:00"), ("last night", "19T20:00"), ("yesterday evening", "19T19:00"),
        ("Tuesday afternoon", "17T15:00"), ("yesterday at 3pm", "19T15:00"), ("yesterday at 3", "19T15:00"),
        ("yesterday 8:15", "19T08:15"), ("yesterday at 12am", "19T00:00"), ("yesterday 12pm", "19T12:00"),
        ("Tuesday night at 8", "17T20:00"), ("yesterday at 15:30", "19T15:30"), ("at noon", "20T12:00"),
        ("at 4 p.m.", "20T16:00"), ("2 hours ago", "20T16:30"), ("20 minutes ago", "20T18:10"),
        ("from 3 to 4:30pm", "20T15:00"), ("10-11am", "20T10:00"), ("yesterday at 13pm", "19T12:00"),
        ("yesterday from 22 to 30", "19T12:00"), ("10:00-9:00", "20T10:00"), ("yesterday 30-40", "19T12:00"),
    ],
)  # fmt: skip
def test_an_hour_said_is_kept(said, time):
    assert at(f"coffee with Dana {said}") == f"2026-03-{time}"


@pytest.mark.parametrize("said", ["2027-01-01", "today at 9pm", "tonight at 8", "Mar 21 2026", "at 11pm"])
def test_what_is_still_to_come_is_asked_about_and_stands_at_now(said):
    found = read(f"coffee with Dana {said}")
    assert found.at == NOW
    assert [(unsure.text, unsure.reason) for unsure in found.unsure] == [(said.lower(), "future")]


@pytest.mark.parametrize("said", ["today", "tonight", "this evening"])
def test_a_day_whose_usual_hour_is_still_to_come_is_now(said):
    early = NOW.replace(hour=8)
    found = when(f"coffee {said}", early, ZONE)
    assert (found.at, found.plan) == (early, "")


@pytest.mark.parametrize("said", ["next week", "in two days", "tomorrow", "i'll", "must"])
def test_a_plan_is_no_log(said):
    assert when(f"must call dana {said} be there", NOW, ZONE).plan != ""


@pytest.mark.parametrize("said", ["cancelled lunch with Dana yesterday", "Dana didn't make it to lunch on Monday"])
def test_what_did_not_happen_is_asked_about(said):
    assert [unsure.reason for unsure in read(said).unsure] == ["future"]


@pytest.mark.parametrize(
    "said", ["31 February", "13/13", "24/7", "2026-13-40", "0001-01-01", "9999 days ago", "45.67."]
)
def test_what_is_no_date_is_passed_over(said):
    assert at(f"coffee with Dana {said}") == NOW.strftime("%Y-%m-%dT%H:%M")


def test_a_verb_is_no_weekday():
    assert at("Sat down with Dana") == NOW.strftime("%Y-%m-%dT%H:%M")
    assert at("Sat with Dana at the hospital") == NOW.strftime("%Y-%m-%dT%H:%M")


def test_now_is_read_in_the_zone_of_the_member():
    late = datetime(2026, 3, 21, 1, 30, tzinfo=UTC)
    assert when("yesterday", late, ZONE).at.isoformat() == "2026-03-19T12:00:00-04:00"
    assert when("yesterday", late, ZoneInfo("Asia/Tokyo")).at.isoformat() == "2026-03-20T12:00:00+09:00"


@pytest.mark.parametrize(
    ("said", "long"),
    [
        ("1h", 60), ("90 min", 90), ("1.5 hours", 90), ("1,5 h", 90), ("half an hour", 30), ("half hour", 30),
        ("an hour and a half", 90), ("one and a half hours", 90), ("1:30 h", 90), ("45m", 45), ("1h30", 90),
        ("1 hr 15 min", 75), ("two hours", 120), ("a couple of hours", 120), ("an hour", 60), ("1½ hours", 90),
        ("½ hour", 30), ("1/2 hour", 30), ("three quarters of an hour", 45), ("quarter of an hour", 15), ("40'", 40),
        ("forty-five minutes", 45), ("an hour and a quarter", 75), ("30-minute", 30), ("2 hrs", 120),
        ("24 hours", 1440),
    ],
)  # fmt: skip
def test_a_length_is_minutes(said, long):
    assert minutes(f"coffee {said} with dana")[0] == long
    assert read(f"coffee with Dana {said}").minutes == long


@pytest.mark.parametrize(
    "said", ["two hours ago", "20 minutes late", "0 min", "99999999999 hours", "5 people", "2 o'clock"]
)
def test_what_is_no_length_is_passed_over(said):
    assert minutes(f"coffee {said}") == (None, None)


def test_from_one_hour_to_another_is_a_length_too():
    assert read("coffee with Dana from 3 to 4:30pm").minutes == 90
    assert read("coffee with Dana from 9:00 to 8:00").minutes is None


@pytest.mark.parametrize(("line", "when"), [
    ("lunch with Dana 18-03-2026", "2026-03-18T12:00"), ("call with Dana 14h30", "2026-03-20T14:30"),
    ("coffee with Dana ystrday", "2026-03-19T12:00"), ("coffee with Dana on wensday", "2026-03-18T12:00"),
])  # fmt: skip
def test_days_and_hours_are_read_as_people_write_them(line, when):
    assert at(line) == when


@pytest.mark.parametrize("line", [
    "lunch with Dana on 2 April", "coffee with Dana tomorrow at 10", "need to send Dana the slides by 27 March",
])  # fmt: skip
def test_what_lies_ahead_stands_at_no_day_of_the_past(line):
    assert at(line) == "2026-03-20T18:30"
    assert read(line).unsure
