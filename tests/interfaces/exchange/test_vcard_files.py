"""Real cards of phones and mail programs: nothing of them is lost."""

from __future__ import annotations

import csv
from collections.abc import Iterator

import pytest
import vobject

from tests.interfaces.exchange.vcard_cards import items_of, people
from tests.shared_data import SHARED, needs_shared_data

VCF = SHARED / "contacts" / "vcf"

# One card with only an address, one with only a picture: nobody could be found again by them, so they are refused
# with a reason. They hold no mail and no phone.
REFUSED = {"icaljs_vcard_grouped.vcf", "sabre_issue64.vcf"}


def expected() -> Iterator[dict[str, str]]:
    table = SHARED / "contacts" / "expected_vcf.csv"
    if table.is_file():
        with table.open(encoding="utf-8") as stream:
            yield from csv.DictReader(stream)


@needs_shared_data
@pytest.mark.parametrize("row", [pytest.param(row, id=row["file"]) for row in expected()])
def test_every_card_mail_and_phone_of_a_real_file_comes_in(row):
    found = people(items_of(VCF / row["file"]))
    assert len(found) == (0 if row["file"] in REFUSED else int(row["cards"]))
    assert sum(len(one.emails) for one in found) == int(row["emails_nonempty"])
    assert sum(len(one.phones) for one in found) == int(row["tels_nonempty"])


@needs_shared_data
@pytest.mark.parametrize("name", sorted(REFUSED))
def test_a_card_that_names_nobody_is_refused_with_its_place(name):
    (item,) = items_of(VCF / name)
    assert "no name, mail, phone or firm" in item.refused
    assert str(item.where) == f"{name}:1"


@needs_shared_data
@pytest.mark.parametrize("name", ["phonebook_354_scrubbed.vcf", "ezvcard_gmail-list.vcf", "perl_encoding2.vcf"])
def test_names_agree_with_vobject_as_a_second_opinion(name):
    with (VCF / name).open(encoding="utf-8", newline="") as stream:
        cards = list(vobject.readComponents(stream, allowQP=True, ignoreUnreadable=True))
    ours = people(items_of(VCF / name))
    assert [one.name for one in ours] == [card.fn.value.strip() for card in cards]
    assert [one.family for one in ours] == [_joined(card.n.value.family) for card in cards]
    assert [[phone.value for phone in one.phones] for one in ours] == [
        list(dict.fromkeys(tel.value.strip() for tel in card.contents.get("tel", []))) for card in cards
    ]


def _joined(value: str | list[str]) -> str:
    return (value if isinstance(value, str) else " ".join(value)).strip()


@needs_shared_data
def test_john_doe_of_the_iphone_keeps_all_seven_phones_with_their_labels():
    (john,) = people(items_of(VCF / "ezvcard_John_Doe_IPHONE.vcf"))
    assert [(phone.value[4:7], phone.label) for phone in john.phones] == [
        ("555", "mobile"),
        ("666", "home"),
        ("777", "work"),
        ("888", "home fax"),
        ("999", "work fax"),
        ("111", "pager"),
        ("222", "assistant phone"),
    ]
    assert (john.name, john.middle, john.suffix) == ("Mr. John Richter James Doe Sr.", "Richter James", "Sr.")
    assert (john.firm, john.department, john.title) == ("IBM", "Accounting", "Money Counter")
    assert [link.value for link in john.links] == ["http://www.ibm.com"]


@needs_shared_data
def test_john_doe_of_outlook_gives_firm_work_days_and_helpers():
    (john,) = people(items_of(VCF / "ezvcard_John_Doe_MS_OUTLOOK.vcf"))
    assert (john.firm, john.department, john.profession) == ("IBM", "Accounting", "Counting Money")
    assert [(day.label, day.value) for day in john.dates] == [("birthday", "1980-03-22"), ("anniversary", "2011-01-13")]
    assert {(fact.label, fact.value) for fact in john.facts} == {("manager", "Big Blue"), ("assistant", "Jenny")}
    assert [place.city for place in john.addresses] == ["Albaney", "New York"]


@needs_shared_data
def test_the_cards_of_android_are_six_people_though_two_have_no_name():
    found = people(items_of(VCF / "ezvcard_John_Doe_ANDROID.vcf"))
    assert [bool(one.name) for one in found] == [False, False, True, True, True, True]
    assert found[0].emails[0].value == "john.doe@company.com"
    assert found[3].note.startswith("Ñ Ñ Ñ")
