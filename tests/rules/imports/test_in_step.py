"""What to do with one card, when to stop and ask, when to try again."""

from __future__ import annotations

from datetime import timedelta
from itertools import product

import pytest

from grapevine.domain.imports.rules.in_step import Ours, Step, Switches, Their, must_ask, next_look, step

READ = Switches()
SEND = Switches(sends=True)
ALL = Switches(sends=True, creates=True, deletes=True)


@pytest.mark.parametrize(
    ("their", "ours", "read", "send", "everything"),
    [
        ("same", "same", "nothing", "nothing", "nothing"),
        ("same", "changed", "nothing", "bring together", "bring together"),
        ("same", "aside", "nothing", "nothing", "delete there"),
        ("same", "back", "nothing", "bring together", "bring together"),
        ("same", "erased", "leave", "leave", "delete there"),
        ("changed", "same", "bring together", "bring together", "bring together"),
        ("changed", "changed", "bring together", "bring together", "bring together"),
        ("changed", "aside", "bring together", "bring together", "bring together"),
        ("changed", "back", "bring together", "bring together", "bring together"),
        ("changed", "erased", "leave", "leave", "leave"),
        ("gone", "same", "put aside", "put aside", "put aside"),
        ("gone", "changed", "keep", "make again", "make again"),
        ("gone", "aside", "keep", "keep", "keep"),
        ("gone", "back", "keep", "make again", "make again"),
        ("gone", "erased", "forget", "forget", "forget"),
    ],
)
def test_every_case_has_its_step(their: str, ours: str, read: str, send: str, everything: str) -> None:
    assert step(Their(their), Ours(ours), READ) == read
    assert step(Their(their), Ours(ours), SEND) == send
    assert step(Their(their), Ours(ours), ALL) == everything


def test_without_being_asked_nothing_is_ever_deleted_there() -> None:
    for their, ours in product(Their, Ours):
        assert step(their, ours, READ) is not Step.DELETE_THERE
        assert step(their, ours, SEND) is not Step.DELETE_THERE
        assert step(their, ours, Switches(deletes=True)) is not Step.DELETE_THERE


def test_what_was_edited_is_never_deleted_or_put_aside() -> None:
    for switches in (READ, SEND, ALL):
        for ours in (Ours.CHANGED, Ours.BACK):
            assert all(step(their, ours, switches) not in (Step.PUT_ASIDE, Step.DELETE_THERE) for their in Their)
        assert all(step(Their.CHANGED, ours, switches) is not Step.DELETE_THERE for ours in Ours)


def test_a_handful_goes_through_and_a_surprise_is_asked_about() -> None:
    assert not must_ask(5, 5)
    assert must_ask(6, 20)
    assert not must_ask(6, 30)
    assert must_ask(201, 100_000)
    assert not must_ask(200, 1_000)


def test_a_yes_holds_for_as_many_as_were_shown() -> None:
    assert not must_ask(300, 1_000, allowed=300)
    assert must_ask(301, 1_000, allowed=300)


def test_after_failures_the_next_look_comes_later_and_later_but_daily() -> None:
    assert next_look(0) == timedelta(hours=1)
    assert next_look(1) == timedelta(hours=2)
    assert next_look(3) == timedelta(hours=8)
    assert next_look(5) == next_look(5_000) == timedelta(days=1)
