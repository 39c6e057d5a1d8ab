"""Where a depth comes from: contributions by kind add up, and the sentence names the largest two."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grapevine.domain.depth.rules import score
from grapevine.domain.depth.rules.evidence import Contribution, Evidence, Happening, evidence, sentence, sums_by_kind
from grapevine.domain.depth.rules.ledger import sums_of
from grapevine.domain.depth.rules.sums import Event
from grapevine.domain.depth.rules.tempo import STANDARD
from tests.rules.depth.histories import LAST, WEIGHTS, moments, numbers, tempos

TODAY = 20_600.0
KINDS = st.sampled_from(["message", "one_to_one", "referral", "rating"])
happenings = st.lists(st.builds(Happening, KINDS, moments, WEIGHTS, WEIGHTS, st.booleans()), max_size=10)


def touch(kind: str, ago: float, mine: float, theirs: float) -> Happening:
    return Happening(kind, TODAY - ago, mine, theirs, once_a_day=True)


def told(*found: Happening) -> str:
    return sentence(evidence(sums_by_kind(found, STANDARD), TODAY, STANDARD))


def test_nothing_recorded_is_said_so():
    assert told() == "Nothing recorded yet."


def test_the_two_largest_kinds_are_named_largest_first():
    coffee = [touch("one_to_one", 30.0 * month, 3.0, 3.0) for month in range(5)]
    calls = [touch("call", 30.0 * month + 9, 2.0, 2.0) for month in range(3)]
    assert told(touch("message", 3, 1.0, 0.0), *calls, *coffee) == "Mostly from one-to-ones and calls."


def test_a_stream_from_one_side_is_said_to_be_one_sided():
    assert told(*(touch("message", day, 1.0, 0.0) for day in range(30))) == "Mostly from messages; mostly one-sided."
    assert told(*(touch("message", day, 0.0, 1.0) for day in range(30))) == "Mostly from messages; mostly one-sided."


def test_a_kind_without_its_own_wording_is_named_by_its_word():
    assert sentence(Evidence((Contribution("support", 1.0, 1.0),), False)) == "Mostly from support."
    assert sentence(Evidence((Contribution("board_game", 1.0, 1.0),), False)) == "Mostly from board game."


def test_on_one_day_only_the_strongest_kind_is_credited_in_each_direction():
    kinds = sums_by_kind([touch("message", 0.2, 1.0, 0.0), touch("meal", 0.4, 3.0, 3.0)], STANDARD)
    assert list(kinds) == ["meal"]


def test_two_kinds_of_one_weight_on_one_day_are_credited_the_same_in_any_order():
    lunch, visit = touch("meal", 0.2, 3.0, 3.0), touch("visit", 0.4, 3.0, 3.0)
    assert sums_by_kind([lunch, visit], STANDARD) == sums_by_kind([visit, lunch], STANDARD)


def test_a_referral_on_the_day_of_a_lunch_counts_beside_it():
    kinds = sums_by_kind([touch("meal", 0.2, 3.0, 3.0), Happening("referral", TODAY, 3.0, 0.0)], STANDARD)
    assert set(kinds) == {"meal", "referral"}


@given(happenings, tempos)
def test_the_contributions_add_up_to_the_whole(history, tempo):
    found = evidence(sums_by_kind(history, tempo), LAST, tempo)
    whole = sums_of(
        touches=[Event(h.at, h.mine, h.theirs) for h in history if h.once_a_day],
        gives=[Event(h.at, h.mine, h.theirs) for h in history if not h.once_a_day],
        tempo=tempo,
    )
    assert sum(one.mass for one in found.contributions) == pytest.approx(score.mass(whole, LAST, tempo), abs=1e-12)
    shares = [one.share for one in found.contributions]
    assert shares == sorted(shares, reverse=True)
    assert not shares or sum(shares) == pytest.approx(1.0)


@given(happenings, tempos)
def test_the_kinds_together_are_the_sums_of_the_ledger(history, tempo):
    kinds = sums_by_kind([h for h in history if not h.once_a_day], tempo)
    whole = sums_of(touches=[], gives=[Event(h.at, h.mine, h.theirs) for h in history if not h.once_a_day], tempo=tempo)
    for place in range(4):
        by_kind = sum(numbers(score.brought_to(sums, LAST, tempo))[place] for sums in kinds.values())
        expected = numbers(score.brought_to(whole, LAST, tempo))[place]
        assert by_kind == pytest.approx(expected, rel=1e-9, abs=1e-9)
