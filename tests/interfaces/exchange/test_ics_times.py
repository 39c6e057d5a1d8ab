"""When an event took place: repetition with its exceptions, time zones sound and broken, and bounds on everything."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from grapevine.domain.imports.rules.records import Me, Reading
from grapevine.interfaces.exchange.ics.occurrences import MOST_OCCURRENCES
from tests.interfaces.exchange.ics_events import BY_ME, DANA, LEAH, ME, event, reason, touches

WITH_DANA = (BY_ME, ME, DANA)
WEEKLY = ("DTSTART:20260504T090000Z", "DURATION:PT1H", "RRULE:FREQ=WEEKLY", *WITH_DANA)


def days(found):
    return [touch.at.astimezone(UTC).strftime("%m-%d %H") for touch in found]


def test_an_endless_weekly_meeting_counts_up_to_now(tmp_path):
    found = touches(tmp_path, event(*WEEKLY))
    assert days(found) == ["05-04 09", "05-11 09", "05-18 09", "05-25 09", "06-01 09"]
    assert {touch.minutes for touch in found} == {60}
    assert len({touch.key for touch in found}) == 5


def test_excluded_and_added_dates_are_respected(tmp_path):
    lines = (*WEEKLY, "EXDATE:20260511T090000Z,20260518T090000Z", "RDATE:20260513T090000Z")
    assert days(touches(tmp_path, event(*lines))) == ["05-04 09", "05-13 09", "05-25 09", "06-01 09"]


def test_a_moved_occurrence_counts_once_at_its_new_hour_under_its_old_key(tmp_path):
    moved = event("RECURRENCE-ID:20260511T090000Z", "DTSTART:20260512T150000Z", "DURATION:PT30M", *WITH_DANA)
    plain = {touch.key for touch in touches(tmp_path, event(*WEEKLY))}
    for parts in ((event(*WEEKLY), moved), (moved, event(*WEEKLY))):
        found = touches(tmp_path, *parts)
        assert sorted(days(found)) == ["05-04 09", "05-12 15", "05-18 09", "05-25 09", "06-01 09"]
        assert {touch.key for touch in found} == plain


def test_a_cancelled_or_declined_occurrence_is_left_out(tmp_path):
    gone = event("RECURRENCE-ID:20260511T090000Z", "DTSTART:20260511T090000Z", "STATUS:CANCELLED", *WITH_DANA)
    no = f"ATTENDEE;PARTSTAT=DECLINED:mailto:{LEAH}"
    declined = event("RECURRENCE-ID:20260518T090000Z", "DTSTART:20260518T090000Z", BY_ME, no, DANA)
    assert days(touches(tmp_path, event(*WEEKLY), gone, declined)) == ["05-04 09", "05-25 09", "06-01 09"]


def test_another_series_of_the_same_hours_is_not_touched_by_it(tmp_path):
    gone = event("RECURRENCE-ID:20260511T090000Z", "DTSTART:20260511T090000Z", *WITH_DANA, uid="other")
    assert len(touches(tmp_path, event(*WEEKLY), gone)) == 6


def test_summer_time_keeps_the_hour_on_the_wall(tmp_path):
    lines = ("DTSTART;TZID=Europe/Berlin:20260322T090000", "RRULE:FREQ=WEEKLY;COUNT=2", *WITH_DANA)
    assert days(touches(tmp_path, event(*lines))) == ["03-22 08", "03-29 07"]


CUSTOM = """BEGIN:VTIMEZONE
TZID:Our Town
BEGIN:STANDARD
DTSTART:19700101T000000
TZOFFSETFROM:+0300
TZOFFSETTO:+0300
END:STANDARD
END:VTIMEZONE"""


@pytest.mark.parametrize(
    ("tzid", "hour"),
    [
        ("America/New_York", 13),
        ("/freeassociation.sourceforge.net/America/New_York", 13),
        ("Eastern Standard Time", 13),
        ("(UTC-04:00) Somewhere", 13),
        ('"(UTC-04:00) Somewhere"', 13),
        ("GMT+0200", 7),
        ("Our Town", 6),
        ("Nowhere at all", 9),
        ("../../etc/passwd", 9),
    ],
)
def test_zones_are_found_by_any_name_and_float_when_there_is_none(tmp_path, tzid, hour):
    (touch,) = touches(tmp_path, event(f"DTSTART;TZID={tzid}:20260504T090000", *WITH_DANA), CUSTOM)
    assert touch.at.astimezone(UTC) == datetime(2026, 5, 4, hour, tzinfo=UTC)


def test_a_floating_time_is_in_the_calendars_zone_or_the_readers(tmp_path):
    floating = event("DTSTART:20260504T090000", *WITH_DANA)
    (touch,) = touches(tmp_path, "X-WR-TIMEZONE:Asia/Tokyo", floating)
    assert touch.at.astimezone(UTC).hour == 0
    reading = Reading("x", datetime(2026, 6, 1, tzinfo=timezone(timedelta(hours=2))), Me(frozenset((LEAH,))))
    (touch,) = touches(tmp_path, floating, reading=reading)
    assert touch.at.astimezone(UTC).hour == 7


def test_a_zone_with_a_rule_by_the_second_is_taken_as_floating(tmp_path):
    wild = CUSTOM.replace("TZOFFSETFROM", "RRULE:FREQ=SECONDLY\r\nTZOFFSETFROM")
    (touch,) = touches(tmp_path, event("DTSTART;TZID=Our Town:20260504T090000", *WITH_DANA), wild)
    assert touch.at.astimezone(UTC).hour == 9


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY",
        "FREQ=MINUTELY;COUNT=9",
        "FREQ=HOURLY",
        "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=31;COUNT=1",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;BYHOUR=1,2,3,4,5,6;BYMINUTE=0,10,20,30,40",
    ],
)
def test_a_clock_is_no_meeting_and_never_hangs(tmp_path, rule):
    why = reason(tmp_path, "DTSTART:19980101T000000Z", f"RRULE:{rule}", *WITH_DANA)
    assert why.startswith(("it repeats", "its rule"))


def test_of_a_daily_meeting_for_decades_the_newest_five_thousand_count(tmp_path):
    found = touches(tmp_path, event("DTSTART:19970101T090000Z", "RRULE:FREQ=DAILY", *WITH_DANA))
    assert len(found) == MOST_OCCURRENCES == 5000
    assert found[-1].at.date().isoformat() == "2026-06-01"


def test_a_rule_that_cannot_be_followed_leaves_the_first_time(tmp_path):
    found = touches(tmp_path, event("DTSTART:20260504T090000Z", "RRULE:FREQ=SOMETIMES", *WITH_DANA))
    assert days(found) == ["05-04 09"]


def test_nothing_older_than_thirty_years_counts_of_a_long_series(tmp_path):
    found = touches(tmp_path, event("DTSTART:19900601T090000Z", "RRULE:FREQ=YEARLY", *WITH_DANA))
    assert found[0].at.year == 1997
    assert len(found) == 30


def test_an_end_before_the_start_and_dates_at_the_edge_do_no_harm(tmp_path):
    (touch,) = touches(tmp_path, event("DTSTART:20260504T090000Z", "DTEND:20260504T080000Z", *WITH_DANA))
    assert touch.minutes is None
    edge = ("DTSTART:99991231T235959Z", "DURATION:P9999W", *WITH_DANA)
    assert reason(tmp_path, *edge) == "its date lies at the edge of the calendar"
    assert reason(tmp_path, "DTSTART:00010101T000000", "RRULE:FREQ=DAILY", *WITH_DANA).startswith("it repeats since")


def test_new_york_and_the_reader_agree_on_the_instant(tmp_path):
    (touch,) = touches(tmp_path, event("DTSTART;TZID=America/New_York:20260504T090000", *WITH_DANA))
    assert touch.at == datetime(2026, 5, 4, 9, tzinfo=ZoneInfo("America/New_York"))
