"""What the properties of a card mean for the person it describes."""

from __future__ import annotations

import pytest

from grapevine.interfaces.exchange.vcard import dates, labels
from tests.interfaces.exchange.vcard_cards import card, items, people, person


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("N:Marchetti;Leah;Rosa,Maria;Ms.;Esq.,PhD", "Ms. Leah Rosa Maria Marchetti Esq., PhD"),
        ("N:최;유림;;;", "최유림"),
        ("N:山田;太郎;;;", "山田太郎"),
        ("N:;Suharto;;;", "Suharto"),
        ("N:Müller;Ānanda;;;", "Ānanda Müller"),
        ("N:Okafor;Ben", "Ben Okafor"),
        ("NICKNAME:Dee", "Dee"),
    ],
)
def test_a_card_without_a_written_name_is_named_by_its_parts(tmp_path, name, shown):
    assert person(tmp_path, name, "TEL:1").name == shown


def test_a_written_name_stays_as_written_and_keeps_its_parts(tmp_path):
    one = person(tmp_path, "FN:Dr. Raman\\, CPA", "N:Raman;Priya;;Dr.;", "N:Other;One;Middle;;")
    assert (one.name, one.given, one.middle, one.family, one.prefix) == ("Dr. Raman, CPA", "Priya", "", "Raman", "Dr.")


@pytest.mark.parametrize(
    ("line", "spoken"),
    [
        ("X-PHONETIC-FIRST-NAME:Pree-ya", "Pree-ya"),
        ("SORT-STRING:Raman", "Raman"),
        ('N;SORT-AS="Raman,Priya":Raman;Priya', "Raman,Priya"),
    ],
)
def test_how_a_name_is_spoken_or_sorted_is_kept(tmp_path, line, spoken):
    assert person(tmp_path, "FN:Priya", line).phonetic == spoken


def test_firm_department_title_and_work_come_in_and_a_second_firm_is_a_fact(tmp_path):
    one = person(
        tmp_path, "FN:Ellen", "ORG:Fisk\\; Sons;Tax;Audit", "ORG:Other Ltd", "TITLE:Partner", "TITLE:Chair", "ROLE:CPA"
    )
    assert (one.firm, one.department, one.title, one.profession) == ("Fisk; Sons", "Tax, Audit", "Partner", "CPA")
    assert [(fact.label, fact.value) for fact in one.facts] == [("firm", "Other Ltd"), ("title", "Chair")]


@pytest.mark.parametrize(
    ("line", "value", "label"),
    [
        ("EMAIL;TYPE=INTERNET;TYPE=WORK:leah@example.com", "leah@example.com", "work"),
        ("EMAIL;TYPE=home,pref:mailto:leah@example.com", "leah@example.com", "home"),
        ("EMAIL:Leah Marchetti <leah@example.com>", "leah@example.com", ""),
        ("X-EMAIL:leah@example.com", "leah@example.com", ""),
        ('EMAIL;TYPE="home:leah@example.com', "leah@example.com", "home"),
    ],
)
def test_mail_addresses_are_found_in_every_dress(tmp_path, line, value, label):
    (mail,) = person(tmp_path, line).emails
    assert (mail.value, mail.label) == (value, label)


@pytest.mark.parametrize(
    ("line", "value", "label"),
    [
        ('TEL;VALUE=uri;TYPE="work,voice":tel:+1-418-656-9254;ext=102', "+1-418-656-9254 ext. 102", "work"),
        ("TEL;FAX;WORK:1", "1", "work fax"),
        ("TEL;TYPE=CELL;TYPE=pref:1", "1", "mobile"),
        ("item1.TEL:1\r\nitem1.X-ABLabel:_$!<AssistantPhone>!$_", "1", "assistant phone"),
        ("item1.TEL;TYPE=HOME:1\r\nITEM1.X-ABLABEL:Lake House", "1", "lake house"),
        ("X-MS-TEL;VOICE;COMPANY:1", "1", "company"),
        ("TEL :1", "1", ""),
    ],
)
def test_phones_are_found_in_every_dress(tmp_path, line, value, label):
    (phone,) = person(tmp_path, line).phones
    assert (phone.value, phone.label) == (value, label)


def test_the_same_value_twice_in_one_card_is_one_and_stays_preferred(tmp_path):
    one = person(tmp_path, "TEL;TYPE=HOME:1", "TEL;TYPE=HOME,PREF:1", "TEL;TYPE=WORK:1")
    assert [(phone.value, phone.label, phone.primary) for phone in one.phones] == [
        ("1", "home", True),
        ("1", "work", False),
    ]


def test_an_address_as_written_counts_where_no_parts_are_given(tmp_path):
    one = person(
        tmp_path,
        "FN:Tom",
        "ADR;TYPE=HOME:;;1 Elm St;Salem;MA;01970;USA",
        "LABEL;TYPE=HOME:x",
        "LABEL;TYPE=WORK:2 Oak\\nSalem",
    )
    assert [(place.label, place.city, place.formatted) for place in one.addresses] == [
        ("home", "Salem", ""),
        ("work", "", "2 Oak\nSalem"),
    ]


@pytest.mark.parametrize(
    ("line", "value", "label"),
    [
        ("URL:http\\://example.com", "http://example.com", ""),
        ("X-SOCIALPROFILE;type=linkedin:https://linkedin.com/in/tom", "https://linkedin.com/in/tom", "linkedin"),
        ("IMPP;X-SERVICE-TYPE=Skype;type=HOME:skype:tom", "skype:tom", "skype"),
        ("IMPP:xmpp:tom@example.com", "xmpp:tom@example.com", "xmpp"),
        ("X-AIM:tom", "tom", "aim"),
    ],
)
def test_links_and_messengers_come_in(tmp_path, line, value, label):
    (link,) = person(tmp_path, "FN:Tom", line).links
    assert (link.value, link.label) == (value, label)


