"""What a column holds is guessed by the words of its heading in eight languages and by what stands below it."""

from __future__ import annotations

import pytest

from grapevine.interfaces.exchange.table import TARGETS, guess
from grapevine.interfaces.exchange.table.words import meaning
from tests.interfaces.exchange.table_files import ATOMIC


def guessed(headings, *rows):
    filled = [{name: value for name, value in zip(headings, row, strict=False) if value} for row in (rows or [()])]
    return guess(headings, filled)


def targets(headings, *rows):
    return [one.target for one in guessed(headings, *rows)]


WHOLE = ["given", "family", "firm", "title", "email", "phone", "street", "postcode", "city", "birthday", "note"]


@pytest.mark.parametrize(
    "headings",
    [
        "First Name,Surname,Company,Job Title,E-mail Address,Mobile Phone,Street,ZIP,City,Birthday,Notes",
        "Vorname,Nachname,Firma,Position,E-Mail-Adresse,Mobiltelefon,Straße,PLZ,Ort,Geburtstag,Notizen",
        "Prénom,Nom,Société,Fonction,Adresse e-mail,Téléphone portable,Rue,Code postal,Ville,Date de naissance,Notes",
        "Nombre,Apellidos,Empresa,Cargo,Correo electrónico,Teléfono,Calle,Código postal,Ciudad,Cumpleaños,Notas",
        "Nome,Cognome,Azienda,Qualifica,Posta elettronica,Cellulare,Via,CAP,Città,Compleanno,Annotazioni",
        "Nome,Sobrenome,Empresa,Cargo,Endereço de e-mail,Telemóvel,Rua,CEP,Cidade,Data de nascimento,Observações",
        "Voornaam,Achternaam,Bedrijf,Functie,E-mailadres,Telefoon,Straat,Postcode,Plaats,Geboortedatum,Opmerkingen",
        "Imię,Nazwisko,Firma,Stanowisko,Adres e-mail,Telefon komórkowy,Ulica,Kod pocztowy,Miejscowość,Urodziny,Uwagi",
        "firstName,lastName,companyName,jobTitle,emailAddress,phoneNumber,streetAddress,postalCode,town,dob,comments",
    ],
)
def test_headings_of_eight_languages_are_understood(headings):
    found = guessed(headings.split(","))
    assert [one.target for one in found] == WHOLE
    assert all(one.sure for one in found)


def test_every_guess_is_a_target_of_the_list():
    assert len({target.key for target in TARGETS}) == len(TARGETS)
    assert {"name", "email", "phone", "firm", "segment", "tags", "ignore"} <= {target.key for target in TARGETS}
    assert all(target.label for target in TARGETS)


def test_the_label_of_a_phone_or_mail_stands_in_its_heading():
    headings = ["Work phone", "Handy", "Telefon privat", "Business Fax", "E-Mail geschäftlich", "email_home", "Phone"]
    assert [meaning(heading)[1] for heading in headings] == ["work", "mobile", "home", "work fax", "work", "home", ""]


def test_name_beside_a_first_name_is_the_last_name():
    assert targets(["Name", "Vorname"], ["Vogel", "Greta"]) == ["family", "given"]
    assert targets(["Nombre", "Apellidos"], ["Ana", "Pérez"]) == ["given", "family"]


def test_name_beside_a_first_name_that_it_holds_is_the_whole_name():
    assert targets(["Name", "First Name"], ["Dana Whitcomb", "Dana"]) == ["name", "given"]


def test_unknown_headings_are_read_by_what_stands_below():
    rows = [["dana@x.example", "https://x.example", "+1 555 010 0103", "blue"] for _ in range(3)]
    found = guessed(["A", "B", "C", "D"], *rows)
    assert [(one.target, one.sure) for one in found] == [
        ("email", True),
        ("link", True),
        ("phone", True),
        ("ignore", False),
    ]


def test_a_customer_number_is_at_most_a_doubtful_phone():
    [one] = guessed(["Ref"], ["10442217"], ["10442218"])
    assert (one.target, one.sure) == ("phone", False)


def test_a_heading_that_its_values_contradict_is_doubtful():
    [one] = guessed(["E-mail"], ["red"], ["blue"])
    assert (one.target, one.sure) == ("email", False)


def test_a_name_column_full_of_mail_addresses_is_a_mail_column():
    assert targets(["Name"], ["dana@x.example"], ["ben@x.example"]) == ["email"]


def test_title_is_the_job_unless_ms_and_dr_stand_below():
    assert targets(["Title"], ["Notary"]) == ["title"]
    assert targets(["Title"], ["Ms."], ["Dr."]) == ["prefix"]


def test_segments_are_told_from_other_groupings():
    assert targets(["Relationship"], ["friend"], ["Client"]) == ["segment"]
    assert targets(["Relationship"], ["A-list"], ["B-list"]) == ["tags"]


def test_government_numbers_are_left_out_surely():
    for heading in ("Government ID Number", "SSN", "Passport", "Steuer-ID", "Codice fiscale"):
        [one] = guessed([heading], ["123-45-6789"])
        assert (one.target, one.sure) == ("ignore", True)


def test_all_columns_of_an_atomic_crm_file_are_sure():
    assert all(one.sure for one in guessed(ATOMIC.split(",")))


def test_the_member_is_shown_three_different_samples():
    [one] = guessed(["Firm"], *[[f"Firm {number // 2}"] for number in range(20)])
    assert one.samples == ("Firm 0", "Firm 1", "Firm 2")


def test_a_column_of_switches_is_nobodys_phone():
    [flag] = guessed(["Privat"], ["Aus"], ["Normal"])
    assert (flag.target, flag.sure) == ("ignore", True)
    assert targets(["Privat"], ["030 5550 102"]) == ["phone"]
    assert targets(["Tytuł", "Imię"], ["Pani", "Łucja"]) == ["prefix", "given"]


def test_home_and_work_may_stand_behind_a_little_word():
    assert meaning("Calle del domicilio") == ("street", "home")
    assert meaning("Teléfono de la oficina")[1] == "work"
    assert meaning("Adres służbowy - kod pocztowy") == ("postcode", "work")
