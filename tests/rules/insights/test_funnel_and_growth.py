"""From a name to a client; and how a network grew over a year."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from grapevine.domain.depth.rules.sums import Event, days, fold
from grapevine.domain.depth.rules.tempo import STANDARD
from grapevine.domain.insights.rules.funnel import STEPS, Way, funnel
from grapevine.domain.insights.rules.growth import invested, shapes, snapshots
from grapevine.domain.referrals.rules.moves import Stage

NOW = datetime(2026, 3, 2, tzinfo=UTC)


def ago(number: float) -> datetime:
    return NOW - timedelta(days=number)


def way(*stages: tuple[Stage, float], partner: bool = False) -> Way:
    """Stages with how many days ago each was reached; the last one is where it stands."""
    reached = tuple((stage, ago(number)) for stage, number in stages)
    return Way(reached, reached[-1][0], reached[-1][1], partner)


SENT, ACCEPTED, CONTACTED, MET, WON = Stage.SENT, Stage.ACCEPTED, Stage.CONTACTED, Stage.MET, Stage.WON


def test_a_step_that_was_skipped_counts_as_reached():
    ways = [way((SENT, 30), (MET, 28)), way((SENT, 20), (ACCEPTED, 19), (WON, 5), partner=True), way((SENT, 3))]

    steps = {step.stage: step for step in funnel(ways, NOW)}

    assert [steps[stage].count for stage in STEPS] == [3, 2, 2, 2, 1, 1]
    assert steps[WON].partners == 1 and steps[SENT].partners == 1
    assert steps[ACCEPTED].share == pytest.approx(2 / 3) and steps[CONTACTED].share is None
    assert (steps[SENT].waiting, steps[MET].waiting, steps[WON].waiting) == (1, 1, 0)


def test_ages_are_medians_and_two_are_too_few():
    ways = [way((SENT, 30), (ACCEPTED, 30 - number)) for number in (1, 2, 9)]

    accepted = funnel(ways, NOW)[1]

    assert accepted.days == pytest.approx(2.0)
    assert accepted.waiting_days == pytest.approx(28.0)
    assert funnel(ways[:2], NOW)[1].days is None


def test_what_ended_lost_still_came_as_far_as_it_came():
    lost = way((SENT, 30), (MET, 20), (Stage.LOST, 2))

    assert [step.count for step in funnel([lost], NOW)] == [1, 1, 1, 1, 0, 0]
    assert sum(step.waiting for step in funnel([lost], NOW)) == 0
    assert [step.count for step in funnel([way((ACCEPTED, 3))], NOW)] == [1, 1, 0, 0, 0, 0]


EVENTS = [Event(days(ago(number)), 3.0, 3.0) for number in range(360, 0, -7)]
LOOKS = [days(ago(number)) for number in (365, 180, 0)]


def test_a_snapshot_is_what_the_ledger_says_up_to_that_day():
    for look, sums in zip(LOOKS, snapshots(reversed(EVENTS), LOOKS, STANDARD), strict=True):
        assert sums == fold([event for event in EVENTS if event.at <= look], STANDARD)


def test_the_shape_tells_deep_from_one_sided():
    people = {
        1: snapshots(EVENTS, LOOKS, STANDARD),
        2: snapshots([Event(event.at, 3.0, 0.0) for event in EVENTS], LOOKS, STANDARD),
    }

    told = [(shape.deep, shape.one_sided, shape.measured) for shape in shapes(people, LOOKS, STANDARD)]

    assert told == [(0, 0, 0), (1, 1, 2), (1, 1, 2)]


def test_hours_are_set_against_what_was_gained():
    people = {1: snapshots(EVENTS, LOOKS, STANDARD), 2: snapshots([], LOOKS, STANDARD)}

    found = invested(people, {1: 600, 3: 50}, LOOKS, STANDARD)

    assert [(one.who, one.minutes, one.before) for one in found] == [(1, 600, 0.0)]
    assert found[0].gained == found[0].after > 90
