"""Promises in a line: whose, to whom, what, and by which day, which always lies ahead."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grapevine.domain.network.rules.line import due
from grapevine.domain.network.rules.line.describe import said
from tests.examples import tried
from tests.rules.network.line_corpus import read

#: The Friday of the corpus.
TODAY = date(2026, 3, 20)
DAYS = st.dates(date(1990, 1, 1), date(2090, 1, 1))
PIECES = [
    "by", "on", "next", "this", "last", "end of", "the", "in", "within", "tomorrow", "week", "weeks", "month", "year",
    "day", "days", "friday", "mon", "1", "2", "29", "31", "30th", "a", "three", "feb", "march", "december", "2/29",
    "31/12",
]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("by Friday", "2026-03-27"),
        ("by next Tuesday morning", "2026-03-24"),
        ("on wednesday", "2026-03-25"),
        ("tomorrow", "2026-03-21"),
        ("by the end of the day", "2026-03-20"),
        ("next week", "2026-03-27"),
        ("by next month", "2026-04-30"),
        ("by the end of the month", "2026-03-31"),
        ("this week", "2026-03-20"),
        ("by the end of the year", "2026-12-31"),
        ("within two weeks", "2026-04-03"),
        ("in 10 days", "2026-03-30"),
        ("in a month", "2026-04-20"),
        ("by 3 April", "2026-04-03"),
        ("before March 1st", "2027-03-01"),
        ("by 4/1", "2026-04-01"),
        ("by 31 February", None),
        ("in 300 weeks", None),
        ("last Friday", None),
        ("some day", None),
    ],
)
def test_a_promise_has_the_day_that_is_said(words, day):
    found = due.day(words.lower(), 0, len(words), TODAY, False)
    assert (str(found[0]) if found else None) == day


def test_a_day_is_read_in_the_order_of_the_member():
    assert due.day("by 1/4", 0, 6, TODAY, True)[0] == due.day("by 4/1", 0, 6, TODAY, False)[0] == date(2026, 4, 1)


@tried(150)
@given(st.lists(st.sampled_from(PIECES), max_size=6).map(" ".join), DAYS, st.booleans())
def test_a_promise_is_never_due_in_the_past(words, today, day_first):
    found = due.day(words, 0, len(words), today, day_first)
    assert found is None or today <= found[0] <= today + timedelta(days=3653)


@pytest.mark.parametrize(
    ("line", "sentences"),
    [
        ("promised to send Dana the contract by Friday",
         ["You promised Dana Whitcomb: send Dana the contract, by Friday 27 March 2026."]),
        ("Ben promised to introduce me to a banker", ["Ben Okafor promised you: introduce me to a banker."]),
        ("I owe Tom a reference", ["You promised Tom Halloran: a reference."]),
        ("promised a lead", ["You promised somebody: a lead."]),
    ],
)  # fmt: skip
def test_a_promise_is_said_back(line, sentences):
    assert said(read(line)) == sentences


def test_a_promise_is_neither_a_touch_nor_a_give_and_leaves_the_rest_of_the_line_alone():
    found = read("coffee with Tom yesterday 1h, promised to email him the deck next week and gave him a lead")
    assert [(made.by, made.what, made.due, [each.name for each in made.people]) for made in found.promises] == [
        ("me", "email him the deck", date(2026, 3, 27), ["Tom Halloran"])
    ]
    assert (found.kind, found.minutes, found.at.day) == ("one_to_one", 60, 19)
    assert [gave.kind for gave in found.gives] == ["referral"]
    assert found.unsure == () and found.note == ""


def test_what_was_promised_before_is_kept_and_not_promised_again():
    for line in ("the deck I promised", "the deck as promised", "the link he had promised me"):
        assert read(f"sent Tom {line}").promises == ()


def test_when_it_was_promised_is_not_when_it_is_due():
    found = read("promised Dana yesterday to look over her lease")
    assert (found.at.date(), found.promises[0].due) == (date(2026, 3, 19), None)
    assert datetime.fromisoformat("2026-03-20T18:30").hour == read("promised Dana a lead").at.hour


def test_whom_it_was_promised_is_asked_where_several_may_be_meant():
    found = read("lunch with Dana and Ben, promised her the form")
    assert [(each.text, each.reason) for each in found.unsure] == [("her", "ambiguous")]
    assert found.promises[0].people == ()
    (chosen,) = (each for each in found.people if each.name == "Dana Whitcomb")
    assert read(found.text, chosen={"her": chosen}).promises[0].people == (chosen,)
    theirs = read("lunch with Dana and Ben, she said she'd send me the form")
    assert [each.text for each in theirs.unsure] == ["her"]
