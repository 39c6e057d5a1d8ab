"""A program that calls the API: no cookies, a token, JSON both ways."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

ROOT = "/api/v1"


class Caller:
    """Calls below /api/v1 with one token ("" = none)."""

    def __init__(self, secret: str) -> None:
        self.secret = secret
        self.client = Client()

    def ask(self, method: str, path: str, data: Any = None, *, raw: str | bytes | None = None,
            media: str = "application/json", **headers: str) -> HttpResponse:  # fmt: skip
        """The answer. ``data`` is sent as JSON, ``raw`` as it is; headers in Python's spelling (``if_match=``)."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.secret:
            named["Authorization"] = f"Bearer {self.secret}"
        body = raw if raw is not None else json.dumps(data) if data is not None else ""
        url = path if path.startswith(ROOT) else ROOT + path
        return self.client.generic(method, url, body, content_type=media, headers=named)

    def get(self, path: str, **headers: str) -> HttpResponse:
        return self.ask("GET", path, **headers)

    def post(self, path: str, data: Any = None, **headers: str) -> HttpResponse:
        return self.ask("POST", path, data, **headers)

    def put(self, path: str, data: Any, **headers: str) -> HttpResponse:
        return self.ask("PUT", path, data, **headers)

    def patch(self, path: str, data: Any, **headers: str) -> HttpResponse:
        return self.ask("PATCH", path, data, **headers)

    def delete(self, path: str, **headers: str) -> HttpResponse:
        return self.ask("DELETE", path, **headers)

    def upload(self, files: Sequence[tuple[str, bytes]], fields: dict[str, str] | None = None,
               **headers: str) -> HttpResponse:  # fmt: skip
        """POST /imports with these files (name, content)."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        parts = {"files": [SimpleUploadedFile(name, content) for name, content in files], **(fields or {})}
        return self.client.post(
            f"{ROOT}/imports", parts, headers={"Authorization": f"Bearer {self.secret}", **named}
        )


def problem(response: HttpResponse, status: int, kind: str) -> dict[str, Any]:
    """The problem document of an answer, which must be one of this status and type."""
    assert response.status_code == status, response.content
    assert response.headers["Content-Type"] == "application/problem+json"
    told = json.loads(response.content)
    assert told["type"] == f"/problems/{kind}"
    assert told["status"] == status
    assert told["title"] and told["detail"]
    return told
