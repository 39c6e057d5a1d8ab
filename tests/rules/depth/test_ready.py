"""Ready to ask: each condition by itself, their order, and the share that lets an older give count."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grapevine.domain.depth.rules import ready
from grapevine.domain.depth.rules.ready import Facts, give_share, thanks_owed, verdict

TODAY = 20_000.0
#: Leah and Dana, as they should be: deep, alive on both sides, Leah gave last week and owes nothing.
FINE = Facts(depth=61.0, evident=True, gave_at=TODAY - 7, share=0.6, asked_at=TODAY - 90,
             referral_at=TODAY - 60, thanked_at=TODAY - 50)  # fmt: skip
#: Each condition, broken on its own.
BROKEN = {
    ready.DEPTH: {"depth": 34.9},
    ready.EVIDENCE: {"evident": False},
    ready.GAVE: {"gave_at": TODAY - 181, "share": 0.39},
    ready.ASKED: {"asked_at": TODAY - 30},
    ready.THANKS: {"thanked_at": TODAY - 61},
}
days = st.none() | st.floats(TODAY - 2000, TODAY)
anything = st.builds(
    Facts,
    depth=st.none() | st.floats(0, 100),
    evident=st.booleans(),
    gave_at=days,
    share=st.none() | st.floats(0, 1),
    asked_at=days,
    referral_at=days,
    thanked_at=days,
)
happenings = st.lists(st.tuples(st.floats(TODAY - 2000, TODAY), st.floats(0.5, 1.5)), max_size=12)


def test_a_deep_tie_in_which_you_give_is_ready() -> None:
    said = verdict(FINE, TODAY)

    assert said.ready and said.missing is None
    assert said.reason and said.step


def test_every_condition_has_a_break_of_its_own() -> None:
    assert tuple(BROKEN) == ready.CONDITIONS


@pytest.mark.parametrize("condition", ready.CONDITIONS)
def test_each_condition_alone_says_not_yet_and_names_itself(condition: str) -> None:
    said = verdict(replace(FINE, **BROKEN[condition]), TODAY)

    assert (said.ready, said.missing) == (False, condition)
    assert said.reason and said.step == ready.STEPS[condition]


@pytest.mark.parametrize("first", range(len(ready.CONDITIONS)))
def test_of_several_gaps_the_first_is_named(first: int) -> None:
    broken: dict[str, object] = {}
    for condition in ready.CONDITIONS[first:]:
        broken |= BROKEN[condition]

    assert verdict(replace(FINE, **broken), TODAY).missing == ready.CONDITIONS[first]


def test_a_stranger_is_too_soon_to_ask_and_is_told_so_without_a_number() -> None:
    said = verdict(Facts(), TODAY)

    assert said.missing == ready.DEPTH
    assert said.reason == "Nothing between you is measured yet."


def test_the_number_shown_never_reaches_the_bar_it_missed() -> None:
    assert "34 of 100" in verdict(replace(FINE, depth=34.99), TODAY).reason
    assert verdict(replace(FINE, depth=35.0), TODAY).ready


def test_who_never_gave_gives_first_whatever_was_received() -> None:
    said = verdict(replace(FINE, gave_at=None, share=None), TODAY)

    assert said.missing == ready.GAVE
    assert said.reason == "You have not given them anything yet."


def test_an_older_give_counts_while_it_is_a_fair_share() -> None:
    long_ago = replace(FINE, gave_at=TODAY - 400)

    assert verdict(replace(long_ago, share=0.4), TODAY).ready
    assert verdict(replace(long_ago, share=0.39), TODAY).missing == ready.GAVE
    assert verdict(replace(long_ago, share=None), TODAY).missing == ready.GAVE
    assert verdict(replace(FINE, gave_at=TODAY - 180, share=0.1), TODAY).ready


@pytest.mark.parametrize(("ago", "words"), [(0, "today"), (1, "yesterday"), (12, "12 days ago"), (30, "30 days ago")])
def test_an_ask_of_the_last_thirty_days_rests(ago: int, words: str) -> None:
    said = verdict(replace(FINE, asked_at=TODAY - ago), TODAY)

    assert said.missing == ready.ASKED
    assert said.reason.startswith(f"You asked for something {words};")


def test_after_thirty_days_one_may_ask_again() -> None:
    assert verdict(replace(FINE, asked_at=TODAY - 30.01), TODAY).ready


def test_a_referral_wants_thanks_and_one_thanks_answers_for_all_before_it() -> None:
    assert thanks_owed(TODAY - 5, None)
    assert thanks_owed(TODAY - 5, TODAY - 6)
    assert not thanks_owed(TODAY - 5, TODAY - 5)
    assert not thanks_owed(None, None)


def test_with_nothing_between_them_the_share_is_one_half() -> None:
    assert give_share([], [], TODAY) == 0.5


def test_the_share_of_one_give_is_shrunk_towards_one_half() -> None:
    assert give_share([(TODAY, 1.0)], [], TODAY) == pytest.approx(3 / 5)
    assert give_share([], [(TODAY, 1.0)], TODAY) == pytest.approx(2 / 5)


def test_half_a_year_halves_what_was_given() -> None:
    assert give_share([(TODAY - 180, 2.0)], [(TODAY, 1.0)], TODAY) == pytest.approx(0.5)


@given(anything)
def test_every_verdict_has_a_reason_and_a_step_and_names_a_gap_exactly_when_there_is_one(facts: Facts) -> None:
    said = verdict(facts, TODAY)

    assert said.ready == (said.missing is None)
    assert said.reason.endswith(".") and said.step.endswith(".")


@given(anything, st.floats(0, 100))
def test_more_depth_never_makes_it_less_ready(facts: Facts, depth: float) -> None:
    deeper = replace(facts, depth=max(depth, facts.depth or 0.0))

    assert verdict(deeper, TODAY).ready >= verdict(facts, TODAY).ready


@given(anything)
def test_giving_today_never_makes_it_less_ready(facts: Facts) -> None:
    assert verdict(replace(facts, gave_at=TODAY), TODAY).ready >= verdict(facts, TODAY).ready


@given(happenings, happenings)
def test_the_share_lies_between_none_and_all_and_both_sides_make_one(
    gave: list[tuple[float, float]], got: list[tuple[float, float]]
) -> None:
    mine, theirs = give_share(gave, got, TODAY), give_share(got, gave, TODAY)

    assert 0.0 < mine < 1.0
    assert mine + theirs == pytest.approx(1.0)
