"""The five ingredients a side: ratings, traces, what is not measured, and which is missing first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grapevine.domain.depth.rules import parts
from grapevine.domain.depth.rules.parts import INGREDIENTS, Part, Trace, first_missing, part
from grapevine.domain.depth.rules.tempo import SLOW, STANDARD

GOOD, POOR = Part(0.8, True), Part(0.2, True)
traces = st.one_of(st.none(), st.builds(Trace, st.floats(0, 1), st.floats(0, 50)))


def test_with_neither_rating_nor_trace_a_part_is_not_measured():
    assert part() == Part(0.4, measured=False)
    assert not part(trace=Trace(1.0, 0)).measured


def test_a_rating_alone_pulls_almost_all_the_way():
    assert part(rated=5).value == pytest.approx((3 + 0.2) / 3.5)
    assert part(rated=1).value == pytest.approx(0.2 / 3.5)
    assert part(rated=1).measured


def test_three_units_of_evidence_count_in_full_and_one_for_a_third():
    assert part(trace=Trace(1.0, 3)).value == pytest.approx((1 + 0.2) / 1.5)
    assert part(trace=Trace(1.0, 30)).value == part(trace=Trace(1.0, 3)).value
    assert part(trace=Trace(1.0, 1)).value == pytest.approx((1 / 3 + 0.2) / (1 / 3 + 0.5))


def test_a_rating_is_worth_three_times_the_traces():
    assert part(rated=5, trace=Trace(0.0, 10)).value == pytest.approx((3 + 0.2) / 4.5)
    assert part(rated=5, trace=Trace(0.0, 10)).rated == 5
    assert part(rated=5, trace=Trace(0.0, 10)).trace == Trace(0.0, 10)


def test_a_rating_outside_one_to_five_is_refused():
    with pytest.raises(ValueError, match="between 1 and 5"):
        part(rated=6)


def test_half_known_at_a_conversation_mass_of_the_tempo_s_scale():
    assert parts.know(10.0, STANDARD) == Trace(0.5, 10.0)
    assert parts.know(20.0, SLOW) == Trace(0.5, 20.0)
    assert parts.know(0.0, STANDARD) == Trace(0.0, 0.0)


def test_whoever_begins_more_often_shows_more_liking():
    assert parts.like(4, 0) == Trace(5 / 6, 4)
    assert parts.like(0, 4) == Trace(1 / 6, 4)
    assert parts.like(0, 0) == Trace(0.5, 0)


def test_trust_is_promises_kept_and_referrals_that_ended_well():
    assert parts.trust(kept=2, broken=0, closed_well=1, went_badly=0) == Trace(1.0, 4)
    assert parts.trust(kept=0, broken=1, closed_well=0, went_badly=1) == Trace(0.25, 3)
    assert not part(trace=parts.trust(kept=0, broken=0, closed_well=0, went_badly=0)).measured


def test_without_an_agreement_commitment_is_the_share_of_giving():
    assert parts.committed_by_gives(0.6, 5) == Trace(0.6, 5)


def test_the_first_missing_ingredient_is_the_first_in_their_order():
    assert INGREDIENTS == ("know", "like", "trust", "committed", "educated")
    assert first_missing(dict.fromkeys(INGREDIENTS, GOOD)) is None
    assert first_missing(dict.fromkeys(INGREDIENTS, GOOD) | {"educated": POOR, "trust": POOR}) == "trust"


def test_what_is_not_measured_or_not_there_is_missing_too():
    assert first_missing({}) == "know"
    assert first_missing(dict.fromkeys(INGREDIENTS, GOOD) | {"like": Part(0.9, measured=False)}) == "like"


def test_the_middle_of_the_scale_is_enough():
    assert first_missing(dict.fromkeys(INGREDIENTS, Part(0.5, True))) is None


@given(st.one_of(st.none(), st.floats(1, 5)), traces)
def test_a_part_lies_between_0_and_1(rated, trace):
    assert 0.0 <= part(rated, trace).value <= 1.0


@given(st.floats(1, 4), st.floats(0, 1), traces)
def test_a_better_rating_never_lowers_a_part(rated, more, trace):
    assert part(rated + more, trace).value >= part(rated, trace).value
