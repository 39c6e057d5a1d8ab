"""Who agreed to stand there by name, what a machine writes, and how far a client's words go."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grapevine.domain.stories.rules import consent, testimonials
from grapevine.domain.stories.rules.comments import TEXT_MAX, Sent, Verdict, judge
from grapevine.domain.stories.rules.consent import Consent, Standing, named, refusal
from grapevine.domain.stories.rules.telling import Reach, covers
from grapevine.domain.stories.rules.testimonials import State, checked, shown
from grapevine.kit.errors import Refused

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
KIND = Sent("Ravi", "ravi@mehta.example", "Glad it is written down.", seconds=30.0)


@given(
    how=st.sampled_from(Consent), agreed=st.sampled_from(Reach), where=st.sampled_from(Reach),
    seen=st.integers(1, 3), wording=st.integers(1, 3),
)  # fmt: skip
def test_a_name_stands_only_with_a_yes_to_this_text_and_this_reach(how, agreed, where, seen, wording) -> None:
    may = how is Consent.GIVEN and seen == wording and covers(agreed, where)
    assert named(Standing(how, agreed, seen), where, wording) is may


def test_that_they_agreed_is_told_with_how_and_not_from_the_future() -> None:
    assert refusal(" ", None, NOW).startswith("Say how they agreed")
    assert refusal("On the phone", NOW + timedelta(hours=1), NOW) == "They cannot have agreed at a time to come."
    assert refusal("On the phone", NOW, NOW) == "" == refusal("On the phone", None, NOW)


def test_a_link_waits_for_its_answer_and_stays_open_once_answered() -> None:
    late = NOW + timedelta(days=consent.DAYS)
    assert consent.opens(NOW, False, late - timedelta(seconds=1)) and not consent.opens(NOW, False, late)
    assert consent.opens(NOW, True, late + timedelta(days=999)) and not consent.opens(None, False, NOW)
    assert testimonials.opens(NOW, State.GIVEN, late + timedelta(days=999))
    assert not testimonials.opens(NOW, State.ASKED, NOW + timedelta(days=testimonials.DAYS))
    assert testimonials.opens(NOW, State.ASKED, NOW)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": " "}, "name"), ({"email": "ravi@"}, "email"), ({"text": " "}, "text"),
        ({"text": "x" * (TEXT_MAX + 1)}, "text"), ({"text": "https://a.example www.b.example"}, "text"),
        ({"seconds": None}, "text"), ({"seconds": 2.0}, "text"), ({"seconds": 90_000.0}, "text"),
    ],
)  # fmt: skip
def test_what_a_human_may_mend_is_said_at_its_field(changes: dict, field: str) -> None:
    verdict, where, why = judge(Sent(**{**{name: getattr(KIND, name) for name in Sent.__slots__}, **changes}))
    assert (verdict, where) == (Verdict.MEND, field) and why


def test_a_kind_line_is_taken_also_with_one_address_and_a_machine_learns_nothing() -> None:
    assert judge(KIND) == (Verdict.TAKE, "", "")
    assert judge(Sent("Ravi", "ravi@mehta.example", "See https://a.example", seconds=5.0))[0] is Verdict.TAKE
    assert judge(Sent("Ravi", "ravi@mehta.example", "Buy!", trap="x", seconds=0.1)) == (Verdict.DROP, "", "")


def test_words_are_kept_whole_with_a_name_and_a_reach() -> None:
    assert checked(" She listened.\r\nTwice. ", " Y. T. ", "chapter") == testimonials.Words(
        "She listened.\nTwice.", "Y. T.", Reach.CHAPTER
    )
    for said, field in (
        (("", "Y. T.", "public"), "text"), (("x" * 1_201, "Y. T.", "public"), "text"),
        (("x", " ", "public"), "name"), (("x", "y" * 81, "public"), "name"), (("x", "Y. T.", "world"), "reach"),
    ):  # fmt: skip
        with pytest.raises(Refused) as refused:
            checked(*said)
        assert refused.value.field == field


@given(state=st.sampled_from(State), agreed=st.sampled_from(Reach), chosen=st.sampled_from(Reach))
def test_words_never_stand_further_than_their_writer_lets_them(state: State, agreed: Reach, chosen: Reach) -> None:
    for where in (Reach.CHAPTER, Reach.PUBLIC):
        stands = shown(state, agreed, chosen, where)
        assert stands is (state is State.GIVEN and covers(agreed, where) and covers(chosen, where))
    assert not shown(state, agreed, chosen, Reach.PRIVATE)
