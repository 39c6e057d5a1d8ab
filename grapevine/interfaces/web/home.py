"""The beginning: where a member goes when they only typed the address."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect

from grapevine.interfaces.web.actor import MemberRequest, member_page


@member_page
def home(request: MemberRequest) -> HttpResponse:
    """The first steps for whoever has not seen them, else the network."""
    return redirect("network" if request.user.welcomed_at else "onboarding")
