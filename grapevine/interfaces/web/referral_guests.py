"""What the pages for somebody without an account have in common: whose link it is, and why one opens nothing.

The address is the credential, so no form token is needed and none is set; no other host is ever told it, no log keeps
it, and looking changes nothing: what somebody decides is asked once more, so that no program that follows addresses
can answer for them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from grapevine.domain.network.rules.introductions.letters import first
from grapevine.domain.referrals.queries.guests import Guest, guest
from grapevine.interfaces.web import limits
from grapevine.interfaces.web.questions import called
from grapevine.interfaces.web.when import day_text
from grapevine.kit import clock
from grapevine.kit.errors import NotFound, Refused

#: How many signs of a note come back on the page that asks once more.
NOTE_SHOWN = 1_000
NOT_OPEN = "Nothing was changed: that was done already, or is not open any more. Below you see how it stands now."
Page = Callable[..., HttpResponse]


def answer(
    request: HttpRequest, secret: str, purpose: str, *, page: Page, again: Page, act: Callable[[Guest], None]
) -> HttpResponse:
    """The page of a guest, the question that is asked once more, or what became of their word.

    ``page(request, guest, refused=...)`` shows it; ``again(request, guest, wanted)`` asks, or gives None where nothing
    such is to be asked; ``act(guest)`` does it.
    """
    made = _answer(request, secret, purpose, page=page, again=again, act=act)
    made.headers["Referrer-Policy"] = "no-referrer"
    return made


def _answer(
    request: HttpRequest, secret: str, purpose: str, *, page: Page, again: Page, act: Callable[[Guest], None]
) -> HttpResponse:
    found = guest(secret, purpose, clock.now())
    if (request.method == "POST" or found is None) and not limits.within(request, "referral"):
        return limits.too_often(request)
    if found is None or found.over:
        return over(request, found)
    wanted = request.POST.get("do", "") if request.method == "POST" else request.GET.get("say", "")
    if request.method != "POST" or request.POST.get("sure") != "yes":
        asked = again(request, found, wanted) if wanted else None
        if asked is None and request.method == "POST":  # an old page, or no page of ours
            return page(request, found, refused=Refused(NOT_OPEN))
        return asked or page(request, found)
    try:
        act(found)
    except NotFound:  # taken back between looking and acting
        return over(request, guest(secret, purpose, clock.now()))
    except Refused as refusal:
        fresh = guest(secret, purpose, clock.now())
        return page(request, fresh, refused=refusal) if fresh and not fresh.over else over(request, fresh)
    return redirect(f"{request.path}#now")


def who(request: HttpRequest, found: Guest) -> dict[str, Any]:
    """Who wrote, to whom they refer, and until when the link works."""
    owner, person = found.owner, found.person
    return {
        "member_name": owner.name,
        "first": first(owner.name),
        "work": ", ".join(part for part in (owner.profession, owner.firm or owner.place) if part),
        "initials": owner.initials,
        "other_name": person.name,
        "other": called(person),
        "other_work": ", ".join(part for part in (person.profession or person.title, person.firm) if part),
        "whom": found.whom,
        "need": found.referral.need,
        "stage": str(found.stage),
        "version": found.referral.version,
        "until": day_text(found.address.expires_at, owner.time_zone),
        "host": request.get_host(),
    }


def note_of(request: HttpRequest) -> str:
    """What was written beside an answer."""
    return request.POST.get("note", "")[:NOTE_SHOWN]


def version_of(request: HttpRequest) -> int:
    """The version that was on the page; 0, which never stands, for anything else."""
    said = request.POST.get("version", "")
    return int(said) if said.isdecimal() and len(said) <= 6 else 0


def over(request: HttpRequest, found: Guest | None) -> HttpResponse:
    """Why a link opens nothing."""
    context = {"why": found.over if found else "unknown", "member_name": found.owner.name if found else ""}
    return render(request, "referral_links/over.html", context, status=410 if found else 404)
