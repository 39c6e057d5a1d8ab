"""Many clients move the same referrals at the same moment: no move is lost or made twice, nobody sees an error.

On SQLite the race runs on a file, as the product does: the one in memory does not wait for a lock.
"""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, Queue
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from grapevine.domain.gives.models import Give
from grapevine.domain.referrals.actions.moving import move_referral
from grapevine.domain.referrals.models import Move, Referral
from grapevine.kit.errors import Conflict
from tests.cast import NOW
from tests.domain.ledgers.linked_books import Two, check_stored, two
from tests.domain.referrals.referring import agreed, check_whole, noted

FOLLOWING = {"consented": "sent", "sent": "accepted", "accepted": "contacted", "contacted": "met", "met": "won"}
STEPS = len(FOLLOWING)
#: How many requests are worked on at once; the product serves with eight threads, so this is more than it meets.
THREADS = 50

pytestmark = pytest.mark.django_db(transaction=True, available_apps=settings.INSTALLED_APPS)


@contextmanager
def a_real_file(folder: Path) -> Iterator[None]:
    """On SQLite: threads that begin now work on a file with the same tables. PostgreSQL is as it is."""
    if connection.vendor != "sqlite":
        yield
        return
    connection.ensure_connection()
    path = folder / "referrals.sqlite3"
    with sqlite3.connect(path) as file:
        connection.connection.backup(file)
    name = connection.settings_dict["NAME"]
    connection.settings_dict["NAME"] = str(path)
    try:
        yield
    finally:
        connection.settings_dict["NAME"] = name


def in_threads(*acts: Callable[[], Any]) -> list[Any]:
    """Each in a thread with a connection of its own; what they gave."""

    def alone(act: Callable[[], Any]) -> Any:
        try:
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(alone, acts))


def world(referrals: int) -> Two:
    """Leah and Dana, linked, and so many referrals that are agreed to."""
    pair = two()
    pair.link()
    for _ in range(referrals):
        agreed(pair.leah, noted(pair.leah, pair.dana_of_leah))
    return pair


class Client:
    """Somebody who moves the referrals on as they saw them last, which others may have done meanwhile."""

    def __init__(self, pair: Two, seed: int) -> None:
        self.pair, self.chance, self.late = pair, random.Random(seed), 0
        self.seen: list[tuple[Any, str, int]] = []

    def click(self) -> bool:
        """One move, then a look at how all stand; False when nothing is left to move."""
        if self.seen:
            uid, stage, version = self.chance.choice(self.seen)
            actor = self.pair.leah if stage == "consented" else self.pair.dana
            try:
                move_referral(actor=actor, now=NOW, referral_uid=uid, to=FOLLOWING[stage], version=version)
            except Conflict:
                self.late += 1
        self.seen = list(Referral.objects.exclude(stage="won").values_list("uid", "stage", "version"))
        return bool(self.seen)


def serve(waiting: Queue[Client]) -> None:
    """One thread of a server: whichever client comes next, until none comes again."""
    while True:
        try:
            client = waiting.get_nowait()
        except Empty:
            return
        if client.click():
            waiting.put(client)


def race(folder: Path, clients: int, referrals: int) -> None:
    """The whole of it."""
    with a_real_file(folder):
        (pair,) = in_threads(lambda: world(referrals))
        waiting: Queue[Client] = Queue()
        for seed in range(clients):
            waiting.put(Client(pair, seed))
        in_threads(*(lambda: serve(waiting) for _ in range(min(clients, THREADS))))

        def check() -> None:
            assert Referral.objects.filter(stage="won", version=2 + STEPS).count() == referrals
            assert Move.objects.count() == referrals * (2 + STEPS) and Give.objects.count() == 2 * referrals
            check_whole()
            check_stored(pair)

        in_threads(check)


def test_clients_that_move_the_same_referrals_at_once(tmp_path: Path) -> None:
    race(tmp_path, clients=6, referrals=5)


@pytest.mark.nightly
def test_fifty_clients_move_two_hundred_referrals_at_once(tmp_path: Path) -> None:
    race(tmp_path, clients=50, referrals=200)
