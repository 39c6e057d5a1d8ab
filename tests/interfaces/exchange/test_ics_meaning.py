"""What an event of a calendar means: who was there, what it was, who began it, and what is no touch at all."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from grapevine.domain.imports.rules.records import Me, Reading
from grapevine.interfaces.exchange import ics
from tests.interfaces.exchange.ics_events import (
    BEN,
    BY_DANA,
    BY_ME,
    DANA,
    LEAH,
    ME,
    NOW,
    PAST,
    PRIYA,
    TOM,
    event,
    read,
    reason,
    touches,
)


def test_half_an_hour_with_dana_that_leah_called_is_one_touch_begun_by_leah(tmp_path):
    (touch,) = touches(tmp_path, event(*PAST, BY_ME, ME, DANA, "SUMMARY:Estate plan\\, part 2"))
    assert (touch.kind, touch.began_by, touch.minutes) == ("one_to_one", "me", 30)
    assert (touch.who.name, touch.who.email) == ("Dana Whitcomb", "dana@whitcomb.example")
    assert touch.at == datetime(2026, 5, 4, 9, tzinfo=UTC)
    assert touch.subject == "Estate plan, part 2"
    assert touch.key == "ics:one@leah.example:dana@whitcomb.example"


def test_dana_is_in_it_once_though_she_organises_and_attends(tmp_path):
    (touch,) = touches(tmp_path, event(*PAST, BY_DANA, ME, DANA))
    assert touch.began_by == "them"


def test_a_meeting_called_by_a_third_person_was_begun_by_nobody_of_the_two(tmp_path):
    began = {touch.who.email: touch.began_by for touch in touches(tmp_path, event(*PAST, BY_DANA, ME, DANA, BEN))}
    assert began == {"dana@whitcomb.example": "them", "ben@okafor.example": ""}


@pytest.mark.parametrize(("others", "kind"), [(1, "one_to_one"), (2, "event"), (3, "event"), (4, "group_meeting")])
def test_how_many_came_makes_the_kind(tmp_path, others, kind):
    guests = [DANA, BEN, PRIYA, TOM][:others]
    found = touches(tmp_path, event(*PAST, BY_ME, ME, *guests))
    assert [touch.kind for touch in found] == [kind] * others


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        (("SUMMARY:Lunch with Dana",), "meal"),
        (("SUMMARY:Mittagessen",), "meal"),
        (("SUMMARY:Petit-déjeuner avec Dana",), "meal"),
        (("SUMMARY:Coffee with Dana",), "one_to_one"),
        (("SUMMARY:与Dana午餐",), "meal"),
        (("SUMMARY:Phone Dana",), "call"),
        (("SUMMARY:Catch up", "LOCATION:https://zoom.us/j/123"), "call"),
        (("SUMMARY:Telefonat Whitcomb",), "call"),
        (("SUMMARY:Catch up", "X-GOOGLE-CONFERENCE:https://meet.google.com/x"), "call"),
        (("SUMMARY:Catch up", "LOCATION:Room 4", "X-GOOGLE-CONFERENCE:https://meet.google.com/x"), "one_to_one"),
        (("SUMMARY:Lunch by zoom",), "meal"),
        (("SUMMARY:Callaghan matter",), "one_to_one"),
        (("SUMMARY:Review", "BEGIN:VALARM", "SUMMARY:Lunch", "END:VALARM"), "one_to_one"),
    ],
)
def test_the_words_of_the_title_tell_meals_and_calls(tmp_path, lines, kind):
    (touch,) = touches(tmp_path, event(*PAST, BY_ME, ME, DANA, *lines))
    assert touch.kind == kind


@pytest.mark.parametrize(
    "nobody",
    [
        "ATTENDEE;CUTYPE=ROOM;CN=Room 4:mailto:room4@firm.example",
        "ATTENDEE;CUTYPE=RESOURCE;CN=Projector:mailto:projector@firm.example",
        "ATTENDEE;CN=Room:mailto:firm.example_18@resource.calendar.google.com",
        "ATTENDEE;CN=Chapter:mailto:abc@group.calendar.google.com",
        "ATTENDEE;PARTSTAT=DECLINED;CN=Ben Okafor:mailto:ben@okafor.example",
        "ATTENDEE:mailto:leah@home.example",
        "ATTENDEE;CN=Leah Marchetti:mailto:LEAH@Marchetti.example",
    ],
)
def test_rooms_calendars_and_people_who_declined_are_nobody(tmp_path, nobody):
    assert reason(tmp_path, *PAST, BY_ME, ME, nobody) == "nobody else in it"


def test_an_organizer_who_declined_was_not_there(tmp_path):
    declined = "ATTENDEE;PARTSTAT=DECLINED:mailto:dana@whitcomb.example"
    assert [touch.who.name for touch in touches(tmp_path, event(*PAST, BY_DANA, ME, declined, BEN))] == ["Ben Okafor"]


def test_what_is_no_touch_says_why(tmp_path):
    declined = f"ATTENDEE;PARTSTAT=DECLINED:mailto:{LEAH}"
    assert reason(tmp_path, *PAST, BY_DANA, declined, DANA) == "you declined it"
    assert reason(tmp_path, *PAST, BY_ME, DANA, "STATUS:CANCELLED") == "cancelled"
    assert reason(tmp_path, *PAST, "SUMMARY:Dentist") == "nobody else in it"
    assert reason(tmp_path, *PAST, BY_DANA, "SUMMARY:Published lecture") == "nobody else in it"
    assert reason(tmp_path, "DTSTART:20260801T090000Z", BY_ME, DANA) == "still to come"
    assert reason(tmp_path, "DTSTART:20260601T113000Z", "DTEND:20260601T123000Z", BY_ME, DANA) == "not over yet"
    assert reason(tmp_path, "DTSTART:19690101T090000Z", BY_ME, DANA).startswith("older than thirty years")
    assert reason(tmp_path, "DTSTART:19900101T090000Z", BY_ME, DANA).startswith("older than thirty years")
    assert "DTSTART" in reason(tmp_path, BY_ME, DANA)


def test_a_cancelled_calendar_message_and_an_answer_are_no_meetings(tmp_path):
    for method, why in (("CANCEL", "cancelled"), ("REPLY", "an answer to an invitation, not a meeting")):
        (item,) = read(tmp_path, f"METHOD:{method}", event(*PAST, BY_ME, ME, DANA))
        assert item.skipped == why


def test_the_calendar_of_a_colleague_is_not_leahs_life(tmp_path):
    theirs = event(*PAST, BY_DANA, DANA, BEN)
    (item,) = read(tmp_path, "X-WR-CALNAME:dana@whitcomb.example", theirs)
    assert "dana@whitcomb.example" in item.skipped
    assert touches(tmp_path, "X-WR-CALNAME:dana@whitcomb.example", event(*PAST, BY_DANA, DANA, ME))
    assert touches(tmp_path, "X-WR-CALNAME:Work", theirs)


def test_someone_known_by_name_only_is_kept_and_leah_is_not(tmp_path):
    reading = Reading("leah.ics", NOW, Me(frozenset((LEAH,)), frozenset(("leah marchetti",))))
    ellen, leah = "ATTENDEE;CN=Ellen Fisk:invalid:nomail", "ATTENDEE;CN=Leah Marchetti:invalid:nomail"
    (touch,) = touches(tmp_path, event(*PAST, BY_ME, ellen, leah), reading=reading)
    assert (touch.who.name, touch.who.email) == ("Ellen Fisk", "")
    assert touch.key.endswith(":ellen fisk")


def test_an_address_in_the_email_parameter_or_in_the_name_is_found(tmp_path):
    apple = "ATTENDEE;CN=Ben Okafor;EMAIL=ben@okafor.example:/aMTIz/principal/"
    outlook = "ATTENDEE;CN=priya@raman.example:urn:uuid:1"
    found = {touch.who.email: touch.who.name for touch in touches(tmp_path, event(*PAST, BY_ME, apple, outlook))}
    assert found == {"ben@okafor.example": "Ben Okafor", "priya@raman.example": ""}


def test_a_whole_day_entry_is_no_meeting(tmp_path):
    assert "whole-day" in reason(tmp_path, "DTSTART;VALUE=DATE:20260504", BY_ME, DANA)


def test_a_meeting_that_was_moved_keeps_its_key_so_that_a_newer_export_moves_it_too(tmp_path):
    (before,) = touches(tmp_path, event(*PAST, BY_ME, DANA))
    (after,) = touches(tmp_path, event("DTSTART:20260506T150000Z", "DTEND:20260506T160000Z", BY_ME, DANA))
    assert before.at != after.at
    assert before.key == after.key


def test_the_same_file_read_twice_gives_the_same_keys_and_an_event_twice_in_it_counts_once(tmp_path):
    twice = (event(*PAST, BY_ME, DANA), event(*PAST, BY_ME, DANA))
    first, second = read(tmp_path, *twice)
    assert len(first.records) == 1
    assert second.skipped == "the same event stands earlier in this file"
    assert read(tmp_path, *twice) == [first, second]


def test_an_event_without_an_id_has_a_steady_key(tmp_path):
    lines = event(*PAST, BY_ME, DANA, "SUMMARY:Coffee").replace("UID:one@leah.example\r\n", "")
    assert touches(tmp_path, lines)[0].key == touches(tmp_path, lines)[0].key


def test_a_calendar_is_known_by_its_first_line():
    assert ics.looks_like(b"\xef\xbb\xbf\r\nbegin:vcalendar\r\nVERSION:2.0")
    assert ics.looks_like("BEGIN:VCALENDAR\r\n".encode("utf-16"))
    assert not ics.looks_like(b"Subject: BEGIN:VCALENDAR\n\nBEGIN:VCALENDAR")
    assert not ics.looks_like(b"BEGIN:VCARD\r\n")
    assert not ics.looks_like(b"")
