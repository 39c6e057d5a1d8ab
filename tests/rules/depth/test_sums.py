"""The fading sums: any order of events, undo, one clock, and what time does to them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grapevine.domain.depth.rules.sums import Event, Side, Sums, add, brought_to, days, fold
from grapevine.domain.depth.rules.tempo import STANDARD
from grapevine.kit.half_life import left_after
from tests.rules.depth.histories import events, histories, moments, numbers, same, swapped, tempos


def test_half_is_left_after_one_half_life_and_twice_as_much_was_there_one_before():
    assert left_after(30.0, 30.0) == 0.5
    assert left_after(0.0, 30.0) == 1.0
    assert left_after(-30.0, 30.0) == 2.0


def test_after_very_long_nothing_is_left_and_looking_back_very_far_stays_finite():
    assert left_after(1e9, 30.0) == 0.0
    assert left_after(-1e9, 30.0) == 2.0**1000


def test_the_clock_counts_days_since_1970_in_any_zone():
    assert days(datetime(1970, 1, 2, 12, tzinfo=UTC)) == 1.5
    assert days(datetime(1970, 1, 2, 12, tzinfo=timezone(timedelta(hours=6)))) == 1.25


def test_a_time_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="zone"):
        days(datetime(2026, 1, 1))


def test_a_first_coffee_stands_in_both_sums_of_both_sides():
    sums = add(Sums(), at=20_000.0, mine=3.0, theirs=3.0, tempo=STANDARD)
    assert sums == Sums(Side(3.0, 3.0), Side(3.0, 3.0), 20_000.0)


def test_a_message_of_dana_leaves_my_side_as_it_was():
    sums = add(Sums(), at=20_000.0, mine=0.0, theirs=1.0, tempo=STANDARD)
    assert sums.mine == Side()
    assert sums.theirs == Side(1.0, 1.0)


def test_after_thirty_days_half_of_the_fast_sum_is_left():
    sums = brought_to(Sums(Side(8.0, 8.0), Side(), 0.0), 30.0, STANDARD)
    assert sums.mine.fast == 4.0
    assert sums.mine.slow == pytest.approx(8.0 * 2 ** (-30 / 180))
    assert sums.at == 30.0


def test_nothing_brought_to_a_time_is_nothing_at_that_time():
    assert brought_to(Sums(), 5.0, STANDARD) == Sums(at=5.0)


def test_a_back_dated_event_does_not_turn_the_clock_back():
    sums = add(fold([Event(100.0, 1.0, 1.0)], STANDARD), at=70.0, mine=2.0, theirs=0.0, tempo=STANDARD)
    assert sums.at == 100.0
    assert sums.mine.fast == pytest.approx(1.0 + 2.0 / 2)
    assert sums.theirs.fast == 1.0


def test_undoing_the_only_event_leaves_exactly_nothing():
    sums = fold([Event(100.0, 2.5, 1.0), Event(160.0, 0.0, 0.0), Event(100.0, -2.5, -1.0)], STANDARD)
    assert sums == Sums(Side(), Side(), 160.0)


def test_undoing_more_than_there_was_never_goes_below_nothing():
    sums = fold([Event(100.0, 1.0, 1.0), Event(100.0, -2.0, 0.0)], STANDARD)
    assert sums.mine == Side()
    assert sums.theirs == Side(1.0, 1.0)


@given(histories.flatmap(lambda h: st.tuples(st.just(h), st.permutations(h))), tempos)
def test_any_order_of_events_gives_the_same_sums(both, tempo):
    told, shuffled = both
    assert same(fold(told, tempo), fold(shuffled, tempo))


@given(histories, tempos)
def test_the_sums_are_those_computed_afresh_from_the_definition(history, tempo):
    sums = fold(history, tempo)
    for mine, side in ((True, sums.mine), (False, sums.theirs)):
        for half_life, value in ((tempo.fast_days, side.fast), (tempo.slow_days, side.slow)):
            afresh = sum((e.mine if mine else e.theirs) * 2 ** ((e.at - sums.at) / half_life) for e in history)
            assert value == pytest.approx(afresh, rel=1e-9, abs=1e-9)


@given(histories, events, tempos)
def test_undo_restores(history, mistake, tempo):
    before = fold(history, tempo)
    undone = fold([*history, mistake, Event(mistake.at, -mistake.mine, -mistake.theirs)], tempo)
    assert numbers(undone) == pytest.approx(numbers(brought_to(before, undone.at, tempo)), rel=1e-9, abs=2e-9)


@given(histories, tempos)
def test_swapping_the_sides_swaps_the_directions(history, tempo):
    mine, theirs = fold(history, tempo), fold(map(swapped, history), tempo)
    assert (mine.mine, mine.theirs) == (theirs.theirs, theirs.mine)


@given(histories, moments, moments, tempos)
def test_time_passes_alike_in_one_step_or_two(history, one, other, tempo):
    sums = fold(history, tempo)
    first, second = sums.at + one - 17_000.0, sums.at + one + other - 34_000.0
    direct, stepwise = brought_to(sums, second, tempo), brought_to(brought_to(sums, first, tempo), second, tempo)
    assert numbers(direct) == pytest.approx(numbers(stepwise), rel=1e-9, abs=1e-12)
