"""Invitations: making and taking back, for members; coming in by one, for guests."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from grapevine.domain.accounts import actions, queries
from grapevine.domain.accounts.models import Invitation
from grapevine.interfaces.web import limits
from grapevine.interfaces.web.account_adapter import INVITED
from grapevine.interfaces.web.actor import MemberRequest, member_page
from grapevine.interfaces.web.forms.invitations import InvitationForm
from grapevine.interfaces.web.forms.refusals import refuse
from grapevine.interfaces.web.when import day_text
from grapevine.kit import clock
from grapevine.kit.errors import NotDone, NotFound

#: At most so many are listed; the newest first.
SHOWN = 50


@member_page
@require_http_methods(["GET", "POST"])
def invitations(request: MemberRequest) -> HttpResponse:
    """The member's own invitations; a new one is sent here, and its link is on that one answer and nowhere else."""
    chapters = queries.chapters_to_invite_to(request.actor)
    form = InvitationForm(request.POST or None, chapters=chapters)
    link = ""
    if request.method == "POST" and form.is_valid():
        try:
            _, secret = actions.invite(actor=request.actor, now=request.now, **form.wanted())
        except NotDone as refusal:
            refuse(form, refusal)
        else:
            link, form = f"{settings.BASE_URL}/join/{secret}", InvitationForm(chapters=chapters)
    context = {
        "form": form,
        "link": link,
        "may_invite": queries.can_invite(request.actor),
        "signup": settings.SIGNUP,
        "invitations": [_row(request, each) for each in queries.invitations(request.actor)[:SHOWN]],
    }
    return render(request, "invitations.html", context, status=422 if form.errors else 200)


@member_page
@require_POST
def revoke(request: MemberRequest, uid: object) -> HttpResponse:
    """Take one back."""
    actions.revoke_invitation(actor=request.actor, now=request.now, uid=uid)
    messages.success(request, "Taken back. Its link opens nothing any more.")
    return redirect("invitations")


@require_GET
def join(request: HttpRequest, secret: str) -> HttpResponse:
    """A guest with a link: remembered, and led to the sign-up page."""
    if not limits.within(request, "join"):
        return limits.too_often(request)
    if queries.living_invitation(secret, clock.now()) is None:
        raise NotFound("This invitation has been used already, or it is too old. Ask for a new one.")
    request.session[INVITED] = secret
    return redirect("account_signup")


def _row(request: MemberRequest, found: Invitation) -> dict[str, Any]:
    zone = request.actor.time_zone
    return {
        "id": str(found.uid),
        "email": found.email,
        "chapter": found.chapter.name if found.chapter else "",
        "made": day_text(found.created_at, zone),
        "ends": day_text(found.expires_at, zone),
        "used_by": found.used_by.name if found.used_by else "",
        "used": found.used_at is not None,
        "over": found.expires_at <= request.now,
    }
