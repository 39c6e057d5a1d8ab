"""A table nobody told us about: columns guessed or mapped by the member, and nothing of a row lost."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from grapevine.domain.imports.rules.records import Labelled, Postal, Reading
from grapevine.interfaces.exchange import any_csv, kinds
from grapevine.interfaces.exchange.table.text import encoding_of, open_text
from tests.interfaces.exchange.table_files import ATOMIC, NOW, people, put, read, table, values


def test_an_atomic_crm_file_needs_no_question(tmp_path):
    row = {
        "first_name": "Priya",
        "last_name": "Raman",
        "gender": "female",
        "title": "Partner",
        "background": "Met in Boston",
        "first_seen": "2024-05-15T10:30:00",
        "has_newsletter": "true",
        "status": "warm",
        "tags": "law, boston",
        "linkedin_url": "https://www.linkedin.com/in/priya",
        "company": "Raman Law",
        "email_work": "priya@raman.example",
        "email_home": "p@home.example",
        "phone_work": "+1 555 010 0101",
    }
    path = put(tmp_path, table(ATOMIC, row))
    kind = kinds.detect(path, path.name)
    assert (kind.name, kind.reason) == ("csv", "")
    [priya] = people(path)
    assert (priya.name, priya.firm, priya.title, priya.note) == (
        "Priya Raman",
        "Raman Law",
        "Partner",
        "Met in Boston",
    )
    assert priya.emails == (Labelled("priya@raman.example", "work"), Labelled("p@home.example", "home"))
    assert priya.phones == (Labelled("+1 555 010 0101", "work"),)
    assert priya.links == (Labelled("https://www.linkedin.com/in/priya", "linkedin"),)
    assert priya.tags == ("law", "boston")


def test_a_german_spreadsheet_with_semicolons_is_read(tmp_path):
    text = (
        "Anrede;Vorname;Name;Firma;Telefon geschäftlich;Handy;E-Mail;Straße;PLZ;Ort;Geburtstag;Beziehung\r\n"
        "Frau;Greta;Vogel;Vogel Notare;089 5550102;'+49 151 5550101;greta@vogel.example;Ringstr. 1;80331;München;"
        "7.3.1971;Kunde\r\n"
    )
    path = put(tmp_path, text, encoding="cp1252")
    assert kinds.detect(path, path.name).reason == ""
    [greta] = people(path)
    assert (greta.prefix, greta.given, greta.family, greta.segment) == ("Frau", "Greta", "Vogel", "client")
    assert greta.phones == (Labelled("089 5550102", "work"), Labelled("+49 151 5550101", "mobile"))
    assert greta.addresses == (Postal(street="Ringstr. 1", postcode="80331", city="München"),)
    assert greta.dates == (Labelled("1971-03-07", "birthday"),)


def test_doubtful_columns_are_named_so_that_the_member_can_say(tmp_path):
    kind = kinds.detect(put(tmp_path, "Name,Shoe size,E-mail\nDana,39,dana@x.example\n"), "x.csv")
    assert kind.name == "csv" and "Shoe size" in kind.reason and "E-mail" not in kind.reason


def test_what_the_member_chose_counts_more_than_our_guess(tmp_path):
    path = put(tmp_path, "Name,Wer,E-mail\nWhitcomb Tax,Dana Whitcomb,dana@x.example\n")
    [dana] = people(path, columns={"Name": "firm", "Wer": "name", "E-mail": "ignore"})
    assert (dana.firm, dana.name, dana.emails) == ("Whitcomb Tax", "Dana Whitcomb", ())


def test_a_target_that_does_not_exist_is_not_believed(tmp_path):
    [dana] = people(put(tmp_path, "Name,E-mail\nDana,d@x.example\n"), columns={"Name": "shoe size"})
    assert dana.name == "Dana"


def test_two_columns_of_the_same_name_both_count(tmp_path):
    [dana] = people(put(tmp_path, "Name,E-mail,E-mail\nDana,a@x.example,b@x.example\n"))
    assert values(dana.emails) == ["a@x.example", "b@x.example"]


def test_home_and_work_addresses_are_kept_apart(tmp_path):
    text = "Name,Home Street,Home City,Work Street,Work City\nDana,1 A St,Boston,2 B St,Salem\n"
    [dana] = people(put(tmp_path, text))
    assert dana.addresses == (
        Postal(label="home", street="1 A St", city="Boston"),
        Postal(label="work", street="2 B St", city="Salem"),
    )


def test_cells_beyond_the_headings_go_to_the_note(tmp_path):
    [dana] = people(put(tmp_path, "Name,E-mail,Firm\nDana,d@x.example,Whitcomb Tax, Inc.\n"))
    assert (dana.firm, dana.note) == ("Whitcomb Tax", "Inc.")


def test_a_list_of_addresses_without_headings_is_read(tmp_path):
    book = people(put(tmp_path, "dana@x.example\nben@x.example\n"))
    assert [values(person.emails) for person in book] == [["dana@x.example"], ["ben@x.example"]]


def test_a_table_that_names_nobody_is_refused_whole(tmp_path):
    path = put(tmp_path, "week,rank,total\n1,2,3\n2,3,4\n")
    [item] = any_csv.read(path, Reading("x.csv", NOW))
    assert item.refused == any_csv.reading.NOBODY


def test_a_file_that_is_no_table_is_refused_whole(tmp_path):
    [item] = any_csv.read(put(tmp_path, "only words"), Reading("x.csv", NOW))
    assert item.refused and item.where.line == 1


def test_outside_the_us_the_day_comes_first(tmp_path):
    path = put(tmp_path, "Name,Birthday\nDana,3/7/1984\n")
    [item] = any_csv.read(path, Reading("x.csv", NOW, default_region="GB"))
    assert item.records[0].dates == (Labelled("1984-07-03", "birthday"),)


def test_a_government_number_never_comes_in(tmp_path):
    items = read(put(tmp_path, "Name,SSN,Phone\nDana,123-45-6789,555-010-0101\n"))
    assert "123-45-6789" not in repr(items)


def test_the_order_of_day_and_month_is_told_by_the_table():
    def born(headings: str, *dates: str) -> list[str]:
        with TemporaryDirectory() as folder:
            path = put(Path(folder), f"{headings}\n" + "".join(f"Dana,{date}\n" for date in dates))
            return [item.records[0].dates[0].value for item in any_csv.read(path, Reading("x.csv", NOW))]

    assert born("Name,Birthday", "3/7/1984") == ["1984-03-07"]
    assert born("Name,Birthday", "3/7/1984", "28/12/1969") == ["1984-07-03", "1969-12-28"]
    assert born("Nom,Anniversaire", "3/7/1984") == ["1984-07-03"]
    assert born("Nom,Anniversaire", "3/7/1984", "12/28/1969") == ["1984-03-07", "1969-12-28"]


@pytest.mark.parametrize(
    ("encoding", "row"),
    [
        ("cp1250", "Imię;Nazwisko;Firma\nŁucja;Zając;Dom Żeglarski\n"),
        ("cp1250", "Jméno;Příjmení;Firma\nJiří;Dvořák;Škoda\n"),
        ("cp1251", "Имя;Фамилия;Email\nАнна;Кузнецова;anna@k.example\n"),
        ("cp932", "名前;会社;Email\nやまだ太郎;サンプル株式会社;taro@y.example\n"),
        ("cp1252", "Name;Firma;Notiz\nJörg Müßig;Øster & Søn;25 m² für 100 £, 2³, ¿Qué?\n"),
        ("cp1252", "Nom;Société;Note\nZoë Cœurdoux;Béton Été;«l’été», n° 5\n"),
        ("cp1252", "Nome;Empresa;Nota\nJoão Simões;Irmãos Leões;ações\n"),
    ],
)
def test_a_table_of_an_old_code_page_keeps_its_letters(tmp_path, encoding, row):
    path = put(tmp_path, row, encoding=encoding)
    assert rest_of(path) == row


def rest_of(path: Path) -> str:
    with open_text(path, encoding_of(path.read_bytes())) as stream:
        return stream.read()
