"""What a survey may tell."""

from __future__ import annotations

import pytest

from grapevine.domain.insights.rules.headline import Numbers, headline
from grapevine.domain.insights.rules.survey import BOTH, BUSINESS, PEOPLE, Same, told, wrong


def test_of_seven_answers_nothing_is_told():
    assert told([Same(1, 5, 0, 7)]) is None


def test_a_group_of_four_is_left_out():
    found = told([Same(1, 5, 4, 3), Same(2, 4, 1, 3), Same(3, 3, 0, 5), Same(5, 1, 0, 4)])

    assert found and found.answers == 15
    assert [(group.style, group.people) for group in found.groups] == [(PEOPLE, 6), (BOTH, 5)]
    assert found.groups[0].success == (0, 0, 0, 3, 3) and found.groups[0].brought == (0, 3, 0, 0, 3)


def test_twenty_a_side_are_compared():
    found = told([Same(1, 5, 0, 20), Same(5, 1, 0, 20)])

    assert found and found.difference and found.difference.a == 1.0
    assert [group.style for group in found.groups] == [PEOPLE, BUSINESS]


@pytest.mark.parametrize(
    ("said", "field"), [((1, 5, 0), ""), ((6, 5, 0), "style"), ((1, 0, 0), "success"), ((1, 5, 5), "brought")]
)
def test_only_what_was_offered_is_an_answer(said: tuple[int, int, int], field: str):
    assert wrong(*said) == field


def test_one_of_a_kind_keeps_the_comparison_shut():
    rows = [Numbers(5, 5, 1.0, 1.0, "law")] * 50 + [Numbers(3, 0, 1.0, 1.0, "law")]

    shut = headline(rows)

    assert (shut.members, shut.fit, shut.wanted, shut.outcomes) == (51, 50, 20, ())
