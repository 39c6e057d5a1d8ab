"""The bench of the made-up world, run small: what it counts is what happened."""

from __future__ import annotations

from bench.methods.simulator import ASKED, TOGETHER, count, figures, rows
from grapevine.domain.simulation.rules.world import World


def test_every_row_of_the_table_comes_with_how_far_it_is_off():
    found = rows(members=62, weeks=26)
    assert len(found) == 4 + 2 * (len(ASKED) + len(TOGETHER))
    assert all(row.reached == row.reached for row in found)


def test_what_is_counted_is_what_happened():
    region = next(World(93, 26, 4).regions())
    counted = count(region, 26)
    assert counted.given.sum() == counted.received.sum() == len(region.referrals.at)
    assert counted.met.sum() == 2 * len(region.one_to_ones.at)
    assert counted.value == region.referrals.value.sum()
    found = figures([counted])
    pairs = 3 * 31 * 30 * 6
    assert round(found["ordered pairs with a referral in a month"] * pairs) == counted.referred.sum()
    assert counted.referred.sum() == counted.returned.sum()
