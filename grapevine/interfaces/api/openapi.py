"""What the OpenAPI document says beyond what the framework finds out: tokens, problems, idempotency keys, versions."""

from __future__ import annotations

from typing import Any

from grapevine.interfaces.api import once
from grapevine.interfaces.api.problems import MEDIA_TYPE, TYPES, phrase

DESCRIPTION = """Everything Grapevine knows about your network, for your own programs.

Send a token (`Authorization: Bearer gv_...`; make one under Settings) whose scopes cover what you ask.
Session cookies are not accepted. Errors are problem documents (RFC 9457). Lists take `limit` and `cursor`. Every POST
may carry an `Idempotency-Key`; what you change may be guarded with `If-Match`."""

_TEXT = {"type": "string"}
_PROBLEM = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "enum": [f"/problems/{kind}" for kind in TYPES]},
        "title": _TEXT,
        "status": {"type": "integer"},
        "detail": {**_TEXT, "description": "what is wrong and what to do"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["field", "detail"],
                "properties": {"field": _TEXT, "detail": _TEXT},
            },
        },
    },
}
_TOKEN = {"type": "http", "scheme": "bearer", "description": "A token with scopes, made under Settings."}
_KEY = {
    "in": "header",
    "name": once.HEADER,
    "required": False,
    "schema": {"type": "string", "maxLength": once.LONGEST},
    "description": "The same request with the same key is done once; its answer is kept for a day.",
}
_IF_MATCH = {
    "in": "header",
    "name": "If-Match",
    "required": False,
    "schema": _TEXT,
    "description": "The ETag of the version you looked at: nothing changes when there is a newer one (412).",
}
_ETAG = {"ETag": {"description": "the version, for If-Match", "schema": _TEXT}}
#: Things that have versions: what comes after them in an address has none of its own.
_VERSIONED = tuple(
    f"{{{thing}_id}}"
    for thing in ["person", "touch", "give", "knowledge", "promise", "wish", "introduction", "calendar", "account"]
)


def finish(document: Any) -> Any:
    """The document, completed in place."""
    parts = document["components"]
    parts["schemas"]["Problem"] = _PROBLEM
    parts["securitySchemes"] = {"token": _TOKEN}
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    statuses = sorted({status for status, _ in TYPES.values()})
    parts["responses"] = {str(status): {"description": phrase(status), "content": content} for status in statuses}
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            _complete(path, method, operation)
    return document


def _complete(path: str, method: str, operation: dict[str, Any]) -> None:
    edits = path.endswith(_VERSIONED) and method in ("put", "patch", "delete")
    if method == "post":
        operation["parameters"].append(_KEY)
    if edits:
        operation["parameters"].append(_IF_MATCH)
    if path.endswith(_VERSIONED) and 200 in operation["responses"]:
        operation["responses"][200].setdefault("headers", {}).update(_ETAG)
    asks = any(parameter.get("in") == "query" for parameter in operation["parameters"])
    for status in sorted({*_refusals(path, method, edits=edits), *([422] if asks else [])}):
        operation["responses"][status] = {"$ref": f"#/components/responses/{status}"}


def _refusals(path: str, method: str, *, edits: bool) -> list[int]:
    found = {401, 403, 500}
    if "{" in path:
        found.add(404)
    if method != "get":
        found |= {404, 409, 422}
    if method in ("post", "put", "patch"):
        found |= {400, 413, 415}
    if method == "get" and "{" not in path:
        found |= {404, 422}
    if path.endswith(("refused", "questions")):
        found.add(422)
    if edits:
        found.add(412)
    return sorted(found)
