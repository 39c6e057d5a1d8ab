"""What every page knows without being told: who is signed in, the way around, today, messages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.template.backends.utils import csrf_input
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from grapevine.domain.accounts import queries
from grapevine.domain.accounts.models import Member
from grapevine.interfaces.web.account_adapter import invitation_of
from grapevine.interfaces.web.when import today
from grapevine.kit import clock

#: (name of the page, words, drawing, beginnings of the addresses it lights up for).
NAV = (
    ("today", "Today", "today", ("/today", "/plan", "/techniques", "/guard")),
    ("network", "Network", "network", ("/network",)),
    ("partners", "Partners", "partners", ("/partners",)),
    ("referrals", "Referrals", "referrals", ("/referrals",)),
    ("people", "People", "people", ("/people", "/imports", "/sources")),
    ("brief", "Teach", "leaf", ("/brief", "/teach", "/asks")),
    ("audit", "Audit", "audit", ("/audit",)),
    ("insights", "Insights", "insights", ("/insights", "/goals", "/forecast")),
    ("stories", "Stories", "heard", ("/stories",)),
)


@dataclass(frozen=True)
class Signed:
    """The member as the frame of a page shows them."""

    name: str
    email: str
    initials: str
    theme: str
    chapter_name: str


def shell(request: HttpRequest) -> dict[str, Any]:
    """For every template. Nobody signed in: ``member`` is None and there is no way around to show."""
    member = getattr(request, "user", None)
    signed = member if isinstance(member, Member) or getattr(member, "is_authenticated", False) else None
    zone = signed.time_zone if signed else "UTC"
    return {
        "member": _signed(request, signed) if signed else None,
        "nav": _nav(request.path) if signed else [],
        # Masked once a page, not once a form: a page of a person has a score of forms.
        "csrf_input": SimpleLazyObject(lambda: csrf_input(request)),
        "today": today(clock.now(), zone),
        "signup_open": settings.SIGNUP == "open",
        "signup_by_invitation": settings.SIGNUP == "invite",
        "invited": SimpleLazyObject(lambda: invitation_of(request)),
        "mail_works": settings.MAIL_WORKS,
        "passkeys_here": passkeys_here(request.get_host()),
        "messages": SimpleLazyObject(lambda: get_messages(request)),
    }


def passkeys_here(host: str) -> bool:
    """Can this address have passkeys? Browsers bind them to a name, never to a number."""
    name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
    return not (name.startswith("[") or name.replace(".", "").isdigit())


def _signed(request: HttpRequest, member: Member) -> Signed:
    actor = getattr(request, "actor", None)
    chapter = ""
    if actor is None or actor.seats:
        seat = queries.seats(actor or queries.actor_of(member)).filter(chapter__isnull=False).first()
        chapter = seat.chapter.name if seat and seat.chapter else ""
    return Signed(member.name, member.email, member.initials, member.theme, chapter)


def _nav(path: str) -> list[tuple[str, str, str, bool]]:
    return [(reverse(name), label, icon, path.startswith(begins)) for name, label, icon, begins in NAV]
