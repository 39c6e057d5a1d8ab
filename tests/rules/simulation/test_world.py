"""The made-up world: the same seed is the same world, whatever its size, and it keeps its own laws."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grapevine.domain.professions.rules import PROFESSIONS
from grapevine.domain.simulation.rules.laws import DEFAULT
from grapevine.domain.simulation.rules.names import COUNT, name
from grapevine.domain.simulation.rules.world import WEEK, World

QUICK = replace(DEFAULT, weeks_before=4)


def lived(size: int, weeks: int = 6, seed: int = 1, laws=QUICK):
    return list(World(size, weeks, seed, laws).regions())


@pytest.fixture(scope="module")
def region():
    return lived(310, weeks=30, laws=DEFAULT)[0]


@settings(max_examples=12)
@given(size=st.integers(2, 130), weeks=st.integers(1, 4), seed=st.integers(0, 9))
def test_everybody_has_one_number_and_nobody_refers_or_meets_themselves(size, weeks, seed):
    for region in lived(size, weeks, seed):
        assert sorted(region.numbers[region.members.there]) == list(range(size))
        assert (region.numbers[~region.members.there] == -1).all()
        for one, other in (
            (region.referrals.giver, region.referrals.receiver), (region.one_to_ones.began, region.one_to_ones.other),
        ):  # fmt: skip
            assert (one != other).all()
            assert ((one >= 0) & (other >= 0) & (one < size) & (other < size)).all()


def test_the_same_seed_is_the_same_world_and_another_one_is_not():
    one, same, other = lived(100)[0], lived(100)[0], lived(100, seed=2)[0]
    assert np.array_equal(one.referrals.value, same.referrals.value)
    assert np.array_equal(one.depth, same.depth)
    assert np.array_equal(one.came, same.came)
    assert not np.array_equal(one.depth, other.depth)


def test_a_large_world_is_lived_region_by_region_with_members_numbered_through():
    sizes = [int(region.members.there.sum()) for region in lived(2_000, weeks=1)]
    firsts = [int(region.numbers[0, 0]) for region in lived(2_000, weeks=1)]
    assert len(sizes) == 3 and sum(sizes) == 2_000 and max(sizes) - min(sizes) <= 62
    assert firsts == [0, sizes[0], sizes[0] + sizes[1]]


def test_no_work_sits_twice_in_a_chapter_and_all_are_of_the_catalogue(region):
    world = World(310, 1, 1)
    assert all(len(set(row)) == len(row) for row in region.members.trade.tolist())
    assert len(world.trades.keys) == len(set(world.trades.keys)) == 60
    assert set(world.trades.keys) <= set(PROFESSIONS)


def test_the_first_members_may_be_given_their_work_and_the_rest_is_drawn():
    works = ("mediator", "realtor", "immigration-attorney")
    world = World(40, 1, 1, QUICK, works)
    (lived_through,) = world.regions()
    keys = [[world.trades.keys[trade] for trade in row] for row in lived_through.members.trade.tolist()]
    assert tuple(keys[0][:3]) == works
    assert all(len(set(row)) == len(row) for row in keys)
    assert len(set(world.trades.keys)) == 60 and set(works) <= set(world.trades.keys)
    assert world.trades.spheres.tolist() == World(40, 1, 1, QUICK).trades.spheres.tolist()
    for wrong in (("realtor", "realtor"), tuple(world.trades.keys[:21])):
        with pytest.raises(ValueError, match="each line of work sits once"):
            World(40, 1, 1, QUICK, wrong)


def test_what_is_true_lies_within_its_bounds(region):
    there = region.members.there
    both = there[:, :, None] & there[:, None, :]
    assert (region.depth[both] >= DEFAULT.least_depth - 1e-12).all() and (region.depth[both] <= 1.0).all()
    assert (region.taught >= 0.0).all() and (region.taught <= 1.0).all()
    assert np.allclose(region.depth, region.depth.transpose(0, 2, 1))
    assert ((region.referrals.value > 0) == region.referrals.won).all()
    assert (region.referrals.days >= 1).all()


def test_happenings_come_oldest_first_within_the_weeks_watched_and_by_day(region):
    for events in (region.referrals, region.one_to_ones):
        assert (np.diff(events.at) >= 0).all()
        assert events.at.min() >= 0 and events.at.max() < 30 * WEEK
        assert (events.at % (24 * 60) >= 8 * 60).all() and (events.at % (24 * 60) < 18 * 60).all()
        assert (events.at // (24 * 60) % 7 < 5).all()


def test_meeting_one_to_one_leads_to_referrals_and_takers_give_less(region):
    flat = region.members
    given = np.bincount(region.referrals.giver, minlength=310)
    taker = flat.taker[flat.there]
    assert given[taker].mean() < 0.5 * given[~taker].mean()
    met = np.zeros((310, 310), bool)
    met[region.one_to_ones.began, region.one_to_ones.other] = True
    referred = np.zeros((310, 310), bool)
    referred[region.referrals.giver, region.referrals.receiver] = True
    assert referred[met | met.T].mean() > 2 * referred[~(met | met.T)].mean()


def test_about_a_third_goes_to_other_chapters_unless_there_is_none(region):
    chapter = region.referrals.giver // 31 != region.referrals.receiver // 31
    assert 0.3 < chapter.mean() < 0.4
    alone = lived(31)[0].referrals
    assert len(alone.at) > 20


def test_two_are_enough_and_one_is_not():
    assert len(lived(2, weeks=40)[0].referrals.at) > 0
    for wrong in ({"size": 1}, {"weeks": 0}, {"seed": -1}):
        with pytest.raises(ValueError):
            World(**({"size": 5, "weeks": 5, "seed": 5} | wrong))


def test_where_all_are_of_one_chapter_a_far_receiver_is_not_made_up():
    """Two chapters of which one is nearly empty: who draws only their own chapter four times gives nobody."""
    region = lived(32, weeks=20)[0]
    assert (region.referrals.giver != region.referrals.receiver).all()


def test_neighbours_in_number_have_different_names():
    assert len({name(number) for number in range(COUNT)}) == COUNT
    assert name(5) == name(5 + COUNT)
