"""What a card stands for, and in which letters an old file is written."""

from __future__ import annotations

import pytest

from tests.interfaces.exchange.vcard_cards import card, items, people, person


@pytest.mark.parametrize(
    ("names", "page"),
    [
        (["Małgorzata Wójcik", "Paweł Łącki"], "cp1250"),
        (["Jiří Dvořák", "Zdeněk Novák"], "cp1250"),
        (["Иван Пётр", "Ольга Газманова"], "cp1251"),
        (["José Müller", "Åse Ångström"], "cp1252"),
        (["José Müller", "Åse Ångström"], "utf-8"),
    ],
)
def test_a_file_in_an_old_code_page_that_names_none_is_read_by_its_letters(tmp_path, names, page):
    cards = "".join(card(f"FN:{name}", version="2.1") for name in names)
    assert [one.name for one in people(items(tmp_path, cards.encode(page)))] == names


def test_a_line_that_names_its_code_page_is_believed(tmp_path):
    cards = card("FN;CHARSET=windows-1250:Małgorzata Wójcik", version="2.1").encode("cp1250")
    assert [one.name for one in people(items(tmp_path, cards))] == ["Małgorzata Wójcik"]


@pytest.mark.parametrize(("kind", "said"), [("location", "A place"), ("group", "A group of contacts"),
                                            ("device", "A device or program"), ("application", "A device or program")])
def test_a_card_that_is_nobody_is_left_out_by_name(tmp_path, kind, said):
    found = items(tmp_path, card(f"KIND:{kind}", "FN:Alpha", "TEL:+1 617 555 0100", version="4.0"))
    assert [item.skipped for item in found] == [f"{said}, not a person: Alpha."]


@pytest.mark.parametrize("kind", ["individual", "org", "x-guild"])
def test_a_firm_and_an_unknown_kind_come_in_as_somebody_to_know(tmp_path, kind):
    assert person(tmp_path, f"KIND:{kind}", "FN:Alpha", version="4.0").name == "Alpha"
