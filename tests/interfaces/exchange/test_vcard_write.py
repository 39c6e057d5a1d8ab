"""People written as vCard 4.0 read back as the same people, whatever their texts hold."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st

from grapevine.domain.imports.rules.records import Labelled, PersonRecord, Postal
from grapevine.interfaces.exchange.vcard.content import clean
from grapevine.interfaces.exchange.vcard.labels import is_government_id
from grapevine.interfaces.exchange.vcard.names import SYSTEM_TAGS
from grapevine.interfaces.exchange.vcard.write import fold, write
from tests.interfaces.exchange.vcard_cards import items, items_of, people
from tests.shared_data import SHARED, needs_shared_data

DANA = PersonRecord(
    uid="urn:uuid:1",
    name="Ms. Dana Whitcomb, CPA",
    prefix="Ms.",
    given="Dana",
    family="Whitcomb",
    suffix="CPA",
    nickname="Dee",
    phonetic="Day-na",
    firm="Whitcomb; Söhne",
    department="Tax",
    title="Partner",
    profession="Accountant",
    note="Met in Salem.\nKnows \\everybody\\, even Ben; ask her.",
    emails=(Labelled("dana@example.com", "work", True), Labelled("dee@example.com", "lake house")),
    phones=(Labelled("+1 555 0101", "mobile"), Labelled("+1 555 0102 ext. 7", "work fax")),
    addresses=(Postal("home", "1 Elm St\nFloor 2", "Salem", "MA", "01970", "USA", 'The "old" house\n^ C:\\new'),),
    links=(Labelled("https://example.com/?a=1;b=2,3", "linkedin"),),
    dates=(Labelled("1980-03-22", "birthday"), Labelled("--06-01", "anniversary"), Labelled("spring", "first met")),
    tags=("client", "golf, early"),
    facts=(
        Labelled("Max", "children"),
        Labelled("Jo", "spouse"),
        Labelled("sailing", "hobby"),
        Labelled("Tom", "referred by"),
    ),
    segment="professional",
)


def read_back(*written: PersonRecord) -> list[PersonRecord]:
    with TemporaryDirectory() as folder:
        return people(items(Path(folder), "".join(write(written))))


def test_a_full_record_reads_back_equal():
    assert read_back(DANA) == [DANA]


def test_a_record_of_each_single_identity_reads_back_equal():
    ones = [
        PersonRecord(name="최유림"),
        PersonRecord(emails=(Labelled("a@example.com"),)),
        PersonRecord(phones=(Labelled("1"),)),
        PersonRecord(firm="Fisk"),
    ]
    assert read_back(*ones) == ones


def test_the_other_library_reads_the_same_card():
    card = vobject.readOne("".join(write([DANA])))
    assert card.version.value == "4.0"
    assert card.fn.value == DANA.name
    assert card.n.value.family == "Whitcomb"
    assert [mail.value for mail in card.contents["email"]] == ["dana@example.com", "dee@example.com"]
    assert card.note.value == DANA.note


def test_lines_are_folded_at_75_octets_between_characters():
    text = "".join(write([replace(DANA, note="최유림 " * 60, tags=("\U0001f347" * 50,))]))
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    assert fold("A" * 76) == "A" * 75 + "\r\n A\r\n"
    assert fold("A" * 75) == "A" * 75 + "\r\n"


def test_a_text_cannot_smuggle_a_line_into_the_card():
    lines = "".join(write([replace(DANA, name="x\r\nEND:VCARD\nTEL:666", uid="1\rTEL:666")])).split("\r\n")
    assert lines.count("END:VCARD") == 1
    assert not [line for line in lines if line.startswith("TEL:666")]


@needs_shared_data
@pytest.mark.parametrize("path", sorted((SHARED / "contacts" / "vcf").glob("*.vcf")), ids=lambda path: path.name)
def test_every_real_card_survives_the_round_trip(path):
    found = people(items_of(path))
    assert read_back(*found) == found


TEXT = st.text(max_size=60).map(clean)
FILLED = TEXT.filter(bool)
LABEL = TEXT.map(lambda text: clean(text.lower())).filter(lambda text: not is_government_id(text)) | st.sampled_from(
    ["", "home", "work", "mobile", "work fax", "spouse", "hobby", "skill", "birthday", "anniversary", "cell", "pref"]
)
DAY = st.dates().map(str) | st.dates().map(lambda day: "-" + str(day)[4:]) | st.sampled_from(["19800322", "2021-02-30"])


def labelled(value: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[Labelled, ...]]:
    one = st.builds(Labelled, value, LABEL, st.booleans())
    return st.lists(one, max_size=3, unique_by=lambda item: (item.value, item.label)).map(tuple)


def is_plain_contact(text: str) -> bool:
    """No scheme and no angle brackets, which the reader takes off."""
    return not text.lower().startswith(("mailto:", "tel:")) and "<" not in text


CONTACT = FILLED.filter(is_plain_contact)
PLACES = st.lists(
    st.builds(Postal, LABEL, *[TEXT] * 6).filter(lambda place: place != Postal(place.label)), max_size=2, unique=True
)
SINGLE = {field.name: TEXT for field in fields(PersonRecord) if field.type == "str"} | {"name": FILLED}
PEOPLE = st.builds(
    PersonRecord,
    **SINGLE,
    emails=labelled(CONTACT),
    phones=labelled(CONTACT),
    addresses=PLACES.map(tuple),
    links=labelled(FILLED),
    dates=labelled(FILLED | DAY),
    tags=st.lists(FILLED.filter(lambda tag: tag.lower() not in SYSTEM_TAGS), max_size=3, unique=True).map(tuple),
    facts=labelled(FILLED.filter(lambda text: not text.lower().startswith("urn:"))),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PEOPLE, min_size=1, max_size=2))
def test_any_people_read_back_equal(written):
    assert read_back(*written) == written


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet=st.characters(), max_size=80))
def test_any_text_at_all_reads_back_clean(text):
    (one,) = read_back(PersonRecord(name="Dana", note=text, links=(Labelled("x", text.lower()),)))
    assert one.note == clean(text)
