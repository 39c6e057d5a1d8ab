"""What depth a rhythm of meetings earns: the table a reader can check against their own life. Within two points.

A stream every n days from day 0, read on day 1460. A month is 30 days, a quarter 91.
"""

from __future__ import annotations

import pytest

from grapevine.domain.depth.rules import score
from grapevine.domain.depth.rules.stage import REFERRING, SEEN, TRUSTED, stage
from grapevine.domain.depth.rules.sums import Event, fold
from grapevine.domain.depth.rules.tempo import CHAT, SLOW, STANDARD, Tempo
from grapevine.domain.gives import rules as gives
from grapevine.domain.touches import rules as touches

READ = 1460


def every(n: int, weights: tuple[float, float]) -> list[Event]:
    return [Event(float(day), *weights) for day in range(0, READ + 1, n)]


MEETING = touches.weights(touches.GROUP_MEETING)
ONE_TO_ONE = touches.weights(touches.ONE_TO_ONE)
MINE = touches.weights(touches.MESSAGE, touches.ME)
BOTH = (1.0, 1.0)
GIVEN = gives.weights(gives.REFERRAL, gives.GIVEN)
RECEIVED = gives.weights(gives.REFERRAL, gives.RECEIVED)

RHYTHMS: dict[str, tuple[list[Event], float, str]] = {
    "weekly group meeting": (every(7, MEETING), 23, SEEN),
    "quarterly one-to-one": (every(91, ONE_TO_ONE), 32, SEEN),
    "monthly one-to-one": (every(30, ONE_TO_ONE), 49, TRUSTED),
    "weekly meeting, monthly one-to-one": (every(7, MEETING) + every(30, ONE_TO_ONE), 61, TRUSTED),
    "the same, and a referral each way a month": (
        every(7, MEETING) + every(30, ONE_TO_ONE) + every(30, GIVEN) + every(30, RECEIVED), 80, REFERRING,
    ),
    "weekly one-to-one": (every(7, ONE_TO_ONE), 96, REFERRING),
    "one first one-to-one": ([Event(float(READ), *ONE_TO_ONE)], 19, SEEN),
    "weekly message both ways": (every(7, BOTH), 65, TRUSTED),
    "weekly message one way": (every(7, MINE), 5, SEEN),
    "daily message both ways": (every(1, BOTH), 100, REFERRING),
    "daily message one way": (every(1, MINE), 31, SEEN),
}


def depth_of(rhythm: str, tempo: Tempo = STANDARD, at: float = READ) -> float:
    return score.depth(fold(RHYTHMS[rhythm][0], tempo), at, tempo)


@pytest.mark.parametrize("rhythm", RHYTHMS)
def test_a_rhythm_earns_its_depth(rhythm):
    assert depth_of(rhythm) == pytest.approx(RHYTHMS[rhythm][1], abs=2)


@pytest.mark.parametrize("rhythm", RHYTHMS)
def test_a_rhythm_leads_to_its_stage(rhythm):
    history, _, expected = RHYTHMS[rhythm]
    # Weekly messages both ways end at 64.7: just short of referring.
    assert stage(depth_of(rhythm), fold(history, STANDARD), READ, STANDARD, closed_each_way=False) == expected


def test_ninety_quiet_days_take_a_good_relationship_from_61_to_24():
    assert depth_of("weekly meeting, monthly one-to-one", at=READ + 90) == pytest.approx(24, abs=2)


@pytest.mark.parametrize("rhythm", ["weekly group meeting", "monthly one-to-one", "weekly meeting, monthly one-to-one"])
def test_the_slow_tempo_keeps_the_anchors_of_meetings_and_months(rhythm):
    assert depth_of(rhythm, SLOW) == pytest.approx(RHYTHMS[rhythm][1], abs=2)


def test_the_slow_tempo_puts_a_quarterly_one_to_one_at_26():
    assert depth_of("quarterly one-to-one", SLOW) == pytest.approx(26, abs=2)


def test_the_bars_for_messages_hold_at_every_tempo():
    for tempo in (STANDARD, SLOW, CHAT):
        assert depth_of("weekly message one way", tempo) < 10
        assert depth_of("weekly message both ways", tempo) > 60
        assert depth_of("daily message one way", tempo) < 35
