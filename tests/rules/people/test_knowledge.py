"""What two people know of each other: five headings, what grows old, what to ask, what to tell."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grapevine.domain.people.rules import questions
from grapevine.domain.people.rules.card import Labelled
from grapevine.domain.people.rules.knowledge import AGAIN, HEADINGS, Entry, from_facts, question, sheet

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
entries = st.lists(
    st.builds(
        Entry,
        heading=st.sampled_from(list(HEADINGS)),
        text=st.text(min_size=1, max_size=20),
        at=st.none() | st.integers(0, 2000).map(lambda days: NOW - timedelta(days=days)),
    ),
    max_size=12,
)


def known(heading: str, days: int, text: str = "A second analyst by January") -> Entry:
    """Something learned so many days ago."""
    return Entry(heading, text, NOW - timedelta(days=days))


def row(heading: str, *found: Entry, told: dict[str, datetime] | None = None):
    """One heading of the sheet."""
    return next(each for each in sheet(found, told or {}, NOW) if each.heading == heading)


def test_of_somebody_unknown_every_heading_is_a_question() -> None:
    rows = sheet([], {}, NOW)

    assert [each.heading for each in rows] == list(HEADINGS)
    for each in rows:
        assert each.is_gap
        assert each.question in questions.OPENING[each.heading]
        assert each.tell and each.told_at is None


def test_what_is_known_and_fresh_needs_no_question() -> None:
    found = row("goals", known("goals", 10))

    assert not found.is_gap
    assert found.question == ""


def test_after_half_a_year_it_is_worth_asking_again() -> None:
    assert not known("goals", 180).is_old(NOW)
    assert Entry("goals", "A boat", NOW - AGAIN - timedelta(seconds=1)).is_old(NOW)
    assert row("goals", known("goals", 181)).question == questions.AGAIN["goals"]


def test_one_fresh_answer_is_enough_for_its_heading() -> None:
    found = row("goals", known("goals", 400, "A boat"), known("goals", 3, "A larger boat"))

    assert found.question == ""
    assert [each.text for each in found.entries] == ["A larger boat", "A boat"]


def test_a_fact_of_the_card_counts_and_has_no_day_to_grow_old() -> None:
    (found,) = from_facts([Labelled("Max", "spouse"), Labelled("trail running", "Hobby")])

    assert (found.heading, found.text, found.uid) == ("interests", "trail running", None)
    assert not found.is_old(NOW)
    assert row("interests", found).question == ""


def test_they_know_what_they_were_told_and_since_when() -> None:
    rows = {each.heading: each.told_at for each in sheet([], {"goals": NOW}, NOW)}

    assert rows == {**dict.fromkeys(HEADINGS), "goals": NOW}


def test_a_question_stays_for_a_week_and_in_time_each_has_its_turn() -> None:
    weeks = [question("goals", NOW + timedelta(weeks=week)) for week in range(len(questions.OPENING["goals"]))]

    assert sorted(weeks) == sorted(questions.OPENING["goals"])
    monday = datetime.fromordinal(7 * 105_000)
    assert {question("goals", monday + timedelta(days=day)) for day in range(7)} == {question("goals", monday)}


@pytest.mark.parametrize("heading", HEADINGS)
def test_the_catalogue_has_questions_for_every_heading_and_each_is_one(heading: str) -> None:
    asked = [*questions.OPENING[heading], questions.AGAIN[heading]]

    assert len(set(asked)) == len(asked) >= 4
    assert all(each.endswith("?") for each in asked)
    assert questions.TELL[heading].endswith(".")


@given(entries)
def test_nothing_known_is_lost_and_a_question_stands_exactly_where_nothing_fresh_is_known(found: list[Entry]) -> None:
    rows = sheet(found, {}, NOW)

    assert sorted(map(repr, (each for one in rows for each in one.entries))) == sorted(map(repr, found))
    for one in rows:
        assert bool(one.question) == all(each.is_old(NOW) for each in one.entries)
