"""The plan outside of its page: the calendar at a secret address, how it is made and taken back, the letter on Monday.

The address is the credential: no cookie is set or asked for, and no other host is ever told it.
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from grapevine.domain.accounts.queries import actor_of
from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.coach.actions import telling
from grapevine.domain.coach.queries.calendar import entries, member_by_secret
from grapevine.domain.coach.queries.told import told_of
from grapevine.interfaces.exchange import plan_calendar
from grapevine.interfaces.web import errors, limits, secret_addresses
from grapevine.interfaces.web.actor import MemberRequest, member_page
from grapevine.kit import clock, tokens


def told(actor: Actor) -> dict[str, Any]:
    """What the page of the plan says of it."""
    row = told_of(actor)
    address, lost = plan_calendar.address_or_why(row)
    return {"address": address, "lost": lost, "has_calendar": bool(address or lost),
            "monday": row.letter, "email": actor.email}  # fmt: skip


renew, revoke = secret_addresses.views(
    telling.renew_calendar, telling.revoke_calendar, back_to="plan",
    revoked="Calendar programs that ask there get nothing.",
)  # fmt: skip


@member_page
@require_POST
def letter(request: MemberRequest) -> HttpResponse:
    """Wish for the letter on Monday, or for no more of them."""
    wished = request.POST.get("wished") == "yes"
    telling.wish_monday_letter(actor=request.actor, now=request.now, wished=wished)
    messages.success(request, "Your week comes on Monday morning." if wished else "No more letters on Monday.")
    return redirect("plan")


@require_safe
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """The calendar; nothing where the address was taken back or never was."""
    answer = _feed(request, secret)
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer


def _feed(request: HttpRequest, secret: str) -> HttpResponse:
    member = member_by_secret(secret)
    if member is None:
        if not limits.within(request, "calendar"):
            return limits.too_often(request)
        return errors.page(request, 404, "There is no calendar here. Perhaps its address was taken back.")
    if not limits.within(request, "calendar_read", tokens.digest(secret)):
        return limits.too_often(request)
    now = clock.now()
    made = HttpResponse(plan_calendar.write(entries(actor_of(member), now), now), "text/calendar; charset=utf-8")
    made.headers["Content-Disposition"] = 'inline; filename="grapevine.ics"'
    return made
