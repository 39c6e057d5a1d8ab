"""Names of any culture, ways to reach people, and who may be the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grapevine.domain.people.rules import names
from grapevine.domain.people.rules.card import Card, Labelled, Postal
from grapevine.domain.people.rules.doubles import Traits, Verdict, compare, compatible
from grapevine.domain.people.rules.reach import email_key, link_key, phone_key


@pytest.mark.parametrize(
    "card, shown, sorted_by",
    [
        (Card(name="Dr. Ana García"), "Dr. Ana García", "garcia dr. ana"),
        (Card(given="José", middle="L.", family="Ñandú"), "José L. Ñandú", "nandu jose l."),
        (Card(given="小明", family="王"), "王 小明", "王 小明"),
        (Card(name="王小明"), "王小明", "王小明"),
        (Card(nickname="Zed"), "Zed", "zed"),
        (Card(firm="Acme"), "Acme", "acme"),
        (Card(emails=(Labelled("a.b@x.example"),)), "a.b@x.example", "a.b@x.example"),
        (Card(phones=(Labelled("112"),)), "112", "112"),
        (Card(), "", ""),
    ],
)
def test_a_name_is_shown_and_sorted(card: Card, shown: str, sorted_by: str) -> None:
    assert names.display(card) == shown
    assert names.sort_key(card) == sorted_by


@pytest.mark.parametrize(
    ("given_name", "family", "whole"),
    [("太郎", "山田", "山田太郎"), ("유림", "최", "최유림"), ("Ana", "山田", "Ana 山田"), ("Ana", "Ruiz", "Ana Ruiz")],
)
def test_a_name_is_composed_in_the_order_of_its_script(given_name: str, family: str, whole: str) -> None:
    assert names.composed(given_name, family) == whole


@pytest.mark.parametrize(
    "written, spoken",
    [
        ("Nowak, Żaneta", "Żaneta Nowak"),
        ("van der Berg, Jan-Peter J.", "Jan-Peter J. van der Berg"),
        ("Zoë Smith, CPA", "Zoë Smith, CPA"),
        ("Acme, Inc.", "Acme, Inc."),
        ("Doe, John, Jr", "Doe, John, Jr"),
        ("Room 5, Floor 2", "Room 5, Floor 2"),
        ("The team that sells, to whoever wants it", "The team that sells, to whoever wants it"),
        (", John", ", John"),
        ("John Doe", "John Doe"),
    ],
)
def test_a_name_in_the_order_of_a_list_is_put_into_that_of_speech(written: str, spoken: str) -> None:
    assert names.spoken(written) == spoken
    assert names.spoken(spoken) == spoken


def test_a_name_is_the_same_in_any_order_case_and_accent() -> None:
    assert names.key("Doe, John") == names.key("Mr. john DOE Jr.") == "doe john"
    assert names.key("Zoë Ångström") == names.key("angstrom zoe")


@pytest.mark.parametrize("written", ["A@x.example", "<a@x.example>", "mailto:a@X.example", " a@x.example "])
def test_a_mail_has_one_key_however_it_is_written(written: str) -> None:
    assert email_key(written) == "a@x.example"


@pytest.mark.parametrize("written", ["", "nobody", "@", "@@"])
def test_what_is_no_mail_has_no_key(written: str) -> None:
    assert email_key(written) == ""


@pytest.mark.parametrize("written", ["+1 617 555 0101", "(617) 555-0101", "617.555.0101 x22", "6175550101;ext=4"])
def test_a_phone_has_one_key_however_it_is_written(written: str) -> None:
    assert phone_key(written) == "175550101"


@pytest.mark.parametrize("written", ["112", "ext 5", "", "call me"])
def test_a_short_number_has_no_key(written: str) -> None:
    assert phone_key(written) == ""


@pytest.mark.parametrize("written", ["https://www.x.example/In/Ann/", "x.example/in/ann", "http://x.example/in/ann?a=1"])
def test_a_link_has_one_key(written: str) -> None:
    assert link_key(written) == "x.example/in/ann"


@pytest.mark.parametrize("written", ["https://x.example", "x.example/", "nothing", "", "http://[bad/x"])
def test_a_bare_host_or_no_link_has_no_key(written: str) -> None:
    assert link_key(written) == ""


@given(st.text(max_size=60))
def test_no_text_breaks_a_key(text: str) -> None:
    for make in (email_key, phone_key, link_key, names.key):
        assert isinstance(make(text), str)


MAIL, PHONE, LINK = frozenset({"a@x.example"}), frozenset({"175550101"}), frozenset({"x.example/a"})


@pytest.mark.parametrize(
    "one, other, verdict",
    [
        (Traits("Ann Lee", emails=MAIL), Traits("A. Lee", emails=MAIL), Verdict.SAME),
        (Traits("Ann Lee", phones=PHONE), Traits("Lee, Ann", phones=PHONE), Verdict.SAME),
        (Traits("Robert Lee", nickname="Bob", links=LINK), Traits("Bob Lee", links=LINK), Verdict.SAME),
        (Traits("a@x.example", emails=MAIL), Traits("Ann Lee", emails=MAIL), Verdict.SAME),
        (Traits("Ann Lee", emails=MAIL), Traits("Bo Berg", emails=MAIL), Verdict.DOUBTFUL),
        (Traits("Jon Smith", phones=PHONE), Traits("John Smith", phones=PHONE), Verdict.DOUBTFUL),
        (Traits("Ann Lee", phones=PHONE), Traits("Bo Berg", phones=PHONE), Verdict.DIFFERENT),
        (Traits("Ann Lee", firm="acme"), Traits("Ann Lee", firm="acme"), Verdict.DOUBTFUL),
        (Traits("Ann Lee", firm="acme"), Traits("Ann Lee", firm="other"), Verdict.DIFFERENT),
        (Traits("Ann Lee", emails=MAIL), Traits("Ann Lee", emails=frozenset({"b@x"})), Verdict.DIFFERENT),
        (Traits("Ann Lee"), Traits("Ann Lee", phones=PHONE), Verdict.DOUBTFUL),
        (Traits("Ann"), Traits("Ann"), Verdict.DIFFERENT),
        (Traits("Ann Lee"), Traits("Bo Berg"), Verdict.DIFFERENT),
    ],
)  # fmt: skip
def test_two_cards_are_compared_alike_from_both_sides(one: Traits, other: Traits, verdict: Verdict) -> None:
    assert compare(one, other)[0] is compare(other, one)[0] is verdict
    assert bool(compare(one, other)[1]) == (verdict is not Verdict.DIFFERENT)


NAMES = st.sampled_from(["", "Ann Lee", "A Lee", "Lee", "Bob Lee", "Robert Lee", "Dr. Ann Lee PhD", "x@y", "王小明"])


@given(NAMES, NAMES)
def test_compatible_names_are_so_from_both_sides(one: str, other: str) -> None:
    assert compatible(Traits(one), Traits(other)) == compatible(Traits(other), Traits(one))
    assert compatible(Traits(one), Traits(one))


def test_an_address_is_shown_in_one_line() -> None:
    address = Postal("home", "1 Quay St", "Nantes", "Loire", "44000", "France")
    assert address.one_line == "1 Quay St, 44000 Nantes, Loire, France"
    assert Postal(formatted="1 Quay St\nNantes").one_line == "1 Quay St Nantes"
