"""Signing in by a one-time link: asking for it by mail, using it with one press, and as proof that it is still you."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import get_next_redirect_url, perform_login
from allauth.account.views import login
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from grapevine.domain.accounts.actions import LINK_LIVES, use_sign_in_link
from grapevine.interfaces.mail.sign_in_link import JOB
from grapevine.interfaces.web import limits
from grapevine.interfaces.web.account_adapter import BY_LINK
from grapevine.kit import clock
from grapevine.kit.errors import NotFound
from grapevine.kit.jobs import enqueue

#: Where a browser that proved itself by a link goes on.
GO_ON = "account_go_on_to"


@require_POST
def ask(request: HttpRequest) -> HttpResponse:
    """Put the letter on the queue. The answer is the same whether or not the address is known, and takes as long.

    Who typed a password and pressed Enter meant it, not a letter.
    """
    if request.POST.get("enter") and request.POST.get("password"):
        return login(request)
    email = request.POST.get("login", "").strip().lower()[:254]
    if not limits.within(request, "sign_in_link"):
        return limits.too_often(request)
    return _sent(request, email)


@require_http_methods(["GET", "POST"])
def use(request: HttpRequest, secret: str) -> HttpResponse:
    """A page with one button, which mail scanners do not press; pressing it signs in."""
    if request.method == "GET":
        return render(request, "account/link_use.html", {"failed": ""})
    if not limits.within(request, "use_link"):
        return limits.too_often(request)
    try:
        member = use_sign_in_link(now=clock.now(), secret=secret)
    except NotFound as refusal:
        return render(request, "account/link_use.html", {"failed": refusal.reason}, status=404)
    # Somebody with a second factor proves themselves by that; a letter alone must not take it off.
    record_authentication(request, member, BY_LINK, reauthenticated=None if is_mfa_enabled(member) else True)
    go_on = request.session.pop(GO_ON, reverse("home"))
    if request.user.is_authenticated and request.user.pk == member.pk:
        return redirect(go_on)
    return perform_login(request, member, email_verification="none", redirect_url=go_on)


@login_required
@require_http_methods(["GET", "POST"])
def again(request: HttpRequest) -> HttpResponse:
    """Still you? For members without password and second factor: a link to their mail, and back to where they were."""
    if request.method == "GET":
        request.session[GO_ON] = get_next_redirect_url(request) or reverse("settings")
        return render(request, "account/reauthenticate_link.html", _told(request))
    if not limits.within(request, "sign_in_link"):
        return limits.too_often(request)
    return _sent(request, request.user.email)


def _sent(request: HttpRequest, email: str) -> HttpResponse:
    if "@" in email and limits.within(request, "letter", key=email):
        enqueue(JOB, email)
    return render(request, "account/link_sent.html", _told(request))


def _told(request: HttpRequest) -> dict[str, Any]:
    return {"minutes": int(LINK_LIVES.total_seconds() // 60), "mail_works": settings.MAIL_WORKS}
