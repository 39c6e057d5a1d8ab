"""Damaged, strange and hostile vCard files: a bad card stays out alone, the rest comes in, nothing crashes."""

from __future__ import annotations

from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from grapevine.interfaces.exchange.vcard.lines import CARD_LIMIT
from grapevine.interfaces.exchange.vcard.read import looks_like
from tests.interfaces.exchange.vcard_cards import card, items, people, person

DANA = card("N:Whitcomb;Dana;;;", "FN:Dana Whitcomb", "EMAIL:dana@example.com")
BEN = card("FN:Ben Okafor", "TEL;TYPE=CELL:+1 555 0101")
VALID = (
    DANA
    + card("FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Priya =E2=82=AC=\r\n=20Raman", "TEL;CELL:1", version="2.1")
    + card("FN:Tom Halloran", "item1.URL:http://example.com", "item1.X-ABLabel:Blog", "PHOTO;ENCODING=b:QUJD\r\n QUJD")
    + BEN
).encode()


def names(found) -> list[str]:
    return [one.name for one in people(found)]


@pytest.mark.parametrize(
    "content",
    [
        DANA.replace("END:VCARD\r\n", "") + BEN,
        DANA.replace("END:VCARD\r\n", "END:VCARD") + BEN,
        DANA.replace("BEGIN:VCARD\r\n", "") + BEN,
        DANA + BEN.replace("BEGIN:VCARD\r\n", ""),
        DANA + BEN.replace("END:VCARD\r\n", ""),
        DANA.replace("VERSION:3.0\r\n", "") + BEN,
        (DANA + BEN).replace("\r\n", "\n"),
        (DANA + BEN).replace("\r\n", "\r"),
        DANA + BEN.replace("\r\n", "\r"),
        (DANA + BEN).replace("\r\n", "\r\r\n"),
        "\ufeff" + DANA + "\ufeff" + BEN,
        "\r\n\r\n" + DANA + "\r\n \r\n" + BEN,
        "".join(f"    {line}\r\n" for line in (DANA + BEN).splitlines()),
        (DANA + BEN).lower().replace("dana whitcomb", "Dana Whitcomb").replace("ben okafor", "Ben Okafor"),
    ],
)
def test_cards_with_parts_missing_or_odd_line_ends_are_read(tmp_path, content):
    found = people(items(tmp_path, content))
    assert [one.name for one in found] == ["Dana Whitcomb", "Ben Okafor"]
    assert found[0].emails[0].value == "dana@example.com"
    assert found[1].phones[0].value == "+1 555 0101"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "latin-1"])
def test_every_usual_encoding_is_understood(tmp_path, encoding):
    content = card("FN:José Müller", "NOTE:Café").encode(encoding)
    assert looks_like(content)
    assert [(one.name, one.note) for one in people(items(tmp_path, content))] == [("José Müller", "Café")]


def test_the_signs_of_windows_are_understood(tmp_path):
    assert names(items(tmp_path, card("FN:Ben “Benny” Okafor – €").encode("cp1252"))) == ["Ben “Benny” Okafor – €"]


def test_files_joined_with_their_byte_order_marks_leave_nothing_behind(tmp_path):
    found = items(tmp_path, "\ufeff" + DANA + "\ufeff" + BEN)
    assert [item.refused for item in found] == ["", ""]


def test_a_character_folded_in_its_middle_is_whole_again(tmp_path):
    content = card("FN:Jos\u00e9 Prieto").encode().replace(b"\xc3\xa9", b"\xc3\r\n \xa9")
    assert names(items(tmp_path, content)) == ["José Prieto"]


def test_a_bad_card_is_refused_with_its_line_and_the_rest_comes_in(tmp_path):
    found = items(tmp_path, DANA + card("NOTE:nobody") + "some words\r\nmore words\r\n" + BEN)
    assert names(found) == ["Dana Whitcomb", "Ben Okafor"]
    assert [(item.where.line, item.refused[:9]) for item in found if item.refused] == [
        (7, "This card"),
        (11, "This text"),
    ]


def test_groups_and_other_components_are_skipped_with_a_reason(tmp_path):
    group = card("KIND:group", "FN:Book club", "MEMBER:urn:uuid:1", version="4.0")
    apple = card("FN:Tennis", "X-ADDRESSBOOKSERVER-KIND:group")
    found = items(tmp_path, group + apple + "BEGIN:VEVENT\r\nFN:x\r\nEND:VEVENT\r\n" + BEN)
    assert [item.skipped.partition(":")[0] for item in found[:3]] == [
        "A group of contacts, not a person",
        "A group of contacts, not a person",
        "A VEVENT is not a contact card.",
    ]
    assert names(found) == ["Ben Okafor"]


def test_a_cut_quoted_value_does_not_swallow_the_phone_after_it(tmp_path):
    one = person(tmp_path, "FN:Ben", "NOTE;ENCODING=QUOTED-PRINTABLE:half=", "TEL:555", version="2.1")
    assert one.phones[0].value == "555" and one.note == "half"


def test_a_line_that_lost_its_fold_is_kept_in_the_note(tmp_path):
    assert person(tmp_path, "FN:Ben", "NOTE:first", "second, reach him on 555 0101").note == (
        "first\nsecond, reach him on 555 0101"
    )


