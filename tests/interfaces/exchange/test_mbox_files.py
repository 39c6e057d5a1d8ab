"""Mailboxes as they are: real threads with a known truth, the ways of writing From_ lines, damage, and size."""

from __future__ import annotations

import csv
import tracemalloc
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grapevine.domain.imports.rules.records import Me, Reading
from grapevine.interfaces.exchange import mbox
from grapevine.interfaces.exchange.mbox.heads import decoded
from tests.interfaces.exchange.mail_letters import FROM_LINE, NOW, READING, box, letter, read
from tests.shared_data import SHARED, needs_shared_data

LISTS = SHARED / "mail" / "lists_2002_a.mbox"


def truth():
    with (SHARED / "mail" / "lists_2002_a_truth.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@needs_shared_data
def test_nine_hundred_headers_are_read_as_the_truth_says():
    """The truth keeps names as written in 21 rows (encoded words, double spaces); we show them as letters."""
    rows, heads = truth(), list(mbox.headers(LISTS))
    assert len(rows) == len(heads) == 900
    for row, head in zip(rows, heads, strict=True):
        assert (head.message_id, head.replies_to) == (row["message_id"], row["replies_to"])
        assert (head.from_email, head.date.isoformat()) == (row["from_email"], row["date"])
        assert head.from_name == " ".join(decoded(row["from_name"]).split())


@needs_shared_data
def test_the_touches_of_the_most_active_are_the_answers_to_and_by_them():
    rows = truth()
    members = [email for email, _ in Counter(row["from_email"] for row in rows).most_common(5)]
    counted = 0
    for me in members:
        expected = set()
        for row in rows:
            writer, answered = row["from_email"], row["replied_person"]
            if answered and writer != answered and me in (writer, answered):
                other, began = (answered, "me") if me == writer else (writer, "them")
                expected.add((f"mail:{row['message_id']}:{other}", other, began))
        items = list(mbox.read(LISTS, Reading("lists", NOW, Me(frozenset((me,))))))
        found = [(touch.key, touch.who.email, touch.began_by) for item in items for touch in item.records]
        assert set(found) == expected
        assert len(found) == len(expected) > 20
        assert len(items) == 900
        counted += len(found)
    assert counted > 200


@needs_shared_data
def test_every_single_message_is_read_without_a_crash_and_known_by_its_content():
    unknown = set()
    files = sorted((SHARED / "mail" / "eml").iterdir())
    for path in files:
        (item,) = mbox.read_eml(path, Reading(path.name, NOW))
        assert item.skipped or item.refused
        if not mbox.looks_like_eml(path.read_bytes()[:65536]):
            unknown.add(path.name)
    assert len(files) == 60
    # A text without any header line, and one with a single one: nothing that tells a message by its content.
    assert unknown == {"cpython_msg_19.txt", "cpython_msg_37.txt"}


def test_a_line_that_begins_with_from_inside_a_text_begins_no_message(tmp_path):
    body = "Hello,\n\nFrom here on it rains.\nFrom: nobody\n>From the bridge 10:30 2026\n\nFrom now on, at noon.\n"
    assert len(read(tmp_path, letter(body=body), letter(message_id="<2@x>"))) == 2


@pytest.mark.parametrize(
    "line",
    [
        FROM_LINE,
        "From - Mon May  4 09:00:00 2026",
        "From 1234567890@xxx Mon May 04 09:00:00 +0000 2026",
        "From MAILER-DAEMON Mon May  4 09:00:00 CEST 2026",
        "From dana@whitcomb.example  Mon, 4 May 2026 09:00:00 +0200",
        "From ???@??? Mon May 04 09:00:00 2026",
    ],
)
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_every_way_of_writing_the_first_line_is_known(tmp_path, line, ending):
    text = "".join(f"{line}\n{letter(message_id=f'<{n}@x>')}\n\n" for n in range(3)).replace("\n", ending).encode()
    assert mbox.looks_like_mbox(text)
    items = read(tmp_path, text)
    assert [len(item.records) for item in items] == [1, 1, 1]
    assert [item.where.line for item in items] == [1, 11, 21]


def test_a_mailbox_without_empty_lines_between_is_split(tmp_path):
    text = "".join(f"{FROM_LINE}\n{letter(message_id=f'<{n}@x>')}" for n in range(3))
    assert len(read(tmp_path, text.encode())) == 3


def test_formats_are_known_by_content():
    assert mbox.looks_like_eml(letter().encode())
    assert mbox.looks_like_eml(letter("Received: from a\n\tby b").replace("\n", "\r\n").encode())
    assert not mbox.looks_like_eml(b"Name: Dana\nTitle: CPA\n\n")
    assert not mbox.looks_like_eml(b"BEGIN:VCARD\nVERSION:3.0\nN:Whitcomb;Dana\n")
    assert not mbox.looks_like_mbox(letter().encode())
    assert not mbox.looks_like_mbox(b"From,To,Date,Subject\r\na,b,c,d\r\n")
    assert not mbox.looks_like_mbox(b"From,To,Sent At,Message\n")
    assert not mbox.looks_like_mbox(b"")


def test_a_mailbox_of_many_megabytes_streams(tmp_path):
    path = tmp_path / "large.mbox"
    with path.open("wb") as file:
        for n in range(40):
            file.write(box(letter(message_id=f"<{n}@x>", body="QUJD" * 18 + "\n" * (n % 2) + "x" * 1_000_000)))
    tracemalloc.start()
    found = sum(len(item.records) for item in mbox.read(path, READING))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found == 40
    assert peak < 12_000_000


@pytest.mark.parametrize("size", [150, 2_150])
def test_a_border_between_two_windows_loses_no_message(tmp_path, size):
    for shift in range(0, 180, 11):  # each part of the second From_ line comes to lie on the border
        letters = [letter(message_id=f"<{n}@x>", body="y" * ((1 << 20) - size - shift) + "\n") for n in range(2)]
        assert len(read(tmp_path, *letters, letter(message_id="<9@x>"))) == 3


PARTS = st.sampled_from(
    [
        FROM_LINE.encode(), b"From ", b"From - ", b"From: dana@whitcomb.example", b"To: leah@marchetti.example", b"",
        b"Date: Mon, 99 Foo 2026", b"Date: 1 Jan 0001 00:00:00 -2359", b"Message-ID: <", b"In-Reply-To: <1@x>",
        b"From: =?utf-8?B?////?= <@@>", b"Subject: =?x?q?=?=", b"Content-Transfer-Encoding: base64", b" folded",
        b"From: leah@marchetti.example", b"To: (((((((", b'Cc: "a\\', b"To: group:a@b.c,d@e.f;", b"Message-ID: <1@x>",
    ]
)  # fmt: skip


@settings(deadline=None, max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(PARTS | st.binary(max_size=40), max_size=30))
def test_no_bytes_at_all_make_it_fail(tmp_path, parts):
    path = tmp_path / "any"
    path.write_bytes(b"\n".join(parts))
    mbox.looks_like_mbox(path.read_bytes())
    mbox.looks_like_eml(path.read_bytes())
    list(mbox.headers(path))
    for item in (*mbox.read(path, READING), *mbox.read_eml(path, READING)):
        assert bool(item.records) + bool(item.refused) + bool(item.skipped) == 1
