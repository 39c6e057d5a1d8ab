"""The member's letters: what went out, what waits, what failed and why; called back, sent once more."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from grapevine.domain.letters import actions, queries
from grapevine.domain.letters.models import Letter
from grapevine.domain.letters.rules.states import CANCELLABLE, RETRIABLE, State
from grapevine.interfaces.web.actor import MemberRequest, member_page
from grapevine.interfaces.web.when import day_text, moment_text
from grapevine.kit.errors import Refused

PAGE, STOPS = 30, 50
#: The state as a word, and the colour of its tag.
TAGS = {
    State.QUEUED: ("waits", "due"),
    State.SENDING: ("going out", "due"),
    State.SENT: ("sent", "vine"),
    State.FAILED: ("did not go out", "stop"),
    State.UNSURE: ("we can’t tell", "stop"),
    State.STOPPED: ("not sent", ""),
}


@member_page
def letters(request: MemberRequest) -> HttpResponse:
    """Every letter, newest first, and who asked for no more."""
    at = request.GET.get("from", "")
    skip = int(at) if at.isdecimal() and len(at) < 6 else 0
    found = list(queries.letters(request.actor)[skip : skip + PAGE + 1])
    here = reverse("letters")
    context = {
        "letters": [_row(letter, request) for letter in found[:PAGE]],
        "pager": {
            "previous": here if skip else None,
            "next": f"{here}?from={skip + PAGE}" if len(found) > PAGE else None,
        },
        "stops": [_stop(stop, request) for stop in queries.stops(request.actor)[:STOPS]],
        "leaves": settings.MAIL_WORKS,
        "cap": settings.LETTERS_A_DAY,
    }
    return render(request, "letters/list.html", context)


@member_page
@require_POST
def cancel(request: MemberRequest, uid: object) -> HttpResponse:
    """Call a letter back."""
    return _done(request, actions.cancel, uid, "Called back. It does not go out.")


@member_page
@require_POST
def retry(request: MemberRequest, uid: object) -> HttpResponse:
    """Send it once more."""
    return _done(request, actions.retry, uid, "It is on its way once more.")


def _done(request: MemberRequest, act: Any, uid: object, said: str) -> HttpResponse:
    try:
        act(actor=request.actor, now=request.now, uid=uid)
    except Refused as refusal:
        messages.error(request, refusal.reason)
    else:
        messages.success(request, said)
    return redirect("letters")


def _row(letter: Letter, request: MemberRequest) -> dict[str, Any]:
    zone = request.actor.time_zone
    label, css = TAGS[State(letter.state)]
    return {
        "id": str(letter.uid),
        "name": letter.to_name or letter.to_address,
        "link": reverse("person", args=[letter.person.uid]) if letter.person else "",
        "address": letter.to_address,
        "subject": letter.subject,
        "text": letter.text,
        "label": label,
        "css": css,
        "said": _said(letter, zone),
        "waits": letter.state == State.QUEUED,
        "cancels": letter.state in CANCELLABLE,
        "retries": letter.state in RETRIABLE and bool(letter.sealed),
    }


def _said(letter: Letter, zone: str) -> str:
    """One line about how far it has come."""
    if letter.state == State.SENT:
        return moment_text(letter.sent_at or letter.created_at, zone)
    if letter.state == State.QUEUED and letter.attempts:
        return f"Tried {letter.attempts}×, again {moment_text(letter.next_try_at, zone)}: {letter.last_error}"
    written = f"Written {moment_text(letter.created_at, zone)}"
    return f"{written}. {letter.last_error}" if letter.last_error else written


def _stop(stop: Any, request: MemberRequest) -> dict[str, str]:
    return {
        "name": stop.person.name if stop.person else "Somebody whom you have erased since",
        "link": reverse("person", args=[stop.person.uid]) if stop.person else "",
        "when": day_text(stop.at, request.actor.time_zone),
    }
