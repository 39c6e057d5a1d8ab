"""Ending one session; allauth brings the list and the end of all others."""

from __future__ import annotations

from allauth.usersessions.internal.flows.sessions import end_sessions
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from grapevine.interfaces.web.actor import MemberRequest, member_page
from grapevine.kit.errors import NotFound


@member_page
@require_POST
def end(request: MemberRequest, pk: int) -> HttpResponse:
    """Sign that browser out at once."""
    found = UserSession.objects.filter(user=request.user, pk=pk).first()
    if found is None:
        raise NotFound("That device is signed out already.")
    here = found.is_current()
    end_sessions(request, [found])
    if here:
        return redirect("account_login")
    messages.success(request, "Signed out there.")
    return redirect("usersessions_list")
