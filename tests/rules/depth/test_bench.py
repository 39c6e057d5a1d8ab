"""The bench's own measures on cases one can check by hand, and the bars that need no long run."""

from __future__ import annotations

import numpy as np
import pytest

from bench.methods import scorers
from bench.methods.depth import NETWORKS, answer_rows, by_depth, shape_rows
from bench.methods.mail import Case, cut, messages
from bench.methods.measures import Row, auc, ndcg, ranks, spearman, table
from grapevine.domain.depth.rules.sums import Event
from grapevine.domain.depth.rules.tempo import STANDARD
from tests.examples import in_full
from tests.shared_data import needs_shared_data


def test_equal_values_share_their_ranks():
    assert list(ranks([3.0, 1.0, 3.0])) == [2.5, 1.0, 2.5]


def test_auc_is_one_for_a_perfect_order_and_a_half_for_none():
    assert auc([3, 2, 1, 0], [True, True, False, False]) == 1.0
    assert auc([0, 3, 1, 2], [True, False, False, False]) == 0.0
    assert auc([1, 1, 1, 1], [True, True, False, False]) == 0.5


def test_rank_correlation_sees_only_the_order():
    assert spearman([1, 2, 30], [0.1, 5, 6]) == pytest.approx(1.0)
    assert spearman([1, 2, 30], [9, 8, -1]) == pytest.approx(-1.0)


def test_ndcg_discounts_what_comes_late():
    gains = np.array([0.0, 1.0])
    assert ndcg(np.array([0.0, 1.0]), gains) == 1.0
    assert ndcg(np.array([1.0, 0.0]), gains) == pytest.approx(1 / np.log2(3))
    assert ndcg(np.array([1.0, 0.0]), np.zeros(2)) is None


def test_a_row_passes_at_its_bar_and_is_short_below():
    assert Row("depth", 0.885, 0.885).verdict == "pass"
    assert Row("depth", 0.884, 0.885).verdict == "short"
    assert Row("cost", 11.0, 10.0, highest=True).verdict == "short"
    assert Row("orientation", 0.5).verdict == ""
    assert "short" in table([Row("depth", 0.884, 0.885)])


def test_other_scores_see_what_their_names_say():
    often_long_ago = [Event(1.0, 1.0), Event(2.0, 1.0), Event(3.0, 0.0, 1.0)]
    once_lately = [Event(99.0, 1.0)]
    pairs = [("ben", "leah"), ("dana", "leah")]
    case = Case(100.0, 30.0, pairs, [often_long_ago, once_lately], np.array([[0.0, 1.0], [2.0, 3.0]]))
    assert list(case.both) == [False, True]
    assert list(scorers.recency(case)) == [3.0, 99.0]
    assert list(scorers.frequency(case)) == [3.0, 1.0]
    assert scorers.one_way_decay(case)[1] == pytest.approx(2 ** (-1 / 60))
    assert case.auc(scorers.recency(case)) == 1.0
    alive, expected = scorers.bg_nbd(case)
    assert alive[1] == 1.0 > alive[0] >= 0.0
    assert (expected >= 0.0).all()


@in_full
def test_the_shape_and_order_bars_hold():
    assert [row.goal for row in shape_rows() if row.verdict == "short"] == []


@needs_shared_data
def test_people_s_own_answers_are_met_as_well_as_the_paper_says():
    found = {row.goal: row for row in answer_rows()}
    assert [goal for goal, row in found.items() if row.verdict == "short"] == []
    assert found["EIES friends, messages, AUC"].reached == pytest.approx(0.757, abs=0.001)


@needs_shared_data
@in_full
def test_depth_foretells_mutual_mail_better_than_counting():
    history = messages(NETWORKS / "manufacturing_email_167" / "emails.csv", "sender", "recipient")
    case = cut(history, 0.55, 30.0)
    assert case.auc(by_depth(case, STANDARD)) > case.auc(scorers.frequency(case)) + 0.01
    assert case.ndcg(by_depth(case, STANDARD)) > case.ndcg(scorers.frequency(case)) + 0.01
