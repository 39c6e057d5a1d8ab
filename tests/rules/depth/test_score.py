"""Depth and the rank key: bounds, both sides, the order as time passes, and lists that read the key alone."""

from __future__ import annotations

import math
from itertools import pairwise
from operator import itemgetter

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from grapevine.domain.depth.rules import score
from grapevine.domain.depth.rules.sums import Event, Side, Sums, add, brought_to, fold
from grapevine.domain.depth.rules.tempo import CHAT, SLOW, STANDARD, TEMPOS
from tests.rules.depth.histories import LAST, histories, moments, swapped, tempos

later = st.floats(0.0, 800.0)
first = itemgetter(0)
amounts = st.one_of(st.just(0.0), st.floats(1e-100, 1e6))


def test_the_mass_halves_every_51_days_at_the_standard_tempo():
    assert STANDARD.harmonic == pytest.approx(51.43, abs=0.005)
    sums = Sums(Side(4.0, 9.0), Side(2.0, 7.0), 0.0)
    assert score.mass(sums, STANDARD.harmonic, STANDARD) == pytest.approx(score.mass(sums, 0.0, STANDARD) / 2)


def test_the_three_tempos_have_the_half_lives_and_scales_of_the_paper():
    assert [(t.fast_days, t.slow_days, t.scale) for t in (STANDARD, SLOW, CHAT)] == [
        (30.0, 180.0, 10.0),
        (60.0, 365.0, 20.0),
        (7.0, 60.0, 3.0),
    ]
    assert list(TEMPOS) == ["standard", "slow", "chat"]


def test_one_side_alone_earns_a_twentieth_of_what_it_put_in():
    assert score.mix(8.0, 0.0) == pytest.approx(0.05 * 8.0)
    assert score.mix(8.0, 8.0) == pytest.approx(8.0)


def test_depth_is_fifty_at_the_scale_of_the_tempo():
    for tempo in TEMPOS.values():
        side = Side(tempo.scale, tempo.scale)
        assert score.depth(Sums(side, side, 0.0), 0.0, tempo) == pytest.approx(50.0)


def test_people_who_never_met_have_no_depth_and_no_place_in_the_order():
    assert score.depth(Sums(), LAST, STANDARD) == 0.0
    assert score.rank_key(Sums(), STANDARD) is None
    assert score.rank_key(Sums(at=LAST), STANDARD) is None
    assert score.depth_from_key(None, LAST, STANDARD) == 0.0


def test_what_each_side_knows_reads_its_own_direction():
    sums = Sums(mine=Side(10.0, 10.0), theirs=Side(0.0, 0.0), at=0.0)
    assert score.i_know(sums, 0.0, STANDARD) == pytest.approx(50.0)
    assert score.they_know(sums, 0.0, STANDARD) == 0.0
    assert score.i_know(sums, STANDARD.harmonic, STANDARD) == pytest.approx(100 * (1 - 2**-0.5))


def test_under_a_quarter_of_the_other_side_is_one_sided_whichever_side_it_is():
    weak, strong = Side(1.0, 1.0), Side(4.1, 4.1)
    assert score.one_sided(Sums(weak, strong, 0.0))
    assert score.one_sided(Sums(strong, weak, 0.0))
    assert not score.one_sided(Sums(weak, Side(4.0, 4.0), 0.0))
    assert not score.one_sided(Sums())


def test_a_filter_by_depth_reaches_both_ends_and_refuses_what_is_beyond():
    assert score.key_for_depth(0.0, LAST, STANDARD) == -math.inf
    assert score.key_for_depth(100.0, LAST, STANDARD) == math.inf
    for beyond in (-0.1, 100.1, math.nan):
        with pytest.raises(ValueError, match="between 0 and 100"):
            score.key_for_depth(beyond, LAST, STANDARD)


def test_a_key_read_long_before_its_time_is_full_depth_not_an_error():
    assert score.depth_from_key(1e6, 0.0, STANDARD) == 100.0


@given(histories, later, tempos)
def test_depth_lies_between_0_and_100(history, wait, tempo):
    sums = fold(history, tempo)
    read = score.depth(sums, sums.at + wait, tempo)
    assert 0.0 <= read <= 100.0
    assert 0.0 <= score.i_know(sums, sums.at + wait, tempo) <= 100.0


@given(histories, later, tempos)
def test_the_stored_key_alone_gives_the_depth(history, wait, tempo):
    sums = fold(history, tempo)
    at = sums.at + wait
    from_key = score.depth_from_key(score.rank_key(sums, tempo), at, tempo)
    assert from_key == pytest.approx(score.depth(sums, at, tempo), abs=1e-9)


@given(histories, tempos)
def test_the_key_does_not_drift_between_events(history, tempo):
    sums = fold(history, tempo)
    key = score.rank_key(sums, tempo)
    assume(key is not None)
    for wait in (1.0, 90.0, 400.0):
        assert score.rank_key(brought_to(sums, sums.at + wait, tempo), tempo) == pytest.approx(key, abs=1e-12)


@given(st.lists(histories, min_size=2, max_size=5), tempos)
def test_the_order_of_people_is_the_same_400_days_later(book, tempo):
    keyed = sorted(((score.rank_key(sums, tempo) or -1e9, sums) for sums in (fold(h, tempo) for h in book)), key=first)
    # Those nearer than rounding may stand either way round.
    apart = [pair for before, pair in pairwise([(-math.inf, Sums()), *keyed]) if pair[0] - before[0] > 1e-9]
    for wait in (0.0, 400.0):
        masses = [score.mass(sums, LAST + wait, tempo) for _, sums in apart]
        assert masses == sorted(masses)


@given(histories, moments, st.floats(0.25, 12.0), st.booleans(), tempos)
def test_a_further_happening_never_makes_a_relationship_shallower(history, at, weight, is_mine, tempo):
    before = fold(history, tempo)
    mine, theirs = (weight, 0.0) if is_mine else (0.0, weight)
    after = add(before, at=at, mine=mine, theirs=theirs, tempo=tempo)
    assert score.mass(after, LAST, tempo) >= score.mass(before, LAST, tempo) * (1 - 1e-12)
    assert score.depth(after, LAST, tempo) >= score.depth(before, LAST, tempo) - 1e-9


@given(histories, tempos)
def test_dana_reads_the_same_depth_and_the_two_directions_exchanged(history, tempo):
    leah, dana = fold(history, tempo), fold(map(swapped, history), tempo)
    assert score.depth(leah, LAST, tempo) == pytest.approx(score.depth(dana, LAST, tempo))
    assert score.i_know(leah, LAST, tempo) == score.they_know(dana, LAST, tempo)
    assert score.one_sided(leah) == score.one_sided(dana)


@given(st.floats(0.001, 99.999), moments, tempos)
def test_the_key_for_a_depth_gives_that_depth_back(wanted, at, tempo):
    key = score.key_for_depth(wanted, at, tempo)
    assert score.depth_from_key(key, at, tempo) == pytest.approx(wanted, abs=1e-6)


@given(amounts, amounts)
def test_the_mix_of_two_sides_is_fair_and_lies_between_them(x, y):
    assert score.mix(x, y) == score.mix(y, x)
    assert score.mix(x, y) <= max(x, y) * (1 + 1e-12)
    assert score.mix(x, y) >= min(x, y) * (1 - 1e-12)


def test_looking_at_a_pair_before_its_last_event_reads_what_would_have_faded_to_it():
    sums = fold([Event(100.0, 1.0, 1.0)], STANDARD)
    assert score.mass(sums, 100.0 - STANDARD.harmonic, STANDARD) == pytest.approx(2.0)
