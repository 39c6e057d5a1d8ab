"""Every route, API operation and command has a row in the access table, and keeps to it when really asked."""

from __future__ import annotations

import pytest
from django.urls import get_resolver, reverse

from tests.house import access
from tests.house.access_table import COMMANDS, LIBRARIES, OPERATIONS, PAGES
from tests.house.access_world import World
from tests.house.test_documented import leaves


def our_routes() -> list[str]:
    """The routes that the table must name one by one; those of the API are named by their operations."""
    skip = (*LIBRARIES, "api/")
    return [route for route in access.routes(get_resolver().url_patterns) if not route.startswith(skip)]


def api_schema() -> dict:
    """The OpenAPI document as it is served."""
    from grapevine.interfaces.api.main import api

    return api.get_openapi_schema()


def test_every_route_has_a_row() -> None:
    assert access.differences(our_routes(), PAGES) == []


def test_every_operation_has_a_row() -> None:
    assert access.differences(access.operations(api_schema()), OPERATIONS) == []


def test_the_openapi_document_tells_the_scopes_of_the_table() -> None:
    assert access.scopes_told(api_schema()) == {name: row.scope for name, row in OPERATIONS.items()}


def test_every_command_has_a_row_and_asks_who_you_are_where_it_should() -> None:
    from grapevine.interfaces.cli.main import main

    commands = dict(leaves(main))
    assert access.differences(commands, COMMANDS) == []
    asks = {name for name, command in commands.items() if any("--as" in each.opts for each in command.params)}
    assert asks == {name for name, who in COMMANDS.items() if who is access.Who.MEMBER}


@pytest.mark.parametrize("route", [route for route, row in PAGES.items() if row.who is not access.Who.LIBRARY])
def test_a_page_lets_in_whom_its_row_says(route: str, world: World) -> None:
    row = PAGES[route]
    url = access.address(route, world.things, row.things)
    answers = access.ask_page(row, url, world.visitors())
    assert access.judge_page(row, answers, reverse("account_login")) == []


@pytest.mark.parametrize("operation", OPERATIONS)
def test_an_operation_answers_to_its_scope_alone(operation: str, world: World) -> None:
    row = OPERATIONS[operation]
    method, path = operation.split(" ", 1)
    url = access.address(path, world.things, row.things)
    tokens = world.tokens(row.scope) if row.scope else {"anonymous": ""}
    assert access.judge_operation(row, access.ask_operation(row, method, url, tokens, world.things)) == []
