"""Where a relationship stands, which ties sleep, and how far a pair has come."""

from __future__ import annotations

import pytest
from hypothesis import assume, given

from grapevine.domain.depth.rules.reach import BEYOND, BOTH, MET, NONE, ONE_SIDED, REACHES, RINGS, reach, ring
from grapevine.domain.depth.rules.score import side_mass
from grapevine.domain.depth.rules.stage import REFERRING, SEEN, STAGES, TRUSTED, closed_each_way, dormant, stage
from grapevine.domain.depth.rules.sums import Side, Sums, brought_to, fold
from grapevine.domain.depth.rules.tempo import STANDARD
from tests.rules.depth.histories import histories, tempos

TODAY = 20_600.0
EVEN = Sums(Side(9.0, 9.0), Side(9.0, 9.0), TODAY)


def stage_at(depth: float, sums: Sums = EVEN, closed: bool = False) -> str:
    return stage(depth, sums, TODAY, STANDARD, closed_each_way=closed)


@pytest.mark.parametrize(
    ("depth", "expected"),
    [(0, SEEN), (34.99, SEEN), (35, TRUSTED), (64.99, TRUSTED), (65, REFERRING), (100, REFERRING)],
)
def test_the_stage_follows_the_depth_of_a_relationship_both_keep_up(depth, expected):
    assert stage_at(depth) == expected


def test_a_closed_referral_each_way_makes_a_trusted_pair_referring_but_not_a_merely_seen_one():
    assert stage_at(40, closed=True) == REFERRING
    assert stage_at(30, closed=True) == SEEN


def test_a_one_way_stream_stays_seen_however_deep_it_reads():
    under_a_tenth = Sums(Side(99.0, 99.0), Side(9.0, 9.8), TODAY)
    a_tenth = Sums(Side(9.0, 10.0), Side(99.0, 100.0), TODAY)
    assert stage_at(70, under_a_tenth, closed=True) == SEEN
    assert stage_at(70, a_tenth) == REFERRING


def test_a_closed_referral_counts_for_a_year_and_must_be_there_from_both():
    assert closed_each_way(TODAY - 365, TODAY, TODAY)
    assert not closed_each_way(TODAY - 366, TODAY, TODAY)
    assert not closed_each_way(TODAY, None, TODAY)
    assert not closed_each_way(None, TODAY, TODAY)
    assert not closed_each_way(TODAY, TODAY + 1, TODAY)


def test_a_tie_once_deep_and_now_faded_is_dormant():
    assert dormant(peak=50, depth=24.9)
    assert not dormant(peak=49.9, depth=10)
    assert not dormant(peak=90, depth=25)


def test_somebody_nothing_is_known_about_is_not_measured():
    assert reach(Sums(), 0) == NONE
    assert reach(Sums(at=TODAY), 5) == NONE


def test_two_touches_are_having_met_and_the_third_asks_who_keeps_it_up():
    assert reach(EVEN, 2) == MET
    assert reach(EVEN, 3) == BOTH
    assert reach(Sums(Side(9.0, 9.0), Side(1.0, 1.0), TODAY), 3) == ONE_SIDED
    assert reach(Sums(Side(), Side(1.0, 1.0), TODAY), 3) == ONE_SIDED


def test_the_rings_hold_5_15_50_and_150():
    assert RINGS == (5, 15, 50, 150)


@given(histories, tempos)
def test_reach_and_the_rule_against_one_way_streams_stay_fixed_between_events(history, tempo):
    sums = fold(history, tempo)
    for threshold, mine, theirs in (
        (0.25, side_mass(sums.mine), side_mass(sums.theirs)),
        (0.1, sums.mine.slow, sums.theirs.slow),
    ):
        # Exactly on a threshold rounding may decide.
        weaker, stronger = sorted((mine, theirs))
        assume(weaker == 0.0 or weaker != pytest.approx(threshold * stronger))
    later = brought_to(sums, sums.at + 123.0, tempo)
    assert reach(sums, len(history)) in REACHES
    assert reach(sums, len(history)) == reach(later, len(history))
    for depth in (50.0, 80.0):
        found = stage(depth, sums, sums.at, tempo, closed_each_way=False)
        assert found in STAGES
        assert found == stage(depth, sums, sums.at + 123.0, tempo, closed_each_way=False)


def test_a_ring_needs_room_and_depth():
    assert ring(0, 92.0) == 0
    assert ring(0, 70.0) == 1, "the deepest of all, but not deep enough for the inner five"
    assert ring(5, 92.0) == 1, "deep enough, but the inner five are full"
    assert ring(14, 66.0) == 1
    assert ring(149, 21.0) == 3
    assert ring(150, 21.0) == BEYOND
    assert ring(3, 5.0) == BEYOND
    assert ring(0, None) == BEYOND