@pytest.mark.parametrize(
    ("line", "value", "label"),
    [
        ("BDAY:19800322", "1980-03-22", "birthday"),
        ("BDAY:--0322", "--03-22", "birthday"),
        ("BDAY;X-APPLE-OMIT-YEAR=1604:1604-03-22", "--03-22", "birthday"),
        ("BDAY;VALUE=text:circa 1800", "circa 1800", "birthday"),
        ("ANNIVERSARY:20090808T1430-0500", "2009-08-08", "anniversary"),
        ("X-MS-ANNIVERSARY:20110113", "2011-01-13", "anniversary"),
        ("item1.X-ABDATE:2020-01-02\r\nitem1.X-ABLabel:First met", "2020-01-02", "first met"),
        ("X-ANDROID-CUSTOM:vnd.android.cursor.item/contact_event;1975-03-01;1;;;", "1975-03-01", "anniversary"),
    ],
)
def test_days_come_in_the_normal_form(tmp_path, line, value, label):
    (day,) = person(tmp_path, "FN:Tom", line).dates
    assert (day.value, day.label) == (value, label)


@pytest.mark.parametrize("text", ["2021-02-30", "1980", "1980-03", "0322", "03/22/1980", "", "١٩٨٠٠٣٢٢"])
def test_what_is_no_day_stays_text(text):
    assert dates.normal(text) == text


@pytest.mark.parametrize(
    ("line", "value", "label"),
    [
        ("RELATED;TYPE=spouse;VALUE=text:Jenny", "Jenny", "spouse"),
        ("X-SPOUSE:Jenny", "Jenny", "spouse"),
        ("item1.X-ABRELATEDNAMES:Jenny\r\nitem1.X-ABLabel:_$!<Spouse>!$_", "Jenny", "spouse"),
        ("X-ANDROID-CUSTOM:vnd.android.cursor.item/relation;Jenny;14;;;", "Jenny", "spouse"),
        ("X-ANDROID-CUSTOM:vnd.android.cursor.item/relation;Jenny;0;Mentor;;", "Jenny", "mentor"),
        ("X-MS-CHILD:Max", "Max", "children"),
        ("HOBBY:sailing", "sailing", "hobby"),
        (
            "AGENT:BEGIN:VCARD\\nFN:Susan\\nTEL:1\\nEMAIL\\;INTERNET:s@example.com\\nEND:VCARD\\n",
            "Susan, 1, s@example.com",
            "agent",
        ),
        ("AGENT:\r\nBEGIN:VCARD\r\nN:Thomas;Susan\r\nTEL:1\r\nEND:VCARD", "Thomas Susan, 1", "agent"),
    ],
)
def test_what_is_known_about_them_becomes_a_fact(tmp_path, line, value, label):
    one = person(tmp_path, "FN:Tom", line, "TEL:2")
    assert [(fact.value, fact.label) for fact in one.facts] == [(value, label)]
    assert [phone.value for phone in one.phones] == ["2"]


def test_another_cards_id_is_no_fact(tmp_path):
    assert person(tmp_path, "FN:Tom", "RELATED;TYPE=friend:urn:uuid:1", version="4.0").facts == ()


@pytest.mark.parametrize("label", ["SSN", "Passport no.", "National ID", "Driver's license", "Social security number"])
def test_government_ids_never_come_in(tmp_path, label):
    one = person(
        tmp_path, "FN:Tom", "item1.X-ABRELATEDNAMES:078-05-1120", f"item1.X-ABLabel:{label}", "X-SSN:078-05-1120"
    )
    assert "078-05-1120" not in repr(one)


def test_a_label_that_only_sounds_like_an_id_comes_in(tmp_path):
    one = person(tmp_path, "FN:Tom", "item1.X-ABRELATEDNAMES:a book", "item1.X-ABLabel:Personal ideas")
    assert [(fact.label, fact.value) for fact in one.facts] == [("personal ideas", "a book")]


def test_tags_nicknames_and_notes_are_gathered_from_every_line(tmp_path):
    groups = ("CATEGORIES:client,golf\\, early", "CATEGORIES:client,My Contacts")
    one = person(tmp_path, "FN:Tom", *groups, "NICKNAME:T,Tommy", "NOTE:a\\nb", "NOTE:c")
    assert (one.tags, one.nickname, one.note) == (("client", "golf, early"), "T, Tommy", "a\nb\nc")


def test_an_encoded_semicolon_is_text_and_a_bare_one_separates(tmp_path):
    one = person(tmp_path, "ORG;ENCODING=QUOTED-PRINTABLE:Fisk=3B Sons;Tax", "FN:Ellen", version="2.1")
    assert (one.firm, one.department) == ("Fisk; Sons", "Tax")


def test_text_in_base64_and_in_a_named_charset_is_decoded(tmp_path):
    content = card("FN;CHARSET=ISO-8859-2:Łukasz", "NOTE;ENCODING=b:aGVsbG8=", "ORG;CHARSET=no-such:Fisk").encode(
        "iso-8859-2"
    )
    (one,) = people(items(tmp_path, content))
    assert (one.name, one.note, one.firm) == ("Łukasz", "hello", "Fisk")


def test_types_are_given_only_where_they_read_back_as_the_same_label():
    assert labels.to_types("mobile") == ("cell",)
    assert labels.to_types("work fax") == ("work", "fax")
    for label in ("", "cell", "pref", "fax work", "lake house", "büro"):
        assert labels.to_types(label) == ()
