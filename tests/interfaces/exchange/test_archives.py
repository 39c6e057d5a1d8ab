"""Zips are opened file by file; hostile ones meet a limit early and say so."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grapevine.interfaces.exchange import archives
from tests.interfaces.exchange.table_files import put


def packed(**files: bytes | str) -> bytes:
    return packed_list(list(files.items()))


def packed_list(files: list[tuple[str, bytes | str]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return out.getvalue()


def opened(tmp_path: Path, data: bytes) -> list[archives.Member]:
    folder = tmp_path / "out"
    folder.mkdir(exist_ok=True)
    return list(archives.members(put(tmp_path, data, "stored"), folder, "book.zip"))


def test_files_come_out_whole_under_names_of_our_own(tmp_path):
    data = packed_list([("Takeout/Contacts/all.vcf", "BEGIN:VCARD"), ("messages.csv", "x,y")])
    first, second = opened(tmp_path, data)
    assert (first.name, first.path.read_text()) == ("book.zip/Takeout/Contacts/all.vcf", "BEGIN:VCARD")
    assert (second.name, second.path.read_text(), second.path.suffix) == ("book.zip/messages.csv", "x,y", ".csv")
    assert {first.path.parent, second.path.parent} == {tmp_path / "out"}


def test_folders_pictures_and_leftovers_of_systems_are_passed_over(tmp_path):
    names = ["a/", "__MACOSX/._all.vcf", "._all.vcf", ".DS_Store", "a/face.JPG", "film.mp4", "archive_browser.html"]
    [told] = opened(tmp_path, packed_list([(name, "") for name in names]))
    assert (told.name, told.path, told.refused) == ("book.zip", None, archives.NOTHING)


@pytest.mark.parametrize("name", ["../../etc/passwd.vcf", "/etc/passwd.vcf", "a/../../b.vcf", "C:\\b.vcf", "..\\b.vcf"])
def test_a_name_that_points_outside_is_refused_and_writes_nothing(tmp_path, name):
    [member] = opened(tmp_path, packed_list([(name, "BEGIN:VCARD")]))
    assert (member.path, member.refused) == (None, archives.UNSAFE_NAME)
    assert list((tmp_path / "out").iterdir()) == []


def test_a_zip_inside_a_zip_is_opened_but_one_inside_that_is_not(tmp_path):
    deepest = packed_list([("c.vcf", "C")])
    inner = packed_list([("b.vcf", "B"), ("deepest.zip", deepest)])
    found = opened(tmp_path, packed_list([("a.vcf", "A"), ("inner.zip", inner)]))
    assert [(member.name, member.refused) for member in found] == [
        ("book.zip/a.vcf", ""),
        ("book.zip/inner.zip/b.vcf", ""),
        ("book.zip/inner.zip/deepest.zip", archives.NESTED),
    ]
    assert len(list((tmp_path / "out").iterdir())) == 2


def test_an_empty_zip_is_named_wherever_it_lies(tmp_path):
    empty = packed_list([])
    assert [(each.name, each.refused) for each in opened(tmp_path, empty)] == [("book.zip", archives.NOTHING)]
    [inner, whole] = opened(tmp_path, packed_list([("old/empty.zip", empty), ("a.vcf", "A")]))
    assert (inner.name, inner.refused, whole.name) == ("book.zip/old/empty.zip", archives.NOTHING, "book.zip/a.vcf")


def test_a_spreadsheet_inside_is_handed_on_as_it_is(tmp_path):
    sheet = packed_list([("[Content_Types].xml", "<Types/>"), ("xl/workbook.xml", "<workbook/>")])
    [member] = opened(tmp_path, packed_list([("book.xlsx", sheet)]))
    assert (member.name, member.refused) == ("book.zip/book.xlsx", "")


def test_a_bomb_is_refused_and_what_is_beside_it_comes_out(tmp_path):
    found = opened(tmp_path, packed_list([("bomb.csv", b"\0" * 50_000_000), ("good.vcf", "BEGIN:VCARD")]))
    assert [member.refused for member in found] == [archives.BOMB, ""]
    assert len(list((tmp_path / "out").iterdir())) == 1


def test_the_total_is_counted_over_all_files(tmp_path, monkeypatch):
    monkeypatch.setattr(archives._Budget, "__init__", lambda self: vars(self).update(entries=9, total=1000, written=0))
    found = opened(tmp_path, packed_list([("a.csv", "x" * 600), ("b.csv", "y" * 600), ("c.csv", "z" * 300)]))
    assert [member.refused for member in found] == ["", archives.TOO_LARGE, ""]


def test_too_many_files_are_refused_before_any_is_opened(tmp_path):
    files = [(f"{number}.vcf", "") for number in range(archives.MAX_ENTRIES + 1)]
    assert [member.refused for member in opened(tmp_path, packed_list(files))] == [archives.TOO_MANY]


def test_a_list_of_contents_that_is_too_long_is_not_even_read(tmp_path, monkeypatch):
    monkeypatch.setattr(zipfile, "ZipFile", None)
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 5, 5, 50_000_000, 0, 0)
    assert [member.refused for member in opened(tmp_path, b"PK\x03\x04" + end)] == [archives.TOO_MANY]


def test_a_locked_file_says_that_it_is_locked(tmp_path):
    data = bytearray(packed_list([("a.vcf", "BEGIN:VCARD")], zipfile.ZIP_STORED))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert [member.refused for member in opened(tmp_path, bytes(data))] == [archives.LOCKED]


def test_a_damaged_file_is_refused_alone(tmp_path):
    data = packed_list([("a.vcf", "BEGIN:VCARD" * 9), ("b.vcf", "fine")], zipfile.ZIP_STORED)
    found = opened(tmp_path, data.replace(b"BEGIN:VCARDBEGIN", b"BEGIN:VCARDxEGIN", 1))
    assert [member.refused for member in found] == [archives.BROKEN, ""]
    assert len(list((tmp_path / "out").iterdir())) == 1


@pytest.mark.parametrize("cut", [0.3, 0.6, 0.95])
def test_a_zip_cut_short_is_refused_whole(tmp_path, cut):
    data = packed_list([("a.vcf", "BEGIN:VCARD" * 50), ("b.vcf", "x" * 500)])
    assert [member.refused for member in opened(tmp_path, data[: int(len(data) * cut)])] == [archives.BROKEN]


def test_names_from_a_mac_keep_their_accents(tmp_path):
    data = packed_list([("K.vcf", "x")]).replace(b"K.vcf", "é.vcf".encode()[:2] + b".vc")
    assert opened(tmp_path, data)[0].name == "book.zip/é.vc"


@given(st.binary(max_size=400), st.integers(0, 400))
def test_no_bytes_make_the_opening_fail(tmp_path_factory, noise, place):
    data = packed_list([("a.vcf", "BEGIN:VCARD" * 5), ("b.csv", "x,y")])
    folder = tmp_path_factory.mktemp("zips")
    (folder / "out").mkdir()
    for mixed in (noise, b"PK\x03\x04" + noise, data[:place] + noise[:9] + data[place + len(noise[:9]) :]):
        for member in archives.members(put(folder, mixed, "stored"), folder / "out", "x.zip"):
            assert (member.path is None) == bool(member.refused)
        for left in (folder / "out").iterdir():
            left.unlink()
