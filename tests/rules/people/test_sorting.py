"""Which part of life somebody may belong to: said only where a fact says it."""

from __future__ import annotations

import pytest

from grapevine.domain.people.rules.card import SEGMENTS, Card
from grapevine.domain.people.rules.sorting import LABELS, Suggestion, suggest

LEAH = "Leah Marchetti"


def test_a_label_of_another_address_book_says_where_they_belong() -> None:
    assert suggest(Card(name="Ben", tags=("gold", "Coworkers")), LEAH) == Suggestion(
        "professional", "your label “Coworkers”"
    )


def test_two_labels_that_disagree_say_nothing() -> None:
    assert suggest(Card(name="Ben", family="Marchetti", tags=("Friends", "Clients")), LEAH) is None


def test_two_labels_that_agree_are_one() -> None:
    found = suggest(Card(name="Ben", tags=("friend", "Friends")), LEAH)
    assert found is not None and found.segment == "friend"


@pytest.mark.parametrize("family", ["Marchetti", "MARCHETTI "])
def test_the_same_family_name_may_be_family(family: str) -> None:
    found = suggest(Card(name="Rosa Marchetti", family=family), LEAH)
    assert found == Suggestion("family", "the same family name as yours")


@pytest.mark.parametrize(
    ("card", "member"),
    [
        (Card(name="Rosa Marchetti"), LEAH),  # no part says which word is the family name
        (Card(name="Dana Whitcomb", family="Whitcomb", profession="Accountant", title="CPA"), LEAH),
        (Card(name="Leah", family="Leah"), "Leah"),
        (Card(name="Ben", tags=("golf",)), ""),
    ],
)
def test_where_no_fact_speaks_nothing_is_said(card: Card, member: str) -> None:
    assert suggest(card, member) is None


def test_every_label_means_a_part_of_life() -> None:
    assert set(LABELS.values()) == set(SEGMENTS)