def test_pictures_are_let_go_however_they_are_written(tmp_path):
    one = person(
        tmp_path,
        "FN:Ben",
        "PHOTO;ENCODING=BASE64;JPEG:/9j/4AAQ",
        "4AAQSkZJRgABAQ",
        "",
        "LOGO:data:image/png;base64\\,iVBORw0K\r\n Ggo=",
        f"item1.PHOTO;ENCODING=b:{'QUJD' * 100_000}",
        "TEL:555",
    )
    assert (one.note, [phone.value for phone in one.phones]) == ("", ["555"])


def test_a_line_of_a_megabyte_comes_in_and_a_card_without_end_is_refused(tmp_path):
    long = card("FN:Ben", "NOTE:" + "a" * 1_000_000)
    endless = card("FN:Nobody", "NOTE:" + "a" * (CARD_LIMIT + 1))
    found = items(tmp_path, long + endless + DANA)
    assert names(found) == ["Ben", "Dana Whitcomb"]
    assert "more than 8 MB" in found[1].refused


def test_cards_nested_without_end_stay_within_the_limit(tmp_path):
    found = items(tmp_path, b"BEGIN:VCARD\nFN:x\n" + b"AGENT:\nBEGIN:VCARD\n" * 50_000)
    assert all("more than 8 MB" in item.refused or "no name" in item.refused for item in found)


@pytest.mark.parametrize(
    "content", [b"", b"\n", b"\0" * 5000, Random(1).randbytes(50_000), b"PK\x03\x04" + bytes(range(256))]
)
def test_what_is_no_vcard_is_refused_in_plain_words(tmp_path, content):
    found = items(tmp_path, content)
    assert found and not people(found) and found[0].refused
    assert not looks_like(content)


@pytest.mark.parametrize(
    ("head", "verdict"),
    [
        (DANA.encode(), True),
        (b"\r\n  begin : vcard\r\n", True),
        (b"home.BEGIN:VCARD\n", True),
        (b"N:Okafor;Ben\nTEL:1\nEND:VCARD\n", True),
        (b"First Name,Last Name\nBEGIN:VCARD,x\n", False),
        (b"From leah@example.com\nSubject: my card\n\nBEGIN:VCARD\n", False),
        (b"BEGIN:VCALENDAR\nVERSION:2.0\n", False),
        (b"N;Name;City\n1;Dana;Boston\n", False),
    ],
)
def test_a_vcard_is_told_by_its_content(head, verdict):
    assert looks_like(head) is verdict


PIECES = [
    b"BEGIN:VCARD\n",
    b"END:VCARD",
    b"\r\n",
    b"FN:",
    b"TEL;TYPE=",
    b'"',
    b";",
    b"=",
    b"=C3",
    b" ",
    b":",
    b"\\",
    b"A.",
]
PIECES += [
    b"ENCODING=QUOTED-PRINTABLE",
    b"ENCODING=b",
    b"CHARSET=utf-7",
    b"AGENT:",
    b"PHOTO:",
    b"ORG:",
    b"\0",
    b"\xff\xfe",
]
PIECES += [
    b"X-ANDROID-CUSTOM:vnd.android.cursor.item/relation;",
    b"BDAY:2021-02-30",
    b"N:;,",
    b"^n",
    b"+2D8",
    b"N;LABEL=",
]


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=400), st.lists(st.one_of(st.sampled_from(PIECES), st.binary(max_size=4))).map(b"".join)
    )
)
@example(b"BEGIN:VCARD\nFN;CHARSET=utf-7:+2AA-\nEND:VCARD")
def test_no_bytes_at_all_make_the_reader_fail(content):
    with TemporaryDirectory() as folder:
        for item in items(Path(folder), content):
            assert bool(item.records or item.refused) + bool(item.skipped) == 1
            repr(item).encode("utf-8")
    looks_like(content)


def test_a_file_cut_inside_a_picture_brings_what_is_there_and_says_so(tmp_path):
    picture = "PHOTO;ENCODING=b;TYPE=JPEG:" + "\r\n ".join(["QUJD" * 18] * 40)
    whole = DANA + BEN.replace("END:VCARD", f"{picture}\r\nEND:VCARD")
    dana, ben = items(tmp_path, whole[: -len(picture) // 2 + 9])
    assert [found.records[0].name for found in (dana, ben)] == ["Dana Whitcomb", "Ben Okafor"]
    assert "breaks off" in ben.refused and ben.where.line > 1 and not dana.refused
    without_its_end = DANA + BEN.replace("END:VCARD\r\n", "")  # no cut file
    assert [bool(item.refused) for content in (whole, without_its_end) for item in items(tmp_path, content)] == [
        False
    ] * 4


def test_a_file_cut_at_any_byte_keeps_every_card_before_the_cut(tmp_path):
    whole = items(tmp_path, VALID)
    ends = [at for at in range(len(VALID)) if VALID[:at].endswith(b"END:VCARD")]
    assert len(whole) == len(ends) == 4
    for cut in range(len(VALID) + 1):
        complete = sum(end <= cut for end in ends)
        assert items(tmp_path, VALID[:cut])[:complete] == whole[:complete]
