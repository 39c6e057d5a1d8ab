"""The bench of the forecast, run small: the rows come, and the figures move the way they should."""

from __future__ import annotations

import numpy as np

from bench.methods import forecast as bench
from bench.methods.forecast_data import HISTORY, WORLDS, simulated
from tests.shared_data import needs_shared_data


def test_a_made_up_network_is_as_asked_for_and_the_same_each_time():
    deals, again = (simulated(WORLDS[0], 3) for _ in range(2))
    assert np.array_equal(deals.opened, again.opened)
    assert 20 < len(deals) / 30 / ((HISTORY + 90) / 365) * 1.0 + 10 < 40
    assert len(simulated(WORLDS[2], 3)) != len(deals)


def test_every_partner_is_judged_once_a_run():
    each, whole = bench.partners(WORLDS[-1], runs=1)
    assert (len(each.inside), len(whole.inside)) == (8, 1)
    assert len(each.pipeline) == len(each.year) == len(each.quarter) == len(each.ours) == 8


@needs_shared_data
def test_sources_learn_from_each_other():
    loss, pooled = bench.source_loss()
    assert loss < 0.57 < pooled
