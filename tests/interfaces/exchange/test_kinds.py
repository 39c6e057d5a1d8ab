"""What a file is, is found by its content; whatever cannot be read says what to do instead."""

from __future__ import annotations

import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grapevine.interfaces.exchange import kinds
from tests.interfaces.exchange.table_files import (
    ATOMIC,
    CONNECTIONS,
    ENDORSED,
    ENDORSER,
    GOOGLE_NEW,
    GOOGLE_OLD,
    INVITATIONS,
    MESSAGES_10,
    OUTLOOK_88,
    OUTLOOK_92,
    POSITIONS,
    PREAMBLE,
    RECOMMENDATIONS,
    put,
)
from tests.shared_data import SHARED, needs_shared_data

CARD = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Dana Whitcomb\r\nEND:VCARD\r\n"
EVENT = "BEGIN:VEVENT\r\nUID:1\r\nDTSTART:20260101T100000Z\r\nEND:VEVENT\r\n"
MAIL = "From: Dana <dana@x.example>\r\nTo: leah@x.example\r\nDate: Fri, 15 May 2026 10:00:00 +0000\r\n\r\nHello\r\n"


def kind(tmp_path, text: str | bytes, name: str = "file.bin") -> kinds.Kind:
    return kinds.detect(put(tmp_path, text, "stored"), name)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (CARD, "vcard"),
        (f"My phone, exported\n{CARD}", "vcard"),
        (f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{EVENT}END:VCALENDAR\r\n", "ics"),
        (f"BEGIN:SOMETHING\r\n{EVENT}END:SOMETHING\r\n", "ics"),
        (f"From dana@x.example Fri May 15 10:00:00 2026\r\n{MAIL}", "mbox"),
        (MAIL, "eml"),
        (f"{GOOGLE_NEW}\n", "google_csv"),
        (f"{GOOGLE_OLD}\n", "google_csv"),
        (f"{OUTLOOK_88}\n", "outlook_csv"),
        (f"{OUTLOOK_92}\n", "outlook_csv"),
        (f"{PREAMBLE}{CONNECTIONS}\n", "linkedin_connections"),
        (f"{MESSAGES_10}\n", "linkedin_messages"),
        (f"{INVITATIONS}\n", "linkedin_invitations"),
        (f"{RECOMMENDATIONS}\n", "linkedin_recommendations"),
        (f"{ENDORSED}\n", "linkedin_endorsements"),
        (f"{ENDORSER}\n", "linkedin_endorsements"),
        (f"{POSITIONS}\n", "linkedin_other"),
        (f"{ATOMIC}\n", "csv"),
    ],
)
def test_every_kind_is_known_by_its_content_whatever_its_name(tmp_path, text, name):
    found = kind(tmp_path, text, "holiday.jpg")
    assert found.name == name
    assert found.reader is not None


def test_a_whole_archive_of_ours_is_known_before_it_can_be_read(tmp_path):
    found = kind(tmp_path, '{"grapevine_archive": 1, "people": []}')
    assert found.name == "grapevine_archive"
    assert found.reader is not None or found.reason


def test_a_format_whose_reader_is_missing_does_not_break_the_others(tmp_path, monkeypatch):
    monkeypatch.setattr(kinds, "_STRUCTURED", (("vcard", "no_such_package", "looks_like", "read"),) * 2)
    assert kind(tmp_path, f"{GOOGLE_NEW}\n").name == "google_csv"


def test_a_zip_is_a_zip_and_a_spreadsheet_is_not(tmp_path):
    plain, sheet = tmp_path / "a", tmp_path / "b"
    with zipfile.ZipFile(plain, "w") as archive:
        archive.writestr("contacts.vcf", CARD)
    with zipfile.ZipFile(sheet, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
    assert kinds.detect(plain, "a.csv").name == "zip"
    assert (kinds.detect(sheet, "a.zip").name, "Save as" in kinds.detect(sheet, "a.zip").reason) == ("refused", True)


@pytest.mark.parametrize(
    ("data", "hint"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf\r\n \n", "empty"),
        (b"\0" * 1000, "nothing but zeros"),
        (b"%PDF-1.7 ...", "CSV"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100, "CSV UTF-8"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"\xff\xd8\xff\xe0", "picture"),
        (b"\0\0\0\x18ftypheic", "picture"),
        (b"!BDN....", "Outlook"),
        (b"Rar!\x1a", "zip"),
        (b"\x1f\x8b\x08", "zip"),
        (b"SQLite format 3\0", "vCard or CSV"),
        (bytes(range(256)) * 40, "vCard or CSV"),
        (b"<!DOCTYPE html><html><body>a,b</body></html>", "web page"),
        (b'<?xml version="1.0"?>\r<?mso-application progid="Excel.Sheet"?>\r<Workbook>', "spreadsheet"),
        (b'{"people": [], "x": 1}', "do not know"),
        (b"BEGIN:NOTHING\nEND:NOTHING\n", "do not know"),
        (b"Dear Dana,\nthank you, for everything.\nLeah", "do not know"),
        ((",".join(f"c{n}" for n in range(2_000)) + "\n").encode() * 3, "more than 1,000 columns"),
    ],
)
def test_what_we_cannot_read_is_refused_with_what_to_do_instead(tmp_path, data, hint):
    found = kind(tmp_path, data)
    assert (found.name, found.reader) == ("refused", None)
    assert hint in found.reason


@given(st.binary(max_size=600))
def test_no_bytes_make_the_finding_out_fail(tmp_path_factory, data):
    found = kinds.detect(put(tmp_path_factory.getbasetemp(), data, "any"), "any.csv")
    assert found.reader or found.reason or found.name == "zip"


@needs_shared_data
@pytest.mark.parametrize(
    ("folder", "name"), [("contacts/vcf", "vcard"), ("calendars", "ics"), ("mail/eml", "eml"), ("contacts/csv", "csv")]
)
def test_no_shared_file_is_taken_for_another_kind(folder, name):
    allowed = {"vcard": {"vcard"}, "ics": {"ics"}, "eml": {"eml", "mbox"}}
    tables = {"google_csv", "outlook_csv", "linkedin_connections", "linkedin_messages"}
    files = [path for path in sorted((SHARED / folder).rglob("*")) if path.is_file() and "expected" not in path.name]
    assert files
    for path in files:
        found = kinds.detect(path, path.name)
        assert found.name in allowed.get(name, tables) | {"refused"}, path.name
        assert found.name != "refused" or name in ("ics", "eml"), path.name
