"""When an event took place: repetition with its exceptions, time zones sound and broken, and bounds on everything."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from grapevine.domain.imports.rules.records import Me, Reading
from grapevine.interfaces.exchange.ics import reading
from grapevine.interfaces.exchange.ics.occurrences import MOST_OCCURRENCES, past
from tests.interfaces.exchange.ics_events import BEN, BY_ME, DANA, LEAH, ME, event, read, reason, touches

WITH_DANA = (BY_ME, ME, DANA)
DECLINED = f"ATTENDEE;PARTSTAT=DECLINED:mailto:{LEAH}"
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


def test_an_added_period_has_its_own_length(tmp_path):
    added = "RDATE;VALUE=PERIOD:20260513T090000Z/PT2H30M,20260514T090000Z/20260514T093000Z,20260515T090000Z/-PT1H"
    once = ("DTSTART:20260504T090000Z", "DURATION:PT1H", added, *WITH_DANA)
    assert [touch.minutes for touch in touches(tmp_path, event(*once))] == [60, 150, 30, None]


def test_a_moved_occurrence_counts_once_at_its_new_hour_under_its_old_key(tmp_path):
    moved = event("RECURRENCE-ID:20260511T090000Z", "DTSTART:20260512T150000Z", "DURATION:PT30M", *WITH_DANA)
    plain = {touch.key for touch in touches(tmp_path, event(*WEEKLY))}
    for parts in ((event(*WEEKLY), moved), (moved, event(*WEEKLY))):
        found = touches(tmp_path, *parts)
        assert sorted(days(found)) == ["05-04 09", "05-12 15", "05-18 09", "05-25 09", "06-01 09"]
        assert {touch.key for touch in found} == plain


def test_a_day_alone_says_which_time_is_left_out_or_moved(tmp_path):
    moved = event("RECURRENCE-ID;VALUE=DATE:20260518", "DTSTART:20260519T150000Z", "DURATION:PT30M", *WITH_DANA)
    found = touches(tmp_path, event(*WEEKLY, "EXDATE;VALUE=DATE:20260511"), moved)
    assert sorted(days(found)) == ["05-04 09", "05-19 15", "05-25 09", "06-01 09"]


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


def test_a_file_of_endless_series_ends_somewhere_and_says_so(tmp_path, monkeypatch):
    monkeypatch.setattr(reading, "MOST_TOUCHES", 40)
    asked = []
    monkeypatch.setattr(reading, "past", lambda *given: asked.append(given) or past(*given))
    daily = ("DTSTART:20260501T090000Z", "RRULE:FREQ=DAILY", *WITH_DANA)
    items = read(tmp_path, *[event(*daily, uid=f"{n}@leah.example") for n in range(5)])
    assert [len(item.records) for item in items] == [32, 32, 0, 0, 0]
    assert all("as a file of its own" in item.refused for item in items[2:])
    assert len(asked) == 2, "what is left out is not worked out either"


def test_the_same_endless_series_again_and_again_ends_as_well(tmp_path, monkeypatch):
    monkeypatch.setattr(reading, "MOST_TOUCHES", 40)
    items = read(tmp_path, *[event("DTSTART:20260501T090000Z", "RRULE:FREQ=DAILY", *WITH_DANA)] * 4)
    assert [bool(item.refused) for item in items] == [False, False, True, True]


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


def later(was, start, *lines):
    """An event that changes the occurrence of ``was`` and all later ones."""
    said = lines or ("DURATION:PT30M", *WITH_DANA)
    return event(f"RECURRENCE-ID;RANGE=THISANDFUTURE:{was}", f"DTSTART:{start}", *said)


def test_this_and_all_later_ones_are_moved_and_keep_their_keys(tmp_path):
    moved = later("20260518T090000Z", "20260519T150000Z")
    plain = {touch.key for touch in touches(tmp_path, event(*WEEKLY))}
    for parts in ((event(*WEEKLY), moved), (moved, event(*WEEKLY))):
        found = touches(tmp_path, *parts)
        assert sorted(days(found)) == ["05-04 09", "05-11 09", "05-19 15", "05-26 15"]
        assert {touch.minutes for touch in found if touch.at.hour == 15} == {30}
        assert {touch.key for touch in found} < plain


def test_a_later_change_takes_over_and_single_ones_stand(tmp_path):
    first, second = later("20260511T090000Z", "20260511T100000Z"), later("20260525T090000Z", "20260525T080000Z")
    single = event("RECURRENCE-ID:20260518T090000Z", "DTSTART:20260520T190000Z", "DURATION:PT1H", *WITH_DANA)
    found = touches(tmp_path, event(*WEEKLY), second, single, first)
    assert sorted(days(found)) == ["05-04 09", "05-11 10", "05-20 19", "05-25 08", "06-01 08"]


def test_who_is_in_it_changes_from_then_on(tmp_path):
    found = touches(tmp_path, event(*WEEKLY), later("20260518T090000Z", "20260518T090000Z", BY_ME, ME, BEN))
    assert [touch.who.name for touch in sorted(found, key=lambda touch: touch.at)] == ["Dana Whitcomb"] * 2 + [
        "Ben Okafor"
    ] * 3


@pytest.mark.parametrize("lines", [("STATUS:CANCELLED", *WITH_DANA), (BY_ME, DANA, DECLINED)])
def test_a_series_that_was_called_off_ends_there(tmp_path, lines):
    assert days(touches(tmp_path, event(*WEEKLY), later("20260518T090000Z", "20260518T090000Z", *lines))) == [
        "05-04 09", "05-11 09",
    ]  # fmt: skip


def test_a_change_across_zones_and_summer_time_moves_the_clock_on_the_wall(tmp_path):
    """The series is Berlin's, the change is named in UTC, and says ten instead of nine from the 22nd on."""
    lines = ("DTSTART;TZID=Europe/Berlin:20260315T090000", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;COUNT=4", *WITH_DANA)
    moved = event("RECURRENCE-ID;RANGE=THISANDFUTURE:20260322T080000Z", "DTSTART;TZID=Europe/Berlin:20260322T100000",
                  "DURATION:PT1H", *WITH_DANA)  # fmt: skip
    assert days(touches(tmp_path, event(*lines), moved)) == ["03-15 08", "03-22 09", "03-29 08", "04-05 08"]


def test_moved_back_it_may_be_over_before_its_first_date_comes(tmp_path):
    lines = ("DTSTART:20260502T090000Z", "DURATION:PT1H", "RRULE:FREQ=WEEKLY", *WITH_DANA)
    moved = later("20260530T090000Z", "20260525T090000Z")
    assert days(touches(tmp_path, event(*lines), moved))[-2:] == ["05-25 09", "06-01 09"]


def test_a_change_of_all_later_ones_without_its_series_is_one_meeting(tmp_path):
    assert days(touches(tmp_path, later("20260518T090000Z", "20260519T150000Z"))) == ["05-19 15"]


def test_two_thousand_changes_of_all_later_ones_are_read(tmp_path):
    starts = [datetime(2016, 1, 1, 9, tzinfo=UTC) + timedelta(days=number) for number in range(2_000)]
    daily = event("DTSTART:20160101T090000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY", *WITH_DANA)
    found = touches(tmp_path, daily, *(later(f"{at:%Y%m%dT%H%M%SZ}", f"{at:%Y%m%dT100000Z}") for at in starts))
    assert {touch.at.hour for touch in found} == {10} and len(found) > 3_700


EDGES = ["00010101T000000", "99991231T235959", "20260518T090000"]


@pytest.mark.parametrize("was", EDGES)
@pytest.mark.parametrize("start", EDGES)
@pytest.mark.parametrize("zone", ["Pacific/Auckland", "America/New_York"])
def test_a_change_at_the_edge_of_the_calendar_does_no_harm(tmp_path, was, start, zone):
    change = event(f"RECURRENCE-ID;RANGE=THISANDFUTURE;TZID={zone}:{was}", f"DTSTART;TZID={zone}:{start}", *WITH_DANA)
    single = event(f"RECURRENCE-ID;TZID={zone}:{was}", f"DTSTART;TZID={zone}:{start}", *WITH_DANA)
    assert len(touches(tmp_path, event(*WEEKLY), change, single)) <= 6
