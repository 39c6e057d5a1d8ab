"""Signing in by a one-time link: asking for it by mail, and using it with one press of a button."""

from __future__ import annotations

import hashlib

from allauth.account.utils import perform_login
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from grapevine.domain.accounts.actions import LINK_LIVES, use_sign_in_link
from grapevine.interfaces.mail.sign_in_link import JOB
from grapevine.interfaces.web import errors
from grapevine.kit import clock
from grapevine.kit.errors import NotFound
from grapevine.kit.jobs import enqueue

#: Letters to one address, and requests from one place, in the seconds of a window.
WINDOW, PER_ADDRESS, PER_PLACE = 600, 3, 20


@require_POST
def ask(request: HttpRequest) -> HttpResponse:
    """Put the letter on the queue. The answer is the same whether or not the address is known, and takes as long."""
    email = request.POST.get("login", "").strip().lower()[:254]
    if not _within("place", request.META.get("REMOTE_ADDR", ""), PER_PLACE):
        return errors.page(request, 429)
    if "@" in email and _within("address", email, PER_ADDRESS):
        enqueue(JOB, email)
    context = {"minutes": int(LINK_LIVES.total_seconds() // 60), "mail_works": _mail_works()}
    return render(request, "account/link_sent.html", context)


@require_http_methods(["GET", "POST"])
def use(request: HttpRequest, secret: str) -> HttpResponse:
    """A page with one button, which mail scanners do not press; pressing it signs in."""
    if request.method == "GET":
        return render(request, "account/link_use.html", {"failed": ""})
    try:
        member = use_sign_in_link(now=clock.now(), secret=secret)
    except NotFound as refusal:
        return render(request, "account/link_use.html", {"failed": refusal.reason}, status=404)
    return perform_login(request, member, email_verification="none", redirect_url=reverse("home"))


def _within(what: str, value: str, limit: int) -> bool:
    key = f"sign-in-link:{what}:{hashlib.sha256(value.encode()).hexdigest()}"
    cache.add(key, 0, WINDOW)
    try:
        return cache.incr(key) <= limit
    except ValueError:  # the window ended between the two
        return True


def _mail_works() -> bool:
    return "filebased" not in settings.EMAIL_BACKEND and "console" not in settings.EMAIL_BACKEND
