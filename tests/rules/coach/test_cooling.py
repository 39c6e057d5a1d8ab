"""Who is cooling: a stage about to be lost, a rhythm that broke; and the ties that sleep."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grapevine.domain.coach.rules.cooling import awake_key, cooling, may_cool, sleeps, usual_gap, why_revive
from grapevine.domain.coach.rules.ties import Tie
from grapevine.domain.depth.rules import score
from grapevine.domain.depth.rules.tempo import STANDARD

NOW = 20_000.0


def tie(depth_then: float, quiet: float, peak: float = 0.0) -> Tie:
    """A tie of that depth at its last happening, which was a touch so many days ago."""
    last = NOW - quiet
    return Tie(1, score.key_for_depth(depth_then, last, STANDARD), last, last, peak or depth_then)


def test_a_tie_is_what_its_key_says_at_any_time() -> None:
    one = tie(60.0, 20.0)
    assert one.depth_then(STANDARD) == pytest.approx(60.0)
    assert one.depth(NOW, STANDARD) < 60.0
    assert one.depth(one.falls_below(35.0, STANDARD), STANDARD) == pytest.approx(35.0)
    assert one.at_stake(NOW, STANDARD) == pytest.approx(60.0 - one.depth(NOW + 30, STANDARD))


def test_a_trusted_tie_about_to_lose_its_stage_cools_and_says_when() -> None:
    found = cooling(tie(40.0, 15.0), None, NOW - 7, STANDARD)
    assert found is None, "eight quiet days are no silence"
    found = cooling(tie(45.0, 18.0), None, NOW, STANDARD)
    assert found and found.floor == 35.0 and found.left is not None and 0 < found.left < 14
    said = f"In {round(found.left)} days this tie no longer counts as trusted."
    assert found.reason("Dana") == f"You and Dana were last in touch 3 weeks ago. {said}"


def test_who_has_just_fallen_is_told_so_who_fell_long_ago_is_left_alone() -> None:
    found = cooling(tie(40.0, 30.0), None, NOW, STANDARD)
    assert found and found.left is not None and found.left < 0
    assert "It stopped counting as trusted" in found.reason("Dana")
    high = cooling(tie(90.0, 60.0), 60.0, NOW, STANDARD)
    assert high and high.floor == 65.0 and "close enough for referrals" in high.reason("Dana")
    assert cooling(tie(90.0, 130.0), 90.0, NOW, STANDARD) is None, "the high floor fell two months ago, no rhythm broke"


def test_a_broken_rhythm_cools_without_any_stage_at_hand() -> None:
    assert cooling(tie(99.0, 20.0), None, NOW, STANDARD) is None
    found = cooling(tie(99.0, 20.0), 7.0, NOW, STANDARD)
    assert found and found.floor is None
    assert found.reason("Dana") == "You and Dana were last in touch 3 weeks ago; usually it is every 7 days."
    assert cooling(tie(99.0, 13.0), 7.0, NOW, STANDARD) is None


def test_a_silence_no_longer_than_usual_is_no_reason_even_on_the_brink() -> None:
    assert cooling(tie(45.0, 18.0), 30.0, NOW, STANDARD) is None
    assert cooling(tie(45.0, 18.0), 18.0, NOW, STANDARD) is not None


def test_who_never_was_trusted_and_who_sleeps_does_not_cool() -> None:
    for one in (tie(34.0, 20.0), tie(60.0, 200.0)):
        assert not may_cool(one, awake_key(NOW, STANDARD), NOW, STANDARD)


def test_a_touch_starts_the_reminder_anew() -> None:
    quiet = tie(45.0, 18.0)
    assert cooling(quiet, None, NOW, STANDARD)
    assert cooling(quiet._replace(last_touch=NOW - 1.0), None, NOW, STANDARD) is None


def test_a_rhythm_needs_four_days_in_touch() -> None:
    assert usual_gap(0.0, 90.0, 4) == 30.0
    assert usual_gap(0.0, 60.0, 3) is None
    assert usual_gap(5.0, 5.0, 4) is None


def test_a_sleeping_tie_was_deep_has_faded_and_was_not_written_to_just_now() -> None:
    one = tie(20.0, 400.0, peak=71.4)
    assert sleeps(one, NOW, STANDARD)
    assert not sleeps(one._replace(peak=49.0), NOW, STANDARD)
    assert not sleeps(one._replace(last_touch=NOW - 59.0), NOW, STANDARD)
    assert not sleeps(tie(80.0, 61.0), NOW, STANDARD)
    assert why_revive(one, "Peter", NOW) == "13 months of silence, yet you and Peter were once close: 71 of 100."


@given(st.floats(30.0, 99.9), st.floats(5.0, 200.0), st.one_of(st.none(), st.floats(0.1, 400.0)))
def test_what_cools_was_trusted_is_awake_has_something_at_stake_and_says_why(
    depth: float, quiet: float, gap: float | None
) -> None:
    one = tie(depth, quiet)
    found = cooling(one, gap, NOW, STANDARD)
    if found is None:
        return
    assert depth >= 35.0 - 1e-6 and one.depth(NOW, STANDARD) >= 25.0 and quiet >= 10.0 - 1e-6
    assert 0.0 < found.at_stake <= 100.0
    assert found.reason("Dana").endswith(".")
