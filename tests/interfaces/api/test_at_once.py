"""The same request sent several times at the same moment: threads on PostgreSQL, a real server on an SQLite file."""

from __future__ import annotations

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from django.conf import settings
from django.db import connection

from grapevine.domain.accounts.models import IdempotencyKey, Member
from grapevine.domain.people.models import Person
from tests.interfaces.api.caller import Caller
from tests.interfaces.api.conftest import secret_of
from tests.postgres import only_on_postgres, only_on_sqlite
from tests.served import Served

TIMES = 4
TOM = {"name": "Tom Halloran"}
Sent = tuple[int, bytes]


def all_at_once(send: Callable[[], Sent]) -> list[Sent]:
    """The answers to one request, sent so many times at the same moment."""
    gate = Barrier(TIMES)

    def wait_and_send(_: int) -> Sent:
        gate.wait(timeout=30)
        return send()

    with ThreadPoolExecutor(TIMES) as pool:
        return list(pool.map(wait_and_send, range(TIMES)))


def check(answers: list[Sent]) -> None:
    """Done once: whoever is answered at all is answered the same, and who came too early is told to ask again."""
    assert {status for status, _ in answers} <= {201, 409}
    assert len({content for status, content in answers if status == 201}) == 1


# An SQLite database in memory, as tests have it, does not wait for a lock; a file, as the product has it, does.
@only_on_postgres
@pytest.mark.django_db(transaction=True, available_apps=settings.INSTALLED_APPS)  # so that emptying tables cascades
def test_a_key_sent_several_times_at_once_is_worked_on_once(leah: Member) -> None:
    secret = secret_of(leah)

    def send() -> Sent:
        try:
            answer = Caller(secret).post("/people", TOM, idempotency_key="once")
            return answer.status_code, answer.content
        finally:
            connection.close()

    check(all_at_once(send))
    assert Person.objects.count() == 1
    assert IdempotencyKey.objects.get().status == 201


@only_on_sqlite
def test_a_server_minds_the_key_across_its_processes(served: Served) -> None:
    served.run("member", "add", "once@example.com", "--name", "Leah Marchetti")
    made = json.loads(served.run("token", "make", "test", "--all", "--as", "once@example.com", "--json"))
    headers = {"Authorization": f"Bearer {made['secret']}", "Content-Type": "application/json"}

    def ask(path: str, **more: str) -> Sent:
        body = json.dumps(TOM).encode() if more else None
        try:
            with urlopen(Request(f"{served.url}/api/v1{path}", body, {**headers, **more}), timeout=60) as answer:
                return answer.status, answer.read()
        except HTTPError as refused:
            return refused.code, refused.read()

    check(all_at_once(lambda: ask("/people", **{"Idempotency-Key": "once"})))

    assert [row["name"] for row in json.loads(ask("/people")[1])["items"]] == ["Tom Halloran"]
