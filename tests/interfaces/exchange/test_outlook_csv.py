"""Outlook CSV in both layouts: US dates, many phones, facts about the person, and nothing of government numbers."""

from __future__ import annotations

import pytest

from grapevine.domain.imports.rules.records import Labelled, Postal
from tests.interfaces.exchange.table_files import OUTLOOK_88, OUTLOOK_92, people, put, read, table, values
from tests.shared_data import SHARED, needs_shared_data

BEN = {
    "First Name": "Ben",
    "Last Name": "Okafor",
    "Title": "Mr.",
    "Company": "Okafor Builders",
    "Job Title": "Owner",
    "Profession": "Builder",
    "E-mail Address": "ben@okafor.example",
    "E-mail 2 Address": "/o=ExchangeLabs/ou=Group/cn=Recipients/cn=ben",
    "E-mail 3 Address": "ben@home.example",
    "Business Phone": "+1 555 010 0101",
    "Business Fax": "+1 555 010 0102",
    "Home Phone": "+1 555 010 0103",
    "Mobile Phone": "+1 555 010 0104",
    "Assistant's Phone": "+1 555 010 0105",
    "Birthday": "3/7/1984",
    "Anniversary": "0/0/00",
    "Spouse": "Ada",
    "Children": "Tobi, Ife",
    "Hobby": "chess",
    "Referred By": "Tom Halloran",
    "Business Street": "1 Main St",
    "Business Street 2": "Floor 3",
    "Business City": "Boston",
    "Business State": "MA",
    "Categories": "Work;Referral partner",
    "Web Page": "https://okafor.example",
    "Notes": "two\nlines",
}


@pytest.mark.parametrize(("header", "columns", "quoted"), [(OUTLOOK_88, 88, False), (OUTLOOK_92, 92, True)])
def test_both_layouts_give_the_same_person(tmp_path, header, columns, quoted):
    country = "Business Country" if columns == 88 else "Business Country/Region"
    [ben] = people(put(tmp_path, table(header, BEN | {country: "USA"}, quoted=quoted), encoding="cp1252"))
    assert (ben.name, ben.prefix, ben.firm, ben.title, ben.profession) == (
        "Ben Okafor",
        "Mr.",
        "Okafor Builders",
        "Owner",
        "Builder",
    )
    assert ben.emails == (Labelled("ben@okafor.example", "", True), Labelled("ben@home.example"))
    assert {one.label: one.value[-4:] for one in ben.phones} == {
        "work": "0101",
        "work fax": "0102",
        "home": "0103",
        "mobile": "0104",
        "assistant": "0105",
    }
    assert ben.dates == (Labelled("1984-03-07", "birthday"),)
    assert ben.facts == (
        Labelled("Ada", "spouse"),
        Labelled("Tobi, Ife", "children"),
        Labelled("chess", "hobby"),
        Labelled("Tom Halloran", "referred by"),
    )
    assert ben.addresses == (
        Postal(label="work", street="1 Main St\nFloor 3", city="Boston", region="MA", country="USA"),
    )
    assert (ben.tags, ben.note) == (("Work", "Referral partner"), "two\nlines")


def test_a_government_number_is_dropped_at_the_door(tmp_path):
    row = BEN | {"Government ID Number": "123-45-6789", "Billing Information": "IBAN 77", "Account": "A-9"}
    assert "123-45-6789" not in repr(people(put(tmp_path, table(OUTLOOK_92, row))))
    assert "IBAN 77" not in repr(people(put(tmp_path, table(OUTLOOK_92, row))))


def test_an_exchange_path_is_no_mail_and_leaves_no_trace(tmp_path):
    assert "ExchangeLabs" not in repr(people(put(tmp_path, table(OUTLOOK_88, BEN))))


@pytest.mark.parametrize("unset", ["0/0/00", "1/1/4501", "00/00/00", ""])
def test_an_unset_date_is_nothing(tmp_path, unset):
    [ben] = people(put(tmp_path, table(OUTLOOK_88, BEN | {"Birthday": unset})))
    assert ben.dates == ()


def test_a_row_marked_as_deleted_is_passed_over(tmp_path):
    rows = ({"Action": "delete", "Name": "Ben Okafor"}, {"Action": "add", "ID": "7", "Name": "Dana Whitcomb"})
    text = table("Action,ID,Name,E-mail Address,Mobile Phone,Job Title", *rows)
    deleted, dana = read(put(tmp_path, text))
    assert deleted.skipped and not deleted.records
    assert (dana.records[0].uid, dana.records[0].name) == ("7", "Dana Whitcomb")


@needs_shared_data
def test_a_real_windows_file_keeps_its_umlauts_and_its_three_rows():
    jurgen, ann, realty = people(SHARED / "contacts" / "csv" / "format_outlook_cp1252.csv")
    assert (jurgen.name, jurgen.firm, jurgen.title) == ("Jürgen Groß", "Groß & Partner", "Rechtsanwalt")
    assert values(jurgen.emails) == ["j.gross@kanzlei.example"]
    assert (ann.note, ann.dates) == ("two\nlines", ())
    assert (realty.name, realty.firm, values(realty.phones)) == ("", "Blue Door Realty", ["555-0105"])


@needs_shared_data
def test_the_file_with_actions_keeps_every_phone_and_mail():
    items = read(SHARED / "contacts" / "csv" / "outlook_actions_gpc.csv")
    assert [(item.where.line, len(item.records)) for item in items] == [(2, 1), (3, 0), (4, 1)]
    adam = items[0].records[0]
    assert (len(adam.emails), len(adam.phones), len(adam.addresses)) == (3, 8, 2)
