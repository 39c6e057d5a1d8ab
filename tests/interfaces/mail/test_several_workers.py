"""Several workers at once: each letter goes through one of them, and none waits for another."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.conf import settings
from django.db import connection

from grapevine.domain.accounts.models import Member
from grapevine.domain.letters.actions import queue_house_letter, send_due
from grapevine.domain.letters.models import Letter
from grapevine.domain.letters.rules import Answer, Phase
from grapevine.interfaces.mail import trial
from tests.cast import NOW
from tests.postgres import only_on_postgres

WORKERS, LETTERS = 4, 12


# An SQLite database in memory does not wait for a lock; a file does, and there is one writer at a time.
@only_on_postgres
@pytest.mark.django_db(transaction=True, available_apps=settings.INSTALLED_APPS)
def test_each_letter_goes_through_one_worker(leah: Member) -> None:
    for _ in range(LETTERS):
        said = {"to_address": leah.email, "to_name": "", "base_url": "https://grapevine.example"}
        queue_house_letter(now=NOW, letter=trial.letter(**said))
    sent: list[int] = []
    gate, all_hold_one = Barrier(WORKERS), Barrier(WORKERS)

    def hand_over(letter: Letter, handing: Callable[[], None]) -> Answer:
        if len(sent) < WORKERS:  # the first of each worker: all four hold one at the same moment
            sent.append(letter.pk)
            all_hold_one.wait(timeout=30)
        else:
            sent.append(letter.pk)
        handing()
        return Answer(250, "OK", Phase.CONTENT)

    def work(_: int) -> int:
        gate.wait(timeout=30)
        try:
            return send_due(now=NOW, hand_over=hand_over)
        finally:
            connection.close()

    with ThreadPoolExecutor(WORKERS) as pool:
        tried = sum(pool.map(work, range(WORKERS)))
    assert (tried, len(sent), len(set(sent))) == (LETTERS, LETTERS, LETTERS)
    assert set(Letter.objects.values_list("state", "attempts")) == {("sent", 1)}
