"""Every refusal in one shape: a problem document (RFC 9457) with a stable ``type``; docs/api.md lists them."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.core.exceptions import (
    BadRequest,
    RequestDataTooBig,
    SuspiciousOperation,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from ninja.errors import HttpError, ValidationError

from grapevine.kit.errors import Conflict, NotAllowed, NotDone, NotFound

log = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"
#: The last word of ``type`` -> status and title. A word once given never changes its meaning.
TYPES: dict[str, tuple[int, str]] = {
    "malformed": (400, "The request cannot be read"),
    "unauthorized": (401, "A valid token is needed"),
    "not-allowed": (403, "The token does not allow this"),
    "not-found": (404, "There is no such thing"),
    "method-not-allowed": (405, "This address does not take that method"),
    "conflict": (409, "It was changed meanwhile"),
    "in-progress": (409, "The same request is still being worked on"),
    "precondition-failed": (412, "You looked at an older version"),
    "too-large": (413, "The request is too large"),
    "unsupported-media-type": (415, "The body is of the wrong kind"),
    "invalid": (422, "Something in the request needs mending"),
    "key-reused": (422, "The idempotency key belongs to another request"),
    "server-error": (500, "Something went wrong on our side"),
}
_SERVER = "Nothing was changed by this request. Try again; if it happens again, look at the server's log."


class Problem(Exception):
    """A refusal that only this interface knows. ``kind`` is a key of TYPES."""

    def __init__(self, kind: str, detail: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(detail)
        self.kind = kind
        self.detail = detail
        self.headers = dict(headers or {})


def answer(
    kind: str,
    detail: str,
    *,
    errors: list[dict[str, str]] | None = None,
    headers: Mapping[str, str] | None = None,
    **more: Any,
) -> HttpResponse:
    """The problem document. ``errors`` name the fields to mend: [{"field", "detail"}]; ``more`` helps to mend them."""
    status, title = TYPES[kind]
    body: dict[str, Any] = {"type": f"/problems/{kind}", "title": title, "status": status, "detail": detail}
    if errors:
        body["errors"] = errors
    body.update(more)
    return HttpResponse(json.dumps(body), status=status, content_type=MEDIA_TYPE, headers=dict(headers or {}))


def answer_to(request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
    """The problem document for whatever was raised on the way."""
    if isinstance(error, HttpError) and isinstance(error.__cause__, Problem):
        error = error.__cause__  # the framework wraps what its body parser raises
    if isinstance(error, Problem):
        return answer(error.kind, error.detail, headers=error.headers)
    if isinstance(error, NotDone):
        return _refused(error)
    if isinstance(error, ValidationError):
        return answer("invalid", "Some fields need mending.", errors=[_field_error(one) for one in error.errors])
    if isinstance(error, Http404):
        return answer("not-found", "There is nothing at this address.")
    if isinstance(error, HttpError):
        return answer("malformed", "The body is not valid JSON.")
    if isinstance(error, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        return answer("too-large", str(error))
    if isinstance(error, MultiPartParserError | SuspiciousOperation | BadRequest | UnreadablePostError):
        return answer("malformed", "The body is cut short or damaged.")
    told = error if isinstance(error, Exception) else error()
    log.error("%s %s failed", request.method, request.path, exc_info=told)
    return answer("server-error", _SERVER)


def not_allowed_method(refusal: HttpResponse) -> HttpResponse:
    """The problem document for a method that an address does not take."""
    allowed = refusal.headers.get("Allow", "")
    return answer("method-not-allowed", f"This address takes {allowed}.", headers={"Allow": allowed})


def _refused(error: NotDone) -> HttpResponse:
    if isinstance(error, NotFound):
        return answer("not-found", error.reason)
    if isinstance(error, NotAllowed):
        return answer("not-allowed", error.reason, headers={"WWW-Authenticate": 'Bearer error="insufficient_scope"'})
    if isinstance(error, Conflict):
        return answer("conflict", error.reason)
    errors = [{"field": error.field, "detail": error.reason}] if error.field else None
    return answer("invalid", error.reason, errors=errors)


def _field_error(error: Mapping[str, Any]) -> dict[str, str]:
    """``("body", "payload", "emails", 0, "value")`` is ``emails.0.value`` to the caller."""
    place = list(error.get("loc", ()))
    place = place[2:] if place[:1] == ["body"] else place[1:]
    return {"field": ".".join(str(part) for part in place), "detail": str(error.get("msg", ""))}


def phrase(status: int) -> str:
    """The standard words for a status."""
    return HTTPStatus(status).phrase
