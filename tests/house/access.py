"""The engine behind the access table: walks the routes, the API's operations and the commands, asks them, judges.

Nothing here knows a route by name; the rows are in access_pages.py, access_operations.py and access_table.py, the
people and their things in access_world.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.test import Client
from django.urls import URLPattern, URLResolver

PARAMETER = re.compile(r"<(?:[a-z_]+:)?[a-z_]+>|\{[a-z_]+\}")


class Who(StrEnum):
    """Who may come in."""

    ANYONE = "anyone"
    MEMBER = "member"
    #: A member, and only to what is their own: what is somebody else's is not there (404), not forbidden.
    OWNER = "owner"
    #: Guarded by the library that brings the route; it is listed, and not asked.
    LIBRARY = "library"
    #: Whoever sits at the machine itself (commands only).
    OPERATOR = "operator"


@dataclass(frozen=True)
class Page:
    """A row for a route: who may, what its parameters name (keys of the world's things), and whether it takes POST."""

    who: Who
    things: tuple[str, ...] = ()
    post: bool = False
    query: str = ""


@dataclass(frozen=True)
class Operation:
    """A row for an API operation: the scope a token needs ("" = anyone), its parameters' things, a valid body."""

    scope: str
    things: tuple[str, ...] = ()
    body: Mapping[str, Any] = field(default_factory=dict)

    @property
    def borrows(self) -> bool:
        """Whether the body names a thing of the owner's."""
        return any(isinstance(value, str) and value.startswith("{") for value in self.body.values())


def routes(patterns: Iterable[URLPattern | URLResolver], before: str = "") -> Iterator[str]:
    """Each route below the patterns, as `people/<uuid:uid>/edit`."""
    for each in patterns:
        here = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from routes(each.url_patterns, here)
        else:
            yield here


def operations(schema: Mapping[str, Any]) -> list[str]:
    """Each operation of an OpenAPI document, as `GET /api/v1/people`."""
    methods = {"get", "post", "put", "patch", "delete"}
    named = ((path, method) for path, entry in schema["paths"].items() for method in entry)
    return [f"{method.upper()} {path}" for path, method in named if method in methods]


def scopes_told(schema: Mapping[str, Any]) -> dict[str, str]:
    """The scope that the OpenAPI document tells of each operation; "" where it asks for none."""
    told = {}
    for each in operations(schema):
        method, path = each.split(" ", 1)
        asked = schema["paths"][path][method.lower()].get("security") or [{}]
        told[each] = " ".join(scope for scheme in asked for scopes in scheme.values() for scope in scopes)
    return told


def differences(real: Iterable[str], table: Iterable[str]) -> list[str]:
    """What has no row, and rows for what is not there."""
    there, rows = set(real), set(table)
    return [f"no row for {each}" for each in sorted(there - rows)] + [
        f"a row for {each}, which is not there" for each in sorted(rows - there)
    ]


def address(route: str, things: Mapping[str, object], named: tuple[str, ...]) -> str:
    """The route with its parameters filled from the things, in order. Raises ValueError when the row names too few."""
    holes = PARAMETER.findall(route)
    if len(holes) != len(named):
        raise ValueError(f"{route} has {len(holes)} parameters, its row names {len(named)} things")
    for name in named:
        route = PARAMETER.sub(lambda _, name=name: str(things[name]), route, count=1)
    return "/" + route.lstrip("/")


def refused(status: int, location: str, sign_in: str) -> bool:
    """Whether an answer sends an unknown visitor away: to the sign-in page, or with 401 or 403."""
    return status in (401, 403) or (status in (301, 302, 303) and location.startswith(sign_in))


def judge_page(row: Page, answers: Mapping[str, tuple[int, str]], sign_in: str) -> list[str]:
    """What is wrong with the answers (visitor -> status, Location) to a page's request, a sentence each."""
    found = []
    nobody = answers["anonymous"]
    if row.who in (Who.MEMBER, Who.OWNER) and not refused(*nobody, sign_in):
        found.append(f"an unknown visitor got {nobody[0]}")
    if row.who is Who.ANYONE and (refused(*nobody, sign_in) or nobody[0] >= 500):
        found.append(f"anyone may, but an unknown visitor got {nobody[0]}")
    if row.who is Who.OWNER and answers["stranger"][0] != 404:
        found.append(f"a stranger got {answers['stranger'][0]}, not 404")
    if not row.post and row.who is not Who.ANYONE and answers["owner"][0] >= 400:
        found.append(f"the owner got {answers['owner'][0]}")
    return found


def ask_page(row: Page, url: str, visitors: Mapping[str, Client]) -> dict[str, tuple[int, str]]:
    """The answers of the page to each visitor. A page that takes POST is never really posted as its owner."""
    answers = {}
    for name, client in visitors.items():
        if row.post and name == "owner":
            continue
        answer = client.post(url, {}) if row.post else client.get(url + row.query)
        answers[name] = (answer.status_code, answer.headers.get("Location", ""))
    return answers


def judge_operation(row: Operation, answers: Mapping[str, int]) -> list[str]:
    """What is wrong with the answers (caller -> status) of an API operation, a sentence each."""
    if not row.scope:
        return [] if answers["anonymous"] < 400 else [f"anyone may, but an unknown caller got {answers['anonymous']}"]
    found = []
    if answers["anonymous"] != 401:
        found.append(f"without a token: {answers['anonymous']}, not 401")
    if answers["unscoped"] != 403:
        found.append(f"with every scope but {row.scope}: {answers['unscoped']}, not 403")
    if row.things and answers["stranger"] != 404:
        found.append(f"a stranger's token: {answers['stranger']}, not 404")
    if row.borrows and answers["stranger"] not in (404, 422):
        found.append(f"a stranger's token with somebody else's thing: {answers['stranger']}, not 404 or 422")
    if not row.things and answers["stranger"] in (401, 403):
        found.append(f"a token with {row.scope}: {answers['stranger']}")
    return found


def ask_operation(
    row: Operation, method: str, url: str, tokens: Mapping[str, str], things: Mapping[str, object] | None = None
) -> dict[str, int]:
    """The answers of an API operation to each caller (caller -> secret, "" without)."""
    answers = {}
    body = {name: value.format(**things or {}) if isinstance(value, str) else value for name, value in row.body.items()}
    for name, secret in tokens.items():
        headers = {"Idempotency-Key": f"{name} {method} {url}", "If-Match": '"0"'}
        if secret:
            headers["Authorization"] = f"Bearer {secret}"
        sent = {} if method in ("GET", "DELETE") else {"data": body, "content_type": "application/json"}
        answers[name] = getattr(Client(), method.lower())(url, headers=headers, **sent).status_code
    return answers
