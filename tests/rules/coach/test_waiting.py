"""Who waits for an answer or for thanks, as far as the ledgers can say it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from grapevine.domain.coach.rules.waiting import Gave, is_message, owed_thanks, waits_for_answer, why_answer, why_thank
from grapevine.domain.gives.rules import DIRECTIONS, GIVEN, KINDS, RECEIVED

NOW = 20_000.0


def test_a_message_of_theirs_and_a_call_that_did_not_come_to_a_talk_want_an_answer() -> None:
    assert is_message("message", "them", None) and is_message("call", "them", 2)
    assert not is_message("call", "them", 20) and not is_message("call", "them", None)
    assert not is_message("message", "me", None) and not is_message("meal", "them", None)


def test_from_the_next_day_on_for_six_weeks_until_something_of_mine_went_back() -> None:
    assert waits_for_answer(NOW - 2, NOW - 2, None, NOW)
    assert not waits_for_answer(NOW - 0.5, NOW - 0.5, None, NOW)
    assert not waits_for_answer(NOW - 46, NOW - 46, None, NOW)
    assert not waits_for_answer(NOW - 5, NOW - 1, None, NOW), "we talked since"
    assert not waits_for_answer(NOW - 5, NOW - 5, NOW - 3, NOW), "I sent them something since"
    assert waits_for_answer(NOW - 5, NOW - 5, NOW - 30, NOW)
    assert why_answer("Dana", NOW - 2, NOW) == "Dana wrote 2 days ago, and nothing has gone back since."


def test_a_referral_is_owed_thanks_whatever_else_happened_until_it_is_thanked_for() -> None:
    referral = Gave(NOW - 20, "referral", RECEIVED)
    assert owed_thanks([referral], NOW - 1, NOW) == referral
    assert owed_thanks([referral, Gave(NOW - 3, "thanks", GIVEN)], None, NOW) is None
    assert owed_thanks([referral, Gave(NOW - 30, "thanks", GIVEN)], None, NOW) == referral
    assert owed_thanks([referral], None, NOW + 80) is None
    assert owed_thanks([Gave(NOW - 20, "referral", GIVEN)], None, NOW) is None


def test_a_small_favour_is_settled_by_the_next_talk_and_after_a_month() -> None:
    idea = Gave(NOW - 10, "idea", RECEIVED)
    assert owed_thanks([idea], None, NOW) == idea
    assert owed_thanks([idea], NOW - 10, NOW) == idea
    assert owed_thanks([idea], NOW - 9, NOW) is None
    assert owed_thanks([idea], None, NOW + 21) is None
    assert owed_thanks([Gave(NOW - 1, "thanks", RECEIVED)], None, NOW) is None, "thanks are not thanked for"


def test_the_great_one_goes_before_the_newer_small_one() -> None:
    referral, idea = Gave(NOW - 20, "referral", RECEIVED), Gave(NOW - 2, "idea", RECEIVED)
    owed = owed_thanks([idea, referral], None, NOW)
    assert owed == referral
    assert why_thank("Dana", referral, NOW).startswith("Dana sent you a referral 3 weeks ago")


@given(st.lists(st.builds(Gave, st.floats(NOW - 200, NOW), st.sampled_from(KINDS), st.sampled_from(DIRECTIONS))))
def test_what_is_owed_was_received_and_came_after_the_last_thanks(between: list[Gave]) -> None:
    owed = owed_thanks(between, None, NOW)
    if owed:
        assert owed in between and owed.direction == RECEIVED
        assert all(one.at < owed.at for one in between if (one.kind, one.direction) == ("thanks", GIVEN))
        assert why_thank("Dana", owed, NOW)


@given(
    st.lists(st.builds(Gave, st.floats(NOW - 200, NOW), st.sampled_from(KINDS), st.sampled_from(DIRECTIONS))),
    st.floats(NOW - 200, NOW),
)
def test_a_touch_since_never_makes_anything_owed(between: list[Gave], last_touch: float) -> None:
    if owed_thanks(between, None, NOW) is None:
        assert owed_thanks(between, last_touch, NOW) is None
