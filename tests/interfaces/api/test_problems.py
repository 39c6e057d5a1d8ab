"""Who is let in, and how every refusal is told: one shape, a stable type, the right status."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.test import Client

from grapevine.domain.accounts import actions, queries
from grapevine.domain.accounts.models import ApiToken, Member
from grapevine.domain.people.models import Person
from grapevine.interfaces.api import problems
from grapevine.interfaces.api.routers import network as network_router
from grapevine.kit import clock
from tests.interfaces.api.caller import Caller, problem
from tests.interfaces.api.conftest import a_token_with, secret_of


def test_without_a_token_nobody_is_let_in(db: None) -> None:
    refused = Caller("").get("/people")
    problem(refused, 401, "unauthorized")
    assert refused.headers["WWW-Authenticate"] == 'Bearer realm="Grapevine"'


@pytest.mark.parametrize("secret", ["gv_made-up", "' OR 1=1 --", "x" * 5000])
def test_an_unknown_token_is_told_so(db: None, secret: str) -> None:
    refused = Caller(secret).get("/people")
    problem(refused, 401, "unauthorized")
    assert 'error="invalid_token"' in refused.headers["WWW-Authenticate"]


def test_another_way_of_signing_in_is_no_token(leah: Member) -> None:
    for header in ("Basic bGVhaDpzZWNyZXQ=", "Bearer", "Bearer ", secret_of(leah)):
        assert Client().get("/api/v1/people", headers={"Authorization": header}).status_code == 401


def test_a_session_cookie_does_not_count(leah: Member) -> None:
    browser = Client()
    browser.force_login(leah, "grapevine.interfaces.web.sessions.MemberBackend")
    problem(browser.get("/api/v1/people"), 401, "unauthorized")


def test_a_revoked_or_expired_token_is_refused(leah: Member) -> None:
    revoked, expired = Caller(secret_of(leah)), Caller(secret_of(leah))
    one, other = ApiToken.objects.order_by("pk")
    actions.revoke_token(actor=queries.actor_of(leah), now=clock.now(), uid=one.uid)
    ApiToken.objects.filter(pk=other.pk).update(expires_at=clock.now() - timedelta(seconds=1))

    problem(revoked.get("/me"), 401, "unauthorized")
    problem(expired.get("/me"), 401, "unauthorized")


def test_a_missing_scope_is_named(leah: Member) -> None:
    refused = a_token_with(leah, "people:read").post("/people", {"name": "Tom Halloran"})
    assert "people:write" in problem(refused, 403, "not-allowed")["detail"]
    assert "insufficient_scope" in refused.headers["WWW-Authenticate"]


def test_the_scope_is_asked_before_the_body_is_read(leah: Member) -> None:
    problem(a_token_with(leah, "people:read").post("/people", {"nonsense": 1}), 403, "not-allowed")


def test_what_is_somebody_elses_is_not_there(stranger: Caller, dana: Person) -> None:
    problem(stranger.get(f"/people/{dana.uid}"), 404, "not-found")


@pytest.mark.parametrize(
    "path", ["/nothing", "/people/", "/people/7", "/people/not-an-id", "/people/7/depth", "/", "/imports/x/go"]
)
def test_an_address_that_is_not_there_is_a_problem_too(api: Caller, path: str) -> None:
    problem(api.get(path), 404, "not-found")
    problem(api.ask("POST", path, {}), 404, "not-found")


@pytest.mark.parametrize(("method", "path"), [("DELETE", "/people"), ("POST", "/me"), ("HEAD", "/people"),
                                              ("OPTIONS", "/people"), ("TRACE", "/touches")])  # fmt: skip
def test_a_method_that_an_address_does_not_take(api: Caller, method: str, path: str) -> None:
    refused = api.ask(method, path)
    assert refused.status_code == 405
    assert "GET" in refused.headers["Allow"]
    assert refused.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    "raw", ["{", "not json", '{"name": NaN}', '{"name": "a", }', "\x00", "[" * 100_000, b"\xff\xfe{", "{'name': 'Tom'}"]
)
def test_a_body_that_is_no_json(api: Caller, raw: str | bytes) -> None:
    problem(api.ask("POST", "/people", raw=raw), 400, "malformed")


@pytest.mark.parametrize("raw", ["[]", "7", '"Tom"', "null", ""])
def test_json_of_another_shape(api: Caller, raw: str) -> None:
    problem(api.ask("POST", "/people", raw=raw), 422, "invalid")


def test_half_a_character_is_refused(api: Caller) -> None:
    problem(api.ask("POST", "/people", raw='{"name": "Tom \\ud800"}'), 422, "invalid")


@pytest.mark.parametrize("media", ["text/plain", "application/xml", "application/x-www-form-urlencoded",
                                   "multipart/form-data; boundary=x"])  # fmt: skip
def test_a_body_of_another_kind(api: Caller, media: str) -> None:
    problem(api.ask("POST", "/people", raw='{"name": "Tom"}', media=media), 415, "unsupported-media-type")


def test_a_body_that_is_too_large(api: Caller) -> None:
    raw = json.dumps({"name": "Tom", "note": "x" * 5_100_000})
    problem(api.ask("POST", "/people", raw=raw), 413, "too-large")
    assert not Person.objects.exists()


def test_our_own_mistake_says_nothing_of_the_inside(
    api: Caller, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("secret detail")

    monkeypatch.setattr(network_router, "shape", broken)

    told = problem(api.get("/network/shape"), 500, "server-error")

    assert "secret" not in json.dumps(told)
    assert "secret detail" in caplog.text


def test_no_answer_is_kept_by_a_proxy(api: Caller) -> None:
    for path in ("/people", "/nothing"):
        assert api.get(path).headers["Cache-Control"] == "no-store"


def test_a_problem_of_each_type_tells_its_status() -> None:
    for kind, (status, title) in problems.TYPES.items():
        told = json.loads(problems.answer(kind, "why").content)
        assert told == {"type": f"/problems/{kind}", "title": title, "status": status, "detail": "why"}
