"""The composer: one form keeps that you talked, gave or received; it asks again when it cannot tell with whom."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from grapevine.domain.gives.actions import log_give
from grapevine.domain.people import queries
from grapevine.domain.people.models import Person
from grapevine.domain.touches.actions import log_touch
from grapevine.interfaces.web.actor import MemberRequest, member_page
from grapevine.interfaces.web.forms.ledgers import ComposerForm
from grapevine.interfaces.web.people import candidates
from grapevine.interfaces.web.person import brief
from grapevine.interfaces.web.when import at_of
from grapevine.kit.errors import NotDone

NOBODY = "With whom? Start typing a name; somebody new has to be added first."
WHICH = "Which of these do you mean?"
NO_SUCH = "There is nobody of that name in your book. Add them first, or try other letters."


@member_page
@require_http_methods(["GET", "POST"])
def log(request: MemberRequest) -> HttpResponse:
    """The composer as a page, and where every composer is sent."""
    if request.method == "GET":
        uid = request.GET.get("person", "")
        return _ask(request, queries.person(request.actor, uid) if uid else None, [])
    form = ComposerForm(request.POST)
    uid = request.POST.get("person", "")
    if not uid:
        return _whom(request)
    person = queries.person(request.actor, uid)
    if not form.is_valid():
        return _ask(request, person, [error for errors in form.errors.values() for error in errors], status=422)
    try:
        _keep(request, person, form.cleaned_data)
    except NotDone as refusal:
        return _ask(request, person, [refusal.reason], status=422)
    messages.success(request, f"Kept, with {person.name}.")
    return redirect(back_to(request, person))


def _keep(request: MemberRequest, person: Person, said: dict[str, Any]) -> None:
    common: dict[str, Any] = {
        "actor": request.actor,
        "now": request.now,
        "person_uid": person.uid,
        "at": at_of(said["on"], request.now, request.actor.time_zone),
        "note": said["note"],
    }
    if said["what"] == "touch":
        log_touch(**common, kind=said["kind"], minutes=said["minutes"], began_by=said["began_by"], about=said["about"])
    else:
        log_give(**common, kind=said["give_kind"], direction=said["what"], sphere=said["sphere"])


def _whom(request: MemberRequest) -> HttpResponse:
    """Ask whom the words mean; what was typed stays."""
    words = request.POST.get("who", "")
    found = candidates(request, words)
    said = (WHICH if found else NO_SUCH) if words.strip() else NOBODY
    return _ask(request, None, [said], found, status=422)


def _ask(
    request: MemberRequest, person: Person | None, errors: list[str], found: list[dict[str, str]] | None = None,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    kept = ("what", "who", "note", "kind", "minutes", "began_by", "about", "give_kind", "sphere", "on", "next")
    typed = {name: request.POST[name] for name in kept if name in request.POST}
    context = {"person": brief(person) if person else None, "composer": typed, "errors": errors,
               "candidates": found or []}  # fmt: skip
    return render(request, "log.html", context, status=status)


def back_to(request: MemberRequest, person: Person | None) -> str:
    """Where they came from, if that is a page of ours and not the composer itself; else the person, or the start."""
    target = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()})
    if safe and not urlsplit(target).path.startswith(reverse("log")):
        return target
    return reverse("person", args=[person.uid]) if person else reverse("home")
