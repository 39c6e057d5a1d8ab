"""Calendar files as they are: others' test files with known counts, damage of every kind, and size."""

from __future__ import annotations

import csv
import tracemalloc

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grapevine.domain.imports.rules.records import Reading
from grapevine.interfaces.exchange import ics
from tests.interfaces.exchange.ics_events import BY_ME, DANA, NOW, PAST, READING, calendar, event, read, touches
from tests.shared_data import SHARED, needs_shared_data

#: Fragments without BEGIN:VCALENDAR or any real component at their head: readable, but not known by their content.
NOT_KNOWN_BY_CONTENT = {
    "icalendar/calendars_fuzz_testcase_0_char_in_component_name.ics",
    "icalendar/calendars_fuzz_testcase_invalid_month.ics",
    "icalendar/calendars_issue_178_component_with_invalid_name_represented.ics",
    "icalendar/calendars_issue_178_custom_component_contains_other.ics",
}


@needs_shared_data
def test_every_calendar_file_gives_an_item_for_each_event_without_exception():
    folder = SHARED / "calendars"
    counts, expected, unknown = {}, {}, set()
    for row in csv.DictReader((folder / "expected_ics.csv").open(encoding="utf-8")):
        path = folder / row["file"]
        expected[row["file"]] = int(row["vevents"])
        counts[row["file"]] = len(list(ics.read(path, Reading(path.name, NOW))))
        if not ics.looks_like(path.read_bytes()[:65536]):
            unknown.add(row["file"])
    assert len(counts) == 188
    assert counts == expected
    assert unknown == NOT_KNOWN_BY_CONTENT


def test_one_broken_event_is_refused_alone_with_its_line(tmp_path):
    cut = "BEGIN:VEVENT\r\nUID:cut\r\nDTSTART:2026"
    first, broken, last = read(tmp_path, event(*PAST, BY_ME, DANA), cut, event(*PAST, BY_ME, DANA, uid="two"))
    assert len(first.records) == len(last.records) == 1
    assert "END:VEVENT" in broken.refused
    assert (broken.where.line, str(broken.where)) == (11, "leah.ics:11")


def test_a_file_cut_off_in_the_middle_keeps_the_events_before(tmp_path):
    whole = calendar(event(*PAST, BY_ME, DANA), event(*PAST, BY_ME, DANA, uid="two")).encode()
    first, second = read(tmp_path, whole[:-60])
    assert len(first.records) == 1
    assert second.refused


def test_a_broken_property_costs_only_itself(tmp_path):
    junk = ("no colon at all", "RRULE:FREQ=;;", "EXDATE:yesterday", "DURATION:long", "ATTENDEE;CN=\x00:mailto:b@")
    (touch,) = touches(tmp_path, event(*PAST, *junk, BY_ME, DANA))
    assert touch.who.email == "dana@whitcomb.example"


@pytest.mark.parametrize("ending", ["\n", "\r", "\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_any_line_end_and_encoding_is_read(tmp_path, ending, encoding):
    guest = "ATTENDEE;CN=Zoë Müller:mailto:zoe@mueller.example"
    text = calendar(event(*PAST, BY_ME, guest)).replace("\r\n", ending)
    (touch,) = touches(tmp_path, text.encode(encoding))
    assert touch.who.name == "Zoë Müller"


def test_a_line_folded_inside_a_letter_is_joined(tmp_path):
    data = calendar(event(*PAST, BY_ME, "ATTENDEE;CN=Zoë:mailto:zoe@mueller.example")).encode()
    (touch,) = touches(tmp_path, data.replace("ë".encode(), b"\xc3\r\n \xab"))
    assert touch.who.name == "Zoë"


def test_a_large_attachment_and_a_line_without_end_are_passed_over_in_little_memory(tmp_path):
    picture = "ATTACH;ENCODING=BASE64;VALUE=BINARY:" + "A" * 30_000_000
    path = tmp_path / "large.ics"
    path.write_text(calendar(event(*PAST, picture, BY_ME, DANA), event(*PAST, BY_ME, DANA, uid="two")))
    del picture
    tracemalloc.start()
    found = [len(item.records) for item in ics.read(path, READING)]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found == [1, 1]
    assert peak < 10_000_000


def test_an_event_with_endless_guests_is_refused(tmp_path):
    guests = [f"ATTENDEE;CN={'x' * 200}:mailto:g{n}@example.com" for n in range(6_000)]
    (item,) = read(tmp_path, event(*PAST, BY_ME, *guests))
    assert "far too long" in item.refused


LINES = st.sampled_from(
    [
        b"BEGIN:VCALENDAR", b"BEGIN:VEVENT", b"END:VEVENT", b"BEGIN:VTIMEZONE", b"END:VTIMEZONE", b"BEGIN:VALARM",
        b"TZID:X", b"DTSTART;TZID=X:20260504T090000", b"DTSTART:20260504", b"DTSTART:00000000T000000Z", b"UID:1",
        b"RRULE:FREQ=YEARLY;UNTIL=2", b"RRULE:FREQ=WEEKLY;BYDAY=9MO", b"RDATE;VALUE=PERIOD:20260504T090000Z/PT1H",
        b"RECURRENCE-ID;TZID=X:20260504T090000", b"ATTENDEE;CN=Dana:mailto:dana@whitcomb.example", b"ATTENDEE",
        b"ORGANIZER:mailto:leah@marchetti.example", b"DURATION:-P1W", b"X-WR-TIMEZONE:Mars", b"EXDATE:20260504",
        b"RRULE:FREQ=MONTHLY;COUNT=99999999999", b"DTEND;TZID=+99:20260504T090000", b"TZOFFSETTO:+9999",
    ]
)  # fmt: skip


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(LINES | st.binary(max_size=60), max_size=30))
def test_no_bytes_at_all_make_it_fail(tmp_path, lines):
    path = tmp_path / "any.ics"
    path.write_bytes(b"\r\n".join(lines))
    ics.looks_like(path.read_bytes())
    for item in ics.read(path, READING):
        assert bool(item.records) + bool(item.refused) + bool(item.skipped) == 1
