"""The engine of the access table sees what is open that should be shut, and what has no row."""

from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import include, path

from tests.house import access, access_world
from tests.house.access import Operation, Page, Who

SIGN_IN = "/sign-in/"
AWAY = (302, "/sign-in/?next=/people/")


def hello(request, **_) -> HttpResponse:
    """A page that greets whoever comes, whatever they ask for."""
    return HttpResponse("hello")


def test_routes_are_walked_to_the_leaves() -> None:
    patterns = [path("", hello), path("people/", include([path("", hello), path("<uuid:uid>/edit", hello)]))]
    assert list(access.routes(patterns)) == ["", "people/", "people/<uuid:uid>/edit"]


def test_operations_are_read_from_the_openapi_document() -> None:
    schema = {"paths": {"/api/v1/people": {"get": {}, "post": {}, "parameters": []}}}
    assert access.operations(schema) == ["GET /api/v1/people", "POST /api/v1/people"]


def test_the_scopes_told_are_read_from_the_openapi_document() -> None:
    schema = {"paths": {"/people": {"get": {"security": [{"token": ["people:read"]}]}, "post": {}}}}
    assert access.scopes_told(schema) == {"GET /people": "people:read", "POST /people": ""}


def test_a_missing_and_a_surplus_row_are_seen() -> None:
    assert access.differences(["people/", "new/"], ["people/", "old/"]) == [
        "no row for new/",
        "a row for old/, which is not there",
    ]


def test_an_address_is_filled_in_order() -> None:
    things = {"person": 7, "touch": 9}
    assert access.address("people/<uuid:uid>/touches/<int:pk>", things, ("person", "touch")) == "/people/7/touches/9"
    assert access.address("/api/v1/people/{uid}", things, ("person",)) == "/api/v1/people/7"
    with pytest.raises(ValueError, match="names 0 things"):
        access.address("people/<uuid:uid>/", things, ())


@pytest.mark.parametrize(
    ("who", "anonymous", "stranger", "owner", "faults"),
    [
        (Who.OWNER, AWAY, (404, ""), (200, ""), 0),
        (Who.OWNER, (200, ""), (404, ""), (200, ""), 1),
        (Who.OWNER, AWAY, (200, ""), (200, ""), 1),
        (Who.OWNER, AWAY, (403, ""), (200, ""), 1),
        (Who.OWNER, AWAY, (404, ""), (404, ""), 1),
        (Who.MEMBER, (302, "/elsewhere/"), (200, ""), (200, ""), 1),
        (Who.MEMBER, AWAY, (200, ""), (500, ""), 1),
        (Who.ANYONE, (200, ""), (200, ""), (200, ""), 0),
        (Who.ANYONE, AWAY, (200, ""), (200, ""), 1),
    ],
)
def test_an_open_and_a_shut_door_are_judged(who, anonymous, stranger, owner, faults) -> None:
    answers = {"anonymous": anonymous, "stranger": stranger, "owner": owner}
    assert len(access.judge_page(Page(who), answers, SIGN_IN)) == faults


@pytest.mark.urls(__name__)
def test_a_leaking_page_is_really_asked() -> None:
    visitors = {"anonymous": Client(), "stranger": Client(), "owner": Client()}
    row = Page(Who.OWNER, ("person",))

    answers = access.ask_page(row, access.address("people/<int:pk>/", {"person": 7}, row.things), visitors)

    assert access.judge_page(row, answers, SIGN_IN) == [
        "an unknown visitor got 200",
        "a stranger got 200, not 404",
    ]


def test_a_page_that_takes_post_is_not_posted_as_its_owner(settings) -> None:
    settings.ROOT_URLCONF = __name__
    visitors = {"anonymous": Client(), "stranger": Client(), "owner": Client()}
    assert set(access.ask_page(Page(Who.MEMBER, post=True), "/people/7/", visitors)) == {"anonymous", "stranger"}


@pytest.mark.parametrize(
    ("row", "answers", "faults"),
    [
        (Operation("people:read", ("person",)), {"anonymous": 401, "unscoped": 403, "stranger": 404}, 0),
        (Operation("people:read", ("person",)), {"anonymous": 200, "unscoped": 200, "stranger": 200}, 3),
        (Operation("people:read"), {"anonymous": 401, "unscoped": 403, "stranger": 200}, 0),
        (Operation("people:read"), {"anonymous": 401, "unscoped": 403, "stranger": 403}, 1),
        (
            Operation("touches:write", body={"person": "{person}"}),
            {"anonymous": 401, "unscoped": 403, "stranger": 201},
            1,
        ),
        (Operation(""), {"anonymous": 401, "unscoped": 403, "stranger": 403}, 1),
    ],
)
def test_a_token_outside_its_scope_is_judged(row: Operation, answers: dict[str, int], faults: int) -> None:
    assert len(access.judge_operation(row, answers)) == faults


@pytest.mark.urls(__name__)
def test_an_operation_without_a_lock_is_really_asked() -> None:
    tokens = {"anonymous": "", "unscoped": "a", "stranger": "b"}
    row = Operation("people:write", ("person",), {"name": "Dana Whitcomb"})

    answers = access.ask_operation(row, "POST", "/people/7/", tokens)

    assert len(access.judge_operation(row, answers)) == 3


@pytest.mark.django_db
def test_the_world_holds_two_members_and_what_is_leahs() -> None:
    world = access_world.build()
    assert set(world.things) == set(access_world.THINGS)
    assert all(world.things.values())
    assert set(world.tokens("people:read")) == {"anonymous", "unscoped", "stranger"}
    assert "_auth_user_id" in world.visitors()["owner"].session


urlpatterns = [path("people/<int:pk>/", hello)]
