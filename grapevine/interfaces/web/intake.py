"""The form of a public page by which anybody may send somebody: no account, no cookie, no script, nobody else asked.

It goes to the member alone, who takes it or drops it. Every answer is the same whether an address is known here or not.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from grapevine.domain.accounts.models import Member
from grapevine.domain.network.rules.introductions.letters import first
from grapevine.domain.referrals.actions.intake import take_in
from grapevine.domain.referrals.queries.incoming import stamp, taking
from grapevine.domain.referrals.rules.intake import KEPT_DAYS, Said
from grapevine.interfaces.web import limits
from grapevine.interfaces.web.by_link import by_link
from grapevine.kit import clock
from grapevine.kit.errors import NotFound, Refused

#: The longest text that comes back in a form that was refused.
_SHOWN = 1_000
_FIELDS = ("whom", "name", "contact", "need", "when", "agreed", "sender_name", "sender_email")
TIMES = ("Any working hour", "Mornings", "Lunchtime", "After five")


@by_link
def refer(request: HttpRequest, slug: str) -> HttpResponse:
    """The form; what was missing; or thanks."""
    owner = taking(slug)
    if owner is None:
        if not limits.within(request, "brief"):
            return limits.too_often(request)
        return render(request, "education/public_over.html", {"down": False}, status=404)
    if request.method != "POST":
        return _form(request, owner, slug)
    if not (limits.within(request, "intake") and limits.within(request, "intake_page", key=slug)):
        return limits.too_often(request, limits.HOUR)
    try:
        take_in(
            now=clock.now(), slug=slug, stamp=request.POST.get("stamp", ""), trap=request.POST.get("website", ""),
            said=_said(request),
        )  # fmt: skip
    except NotFound:
        return render(request, "education/public_over.html", {"down": True}, status=410)
    except Refused as refusal:
        return _form(request, owner, slug, refusal)
    return render(request, "referral_links/intake_thanks.html", {**_who(owner), "slug": slug})


def _said(request: HttpRequest) -> Said:
    text = {
        name: request.POST.get(name, "")[:_SHOWN]
        for name in ("sender_name", "sender_email", "name", "contact", "need", "when")
    }
    when = text["when"] if text["when"] in TIMES[1:] else ""
    said = {**text, "when": f"A good time to call: {when}." if when else ""}
    return Said(**said, self_sent=request.POST.get("whom") == "me", agreed=request.POST.get("agreed") == "on")


def _form(request: HttpRequest, owner: Member, slug: str, refused: Refused | None = None) -> HttpResponse:
    """A form with a fresh stamp, and what was typed before."""
    context = {
        **_who(owner),
        "slug": slug,
        "stamp": stamp(slug, clock.now()),
        "times": TIMES,
        "kept_days": KEPT_DAYS,
        "typed": {name: request.POST.get(name, "")[:_SHOWN] for name in _FIELDS},
        "refused": refused.reason if refused else "",
        "field": refused.field if refused else "",
    }
    return render(request, "referral_links/intake.html", context, status=422 if refused else 200)


def _who(owner: Member) -> dict[str, Any]:
    return {"member_name": owner.name, "first": first(owner.name)}
