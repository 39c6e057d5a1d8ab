"""Two linked ledgers: the fuller account of the other's doing counts, once; the end takes out what was added."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grapevine.domain.depth.rules.shared import give_extra, gives_extra, touch_changes, touch_extra, without
from grapevine.domain.depth.rules.sums import Event, Side, Sums, brought_to, days, fold, moment
from grapevine.domain.depth.rules.tempo import STANDARD

weights = st.floats(0, 5)
events = st.lists(st.builds(Event, st.floats(0, 900), st.floats(0, 5), st.floats(0, 5)), max_size=6)
theirs = st.lists(st.builds(Event, st.floats(0, 900), st.just(0.0), st.floats(0, 5)), max_size=6)


@given(weights, weights)
def test_with_what_is_added_a_day_weighs_as_much_as_the_fuller_account(seen, done):
    assert seen + touch_extra(seen, done) == pytest.approx(max(seen, done))


def test_a_new_account_of_a_day_changes_both_ends_by_what_it_adds():
    pairs = {1: 2, 2: 1}
    before = {(1, 7): (0.0, 0.0), (2, 7): (0.0, 0.0), (3, 7): (0.0, 0.0)}
    after = {**before, (1, 7): (3.0, 3.0), (3, 7): (9.0, 9.0)}
    assert touch_changes(before, after, pairs) == {2: [Event(7.0, theirs=3.0)]}, "the third is linked with nobody"
    both = {**after, (2, 7): (3.6, 3.0)}
    assert touch_changes(after, both, pairs) == {1: [Event(7.0, theirs=pytest.approx(0.6))], 2: [Event(7.0, theirs=-3)]}


def test_gives_that_both_wrote_down_count_once():
    assert [give_extra(1.5, received, given) for received, given in ((1, 1), (0, 1), (1, 3), (2, 1))] == [0, 1.5, 3, 0]
    found = gives_extra({(7, "idea"): 1}, {(7, "idea"): 1, (7, "help"): 2, (8, "idea"): 1}, {"idea": 1.5, "help": 1.0})
    assert found == {(7, "help"): 2.0, (8, "idea"): 1.5}


@given(events, theirs)
def test_taking_the_added_out_leaves_what_there_was(own, added):
    left = without(fold([*own, *added], STANDARD), fold(added, STANDARD), STANDARD)
    alone = brought_to(fold(own, STANDARD), left.at, STANDARD) if own and left.at is not None else Sums(at=left.at)
    for one, other in ((left.mine, alone.mine), (left.theirs, alone.theirs)):
        assert (one.fast, one.slow) == pytest.approx((other.fast, other.slow), abs=2e-9)


def test_taking_nothing_out_changes_nothing():
    sums = Sums(Side(1, 1), Side(2, 2), 5.0)
    assert without(sums, Sums(), STANDARD) == sums
    assert without(Sums(), sums, STANDARD) == Sums()


def test_the_clock_of_the_sums_turns_both_ways():
    at = datetime(2026, 3, 2, 9, tzinfo=UTC)
    assert moment(days(at)) == at
