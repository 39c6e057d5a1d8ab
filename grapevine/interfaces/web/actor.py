"""Who is asking, and when: every page of a member begins here."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from grapevine.domain.accounts.models import Member
from grapevine.domain.accounts.queries import actor_of
from grapevine.domain.accounts.rules.access import Actor
from grapevine.kit import clock


class MemberRequest(HttpRequest):
    """A request of somebody signed in: ``actor`` is who asks, ``now`` the one reading of the clock."""

    actor: Actor
    now: datetime
    htmx: Any
    user: Member


View = Callable[..., HttpResponseBase]


def member_page(view: View) -> View:
    """A page for whoever is signed in; others are sent to the door."""

    @wraps(view)
    def with_actor(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        request.actor = actor_of(request.user)
        request.now = clock.now()
        return view(request, *args, **kwargs)

    return login_required(with_actor)


def wants_part(request: HttpRequest) -> bool:
    """Whether htmx asks for a part of the page, to swap it in."""
    return bool(request.htmx) and not request.htmx.boosted


def no_content() -> HttpResponse:
    """Done, and nothing to show."""
    return HttpResponse(status=204)
