"""A member who opens pages in this very process: signed in, a request at a time, what each costs and asks.

Measured is processor time of this process and of the database's server together. Call ``bench.home.begin`` first.
"""

from __future__ import annotations

import io
import sys
import time
from collections.abc import Callable
from typing import Any

#: How often a piece of work is done before it counts, how often it is measured, and how many rounds a measurement has.
WARM_UP, REPEATS, ROUNDS = 5, 5, 30


def new_member(email: str):
    """A member who was welcomed already, as a row and as an actor."""
    from grapevine.domain.accounts import actions, queries
    from grapevine.kit import clock

    member = actions.add_member(now=clock.now(), email=email, name="Leah Marchetti")
    actor = queries.actor_of(member)
    actions.edit_member(actor=actor, now=clock.now(), welcomed_at=clock.now())
    return member, actor


def signed_in(member) -> str:
    """The cookie of a session of the member, once the database knows how its tables are filled."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.db import connection

    from grapevine.interfaces.web.sessions import SessionStore

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    session = SessionStore()
    session.update(
        {
            SESSION_KEY: str(member.pk),
            BACKEND_SESSION_KEY: "grapevine.interfaces.web.sessions.MemberBackend",
            HASH_SESSION_KEY: member.get_session_auth_hash(),
        }
    )
    session.create()
    return f"sessionid={session.session_key}"


def environ(address: str, **headers: str) -> dict[str, Any]:
    """A GET request as a WSGI server hands it over."""
    path, _, query = address.partition("?")
    return {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "8000",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "127.0.0.1:8000",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": False,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
        **headers,
    }


def send(request: dict[str, Any]) -> bytes:
    """The body of the answer. Raises RuntimeError for any answer but 200."""
    from grapevine.config.wsgi import application

    answer: list[str] = []
    body = application(request, lambda status, headers, error=None: answer.append(status))
    content = b"".join(body)
    if not answer[0].startswith("200"):
        raise RuntimeError(f"{request['PATH_INFO']}: {answer[0]}")
    return content


def visit(cookie: str, address: str) -> bytes:
    """What a signed-in member sees at an address."""
    return send(environ(address, HTTP_COOKIE=cookie))


def cost(
    work: Callable[[], object], *, warm_up: int = WARM_UP, repeats: int = REPEATS, rounds: int = ROUNDS
) -> float:
    """Processor seconds of one call: the least of the measurements, which others disturbed least."""
    for _ in range(warm_up):
        work()
    return min(_once(work, rounds) for _ in range(repeats))


def _once(work: Callable[[], object], rounds: int) -> float:
    from bench.cpu import server_seconds

    started, server = time.process_time(), server_seconds()
    for _ in range(rounds):
        work()
    return (time.process_time() - started + server_seconds() - server) / rounds


def statements(work: Callable[[], object]) -> int:
    """How many statements the work sends to the database, over a connection opened before or while it works."""
    from django.db import connection

    sent: list[str] = []

    def watch(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        sent.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        work()
    return len(sent)
