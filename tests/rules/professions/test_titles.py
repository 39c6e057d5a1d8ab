"""A profession from a job title as it stands on cards and profiles: never sure of what it does not know."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grapevine.domain.professions.rules import PROFESSIONS, recognise
from grapevine.domain.professions.rules.titles.matcher import Matcher, features_of
from grapevine.domain.professions.rules.titles.occupations import occupations
from grapevine.domain.professions.rules.titles.words import plain_words, read

#: Titles with seniority, firms and slips around them, and the first guess they should lead to.
ON_CARDS = (
    ("Divorce Lawyer", "family-law-attorney"),
    ("Certified Public Accountant, Whitcomb & Lowe", "cpa"),
    ("CPA", "cpa"),
    ("Realtor", "realtor"),
    ("Senior Realtor | Okafor Homes", "realtor"),
    ("Mortgage Loan Officer", "mortgage-broker"),
    ("Estate Planning Attorney", "estate-attorney"),
    ("Insurance Agent - Fairlight Mutual", "insurance-agent"),
    ("Sr. Financial Advisor", "financial-planner"),
    ("Licensed Electrician", "electrician"),
    ("Electrican", "electrician"),
    ("Master Plumber", "plumber"),
    ("HVAC tech", "hvac-contractor"),
    ("Bookeeper", "bookkeeper"),
    ("Wedding Photographer & Videographer", "photographer"),
    ("Chiropractor, D.C.", "chiropractor"),
    ("Physical Therapist", "physical-therapist"),
    ("Family Dentist", "dentist"),
    ("School Counselor", "school-counselor"),
    ("Interior Designer", "interior-designer"),
    ("Landscape Designer", "landscape-architect"),
    ("Software Engineer II", "software-developer"),
    ("Paralegal", "paralegal"),
)


@pytest.mark.parametrize(("title", "key"), ON_CARDS)
def test_a_title_on_a_card_leads_to_its_trade(title: str, key: str) -> None:
    assert recognise(title, 1)[0].profession == key


@pytest.mark.parametrize("title", ["", "-", "Rockstar", "Mom", "Retired", "Geschäftsführer", "漢字", "x" * 5_000])
def test_what_says_no_work_leads_nowhere_surely(title: str) -> None:
    assert all(guess.confidence < 0.3 for guess in recognise(title))


def test_a_name_of_the_catalogue_is_sure() -> None:
    guess = recognise("Family-law attorney", 1)[0]
    assert (guess.code, guess.confidence, guess.profession) == ("23-1011.00", 1.0, "family-law-attorney")


def test_guesses_come_likeliest_first_and_as_many_as_asked() -> None:
    found = recognise("Project coordinator", 3)
    assert len(found) == 3
    assert [guess.confidence for guess in found] == sorted((guess.confidence for guess in found), reverse=True)


def test_the_part_that_says_most_speaks_when_the_whole_says_little() -> None:
    assert recognise("Senior Partner at Hale & Co., Family Law", 1)[0].name == "Lawyers"


def test_of_a_code_with_several_trades_none_is_taken_that_shares_no_word() -> None:
    shared = [guess for guess in recognise("Judge advocate", 5) if guess.code == "23-1011.00"]
    assert all(guess.profession in ("", *PROFESSIONS) for guess in shared)


def test_every_occupation_has_titles_of_its_own() -> None:
    assert len(occupations()) == 1_016
    assert [one.code for one in occupations().values() if len(one.titles) < 3] == []


def test_short_forms_plurals_and_spellings_are_made_alike() -> None:
    assert plain_words("Sr. Mgr., Accts Payable") == ["sr", "manager", "account", "payable"]
    assert plain_words("Paediatricians & counsellors") == ["pediatrician", "counselor"]
    assert plain_words("A.P. secretaries, boxes, glass") == ["ap", "secretary", "box", "glass"]


def test_the_rank_and_what_stands_in_parentheses_are_told_apart() -> None:
    title = read("Senior Nurse (RN)")
    assert (title.words, title.rank, title.aliases) == (("nurse",), ("senior",), (("registered", "nurse"),))
    assert read("(CPA)").aliases == (("certified", "public", "accountant"),)


def test_grades_say_nothing_and_the_last_word_counts_twice() -> None:
    assert features_of("Software Engineer II") == features_of("Software Engineer")
    assert "$engineer" in features_of("Software Engineer")


def test_a_word_nobody_knows_is_left_alone_unless_it_is_a_slip() -> None:
    matcher = Matcher([("a", "plumber"), ("b", "electrician"), ("b", "master electrician")])
    assert matcher.likely("electrican").argmax() == matcher.codes.index("b")
    assert matcher.likely("zebra").max() == pytest.approx(0.5)


@given(st.text(max_size=60))
def test_whatever_is_typed_the_confidences_are_shares(title: str) -> None:
    found = recognise(title, 5)
    assert all(0.0 < guess.confidence <= 1.0 for guess in found)
    assert len({guess.code for guess in found}) == len(found)
