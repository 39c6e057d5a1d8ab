"""Requests go step by step, firms have many spellings, and letters leave a way out."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grapevine.domain.network.rules.introductions import letters
from grapevine.domain.network.rules.introductions.firms import firm_key
from grapevine.domain.network.rules.introductions.requests import (
    ASKER,
    BY,
    GO_BETWEEN,
    OVER,
    STATES,
    Request,
    steps,
    wish_state,
)

DAY = datetime(2026, 3, 2, 9, tzinfo=UTC)


def test_a_member_answers_for_themselves():
    assert steps("asked", GO_BETWEEN, member=True) == ("agreed", "not_now", "declined")
    assert steps("asked", ASKER, member=True) == ("withdrawn",)
    assert steps("introduced", GO_BETWEEN, member=True) == ()
    assert steps("introduced", ASKER, member=True) == ("met",)


def test_the_asker_keeps_the_account_of_somebody_outside():
    assert steps("asked", ASKER, member=False) == ("agreed", "not_now", "declined", "withdrawn", "introduced")
    assert steps("asked", GO_BETWEEN, member=False) == ()


def test_through_a_member_nobody_is_introduced_before_the_one_to_meet_has_agreed():
    before = {state for state in STATES for by in BY if "introduced" in steps(state, by, member=True)}
    assert before == {"consented"}


@given(st.lists(st.tuples(st.sampled_from(BY), st.integers(0, 5)), max_size=12), st.booleans())
def test_whatever_is_said_a_request_ends_and_stays_ended(said, member):
    state = "drafted"
    for by, which in said:
        following = steps(state, by, member=member)
        assert state not in OVER or not following
        assert set(following) <= set(STATES)
        state = following[which % len(following)] if following else state


@pytest.mark.parametrize(
    ("states", "stands"),
    [
        ([], "looking"),
        (["drafted", "declined", "withdrawn"], "looking"),
        (["declined", "not_now"], "asked"),
        (["consented", "introduced"], "introduced"),
        (["met", "asked"], "met"),
    ],
)
def test_a_wish_stands_where_the_furthest_of_its_requests_stands(states, stands):
    rows = [Request(state, DAY + timedelta(days=at)) for at, state in enumerate(states)]
    assert wish_state(rows, DAY, None)[0] == stands
    assert wish_state(rows, DAY, DAY + timedelta(days=9)) == ("given_up", DAY + timedelta(days=9))


def test_a_wish_stands_so_since_the_first_of_its_requests_came_that_far():
    rows = [Request("asked", DAY + timedelta(days=3)), Request("agreed", DAY + timedelta(days=1))]
    assert wish_state(rows, DAY, None) == ("asked", DAY + timedelta(days=1))
    assert wish_state([], DAY, None) == ("looking", DAY)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Whitcomb & Lowe, LLP", "whitcomb and lowe"),
        ("Okafor Homes Inc.", "OKAFOR HOMES"),
        ("Müller GmbH & Co. KG", "Muller"),
        ("A.B.C. Limited", "ABC Ltd"),
    ],
)
def test_spellings_of_one_firm_have_one_key(one, other):
    assert firm_key(one) == firm_key(other) != ""


def test_another_name_is_another_firm_and_self_employed_is_none():
    assert firm_key("Lowe & Whitcomb") != firm_key("Whitcomb & Lowe")
    assert firm_key("Co") == "co"
    assert firm_key("Self-employed") == firm_key("  ") == firm_key("N/A") == ""


FACTS = letters.Facts("Leah Marchetti", "Family-law attorney", "Dana Whitcomb", "Carla Ortiz", "Judge, County Court",
                      "She writes on mediation.", "I believe you know each other.")  # fmt: skip


def test_a_request_says_who_whom_why_and_leaves_a_way_out():
    text = letters.request(FACTS)
    for part in ("Dear Dana", "Carla Ortiz (Judge, County Court)", "I believe you know each other.",
                 "She writes on mediation.\n", "just say no", "ask Carla first",
                 "Leah Marchetti, Family-law attorney"):  # fmt: skip
        assert part in text


def test_what_is_not_known_is_left_for_the_member_to_write():
    text = letters.request(letters.Facts("Leah", "", "", "Carla"))
    assert "Why Carla: (a sentence of yours)" in text
    assert "If you two do not know each other, forget this letter." in text
    assert text.endswith("Thank you\nLeah")


def test_what_nobody_wrote_is_left_out_of_the_letter():
    text = letters.without_blanks(letters.request(letters.Facts("Leah", "", "Dana", "Carla")))
    assert "(" not in text
    assert text.startswith("Dear Dana")
    assert text.endswith("Leah")
    assert letters.without_blanks("Dear Dana,\n\n(as ever) yours") == "Dear Dana,\n\n(as ever) yours"


def test_the_one_to_meet_is_asked_before_any_address_passes():
    assert "Until you say yes, Leah gets no address of yours" in letters.consent(FACTS)
    assert "The reason, in short: She writes on mediation.\n" in letters.consent(FACTS)
    assert "reason, in short" not in letters.consent(letters.Facts("Leah", "", "Dana", "Carla"))
    both = letters.introduction(FACTS)
    assert "Dear Carla, dear Leah" in both
    assert "Carla Ortiz, Judge, County Court, meet Leah Marchetti, Family-law attorney" in both
    assert "Carla, meet Leah." in letters.introduction(letters.Facts("Leah", "", "Dana", "Carla"))


@pytest.mark.parametrize(("name", "called"), [
    ("Carla Ortiz", "Carla"), ("Judge Carla Ortiz", "Carla"), ("Prof. Dr. Samira Haddad", "Samira"),
    ("Dr. Haddad", "Dr. Haddad"), ("王芳", "王芳"), ("Judge", "Judge"), ("", ""),
])  # fmt: skip
def test_nobody_is_called_by_their_title_alone(name, called):
    assert letters.first(name) == called
