"""What somebody works as, from what is written of them."""

from __future__ import annotations

import pytest

from grapevine.domain.professions.rules import Work, how_sure, work_of


def test_a_profession_named_as_such_is_sure():
    assert work_of("Family-law attorney") == Work("family-law-attorney", 1.0, "Family-law attorney")


def test_a_named_title_goes_before_a_vague_profession():
    assert work_of("Helping families", "Realtor") == Work("realtor", 1.0, "Realtor")


def test_who_owns_a_trade_follows_it_and_that_is_nearly_sure():
    assert work_of("", "Roofing company owner") == Work("roofer", 0.9, "Roofing company owner")


def test_a_likely_title_says_how_likely():
    found = work_of("", "Mortgage Loan Officer at Wells")

    assert found.key == "mortgage-broker"
    assert 0.5 <= found.sure < 1.0


@pytest.mark.parametrize(
    "title", ["", "Astronomer", "zzz qqq", "Brother", "Mother", "High school", "Running group", "Former client"]
)
def test_what_is_not_of_the_catalogue_stays_open(title):
    assert work_of("", title) == Work()


@pytest.mark.parametrize(
    ("sure", "said"),
    [(None, "not sure"), (0.2, "not sure"), (0.6, "not quite sure"), (0.8, "fairly sure"), (1.0, "sure")],
)
def test_the_confidence_has_a_word(sure, said):
    assert how_sure(sure) == said
