"""Whose turn it is, when to remind them, what came of it, and what came out of what."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grapevine.domain.referrals.rules import chains, turn
from grapevine.domain.referrals.rules.consent import Consent
from grapevine.domain.referrals.rules.figures import Row, by_key, figures
from grapevine.domain.referrals.rules.moves import OPEN, OUTCOMES, By, Stage

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def ago(days: float) -> datetime:
    return NOW - timedelta(days=days)


@given(st.sampled_from(Stage), st.sampled_from(Consent), st.booleans())
def test_somebody_has_the_turn_until_the_loop_is_closed(stage: Stage, consent: Consent, thanked: bool) -> None:
    found = turn.turn(stage, ago(1), NOW, consent=consent, thanked=thanked)
    waits = stage in OPEN or (stage in OUTCOMES and not thanked)
    assert (found.who is not None) is waits is bool(found.do)


def test_the_turn_goes_from_giver_to_prospect_to_giver_to_receiver() -> None:
    assert turn.turn(Stage.NOTED, NOW, NOW).who is By.GIVER
    assert turn.turn(Stage.NOTED, NOW, NOW, consent=Consent.ASKED).who is By.PROSPECT
    assert turn.turn(Stage.CONSENTED, NOW, NOW, consent=Consent.GIVEN).who is By.GIVER
    assert turn.turn(Stage.SENT, NOW, NOW).who is By.RECEIVER


def test_overdue_is_told_in_days_beyond_the_members_own_time() -> None:
    late = turn.turn(Stage.SENT, ago(5), NOW)
    assert (late.days, late.over_by, late.overdue) == (5, 3, True)
    assert not turn.turn(Stage.SENT, ago(5), NOW, times={Stage.SENT: 5}).overdue
    assert turn.turn(Stage.SENT, NOW + timedelta(days=1), NOW).days == 0


@given(st.integers(1, 60), st.floats(0, 2000))
def test_reminders_grow_rarer_end_and_begin_again_with_a_move(allowed: int, days: float) -> None:
    due = turn.reminders_due(ago(days), NOW, allowed)
    assert 0 <= due <= turn.REMINDERS and due <= turn.reminders_due(ago(days + 1), NOW, allowed)
    assert (due > 0) is (NOW - ago(days) > timedelta(days=allowed))
    assert turn.reminders_due(NOW, NOW, allowed) == 0


def test_days_a_stage_are_checked() -> None:
    assert turn.times_refusal({"sent": 1, "met": 365}) == ""
    assert "no days for “void”" in turn.times_refusal({"void": 3})
    for bad in (0, 366, True, "3"):
        assert "between 1" in turn.times_refusal({"sent": bad})


def test_figures_count_what_was_sent() -> None:
    rows = [
        Row(Stage.WON, closed=True, value=7_000, waits=[1]),
        Row(Stage.WON, waits=[3]),
        Row(Stage.LOST, closed=True, value=500, waits=[2]),
        Row(Stage.MET, waits=[4]),
        Row(Stage.SENT),
        Row(Stage.NOTED), Row(Stage.VOID, value=9, waits=[1]), Row(Stage.WITHDRAWN),
    ]  # fmt: skip
    found = figures(rows)
    assert (found.sent, found.accepted, found.ended, found.closed, found.won, found.value) == (5, 4, 3, 2, 2, 7_000)
    assert found.days_to_accept == pytest.approx(2.5)
    assert (found.closed_share, found.won_share) == (pytest.approx(2 / 3), pytest.approx(2 / 3))


@given(st.lists(st.tuples(st.sampled_from(Stage), st.booleans(), st.integers(0, 9), st.integers(0, 9))))
def test_figures_of_what_was_counted_together_are_those_of_each(each: list[tuple[Stage, bool, int, int]]) -> None:
    alike = {(stage, closed): [one for one in each if one[:2] == (stage, closed)] for stage, closed, _, _ in each}
    together = [
        Row(stage, len(some), closed, sum(value for *_, value, _ in some), [days for *_, days in some])
        for (stage, closed), some in alike.items()
    ]
    assert figures(together) == figures(Row(stage, 1, closed, value, [days]) for stage, closed, value, days in each)


def test_of_a_handful_no_share_is_told() -> None:
    found = figures([Row(Stage.WON, closed=True), Row(Stage.LOST)])
    assert (found.closed_share, found.won_share, found.days_to_accept) == (None, None, None)
    assert figures([]).sent == 0


def test_figures_by_partner_the_busiest_first() -> None:
    rows = [("Ben", Row(Stage.SENT)), ("Dana", Row(Stage.WON)), ("Dana", Row(Stage.MET))]
    assert [(key, each.sent) for key, each in by_key(rows).items()] == [("Dana", 2), ("Ben", 1)]


@given(st.integers(1, 40).flatmap(lambda n: st.tuples(*[st.none() | st.integers(0, max(0, i - 1)) for i in range(n)])))
def test_a_tree_holds_every_referral_once_below_its_parent(parents: tuple[int | None, ...]) -> None:
    known = {i: (None if parent == i else parent) for i, parent in enumerate(parents)}
    found = chains.tree(known, list(known))
    assert sorted(one for one, _ in found) == list(known)
    depth = dict(found)
    for one, parent in known.items():
        assert depth[one] == (0 if parent is None else depth[parent] + 1)


def test_what_came_out_of_something_elsewhere_stands_at_the_top() -> None:
    assert chains.tree({1: 99, 2: 1}, [2, 1]) == [(1, 0), (2, 1)]


def test_no_referral_comes_out_of_itself() -> None:
    parents = {1: None, 2: 1, 3: 2}
    assert chains.makes_a_circle(1, 3, parents) and chains.makes_a_circle(2, 2, parents)
    assert not chains.makes_a_circle(3, 1, parents)
    assert not chains.makes_a_circle(9, 4, {4: 5, 5: 4})
    with pytest.raises(ValueError, match="circle"):
        chains.tree({1: 2, 2: 1}, [1, 2])
