"""Two linked members who write about each other at the same moment: nothing counts twice, nobody waits for ever."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.depth.actions import rate_person
from grapevine.domain.depth.actions.links import end_link
from grapevine.domain.depth.models import Link
from grapevine.domain.gives.actions import log_give
from grapevine.domain.people.models import Person
from grapevine.domain.touches.actions import log_touch
from tests.cast import NOW
from tests.domain.ledgers.linked_books import Two, check_stored, two
from tests.postgres import only_on_postgres

ROUNDS = 12


def writing(actor: Actor, person: Person, seconds: int) -> Callable[[], None]:
    """One member's part: the same days as the other's, in a thread with a connection of its own."""

    def write() -> None:
        try:
            for n in range(ROUNDS):
                at = NOW - timedelta(days=n % 4, seconds=seconds)
                log_touch(actor=actor, now=NOW, person_uid=person.uid, at=at, kind="meal", minutes=60)
                way = "given" if (n + seconds) % 2 else "received"
                log_give(actor=actor, now=NOW, person_uid=person.uid, at=at, kind="idea", direction=way)
                when = at - timedelta(seconds=n)
                rate_person(actor=actor, now=when, person_uid=person.uid, value=n % 5 + 1)
        finally:
            connection.close()

    return write


# An SQLite database in memory, as tests have it, does not wait for a lock; the product's file takes one writer at once.
pytestmark = [
    only_on_postgres,
    pytest.mark.django_db(transaction=True, available_apps=settings.INSTALLED_APPS),  # so that emptying cascades
]


def linked() -> tuple[Two, Link]:
    """Leah and Dana, linked."""
    pair = two()
    return pair, pair.link()


def test_both_write_at_once() -> None:
    pair, _ = linked()
    with ThreadPoolExecutor(2) as both:
        done = [both.submit(writing(actor, person, n)) for n, (actor, person) in enumerate(pair.sides(), start=1)]
    for each in done:
        each.result()
    check_stored(pair)


def test_one_ends_the_link_while_the_other_writes() -> None:
    pair, link = linked()

    def end() -> None:
        try:
            end_link(actor=pair.leah, now=NOW, link_uid=link.uid)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as both:
        done = [both.submit(writing(pair.dana, pair.leah_of_dana, 1)), both.submit(end)]
    for each in done:
        each.result()
    check_stored(pair)
