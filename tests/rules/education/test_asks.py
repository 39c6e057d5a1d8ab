"""The weekly ask: what the brief gives, whose turn it is, the three lines."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grapevine.domain.education.rules.asks import (
    INTRODUCE,
    LINE_MAX,
    as_text,
    candidates,
    cleaned,
    in_turn,
    week_of,
)
from grapevine.domain.education.rules.brief import BriefText
from grapevine.kit.errors import Refused

MOMENTS = {"divorce": "a divorce", "first-home": "A first home", "new-baby": "A new baby"}
BRIEF = BriefText(
    whom_i_help="Couples with children and a business. They want it quiet.", moments=("divorce", "first-home", "gone"),
    listen_for=("We can’t agree on Christmas.", "He moved out", "My wife has a lawyer now."),
    first_question="May I ask her\nto call you?",
)  # fmt: skip
WORDS = st.text(st.characters(categories=("L", "Zs", "P")), max_size=200)


def test_each_moment_and_each_line_stands_in_some_ask() -> None:
    found = candidates(BRIEF, MOMENTS)
    assert [each.moment for each in found] == ["divorce", "first-home", "divorce"]
    assert found[0].look_for == (
        "A divorce. Couples with children and a business. You may hear: “We can’t agree on Christmas.”"
    )
    assert (found[0].tell, found[0].introduce) == ("May I ask her to call you?", INTRODUCE)
    assert "He moved out." in found[1].look_for


def test_a_brief_without_moments_or_lines_gives_none_and_one_of_them_is_enough() -> None:
    assert candidates(BriefText(whom_i_help="Couples."), MOMENTS) == ()
    assert [each.look_for for each in candidates(BriefText(moments=("divorce",)), MOMENTS)] == ["A divorce."]
    (only,) = candidates(BriefText(listen_for=("He moved out",), headline="Calm"), MOMENTS)
    assert (only.look_for, only.tell, only.moment) == ("You may hear: “He moved out.”", "Calm", "")


@given(st.lists(WORDS, max_size=8), st.lists(st.sampled_from(sorted(MOMENTS)), max_size=3, unique=True), WORDS)
def test_an_ask_fits_its_lines_whatever_the_brief_says(lines: list[str], keys: list[str], whom: str) -> None:
    found = candidates(BriefText(whom_i_help=whom * 9, moments=tuple(keys), listen_for=tuple(lines)), MOMENTS)
    assert len({each.key for each in found}) == len(found) <= max(len(keys), len(lines))
    assert {each.moment for each in found if each.moment} == set(keys)
    assert all(len(each.look_for) <= LINE_MAX for each in found)


@given(st.integers(1, 5), st.integers(1, 30))
def test_none_comes_again_before_all_others_had_their_turn(count: int, weeks: int) -> None:
    found = candidates(BriefText(listen_for=tuple(f"line {number}" for number in range(count))), {})
    asked: list[str] = []
    for _ in range(weeks):
        asked.append(in_turn(found, asked)[0].key)
    for start in range(max(0, weeks - count + 1)):
        assert len(set(asked[start : start + count])) == count


def test_a_new_ask_comes_first_and_the_longest_ago_next() -> None:
    one, two, three = candidates(BRIEF, MOMENTS)
    assert in_turn((one, two, three), [three.key, one.key, three.key, one.key]) == [two, three, one]


def test_a_week_begins_on_monday() -> None:
    assert week_of(date(2026, 3, 8)) == week_of(date(2026, 3, 2)) == date(2026, 3, 2)


def test_lines_are_kept_clean_and_bad_ones_are_named() -> None:
    assert cleaned({"look_for": "  a \n b ", "tell": ""}) == {"look_for": "a b", "tell": ""}
    for lines, field in (({"look_for": " "}, "look_for"), ({"tell": "x" * 301}, "tell"), ({"price": "1"}, "price")):
        with pytest.raises(Refused) as refusal:
            cleaned(lines)
        assert refusal.value.field == field


def test_the_ask_as_text() -> None:
    assert as_text("a", "b", "") == "Look for: a\n\nSay: b"
    assert as_text("a", "", "c", "Leah") == "Look for: a\n\nThen: c\n\nLeah"
