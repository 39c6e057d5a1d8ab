"""Encoding, delimiter and heading line are found by content, and no bytes at all make the reading of tables fail."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grapevine.domain.imports.rules.records import Reading
from grapevine.interfaces.exchange import any_csv, google_csv, kinds, linkedin, outlook_csv
from grapevine.interfaces.exchange.table import layout_of, layout_of_file, rows
from tests.interfaces.exchange.table_files import (
    CONNECTIONS,
    GOOGLE_NEW,
    GOOGLE_OLD,
    MESSAGES,
    NOW,
    OUTLOOK_88,
    OUTLOOK_92,
    POSITIONS,
    PREAMBLE,
    put,
)

DANA = "First Name,Last Name,E-mail,Notes\nDana,Whitcomb,dana@whitcomb.example,café\nBen,Okafor,ben@okafor.example,\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_every_encoding_with_every_delimiter_gives_the_same_rows(tmp_path, encoding, delimiter):
    path = put(tmp_path, DANA.replace(",", delimiter), encoding=encoding)
    layout = layout_of_file(path)
    assert (layout.delimiter, layout.header_line) == (delimiter, 1)
    assert [list(row.cells.values()) for row in rows(path, layout)] == [
        ["Dana", "Whitcomb", "dana@whitcomb.example", "café"],
        ["Ben", "Okafor", "ben@okafor.example"],
    ]


def test_a_file_pasted_together_from_two_encodings_is_read_line_by_line(tmp_path):
    path = put(tmp_path, "Name,E-mail\nJürgen,j@x.example\n".encode() + "Renée,r@x.example\n".encode("cp1252"))
    assert [row.get("Name") for row in rows(path, layout_of_file(path))] == ["Jürgen", "Renée"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_end_is_a_line_end(tmp_path, end):
    path = put(tmp_path, DANA.replace("\n", end))
    assert [row.line for row in rows(path, layout_of_file(path))] == [2, 3]


@pytest.mark.parametrize("header", [CONNECTIONS, MESSAGES, GOOGLE_NEW, GOOGLE_OLD, OUTLOOK_88, OUTLOOK_92, POSITIONS])
@pytest.mark.parametrize(
    ("above", "line"),
    [("", 1), ("\r\n\r\n", 3), (PREAMBLE, 4), ("Notes:\nNot quoted, so it seems, to have cells.\n\n", 4)],
)
def test_headings_are_found_below_what_stands_above_them(header, above, line):
    layout = layout_of(f"{above}{header}\r\n{'x,' * header.count(',')}x\r\n".encode())
    assert (layout.header_line, layout.headings) == (line, tuple(header.split(",")))


def test_a_report_title_is_no_heading():
    head = b"Contacts of Leah Marchetti\nas of 2026-11-01,,\n\nSurname;City;E-mail\nWhitcomb;Boston;dana@x.example\n"
    assert layout_of(head).header_line == 4


def test_a_line_that_tells_the_delimiter_is_believed():
    layout = layout_of(b"sep=;\r\nNom;Pr\xc3\xa9nom;Courriel\r\nWhitcomb, CPA;Dana;dana@x.example\r\n")
    assert (layout.delimiter, layout.header_line, layout.headings[0]) == (";", 2, "Nom")


def test_headings_in_a_language_we_do_not_know_are_still_headings():
    layout = layout_of("Vezetéknév;Keresztnév;Munkahely\nKiss;Anna;Bolt\nNagy;Béla;Hivatal\n".encode())
    assert (layout.header_line, layout.headings) == (1, ("Vezetéknév", "Keresztnév", "Munkahely"))


def test_a_table_without_headings_gets_numbered_ones(tmp_path):
    path = put(tmp_path, "Dana Whitcomb,dana@x.example\nBen Okafor,ben@x.example\n")
    layout = layout_of_file(path)
    assert (layout.header_line, layout.headings) == (0, ("Column 1", "Column 2"))
    assert len(list(rows(path, layout))) == 2


def test_headings_that_stand_twice_are_told_apart(tmp_path):
    path = put(tmp_path, "Name,E-mail,E-mail,,\nDana,a@x.example,b@x.example,c,d\n")
    [row] = rows(path, layout_of_file(path))
    assert list(row.cells) == ["Name", "E-mail", "E-mail (2)", "Column 4", "Column 5"]


@pytest.mark.parametrize("text", ["", "\n\n", "hello", "A letter to Dana.\nIt has, like many, commas.\nAnd an end.\n"])
def test_a_text_without_columns_is_no_table(text):
    assert layout_of(text.encode()) is None


@given(st.binary(max_size=3000))
def test_no_bytes_at_all_make_a_layout_fail(data):
    layout_of(data)


_PIECES = st.sampled_from(
    [b"First Name,Last Name,E-mail 1 - Value", b"CONVERSATION ID,FROM,TO,DATE", b'"', b",", b"\n", b"\r", b"\0", b";"]
    + [b"Endorsement Date,Skill Name", b"E-mail Address,First Name,Business Phone", b"\xff\xfe", b"sep=;\n", b"a@x.io"]
    + [b"2024-01-01 10:00:00 UTC", b"0/0/00", b" ::: ", b"\xfc", b"From,To,Sent At,Direction", b"'=1", b"INCOMING"]
)


@given(st.lists(st.one_of(_PIECES, st.binary(max_size=12)), max_size=60).map(b"".join))
def test_no_bytes_at_all_make_a_reader_of_tables_fail(tmp_path_factory, data):
    path = put(tmp_path_factory.getbasetemp(), data, "any.bin")
    kinds.detect(path, "any.bin")
    for module in (any_csv, google_csv, outlook_csv, linkedin):
        module.looks_like(data[:65536])
        for item in module.read(path, Reading("any.bin", NOW)):
            assert bool(item.records) + bool(item.refused) + bool(item.skipped) == 1
            assert item.where.line >= 1


def test_the_head_may_end_in_the_middle_of_a_character(tmp_path: Path):
    text = "Name,E-mail\n" + "é" * 70_000
    assert layout_of(text.encode()[:65_535]).headings == ("Name", "E-mail")
