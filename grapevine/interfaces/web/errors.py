"""Error pages: what happened, and what to do now."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template import loader

_STALE = "Cookies may be off, or this page stood open for long. Go back, reload it, and send it again."


def page(request: HttpRequest, code: int, detail: str = "") -> HttpResponse:
    """The error page of a number. It reads no table, so that it also stands when the database does not."""
    return HttpResponse(loader.render_to_string("error.html", {"code": code, "detail": detail}), status=code)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400."""
    return page(request, 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403."""
    return page(request, 403)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form without its token."""
    return page(request, 403, _STALE)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404."""
    return page(request, 404)


def broken(request: HttpRequest) -> HttpResponse:
    """500."""
    return page(request, 500)
