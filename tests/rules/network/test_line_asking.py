"""What a line leaves open, what may be answered, and that an answer counts."""

from __future__ import annotations

import pytest

from grapevine.domain.network.rules.line.asking import HAPPENED, NEW, Unsettled, answers, day_first, settle
from grapevine.domain.network.rules.line.parse import understand
from grapevine.domain.network.rules.line.people import People
from grapevine.domain.network.rules.line.result import AMBIGUOUS, NOBODY, Known, Understood, Unsure
from tests.rules.network.line_corpus import NOW, ZONE

DANA, COLE, BEN = Known("Dana Whitcomb", "1"), Known("Dana Cole", "2"), Known("Ben Okafor", "3")
BOOK = People([DANA, COLE, BEN])


def read(text: str, **chosen: Known) -> Understood:
    return settle(understand(text, BOOK, NOW, ZONE, chosen=chosen))


def test_a_name_said_twice_is_asked_once() -> None:
    assert read("coffee with Dana, gave Dana a lead").unsure == (Unsure("Dana", AMBIGUOUS, (DANA, COLE)),)


def test_an_answer_counts_wherever_the_words_stand() -> None:
    found = read("coffee with Dana, gave Dana a lead", Dana=COLE)
    assert (found.people, found.gives[0].people, found.unsure) == ((COLE,), (COLE,), ())


def test_an_answer_changes_nobody_who_is_sure() -> None:
    assert read("coffee with Ben", Ben=COLE).people == (BEN,)


def test_her_among_several_takes_the_answer() -> None:
    found = read("lunch with Dana Cole and Ben, gave her a lead", her=COLE)
    assert (found.people, found.gives[0].people, found.unsure) == ((COLE, BEN), (COLE,), ())


def test_a_meeting_of_nobody_is_asked_about() -> None:
    found = read("chapter meeting yesterday")
    assert found.unsure == (Unsure("chapter meeting yesterday", NOBODY),)


def test_a_plan_that_has_happened_is_no_question() -> None:
    found = understand("lunch with Ben tomorrow", BOOK, NOW, ZONE)
    (plan,) = found.unsure
    assert answers(plan) == (HAPPENED,)
    assert settle(found, [plan.text]).unsure == ()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("coffee with Zelda", (NEW,)), ("coffee with Dana", (NEW,)), ("lunch with Ben and Dana Cole, gave him a lead", ()),
     ("a fine day", ()), ("lunch with a friend", ())],
)  # fmt: skip
def test_a_new_person_is_offered_where_a_name_was_said(text: str, wanted: tuple[str, ...]) -> None:
    (asked,) = read(text).unsure
    assert answers(asked) == wanted


def test_the_refusal_asks_all_questions_at_once() -> None:
    refusal = Unsettled(read("coffee with Dana and Zelda").unsure)
    assert refusal.field == "who"
    assert refusal.reason == (
        "Who is “Dana”? Perhaps Dana Whitcomb or Dana Cole? “Zelda” is not in your book yet."
    )


def test_days_come_first_where_they_do() -> None:
    assert [day_first(zone) for zone in ("Europe/Vienna", "America/New_York", "UTC")] == [True, False, False]
