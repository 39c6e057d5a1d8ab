"""Whatever a program sends, the API answers as its OpenAPI document says, and never breaks (schemathesis)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from django.core import signals
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import SearchStrategy
from schemathesis.checks import not_a_server_error
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi import checks as openapi_checks

from grapevine.config.wsgi import application
from grapevine.domain.accounts import queries
from grapevine.domain.accounts.rules.access import SCOPES, Actor
from grapevine.interfaces.api.main import api as the_api
from grapevine.interfaces.exchange import imports
from tests.house import access, access_table, access_world
from tests.house.access_world import World
from tests.interfaces.api.caller import Caller
from tests.interfaces.api.test_imports import card

#: Small, so that the whole lot fits into the ordinary run; `derandomize` makes a failure come back.
EXAMPLES = 3
QUIETLY: dict[str, Any] = {
    "deadline": None, "derandomize": True, "database": None, "suppress_health_check": list(HealthCheck),
}  # fmt: skip
CHECKS = [
    not_a_server_error,
    openapi_checks.status_code_conformance,
    openapi_checks.content_type_conformance,
    openapi_checks.response_schema_conformance,
    openapi_checks.response_headers_conformance,
]
document = schemathesis.openapi.from_dict(the_api.get_openapi_schema())
document.app = application
OPERATIONS = [found.ok() for found in document.get_all_operations()]


def cases(operation: Any) -> SearchStrategy:
    """Requests that fit the document, and where something is sent also such as do not."""
    fitting = operation.as_strategy()
    if not operation.body and not operation.query:
        return fitting
    return fitting | operation.as_strategy(generation_mode=GenerationMode.NEGATIVE)


@contextmanager
def one_connection() -> Iterator[None]:
    """The application runs inside the test's transaction: its requests must not close the connection."""
    ends = (signals.request_started, signals.request_finished)
    for end in ends:
        end.disconnect(close_old_connections)
    yield
    for end in ends:
        end.connect(close_old_connections)


@pytest.fixture
def api(built: World, db: None) -> Caller:
    """Leah's program, with a token of every scope."""
    return Caller(access_world.token(built.leah, list(SCOPES)))


@pytest.fixture
def things(built: World, api: Caller, request: Any, settings: Any, tmp_path: Path) -> dict[str, object]:
    """One of each thing that an address can name, so that what is made up meets something real.

    What an import needs besides the database is made for the operations that are about one.
    """
    settings.HOME = tmp_path
    about_imports = "import" in request.node.name
    return built.things | (an_import_with_a_question(api, queries.actor_of(built.leah)) if about_imports else {})


def an_import_with_a_question(api: Caller, actor: Actor) -> dict[str, object]:
    """Somebody of the same name as somebody in the book, and of another firm, was brought."""
    path = api.upload([("people.vcf", card("Ben Okafor", "ORG:Whitcomb & Lowe"))]).headers["Location"]
    imports.finish(actor, path.rsplit("/", 1)[1])
    asked = api.get(f"{path}/questions").json()["items"]
    return {"import": path.rsplit("/", 1)[1], "question": asked[0]["id"]}


def answers_as_documented(case: Any, api: Caller, things: dict[str, object]) -> None:
    """The names in the address stand for the things that the operation's row of the access table tells."""
    holes = access.PARAMETER.findall(case.path)
    row = access_table.OPERATIONS[f"{case.method.upper()} {case.path}"]
    for hole, thing in zip(holes, row.things, strict=True):
        case.path_parameters[hole.strip("{}")] = str(things[thing])
    with one_connection():
        case.call_and_validate(headers={"Authorization": f"Bearer {api.secret}"}, checks=CHECKS)


def many(operation: Any, api: Caller, things: dict[str, object], examples: int) -> None:
    @settings(max_examples=examples, **QUIETLY)
    @given(case=cases(operation))
    def each(case: Any) -> None:
        answers_as_documented(case, api, things)

    each()


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.label)
def test_whatever_is_sent_the_answer_is_as_documented(operation: Any, api: Caller, things: dict[str, object]) -> None:
    many(operation, api, things, EXAMPLES)


@pytest.mark.nightly
@pytest.mark.timeout(0)
@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.label)
def test_however_much_is_sent_the_same_holds(operation: Any, api: Caller, things: dict[str, object]) -> None:
    many(operation, api, things, 100)
