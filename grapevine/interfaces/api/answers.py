"""Plain data as a JSON answer."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse


def answer(data: Any, status: int = 200, **headers: str) -> HttpResponse:
    """The data as JSON. ``headers`` in Python's spelling: ``location="/..."``."""
    named = {name.replace("_", "-").title(): value for name, value in headers.items()}
    if "Etag" in named:
        named["ETag"] = named.pop("Etag")
    return HttpResponse(encoded(data), status=status, content_type="application/json", headers=named)


def once_only(data: Any, told_again: Any) -> HttpResponse:
    """Something made (201) whose answer holds a secret: the same request sent again is answered with the second."""
    made = answer(data, 201)
    made.told_again = encoded(told_again)  # see once.py: a secret is not kept
    return made


def nothing() -> HttpResponse:
    """Done, and there is nothing to show."""
    return HttpResponse(status=204)


def encoded(data: Any) -> str:
    """JSON text; instants in ISO 8601, in UTC."""
    return json.dumps(data, default=_plain, separators=(",", ":"))


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    raise TypeError(f"{type(value).__name__} does not go into an answer")
