"""What two partners can agree on, and what a regulated profession leaves out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from grapevine.domain.partnerships.rules import terms
from grapevine.domain.partnerships.rules.terms import Side, Terms

TODAY = date(2026, 3, 2)
MOMENTS = frozenset({"divorce", "first-home"})
GOOD = Terms(2, 3, ("divorce",), ("first-home",), "By mail, to both", 30, date(2026, 9, 1), "Lunch on Fridays")


def wrong(said: Terms, regulated: bool = False) -> list[str]:
    return [field for field, _ in terms.faults(said, regulated=regulated, today=TODAY, moments=MOMENTS)]


def test_good_terms_have_no_fault_and_come_back_from_their_row() -> None:
    assert wrong(GOOD) == []
    assert terms.from_data(terms.as_data(GOOD)) == GOOD
    assert terms.from_data(terms.as_data(Terms())) == Terms()


def test_a_regulated_profession_agrees_on_no_number_and_says_so() -> None:
    assert wrong(GOOD, regulated=True) == ["owner_hopes", "partner_hopes", "disclosure"]
    plain = replace(GOOD, owner_hopes=None, partner_hopes=None, disclosure=terms.DISCLOSURE)
    assert wrong(plain, regulated=True) == []


def test_a_hope_is_a_small_number() -> None:
    assert wrong(replace(GOOD, owner_hopes=0)) == ["owner_hopes"]
    assert wrong(replace(GOOD, partner_hopes=51)) == ["partner_hopes"]
    assert GOOD.hopes(Side.OWNER) == 2 and GOOD.hopes(Side.PARTNER) == 3


def test_moments_are_known_few_and_at_least_one() -> None:
    assert wrong(replace(GOOD, owner_moments=("no-such",))) == ["owner_moments"]
    assert wrong(replace(GOOD, partner_moments=("divorce",) * 13)) == ["partner_moments"]
    assert wrong(replace(GOOD, owner_moments=(), partner_moments=())) == ["owner_moments"]


def test_it_is_looked_at_often_and_again_within_a_year() -> None:
    assert wrong(replace(GOOD, cadence=5)) == ["cadence"]
    assert wrong(replace(GOOD, review_on=None)) == ["review_on"]
    assert wrong(replace(GOOD, review_on=TODAY)) == ["review_on"]
    assert wrong(replace(GOOD, review_on=TODAY + timedelta(days=367))) == ["review_on"]


def test_words_are_of_bounded_length() -> None:
    assert wrong(replace(GOOD, note="x" * 2_001)) == ["note"]


def test_what_changed_is_named_in_order() -> None:
    assert terms.changed(GOOD, replace(GOOD, note="Other", owner_hopes=4)) == ("owner_hopes", "note")
    assert Side.OWNER.other is Side.PARTNER and Side.PARTNER.other is Side.OWNER
