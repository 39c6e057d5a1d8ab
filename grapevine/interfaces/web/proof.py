"""Before something that matters: proof, not older than a quarter of an hour, that it is still the member."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse


def prove(request: HttpRequest) -> None:
    """Go on only with a fresh proof; otherwise the member is asked for one, and what they sent goes on after it."""
    raise_if_reauthentication_required(request, app="grapevine.interfaces.web")


def wanted(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page of a library that asks for no proof of its own."""

    @wraps(view)
    def proven(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        prove(request)
        return view(request, *args, **kwargs)

    return login_required(proven)
