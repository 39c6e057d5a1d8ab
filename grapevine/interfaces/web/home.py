"""The beginning: where a member goes when they only typed the address."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect

from grapevine.domain.people import queries
from grapevine.interfaces.web.actor import MemberRequest, member_page


@member_page
def home(request: MemberRequest) -> HttpResponse:
    """The first steps for whoever has not seen them; today for whoever has people; else the network, which is empty."""
    if not request.user.welcomed_at:
        return redirect("onboarding")
    return redirect("today" if queries.book(request.actor).people else "network")
