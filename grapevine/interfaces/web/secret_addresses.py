"""Secret addresses of a member's (the calendar of the plan, letters dropped by mail): a new one, and none any more."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from grapevine.domain.accounts.rules.access import Actor
from grapevine.interfaces.web.actor import MemberRequest, member_page

View = Callable[..., HttpResponse]


class Act(Protocol):
    """What makes or takes back the address."""

    def __call__(self, *, actor: Actor, now: datetime) -> object: ...


def views(renew: Act, revoke: Act, *, back_to: str, revoked: str) -> tuple[View, View]:
    """The two buttons: the page they lead back to is ``back_to``, and ``revoked`` says what works no more."""

    @member_page
    @require_POST
    def new(request: MemberRequest) -> HttpResponse:
        renew(actor=request.actor, now=request.now)
        messages.success(request, "This is your address now. One you had before works no more.")
        return redirect(back_to)

    @member_page
    @require_POST
    def none(request: MemberRequest) -> HttpResponse:
        revoke(actor=request.actor, now=request.now)
        messages.success(request, f"Taken back. {revoked}")
        return redirect(back_to)

    return new, none
