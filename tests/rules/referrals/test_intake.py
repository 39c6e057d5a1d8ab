"""The form of a public page: what is missing, and what looks like a program and not like a person."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grapevine.domain.referrals.rules.intake import (
    LINKS_MOST,
    OPEN_FOR,
    TOO_FAST,
    Said,
    Sent,
    missing,
    once_more,
    reach,
    swallowed,
)

SAID = Said("Dana Whitcomb", "dana@whitcomb.example", False, "Yuki", "+1 617 555 0111", "A will", "", True)
PERSON = Sent(40.0, "", ("Dana Whitcomb", "Yuki", "+1 617 555 0111", "A will for a firm of two"), ("Dana", "Yuki"))


@pytest.mark.parametrize("field", ["sender_name", "sender_email", "name", "contact", "need"])
def test_what_is_blank_is_asked_for(field: str) -> None:
    assert missing(replace(SAID, **{field: " "}))[0] == field


def test_whoever_needs_it_themselves_names_nobody_else_and_ticks_nothing() -> None:
    assert missing(SAID) == ("", "") and missing(replace(SAID, agreed=False))[0] == "agreed"
    assert missing(replace(SAID, self_sent=True, name="", contact="", agreed=False)) == ("", "")


def test_only_what_people_do_not_see_is_proof_of_a_program() -> None:
    assert swallowed(replace(PERSON, trap="x")) and not swallowed(replace(PERSON, trap=" "))


@given(st.floats(TOO_FAST, OPEN_FOR.total_seconds()))
def test_a_person_at_any_pace_gets_through(seconds: float) -> None:
    assert not once_more(replace(PERSON, seconds=seconds))


@given(st.none() | st.floats(max_value=TOO_FAST - 0.001) | st.floats(OPEN_FOR.total_seconds() + 1))
def test_who_was_too_quick_too_slow_or_not_given_the_form_sends_once_more(seconds: float | None) -> None:
    assert once_more(replace(PERSON, seconds=seconds))


@given(st.integers(0, 5))
def test_one_web_address_may_be_and_no_more(count: int) -> None:
    sent = replace(PERSON, texts=tuple("see https://a.example" for _ in range(count)))
    assert bool(once_more(sent)) is (count > LINKS_MOST)
    assert once_more(replace(PERSON, names=("Buy at www.win.example",)))


def test_one_field_takes_a_mail_or_a_phone() -> None:
    assert reach(" yuki@tanaka.example ") == ("yuki@tanaka.example", "") and reach("617 555") == ("", "617 555")
