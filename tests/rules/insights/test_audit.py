"""The source audit: groups, the two sentences, next steps; and the five of many people at once."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grapevine.domain.depth.rules.parts import COMMITTED, EDUCATED, INGREDIENTS, KNOW
from grapevine.domain.depth.rules.sums import Side, Sums
from grapevine.domain.depth.rules.tempo import STANDARD
from grapevine.domain.gives.rules.promises import Tally
from grapevine.domain.insights.rules.audit import PARTNERS, Told, group, poisson_range, told
from grapevine.domain.insights.rules.five import columns, committed_apart, five
from grapevine.domain.insights.rules.missing_words import State, Verdict, verdict
from grapevine.domain.insights.rules.next_steps import ASK, KEEP, step
from grapevine.domain.insights.rules.two_questions import Answer, answer, questions
from grapevine.domain.network.rules.relation import THEIRS, Facts, weigh

ALL = (True,) * 5
counts = st.integers(0, 40)
# What is not named here stays as it is by itself: of a named tuple hypothesis would make up every field.
facts = st.builds(
    lambda **named: Facts(**named),
    sums=st.builds(
        lambda theirs, at: Sums(theirs=theirs, at=at),
        st.builds(Side, st.floats(0, 50), st.floats(0, 50)), st.none() | st.floats(19_000, 20_000),
    ),
    begun_by_me=counts, begun_by_them=counts, given=counts, received=counts,
    their_rating=st.none() | st.integers(1, 5),
)  # fmt: skip


def row(one: Facts) -> tuple[float | None, ...]:
    """A relationship as the columns are read."""
    return (one.sums.theirs.fast, one.sums.theirs.slow, one.sums.at, one.begun_by_them, one.begun_by_me, one.received,
            one.given, one.their_rating)  # fmt: skip


def alone(one: Facts) -> list[tuple[float, bool]]:
    """The five of one person, as their page tells them."""
    theirs = weigh(one, 20_000.0, STANDARD, told=THEIRS).theirs or {}
    return [(theirs[name].value, theirs[name].measured) for name in INGREDIENTS]


@settings(max_examples=25)
@given(st.lists(facts, min_size=1, max_size=4))
def test_many_at_once_are_what_each_is_on_their_own_page(people: list[Facts]):
    x, known = five(columns([*zip(*map(row, people), strict=True)], 20_000.0), {}, 20_000.0, STANDARD)

    for place, one in enumerate(people):
        assert [(pytest.approx(value), seen) for value, seen in alone(one)] == list(
            zip(x[place], known[place], strict=True)
        )


def test_whoever_said_something_is_weighed_by_the_rule_of_their_page():
    said = Facts(their_answers="5-4-2", their_corrected="----1", promises=Tally(kept_by_them=3))

    x, known = five(columns([*zip(row(said), strict=True)], 100.0), {0: said}, 100.0, STANDARD)

    assert list(known[0]) == [True, False, True, False, True]
    assert x[0][4] == 0.0 and x[0][0] > 0.8
    assert five(columns([], 100.0), {}, 100.0, STANDARD)[0].shape == (0, 5)


def test_who_sends_is_not_therefore_committed_when_the_law_is_learned():
    sends, helps = Facts(received=4), Facts(received=4, given=4)
    of = columns([*zip(row(sends), row(helps), row(sends), strict=True)], 100.0)

    shares, known = committed_apart(of, {2: Facts(received=4, their_answers="---5-")}, np.array([4.0, 0.0, 4.0]))

    assert list(known) == [False, True, True]
    assert shares[0] == pytest.approx(0.4) and shares[2] > 0.8


def a_book(rows: list[tuple[str, tuple[float, ...], tuple[bool, ...], int]]) -> Told:
    """(group, the five, which are known, sent) of each."""
    groups, x, known, sent = zip(*rows, strict=True)
    shares = np.array(x)
    return told(groups, shares, np.array(known), np.array(sent, float), shares[:, 3])


UNTAUGHT = (0.8, 0.9, 0.9, 0.7, 0.1)
WILLING = (0.9, 0.9, 0.9, 0.9, 0.9)
BOOK = a_book(
    [("client", UNTAUGHT, ALL, 0)] * 11 + [("client", UNTAUGHT, ALL, 1)]
    + [(PARTNERS, WILLING, ALL, 6)] * 3
    + [("school", (0.4,) * 5, (True, False, False, False, False), 0)] * 5
)  # fmt: skip


def test_clients_who_lack_only_that_are_to_be_taught():
    clients = group("client", 14, BOOK)

    assert clients.verdict.state is State.MISSING
    assert clients.verdict.two[0].ingredient == EDUCATED
    assert (clients.people, clients.told, clients.sent, clients.senders) == (14, 12, 1, 1)
    cell = clients.cells[4]
    assert cell and cell.mean == pytest.approx(0.1) and not cell.thin and cell.range == pytest.approx(0.0, abs=1e-9)
    assert clients.more is not None and 0 <= clients.more[0] <= clients.worth <= clients.more[1] + 1
    assert clients.per_ten == pytest.approx(10 / 14)


def test_partners_in_whom_all_is_there_lack_nothing():
    partners = group(PARTNERS, 3, BOOK)

    assert partners.verdict.state is State.COMPLETE
    assert partners.cells[0] and partners.cells[0].thin
    assert step(partners.verdict).key == KEEP


def test_of_whom_one_thing_is_known_too_little_is_known():
    school = group("school", 9, BOOK)

    assert school.verdict == Verdict(State.UNKNOWN)
    assert school.cells[0] is not None and school.cells[1] is None
    assert step(school.verdict).key == ASK
    assert group("family", 0, BOOK).per_ten == 0.0


def test_with_few_referrals_in_all_nobody_says_what_more_would_bring():
    few = a_book([("friend", UNTAUGHT, ALL, 1)] * 3)

    assert group("friend", 3, few).more is None
    alone_ = a_book([("friend", UNTAUGHT, ALL, 0), ("friend", (0.4,) * 5, (False,) * 5, 0)])
    cell = group("friend", 2, alone_).cells[0]
    assert cell and cell.range is None
    assert not a_book([("friend", (0.4,) * 5, (False,) * 5, 0)]).p.any()


def test_the_two_sentences_are_answered_from_the_records():
    warm, served = questions(BOOK)

    assert (warm.people, warm.senders, warm.sent, warm.answer) == (12, 1, 1, Answer.FALSE)
    assert (served.people, served.answer) == (12, Answer.FALSE)


@pytest.mark.parametrize(
    ("people", "senders", "said"),
    [(4, 4, Answer.OPEN), (6, 4, Answer.TRUE), (6, 3, Answer.PARTLY), (6, 2, Answer.FALSE), (6, 0, Answer.FALSE)],
)
def test_true_and_false_begin_at_thirds(people: int, senders: int, said: Answer):
    assert answer(people, senders) is said


def test_the_step_is_that_of_the_likeliest_or_to_ask():
    assert step(verdict(UNTAUGHT, ALL, (0.04, 0.04, 0.04, 0.1, 0.78))).key == EDUCATED
    unsettled = (0.25, 0.2, 0.2, 0.2, 0.15)
    assert step(verdict(UNTAUGHT, (False, True, True, True, True), unsettled)).key == ASK
    assert step(verdict(UNTAUGHT, ALL, unsettled)).key == ASK
    assert step(verdict((0.2, 0.9, 0.9, 0.4, 0.4), ALL, (0.5, 0.2, 0.1, 0.1, 0.1))).key == KNOW
    assert step(verdict((0.4, 0.9, 0.9, 0.6, 0.6), (False, *ALL[1:]), (0.5, 0.2, 0.1, 0.1, 0.1))).key == ASK
    assert step(verdict((0.9, 0.9, 0.9, 0.2, 0.4), ALL, (0.1, 0.1, 0.1, 0.6, 0.1))).key == COMMITTED


@given(st.floats(0, 400))
def test_eight_in_ten_times_so_many_come(mean: float):
    low, high = poisson_range(mean)

    assert 0 <= low <= mean + 1 and low <= high
    assert poisson_range(0.0) == (0, 0)
    assert poisson_range(4.0) == (2, 7)
