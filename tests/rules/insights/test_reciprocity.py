"""Give and take: the share, what came round, and the one hint that is slow on purpose."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grapevine.domain.insights.rules.reciprocity import (
    GIVEN,
    RECEIVED,
    Act,
    balance,
    came_round,
    faded,
    flow,
    only_takes,
    share,
)

NOW = datetime(2026, 3, 2, tzinfo=UTC)
DANA, BEN = 1, 2


def act(who: int, way: str, days: float, effort: float = 1.0) -> Act:
    """So many days ago."""
    return Act(who, NOW - timedelta(days=days), way, effort)


def test_with_nothing_known_the_share_is_a_half():
    assert share(0, 0) == 0.5
    assert flow(0.0, 0.0).low == pytest.approx(1.0 - flow(0.0, 0.0).high)


def test_giving_more_than_one_gets_is_no_fault():
    assert balance(0.5) == balance(0.9) == flow(20.0, 2.0).balance == 100.0
    assert balance(0.25) == 50.0


@settings(max_examples=20)
@given(st.floats(0, 500), st.floats(0, 500))
def test_the_share_lies_in_its_interval_and_both_sides_mirror(gave: float, got: float):
    one, other = flow(gave, got), flow(got, gave)

    assert 0.0 < one.low <= one.share <= one.high < 1.0
    assert one.share + other.share == pytest.approx(1.0)


def test_what_was_given_half_a_year_ago_counts_half_by_its_effort():
    assert faded([act(DANA, GIVEN, 180, 2.0), act(BEN, RECEIVED, 0)], NOW) == pytest.approx((1.0, 1.0))


def test_what_came_from_people_one_had_given_nothing_to_came_round():
    acts = [act(DANA, GIVEN, 100), act(DANA, RECEIVED, 50), act(BEN, RECEIVED, 40), act(BEN, GIVEN, 10)]

    assert came_round(acts, NOW - timedelta(days=365)) == (1, 2)
    assert came_round([act(DANA, GIVEN, 500), act(DANA, RECEIVED, 30)], NOW - timedelta(days=60)) == (1, 1)
    assert came_round(acts, NOW - timedelta(days=20)) == (0, 0)


@pytest.mark.parametrize(
    ("gave", "got", "member", "said"),
    [(0, 20, 400, True), (0, 4.9, 400, False), (0, 20, 89, False), (6, 14, 400, False), (1, 14, 90, True)],
)
def test_only_who_nearly_surely_takes_is_told_so(gave: float, got: float, member: float, said: bool):
    assert only_takes(gave, got, member) is said
