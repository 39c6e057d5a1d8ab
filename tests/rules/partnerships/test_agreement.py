"""The life of an agreement: nobody signs what they did not see, and nothing happens out of order."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grapevine.domain.partnerships.rules import agreement, check_ins
from grapevine.domain.partnerships.rules.agreement import LIVING, OPEN, Move, Standing, State
from grapevine.domain.partnerships.rules.terms import Side

TODAY = date(2026, 3, 2)
OWNER, PARTNER = Side.OWNER, Side.PARTNER


def do(standing: Standing, move: Move, side: Side, **more: object) -> Standing:
    assert agreement.refusal(standing, move, side) == ""
    return agreement.after(standing, move, side, today=TODAY, **more)  # type: ignore[arg-type]


def proposed() -> Standing:
    return agreement.proposal(OWNER, TODAY)


def active() -> Standing:
    return do(proposed(), Move.SIGN, PARTNER)


def test_it_is_in_force_when_both_signed_the_same_wording() -> None:
    assert proposed().waits_for() is PARTNER
    assert agreement.proposal(PARTNER, TODAY).waits_for() is OWNER
    assert active().state is State.ACTIVE and active().in_force == 1 and active().waits_for() is None


def test_another_wording_from_the_partner_waits_for_the_owner() -> None:
    changed = do(proposed(), Move.CHANGE, PARTNER)
    assert changed.state is State.PROPOSED and changed.waits_for() is OWNER
    assert agreement.refusal(changed, Move.SIGN, PARTNER) == "You have signed this wording already."
    assert do(changed, Move.SIGN, OWNER).in_force == 2


def test_nobody_signs_a_wording_they_did_not_read() -> None:
    changed = do(proposed(), Move.CHANGE, OWNER)
    assert "has changed since" in agreement.refusal(changed, Move.SIGN, PARTNER, version=1)
    assert agreement.refusal(changed, Move.SIGN, PARTNER, version=2) == ""


def test_a_change_of_a_living_agreement_leaves_the_old_wording_in_force_until_it_is_signed() -> None:
    changed = do(active(), Move.CHANGE, OWNER)
    assert changed.state is State.ACTIVE and changed.in_force == 1 and changed.waits_for() is PARTNER
    assert do(changed, Move.SIGN, PARTNER).in_force == 2


@pytest.mark.parametrize(("move", "side"), [(Move.DECLINE, PARTNER), (Move.WITHDRAW, OWNER)])
def test_a_change_that_falls_away_leaves_the_agreement_signed_and_its_number_used(move: Move, side: Side) -> None:
    back = do(do(active(), Move.CHANGE, OWNER), move, side)
    assert (back.state, back.version, back.in_force, back.waits_for()) == (State.ACTIVE, 1, 1, None)
    assert do(back, Move.CHANGE, PARTNER).version == 3


def test_a_proposal_is_declined_by_whom_it_asks_and_taken_back_by_who_made_it() -> None:
    assert do(proposed(), Move.DECLINE, PARTNER).state is State.DECLINED
    assert do(proposed(), Move.WITHDRAW, OWNER).state is State.WITHDRAWN
    assert "take it back instead" in agreement.refusal(proposed(), Move.DECLINE, OWNER)
    assert "proposed yourself" in agreement.refusal(proposed(), Move.WITHDRAW, PARTNER)
    assert "proposed yourself" in agreement.refusal(active(), Move.WITHDRAW, OWNER)
    assert agreement.refusal(proposed(), Move.PROPOSE, OWNER) == "It is proposed already."


def test_only_what_both_signed_pauses_is_checked_and_ends() -> None:
    for move in (Move.CHECK_IN, Move.END):
        assert "both have signed" in agreement.refusal(proposed(), move, OWNER)
    assert "in force" in agreement.refusal(proposed(), Move.PAUSE, OWNER)
    assert "does not pause" in agreement.refusal(active(), Move.RESUME, OWNER)
    paused = do(active(), Move.PAUSE, PARTNER, until=TODAY + timedelta(days=30))
    assert paused.state is State.PAUSED and do(paused, Move.RESUME, OWNER).state is State.ACTIVE
    assert do(paused, Move.END, OWNER).state is State.ENDED
    assert do(active(), Move.CHECK_IN, OWNER) == active()


def test_what_is_over_stays_over_and_says_why() -> None:
    over = do(active(), Move.END, PARTNER)
    for move in Move:
        assert agreement.refusal(over, move, OWNER) == "This agreement is over; begin a new one."


def test_a_proposal_runs_out_and_a_pause_ends_by_itself() -> None:
    last = TODAY + timedelta(days=agreement.ANSWER_DAYS)
    assert agreement.now_standing(proposed(), last).state is State.PROPOSED
    assert agreement.now_standing(proposed(), last + timedelta(days=1)).state is State.EXPIRED
    paused = do(active(), Move.PAUSE, OWNER, until=TODAY + timedelta(days=5))
    assert agreement.now_standing(paused, TODAY + timedelta(days=4)).state is State.PAUSED
    assert agreement.now_standing(paused, TODAY + timedelta(days=5)).state is State.ACTIVE
    assert agreement.now_standing(replace(paused, paused_until=None), date.max).state is State.PAUSED


@given(st.lists(st.tuples(st.sampled_from(list(Move)), st.sampled_from(list(Side))), max_size=30))
def test_whatever_is_tried_in_force_is_only_what_both_signed(steps: list[tuple[Move, Side]]) -> None:
    standing, read = proposed(), {1: {OWNER}}
    for move, side in steps:
        if agreement.refusal(standing, move, side):
            continue
        standing = agreement.after(standing, move, side, today=TODAY)
        if move in (Move.CHANGE, Move.SIGN):
            read.setdefault(standing.version, set()).add(side)
        assert standing.version <= standing.latest
        if standing.state in LIVING:
            assert read[standing.in_force] == {OWNER, PARTNER}
        if standing.state not in OPEN:
            assert standing.waits_for() is None


def test_a_look_together_is_due_a_week_ahead() -> None:
    due = agreement.next_check_in(TODAY, 30)
    assert due == date(2026, 4, 1)
    assert not check_ins.due(due, due - timedelta(days=8)) and check_ins.due(due, due - timedelta(days=7))
    assert not check_ins.due(None, TODAY)


def test_a_check_in_says_whether_the_part_was_kept() -> None:
    assert check_ins.faults(check_ins.Answers("yes", step="Call Ben")) == []
    wrong = check_ins.faults(check_ins.Answers("perhaps", helped="x" * 1_001))
    assert [field for field, _ in wrong] == ["kept", "helped"]
