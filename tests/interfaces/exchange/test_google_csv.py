"""Google Contacts CSV in both layouts: the same people come out of both."""

from __future__ import annotations

from grapevine.domain.imports.rules.records import Labelled, Postal
from tests.interfaces.exchange.table_files import GOOGLE_NEW, GOOGLE_OLD, people, put, read, table, values
from tests.shared_data import SHARED, needs_shared_data

NEW = {
    "First Name": "Dana",
    "Last Name": "Whitcomb",
    "Name Suffix": "CPA",
    "Organization Name": "Whitcomb Tax",
    "Organization Title": "Owner",
    "Birthday": "1971-03-07",
    "Notes": "Met at the\nchamber.",
    "Labels": "* myContacts ::: Chamber ::: * friends ::: Accountants",
    "E-mail 1 - Label": "* Work",
    "E-mail 1 - Value": "dana@whitcomb.example ::: d.w@mail.example",
    "E-mail 2 - Label": "Home",
    "E-mail 2 - Value": "dana@home.example",
    "Phone 1 - Label": "Mobile",
    "Phone 1 - Value": "+49 151 5550101 ::: 089 5550102",
    "Address 1 - Label": "Work",
    "Address 1 - Street": "1 Main St",
    "Address 1 - City": "Boston",
    "Website 1 - Label": "Blog",
    "Website 1 - Value": "https://whitcomb.example",
    "Event 1 - Label": "Anniversary",
    "Event 1 - Value": "2001-06-09",
    "Custom Field 1 - Label": "Hobby",
    "Custom Field 1 - Value": "sailing",
}
OLD = {
    "Name": "Dana Whitcomb",
    "Given Name": "Dana",
    "Family Name": "Whitcomb",
    "Yomi Name": "DAY-na",
    "Birthday": "--03-07",
    "Occupation": "Accountant",
    "Hobby": "sailing",
    "Group Membership": "Chamber ::: * myContacts ::: * starred",
    "E-mail 1 - Type": "* Work",
    "E-mail 1 - Value": "dana@whitcomb.example ::: d.w@mail.example ::: dana@home.example",
    "IM 1 - Service": "Skype",
    "IM 1 - Value": "dana.w",
    "Phone 1 - Type": "Mobile",
    "Phone 1 - Value": "+49 151 5550101 ::: 089 5550102",
    "Organization 1 - Name": "Whitcomb Tax",
    "Organization 1 - Title": "Owner",
}


def test_the_current_layout_is_read_whole(tmp_path):
    [dana] = people(put(tmp_path, table(GOOGLE_NEW, NEW)))
    assert (dana.name, dana.given, dana.family, dana.suffix) == ("Dana Whitcomb CPA", "Dana", "Whitcomb", "CPA")
    assert (dana.firm, dana.title, dana.note) == ("Whitcomb Tax", "Owner", "Met at the\nchamber.")
    assert dana.emails[0] == Labelled("dana@whitcomb.example", "work", primary=True)
    assert dana.emails[2] == Labelled("dana@home.example", "home")
    assert dana.addresses == (Postal(label="work", street="1 Main St", city="Boston"),)
    assert dana.links == (Labelled("https://whitcomb.example", "blog"),)
    assert dana.dates == (Labelled("1971-03-07", "birthday"), Labelled("2001-06-09", "anniversary"))
    assert dana.facts == (Labelled("sailing", "hobby"),)


def test_only_one_mail_of_a_joined_cell_is_the_primary_one(tmp_path):
    [dana] = people(put(tmp_path, table(GOOGLE_NEW, NEW)))
    assert [one.value for one in dana.emails if one.primary] == ["dana@whitcomb.example"]


def test_the_older_layout_is_read_whole(tmp_path):
    [dana] = people(put(tmp_path, table(GOOGLE_OLD, OLD)))
    assert (dana.name, dana.firm, dana.title, dana.profession) == (
        "Dana Whitcomb",
        "Whitcomb Tax",
        "Owner",
        "Accountant",
    )
    assert dana.phonetic == "DAY-na"
    assert dana.dates == (Labelled("--03-07", "birthday"),)
    assert dana.facts == (Labelled("sailing", "hobby"), Labelled("dana.w", "skype"))


def test_the_oldest_files_lack_language_and_photo(tmp_path):
    header = GOOGLE_OLD.replace("Language,Photo,", "")
    assert values(people(put(tmp_path, table(header, OLD)))[0].phones) == ["+49 151 5550101", "089 5550102"]


def test_the_same_people_in_both_layouts_have_the_same_mails_and_phones(tmp_path):
    [new] = people(put(tmp_path, table(GOOGLE_NEW, NEW)))
    [old] = people(put(tmp_path, table(GOOGLE_OLD, OLD)))
    assert values(new.emails) == values(old.emails)
    assert values(new.phones) == values(old.phones)


def test_googles_own_groups_are_no_tags_but_some_tell_the_segment(tmp_path):
    [dana] = people(put(tmp_path, table(GOOGLE_NEW, NEW)))
    assert dana.tags == ("Chamber", "Accountants")
    assert dana.segment == "friend"


def test_a_firm_with_a_phone_and_no_name_is_kept(tmp_path):
    row = {"Organization Name": "Blue Door Realty", "Phone 1 - Value": "(555) 010-0103"}
    [firm] = people(put(tmp_path, table(GOOGLE_NEW, row)))
    assert (firm.name, firm.firm) == ("", "Blue Door Realty")


def test_a_row_with_nothing_but_a_group_names_nobody(tmp_path):
    [item] = read(put(tmp_path, table(GOOGLE_NEW, {"Labels": "* myContacts"})))
    assert item.skipped and not item.records


def test_what_is_no_mail_address_is_kept_in_the_note(tmp_path):
    [ben] = people(put(tmp_path, table(GOOGLE_NEW, {"First Name": "Ben", "E-mail 1 - Value": "see his website"})))
    assert (ben.emails, ben.note) == ((), "Email: see his website")


def test_a_second_employment_is_kept_as_a_fact(tmp_path):
    header = f"{GOOGLE_OLD},Organization 2 - Name,Organization 2 - Title"
    second = {"Organization 2 - Name": "Boston Chamber", "Organization 2 - Title": "Treasurer"}
    [dana] = people(put(tmp_path, table(header, OLD | second)))
    assert dana.firm == "Whitcomb Tax"
    assert Labelled("Treasurer, Boston Chamber", "also at") in dana.facts


@needs_shared_data
def test_real_layouts_give_their_people():
    folder = SHARED / "contacts" / "csv"
    counts = {path.name: len(people(path)) for path in sorted(folder.glob("*google*"))}
    assert counts == {
        "format_google_new_full.csv": 3,
        "format_google_old_full.csv": 4,
        "google_contacts_new_layout_rolomind.csv": 4,
        "google_contacts_old_layout_constellation.csv": 2,
    }


@needs_shared_data
def test_nobody_of_the_old_layout_is_lost_in_the_new_one():
    folder = SHARED / "contacts" / "csv"
    for suffix in ("new", "old"):
        book = people(folder / f"format_google_{suffix}_full.csv")
        mails = {mail for person in book for mail in values(person.emails)}
        phones = {phone for person in book for phone in values(person.phones)}
        assert {"greta@vogel.example", "bob@example.com"} <= mails
        assert {"+49 151 5550101", "(555) 010-0103"} <= phones
        assert "Lawyers" in {tag for person in book for tag in person.tags}
        assert not any(tag.startswith("*") for person in book for tag in person.tags)
