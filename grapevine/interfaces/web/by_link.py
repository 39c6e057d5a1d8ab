"""Pages that are opened by who holds their address, without an account: what is the same for each of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

View = Callable[..., HttpResponse]


def by_link(view: View) -> View:
    """A page whose address alone lets in: looked at or answered, without a cookie, and its address is told to nobody.

    No token against forged requests is asked for: who does not know the address cannot send the form.
    """

    @csrf_exempt
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def answered(request: HttpRequest, **address: str) -> HttpResponse:
        answer = view(request, **address)
        answer.headers["Referrer-Policy"] = "no-referrer"
        return answer

    return answered
