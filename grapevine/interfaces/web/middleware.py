"""Around every page: what the browser may not do with it, and what becomes of a refusal."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from grapevine.interfaces.web import errors
from grapevine.kit.errors import Conflict, NotAllowed, NotDone, NotFound, Refused

#: Nothing here needs a camera, a place or a payment.
PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"
STATUS: tuple[tuple[type[NotDone], int], ...] = ((NotFound, 404), (NotAllowed, 403), (Conflict, 409), (Refused, 400))


class Pages:
    """Headers that keep personal pages personal; refusals that no form caught become pages that say what to do."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Cache-Control", "private, no-store")
        response.headers.setdefault("X-Robots-Tag", "noindex, nofollow")
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The page for a refusal; anything else goes on to Django."""
        if not isinstance(error, NotDone):
            return None
        code = next(code for kind, code in STATUS if isinstance(error, kind))
        return errors.page(request, code, error.reason)
