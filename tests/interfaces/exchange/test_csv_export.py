"""Our own CSV: safe in a spreadsheet, and the same people when it is read again."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grapevine.domain.imports.rules.records import Labelled, PersonRecord, Postal
from grapevine.interfaces.exchange import csv_export, kinds
from tests.interfaces.exchange.table_files import people, put

DANA = PersonRecord(
    uid="p-17",
    name="Dr. Dana Whitcomb",
    prefix="Dr.",
    given="Dana",
    middle="Q.",
    family="Whitcomb",
    suffix="CPA",
    nickname="Day",
    phonetic="DAY-na",
    firm="=Whitcomb+Tax",
    department="Audit",
    title="-Owner",
    profession="Accountant",
    note='+1 "quoted",\nsecond line',
    emails=tuple(Labelled(f"d{number}@x.example", "work", number == 0) for number in range(8)),
    phones=tuple(Labelled(f"+49 151 555010{number}", label) for number, label in enumerate(["work", "home fax"] * 4)),
    addresses=(Postal("home", "1 A St\nFloor 2", "Boston", "MA", "02101", "USA", "1 A St, Boston"),),
    links=(Labelled("https://x.example", "blog"), Labelled("https://linkedin.com/in/d", "linkedin")),
    dates=(Labelled("--03-07", "birthday"), Labelled("2024-03-12", "connected"), Labelled("2001-06-09", "anniversary")),
    tags=("@home", "Chamber"),
    facts=(Labelled("Ada", "spouse"), Labelled("chess", "hobby"), Labelled("Tom Halloran", "referred by")),
    segment="client",
)


def export(*book: PersonRecord) -> bytes:
    return b"".join(csv_export.write(book))


def cells(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_the_same_person_comes_back(tmp_path):
    assert people(put(tmp_path, export(DANA))) == [DANA]


def test_our_file_is_known_as_the_layout_it_follows(tmp_path):
    path = put(tmp_path, export(DANA))
    assert kinds.detect(path, "x").name == "google_csv"


def test_the_file_begins_with_its_mark_and_ends_its_lines_as_the_standard_says():
    data = export(replace(DANA, note=""))
    assert data.startswith(b"\xef\xbb\xbfFirst Name,")
    assert data.endswith(b"\r\n") and data.count(b"\r\n") == 2


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_is_a_formula(start):
    evil = f"{start}cmd|' /C calc'!A0"
    one = (Labelled(evil, evil),)
    person = PersonRecord(name=evil, given=evil, firm=evil, note=evil, tags=(evil,), emails=one, facts=one)
    for value in cells(export(person))[0].values():
        assert not value.startswith(("=", "+", "-", "@", "\t", "\r"))


def test_a_person_with_a_whole_name_only_has_a_first_name_for_other_programs():
    [row] = cells(export(PersonRecord(name="Dana Whitcomb")))
    assert (row["First Name"], row["Name"]) == ("Dana Whitcomb", "Dana Whitcomb")


def test_an_address_too_many_is_not_lost(tmp_path):
    places = tuple(Postal(street=f"{number} A St", city="Boston") for number in range(5))
    [dana] = people(put(tmp_path, export(replace(DANA, addresses=places))))
    assert "3 A St" in dana.addresses[2].formatted and "4 A St" in dana.addresses[2].formatted


_WORD = st.text(st.sampled_from("=+-@'\"aZé,; \n東"), min_size=1, max_size=8).map(lambda text: f"{text}x".strip())
_LABEL = st.sampled_from(["", "home", "work", "home fax", "other"])


def _some(values: st.SearchStrategy[str], labels: st.SearchStrategy[str], primary=st.just(False)):  # noqa: B008
    one = st.builds(Labelled, values, labels, primary)
    return st.lists(one, max_size=9, unique_by=lambda each: each.value).map(tuple)


_PEOPLE = st.builds(
    PersonRecord,
    name=_WORD,
    given=_WORD,
    family=_WORD,
    firm=_WORD,
    title=_WORD,
    note=_WORD,
    profession=_WORD,
    segment=st.sampled_from(["", "family", "friend", "school", "client", "professional", "community"]),
    tags=st.lists(_WORD.map(lambda tag: f"t{tag}"), max_size=4, unique=True).map(tuple),
    emails=_some(st.integers(0).map("m{}@x.example".format), _LABEL, st.booleans()),
    phones=_some(st.integers(10**6, 10**9).map("+{}".format), _LABEL, st.booleans()),
    facts=_some(_WORD, st.sampled_from(["spouse", "hobby"])),
)


@given(st.lists(_PEOPLE, min_size=1, max_size=3))
def test_whatever_people_are_written_come_back(tmp_path_factory, book):
    path = put(tmp_path_factory.getbasetemp(), export(*book), "export.csv")
    back = people(path)
    for before, after in zip(book, back, strict=True):
        for name in ("name", "given", "family", "firm", "title", "note", "profession", "segment", "tags", "facts"):
            assert getattr(after, name) == getattr(before, name), name
        assert after.emails == before.emails
        assert after.phones == before.phones
