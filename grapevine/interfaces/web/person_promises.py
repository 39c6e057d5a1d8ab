"""The promises between the member and a person, ready for the page."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from grapevine.domain.gives import queries
from grapevine.domain.gives.models import Promise
from grapevine.domain.gives.rules.promises import ME, OPEN, days_late
from grapevine.domain.people.models import Person
from grapevine.interfaces.web.actor import MemberRequest
from grapevine.interfaces.web.when import day_text, today

ENDED = {"kept": "kept", "let_go": "let go", "broken": "not kept"}


def promises(request: MemberRequest, person: Person) -> dict[str, Any]:
    """What people/_promises.html needs, besides the person."""
    found = queries.open_promises_of(request.actor, person.pk)
    return {
        "add": reverse("promise_add", args=[person.uid]),
        "open": [shown(request, promise) for promise in found],
        "today": today(request.now, request.actor.time_zone).isoformat(),
    }


def shown(request: MemberRequest, promise: Promise) -> dict[str, Any]:
    """One promise for a page."""
    zone = request.actor.time_zone
    late = days_late(promise.due, today(request.now, zone)) if promise.outcome == OPEN else None
    return {
        "what": promise.what,
        "mine": promise.by == ME,
        "due": f"{promise.due.day} {promise.due:%B %Y}" if promise.due else "",
        "late": late is not None and late > 0,
        "made": day_text(promise.made_at, zone),
        "ended": ENDED.get(promise.outcome, ""),
        "ended_on": day_text(promise.ended_at, zone) if promise.ended_at else "",
        "note": promise.ended_note,
        "link": reverse("promise", args=[promise.uid]),
        "keep": reverse("promise_keep", args=[promise.uid]),
    }
