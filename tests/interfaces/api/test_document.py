"""What is told of the API: the OpenAPI document and its committed copy, the page to try it out, docs/api.md."""

from __future__ import annotations

import ast
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from grapevine.domain.accounts.rules.access import SCOPES
from grapevine.interfaces.api import openapi
from grapevine.interfaces.api.main import api
from grapevine.interfaces.api.problems import TYPES
from tests.house.tree import ROOT
from tests.interfaces.api.caller import problem
from tests.served import Served

COPY = ROOT / "docs" / "openapi.json"
HOW = (
    "The API changed. If that is meant, renew the copy: python -m django export_openapi_schema"
    " --api grapevine.interfaces.api.main.api --indent 1 --sorted --output docs/openapi.json"
)


def document() -> dict[str, Any]:
    """The document as a program reads it."""
    return json.loads(json.dumps(api.get_openapi_schema(), default=str))


def operations(told: dict[str, Any]) -> list[tuple[str, str, dict[str, Any]]]:
    """(method, path, operation) of a document."""
    return [(method, path, each) for path, entry in told["paths"].items() for method, each in entry.items()]


def test_the_committed_copy_is_what_is_served() -> None:
    assert json.loads(COPY.read_text(encoding="utf-8")) == document(), HOW


def test_anyone_may_read_the_document(db: None) -> None:
    served = Client().get("/api/v1/openapi.json")
    assert served.status_code == 200
    assert served.json() == document()


#: What tells or writes of more than one ledger at once: how many scopes it needs.
SEVERAL = {
    **dict.fromkeys(("get /audit", "get /audit/{group}", "post /goals", "delete /goals/{goal_id}",
                     "post /referrals/introductions", "put /referrals/times", "post /stories/{story_id}/brief",
                     "post /today/{key}/done"), 2),
    **dict.fromkeys(("get /plan", "get /practice", "get /people/{person_id}/techniques",
                     "post /people/{person_id}/guard", "post /lines", "get /people/{person_id}/preparation",
                     "post /introductions/{introduction_id}/steps"), 3),
    **dict.fromkeys(("get /insights", "get /today", "get /referrals/serving",
                     "post /people/{person_id}/guard/overrule", "get /plan/calendar", "post /plan/calendar",
                     "patch /plan/letter"), 4),
    "post /plan/{person_id}/{key}": 6,
}  # fmt: skip
#: Changing an account of contacts brings people in.
BRINGS_IN = "/api/v1/sources/contacts"
#: A single word is set: there is no version of it to look at before.
ONE_WORD = {f"/api/v1/people/{{person_id}}/{word}" for word in ("profession", "standing", "refreshers")}
#: Said anew as a whole, never part by part: one's offer to partners, the last ten clients, who reads a brief.
ONE_WORD |= {f"/api/v1/{one}" for one in ("partners/offer", "recent-clients", "briefs/{brief_id}/people")}
#: Choices of one's own: the days of every stage, the letters wished for, what a webhook is told.
ONE_WORD |= {f"/api/v1/{one}" for one in ("referrals/times", "referral-letters", "plan/letter")}
ONE_WORD |= {"/api/v1/webhooks/{webhook_id}"}
#: Each change of a brief is a version of its own and overwrites none; the newest speaks.
ONE_WORD |= {f"/api/v1/briefs/{one}" for one in ("main", "{brief_id}")}


def test_every_operation_names_scopes_that_a_token_can_have_and_few_need_several() -> None:
    for method, path, operation in operations(document()):
        (needed,) = (each["token"] for each in operation["security"])
        assert set(needed) <= set(SCOPES), (method, path)
        usual = 2 if path.startswith(BRINGS_IN) and method != "get" else 1
        assert len(needed) == SEVERAL.get(f"{method} {path.removeprefix('/api/v1')}", usual), (method, path)


def test_every_post_tells_of_the_key_and_every_edit_of_the_version() -> None:
    for method, path, operation in operations(document()):
        headers = {each["name"] for each in operation["parameters"] if each["in"] == "header"}
        edits = method in ("put", "patch", "delete") and path.endswith(openapi._VERSIONED)
        assert edits or method not in ("put", "patch") or path in ONE_WORD, path
        assert headers == ({"Idempotency-Key"} if method == "post" else {"If-Match"} if edits else set()), path
        assert {"401", "403"} <= set(operation["responses"])


def test_no_two_shapes_share_a_name_for_the_document_would_show_one_as_the_other() -> None:
    shapes = Path(openapi.__file__).parent
    trees = [ast.parse(file.read_text(encoding="utf-8")) for file in shapes.rglob("*.py")]
    names = Counter(node.name for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ClassDef))
    assert [name for name, count in names.items() if count > 1] == []


def test_every_operation_says_what_it_does() -> None:
    told = operations(document())
    assert [path for _, path, each in told if not each.get("description")] == []
    assert len({each["operationId"] for _, _, each in told}) == len(told)


def test_the_page_of_the_api_names_every_operation_scope_and_problem() -> None:
    text = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`((?:GET|POST|PUT|PATCH|DELETE) /[^`]*)`", text))
    real = {f"{method.upper()} {path.removeprefix('/api/v1')}" for method, path, _ in operations(document())}
    assert named == real
    scopes = {scope for _, _, each in operations(document()) for entry in each["security"] for scope in entry["token"]}
    assert [scope for scope in scopes if f"`{scope}`" not in text] == []
    told = dict(re.findall(r"\| `/problems/([a-z-]+)` \| (\d+) \|", text))
    assert told == {kind: str(status) for kind, (status, _) in TYPES.items()}


def test_the_page_to_try_it_out_keeps_to_the_strict_policy(db: None) -> None:
    page = Client().get("/api/v1/docs")

    assert page.status_code == 200
    policy = page.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    text = page.content.decode()
    assert "https://" not in text
    assert re.findall(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)", text) == []


def test_the_page_to_try_it_out_works_without_the_outside(page: Any, served: Served) -> None:
    """The fixture `page` complains of every request to another host and of whatever the policy blocks."""
    page.goto("/api/v1/docs")
    page.locator("#operations-tag-people").click()
    page.locator("#operations-people-list_people button").first.click()
    page.get_by_role("button", name="Try it out").wait_for()


@pytest.mark.parametrize("path", ["/api/v1/docs", "/api/v1/openapi.json"])
def test_what_is_told_can_only_be_read(db: None, path: str) -> None:
    problem(Client().post(path, {}), 405, "method-not-allowed")
