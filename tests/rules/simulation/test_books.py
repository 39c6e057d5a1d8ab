"""What made-up ledgers come to, all pairs at once, is what the rules of depth say of each pair alone."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grapevine.domain.depth.rules import score
from grapevine.domain.depth.rules.ledger import sums_of, with_peak
from grapevine.domain.depth.rules.sums import Event
from grapevine.domain.depth.rules.tempo import SLOW, STANDARD
from grapevine.domain.simulation.rules.books import folded, pairs, rank_keys, strongest_of_days
from grapevine.domain.simulation.rules.laws import DEFAULT
from grapevine.domain.simulation.rules.outcomes import DAY, STAGES, outcomes
from grapevine.domain.simulation.rules.world import WEEK, World

EVENTS = st.lists(
    st.tuples(st.integers(0, 2), st.floats(20_000, 20_400), st.floats(0, 9), st.floats(0, 9)), max_size=25
)
WORLD = World(62, 26, 4, replace(DEFAULT, weeks_before=8))


@pytest.fixture(scope="module")
def region():
    return next(WORLD.regions())


@given(events=EVENTS, tempo=st.sampled_from((STANDARD, SLOW)))
def test_folding_all_pairs_at_once_is_folding_each(events, tempo):
    pair = np.array([each[0] for each in events], int)
    at = np.array([each[1] for each in events], float)
    weights = np.array([each[2:] for each in events], float).reshape(-1, 2)
    found = folded(3, pair, at, weights, tempo)
    keys = rank_keys(found, tempo)
    for number in range(3):
        own = [Event(when, mine, theirs) for which, when, mine, theirs in events if which == number]
        sums, peak = with_peak(own, tempo)
        assert np.isnan(found.at[number]) if sums.at is None else found.at[number] == sums.at
        assert found.fast[number] == pytest.approx((sums.mine.fast, sums.theirs.fast), rel=1e-9, abs=1e-12)
        assert found.slow[number] == pytest.approx((sums.mine.slow, sums.theirs.slow), rel=1e-9, abs=1e-12)
        assert found.peak[number] == pytest.approx(peak, abs=1e-9)
        key = score.rank_key(sums, tempo)
        assert np.isnan(keys[number]) if key is None else keys[number] == pytest.approx(key)


def test_a_day_counts_once_a_direction_at_its_strongest():
    pair, at = np.array([0, 0, 0, 1]), np.array([5, 5, 6, 5])
    weights = np.array([[3.0, 1.0], [1.0, 2.0], [1.0, 1.0], [4.0, 0.0]])
    who, day, most = strongest_of_days(pair, at, weights)
    own = [Event(float(when), *each) for which, when, each in zip(who, day, most, strict=True) if which == 0]
    by_rule = sums_of(touches=[Event(5.2, 3, 1), Event(5.9, 1, 2), Event(6.5, 1, 1)], tempo=STANDARD)
    assert with_peak(own, STANDARD)[0] == by_rule
    assert most.tolist() == [[3.0, 2.0], [1.0, 1.0], [4.0, 0.0]]


def test_everybody_of_a_chapter_and_whoever_referred_across_know_each_other_once(region):
    known = pairs(region)
    found = set(zip(known.one.tolist(), known.other.tolist(), strict=True))
    assert len(found) == len(known.one) and all(one < other for one, other in found)
    fellows = {(one, other) for one in range(62) for other in range(one + 1, 62) if one // 31 == other // 31}
    sent = set(zip(region.referrals.giver.tolist(), region.referrals.receiver.tolist(), strict=True))
    assert found == fellows | {(min(two), max(two)) for two in sent}
    place = known.place(region.referrals.receiver, region.referrals.giver)
    assert (known.one[place] == np.minimum(region.referrals.giver, region.referrals.receiver)).all()


def test_a_referral_goes_on_step_by_step_and_nothing_is_known_before_it_happened(region):
    end, count = 26 * WEEK, len(region.referrals.at)
    regulated = np.arange(count) % 3 == 0
    known = outcomes(region.referrals, end, regulated, np.random.default_rng(1))
    assert (np.diff(known.steps, axis=1) >= 0).all()
    assert (known.steps[:, 0] == region.referrals.at).all()
    assert (known.steps[:, 4] == region.referrals.at + region.referrals.days * DAY).all()
    assert (known.moved_at <= end).all() and (known.thanked_at <= end).all()
    ended = known.reached == 5
    assert (ended == (known.steps[:, 4] <= end)).all()
    assert set(known.stage[ended]) == {"won", "lost"}
    assert set(known.stage[~ended]) <= {stage.value for stage in STAGES}
    thanked = known.thanked_at >= 0
    assert (thanked <= ended).all() and (known.thanked_at[thanked] > known.steps[thanked, 4]).all()
    assert not known.amount[regulated].max() >= 0 and not known.band[regulated].max() >= 0
    told = known.amount >= 0
    assert (known.amount[told] == region.referrals.value[told]).all() and not (told & (known.band >= 0)).any()
    assert thanked[ended & known.won].mean() > thanked[ended & ~known.won].mean() > 0
