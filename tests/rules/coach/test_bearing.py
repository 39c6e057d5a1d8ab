"""What has come from somebody says where care is worth most; nothing yet is no verdict."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from bench.methods.plan_year import BASELINES, lifts, one_world
from grapevine.domain.coach.rules.plan.bearing import bears
from tests.examples import in_full

COUNT = st.floats(0, 50)


@given(came=COUNT, more=COUNT, usual=st.floats(0.01, 50))
def test_more_bears_more_and_nothing_yet_bears_a_third(came, more, usual):
    assert bears(came + more, usual) >= bears(came, usual)
    assert abs(bears(0.0, usual) - 1 / 3) < 1e-9 and abs(bears(usual, usual) - 1.0) < 1e-9


def test_where_nothing_came_from_anybody_all_are_alike():
    assert bears(0.0, 0.0) == bears(3.0, 0.0) == 1.0


@in_full
def test_the_bench_lives_a_year_under_every_way(monkeypatch):
    from bench.methods import plan_year

    for name, value in (("CHAPTERS", 2), ("BEFORE", 4), ("YEAR", 2)):
        monkeypatch.setattr(plan_year, name, value)
    found = one_world(1)
    assert len(found) == len(plan_year.WAYS) == len(BASELINES) + 3
    assert all(each > 0 for each in found) and len(set(found)) > 3
    assert plan_year.rows(2)[-1].goal.startswith("plan beyond")


def test_the_bench_sees_which_profession_sends_to_mine():
    sent = np.full((4, 4), 2.0)
    sent[0, 1] = 60.0
    lift = lifts(sent, np.array([[1, 0, 2, 3]]), np.array([0, 0, 1, 1]))
    assert lift[0, 1] > lift[0, 2] == lift[0, 3]
