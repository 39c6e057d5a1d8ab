"""Committed under an agreement: what was sent in the last quarter against what was hoped for, of each side."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grapevine.domain.depth.rules import committed, parts
from grapevine.domain.depth.rules.tempo import TEMPOS
from grapevine.domain.network.rules.relation import Facts, weigh

AIMS = st.none() | st.integers(1, 50)
COUNTS = st.integers(0, 2_000)
QUARTER = committed.QUARTER_DAYS


def kept(my_aim: int | None = 2, given: int = 0, their_aim: int | None = 4, received: int = 0, since: int = 0) -> str:
    return committed.packed(my_aim=my_aim, given=given, their_aim=their_aim, received=received, since=since)


def test_each_side_is_measured_by_its_own_hope() -> None:
    said = kept(given=3, received=1)
    assert committed.mine(said, QUARTER) == parts.Trace(1.0, 5.0)
    assert committed.theirs(said, QUARTER) == parts.Trace(0.25, 5.0)


def test_nobody_has_failed_an_agreement_on_its_first_day() -> None:
    assert committed.theirs(kept(), 0.0) is None
    assert committed.theirs(kept(received=1), QUARTER / 2) == parts.Trace(0.5, 3.0)
    assert committed.theirs(kept(received=4), 500.0) == parts.Trace(1.0, 8.0)


@pytest.mark.parametrize("mine, theirs, text", [(None, None, ""), (3, None, "3;0;0;0;9")])
def test_without_a_number_there_is_nothing_to_measure_by(mine: int | None, theirs: int | None, text: str) -> None:
    said = kept(my_aim=mine, their_aim=theirs, since=9)
    assert said == text and committed.theirs(said, 200.0) is None
    assert (committed.mine(said, 200.0) is None) == (mine is None)


@given(AIMS, COUNTS, AIMS, COUNTS, st.integers(0, 40_000), st.floats(0, 50_000))
def test_more_sent_never_shows_less_and_the_text_is_short(
    my_aim: int | None, given: int, their_aim: int | None, received: int, since: int, at: float
) -> None:
    one = kept(my_aim, given, their_aim, received, since)
    more = kept(my_aim, given, their_aim, received + 1, since)
    assert len(one) <= committed.PACKED_MAX
    before, after = committed.theirs(one, at), committed.theirs(more, at)
    assert (before is None) == (after is None)
    if before and after:
        assert 0.0 <= before.value <= after.value <= 1.0 and after.units >= before.units >= 0.0


def test_the_agreement_speaks_before_the_share_of_the_giving() -> None:
    facts = Facts(given=9, received=1)
    tempo = TEMPOS["standard"]
    shares = weigh(facts, QUARTER, tempo).theirs
    agreed = weigh(Facts(given=9, received=1, agreed=kept(received=4)), QUARTER, tempo)
    assert shares and agreed.theirs and agreed.mine
    assert shares["committed"].trace == parts.Trace(3 / 14, 10)
    assert agreed.theirs["committed"].trace == parts.Trace(1.0, 8.0)
    assert agreed.mine["committed"].trace == parts.Trace(0.0, 2.0)
