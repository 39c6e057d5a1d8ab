"""What a page costs beside a hand-written floor, with a thousand people in the book and with a hundred thousand.

Run: python -m bench.pages [PEOPLE ...]      default 1000 100000; GRAPEVINE_DATABASE_URL chooses the database.

The floor of a page is one WSGI function that sends the same SQL over the bare driver, fetches every row and renders the
same template with the same values: what no framework and no domain could do without. Both are measured in one run,
processor time of this process and of the database's together.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import Any

from bench import home
from bench.methods.measures import Row, show
from bench.visiting import cost, environ, new_member, send, signed_in

SIZES = (1_000, 100_000)
#: A page may cost three times its floor, and a hundred times as many people a third more.
BAR_FLOOR, BAR_GROWTH = 3.0, 1.3


def main() -> None:
    """Print the table."""
    sizes = tuple(int(size) for size in sys.argv[1:]) or SIZES
    home.begin()
    show(rows(sizes))


def rows(sizes: tuple[int, ...] = SIZES) -> list[Row]:
    """The rows of the table; ``bench.home.begin`` has been called."""
    costs: dict[tuple[str, int], tuple[float, float]] = {}
    for size in sizes:
        for name, request in requests(size).items():
            costs[(name, size)] = measure(request)
    found = []
    for (name, size), (page, floor) in costs.items():
        found.append(Row(f"{name}, {size:,} people, ms", page * 1000))
        found.append(Row(f"{name}, {size:,} people: times the floor", page / floor, BAR_FLOOR, True))
    for name in dict.fromkeys(name for name, _ in costs):
        if len(sizes) > 1:
            growth = costs[(name, sizes[-1])][0] / costs[(name, sizes[0])][0]
            found.append(Row(f"{name}: {sizes[-1]:,} people over {sizes[0]:,}", growth, BAR_GROWTH, True))
    return found


def requests(size: int) -> dict[str, Callable[[], dict[str, Any]]]:
    """A member with so many people, and the requests they send: name -> a fresh WSGI environment."""
    from grapevine.domain.accounts import actions
    from grapevine.domain.network.queries.people_list import Wanted, people_list
    from grapevine.kit import clock

    member, actor = new_member(f"leah{size}@example.com")
    home.fill(actor, size, min(size, 20_000))
    cookie = signed_in(member)
    person = people_list(actor, Wanted(limit=1), clock.now()).rows[0].uid
    _, secret = actions.make_token(actor=actor, now=clock.now(), name="bench", scopes=["people:read"])
    return {
        "people list": lambda: environ("/people", HTTP_COOKIE=cookie),
        "person": lambda: environ(f"/people/{person}", HTTP_COOKIE=cookie),
        "network": lambda: environ("/network", HTTP_COOKIE=cookie),
        "API list": lambda: environ("/api/v1/people", HTTP_AUTHORIZATION=f"Bearer {secret}"),
    }


def measure(request: Callable[[], dict[str, Any]]) -> tuple[float, float]:
    """Processor seconds of the page and of its floor."""
    statements, drawn, body = _watched(request)
    return cost(lambda: send(request())), cost(_floor(statements, drawn, body))


def _watched(request: Callable[[], dict[str, Any]]) -> tuple[list, list, bytes]:
    """The statements, the templates and the answer of one request."""
    from django.db import connection
    from django.template.backends.jinja2 import Template

    send(request())
    statements: list[tuple[str, Any]] = []
    drawn: list[tuple[Any, dict]] = []

    def watch(execute: Callable, sql: str, params: Any, many: bool, context: dict) -> Any:
        statements.append((sql, params))
        return execute(sql, params, many, context)

    usual = Template.render

    def seen(self: Any, context: dict | None = None, request: Any = None) -> str:
        kept: dict[str, Any] = {}
        inner = self.template.render
        self.template.render = lambda values: kept.update(values) or inner(values)
        try:
            return usual(self, context, request)
        finally:
            del self.template.render
            drawn.append((self.template, kept))

    Template.render = seen
    try:
        with connection.execute_wrapper(watch):
            body = send(request())
    finally:
        Template.render = usual
    return statements, drawn, body


def _floor(statements: list, drawn: list, body: bytes) -> Callable[[], bytes]:
    """One function: the same SQL over the bare driver, every row fetched, the same template with the same values.

    Where nothing is drawn the answer is JSON, and the floor writes the same values as JSON.
    """
    from django.db import connection

    connection.ensure_connection()
    raw = connection.connection
    sqlite = connection.vendor == "sqlite"
    plain = [(sql.replace("%s", "?") if sqlite and params else sql, params) for sql, params in statements]
    values = None if drawn else json.loads(body)

    def work() -> bytes:
        cursor = raw.cursor()
        for sql, params in plain:
            cursor.execute(sql, params or ())
            if cursor.description:
                cursor.fetchall()
        if not drawn:
            return json.dumps(values).encode()
        return b"".join(template.render(context).encode() for template, context in drawn)

    return work


if __name__ == "__main__":
    main()
