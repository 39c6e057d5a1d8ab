"""Two pages by a link, without account, cookie or script: "may your name stand in this?", and "say it in your words".

The address is the credential, so no form token is needed and none is set; no other host is ever told it. Looking
changes nothing: programs that fetch addresses ahead agree to nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from grapevine.domain.accounts.models import Member
from grapevine.domain.stories.actions import naming
from grapevine.domain.stories.actions import testimonials as actions
from grapevine.domain.stories.models import Testimonial
from grapevine.domain.stories.queries import testimonials
from grapevine.domain.stories.queries.parties import Asked, asked_by
from grapevine.domain.stories.rules.telling import Reach
from grapevine.domain.stories.rules.testimonials import NAME_MAX, TEXT_MAX, State
from grapevine.interfaces.web import limits
from grapevine.interfaces.web.public_story import parts_of
from grapevine.interfaces.web.questions import called
from grapevine.kit import clock
from grapevine.kit.errors import Conflict, NotFound, Refused
from grapevine.kit.text import number_of

Page = Callable[[HttpRequest, str], HttpResponse]


def _by_link(page: Page) -> Any:
    @csrf_exempt
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(page)
    def answering(request: HttpRequest, secret: str) -> HttpResponse:
        answer = page(request, secret)
        answer.headers["Referrer-Policy"] = "no-referrer"
        return answer

    return answering


@_by_link
def named(request: HttpRequest, secret: str) -> HttpResponse:
    """The very text with their name in it, and whether it may stay."""
    found = asked_by(secret, clock.now())
    if (request.method == "POST" or found is None) and not limits.within(request, "story"):
        return limits.too_often(request)
    if found is None:
        return _over(request)
    if request.method != "POST":
        return _named(request, found)
    wanted, wording = request.POST.get("do", ""), number_of(request.POST.get("wording", ""))
    if wanted not in ("yes", "no"):
        return _named(request, found, "Choose whether your name may stand there.", 422)
    try:
        naming.answer_by_link(now=clock.now(), secret=secret, yes=wanted == "yes", wording=wording)
    except Conflict as clash:
        fresh = asked_by(secret, clock.now())
        return _named(request, fresh, clash.reason, 409) if fresh else _over(request)
    except NotFound:
        return _over(request)
    return redirect(request.path)


def _named(request: HttpRequest, found: Asked, refused: str = "", status: int = 200) -> HttpResponse:
    context = {
        **_teller(found.party.story.owner), "whom": found.party.name, "role": found.party.role or "somebody",
        "told": found.told, "parts": parts_of(found.told), "public": found.reach is Reach.PUBLIC,
        "consent": str(found.consent), "wording": found.wording, "host": request.get_host(), "refused": refused,
        "earlier": found.consent == "given" and found.party.agreed_wording != found.wording,
    }  # fmt: skip
    return render(request, "stories/named.html", context, status=status)


@_by_link
def own_words(request: HttpRequest, secret: str) -> HttpResponse:
    """What somebody wants to say about the member, how far it may go; changed or taken back at any time."""
    found = testimonials.by_secret(secret, clock.now())
    if (request.method == "POST" or found is None) and not limits.within(request, "story"):
        return limits.too_often(request)
    if found is None:
        return _over(request)
    if request.method != "POST":
        return _words(request, found)
    try:
        if request.POST.get("do") == "no":
            actions.refuse_by_link(now=clock.now(), secret=secret)
        else:
            actions.give_by_link(now=clock.now(), secret=secret, **_typed(request))
    except NotFound:
        return _over(request)
    except Refused as refusal:
        return _words(request, found, refusal)
    return redirect(request.path)


def _typed(request: HttpRequest) -> dict[str, str]:
    return {name: request.POST.get(name, "") for name in ("text", "name", "reach")}


def _words(request: HttpRequest, found: Testimonial, refused: Refused | None = None) -> HttpResponse:
    stands = {"text": found.text, "name": found.name or found.person.name, "reach": found.agreed_reach}
    if found.state != State.GIVEN:
        stands["reach"] = ""
    context = {
        **_teller(found.owner), "whom": called(found.person), "asked": found.asked, "state": found.state,
        "typed": _typed(request) if refused else stands, "most": {"text": TEXT_MAX, "name": NAME_MAX},
        "errors": {refused.field: refused.reason} if refused else {}, "host": request.get_host(),
    }  # fmt: skip
    return render(request, "stories/words.html", context, status=422 if refused else 200)


def _teller(owner: Member) -> dict[str, str]:
    return {
        "member_name": owner.name, "first": (owner.name.split() or [owner.name])[0], "initials": owner.initials,
        "work": ", ".join(part for part in (owner.profession, owner.firm or owner.place) if part),
    }  # fmt: skip


def _over(request: HttpRequest) -> HttpResponse:
    return render(request, "stories/link_over.html", {"gone": False}, status=404)
