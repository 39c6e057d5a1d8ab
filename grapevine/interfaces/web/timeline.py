"""The timeline of one person: touches and gives together, newest first."""

from __future__ import annotations

from datetime import datetime
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.gives import queries as give_queries
from grapevine.domain.gives.models import Give
from grapevine.domain.gives.rules import RECEIVED
from grapevine.domain.people.models import Person
from grapevine.domain.touches import queries as touch_queries
from grapevine.domain.touches.models import Touch
from grapevine.interfaces.web.when import month_text, short_text

PAGE = 30
#: Nobody reads further back than this page by page.
DEEPEST = 3_000
CHOICES = (("", "Everything"), ("gave", "You gave"), ("got", "You received"), ("talked", "Talked"))
KINDS = {
    "one_to_one": "One-to-one", "call": "Call", "message": "Message", "meal": "Meal", "visit": "Visit",
    "event": "Event", "group_meeting": "Group meeting",
}  # fmt: skip
BEGAN = {"me": "you began it", "them": "they began it"}
ABOUT = {"relationship": "each other", "business": "business", "ask": "you asked for something"}


def timeline(actor: Actor, person: Person, asked: QueryDict, total: int) -> dict[str, Any]:
    """What people/_stem.html needs: the entries of one page under their months."""
    only = asked.get("only", "") if asked.get("only", "") in dict(CHOICES) else ""
    skip = min(int(at), DEEPEST) if (at := asked.get("from", "")).isdecimal() and len(at) < 6 else 0
    entries = _entries(actor, person, only, skip + PAGE + 1)
    shown = entries[skip : skip + PAGE]
    zone, here = actor.time_zone, reverse("person", args=[person.uid])
    months = [
        (label, [_shown(entry, zone) for entry in found])
        for label, found in groupby(shown, key=lambda entry: month_text(entry.at, zone))
    ]
    more = len(entries) > skip + PAGE and skip < DEEPEST
    return {
        "only": only,
        "total": total,
        "months": months,
        "filters": [(value, label, f"{here}?{urlencode({'only': value})}#time-h") for value, label in CHOICES],
        "older": f"{here}?{urlencode({'only': only, 'from': skip + PAGE})}#time-h" if more else None,
    }


def _entries(actor: Actor, person: Person, only: str, limit: int) -> list[Touch | Give]:
    touches: list[Touch | Give] = []
    gives: list[Touch | Give] = []
    if only in ("", "talked"):
        touches = [*touch_queries.newest_of(actor, person.pk, limit)]
    if only != "talked":
        if only:
            rows = give_queries.of_person(actor, person.pk)
            gives = list(rows.filter(direction="given" if only == "gave" else RECEIVED)[:limit])
        else:
            gives = [*give_queries.newest_of(actor, person.pk, limit)]
    newest: list[Touch | Give] = sorted(touches + gives, key=_when, reverse=True)
    return newest[:limit]


def _when(entry: Touch | Give) -> datetime:
    return entry.at


def _shown(entry: Touch | Give, zone: str) -> dict[str, Any]:
    if isinstance(entry, Touch):
        tags = [f"{entry.minutes} min" if entry.minutes else "", BEGAN.get(entry.began_by, ""),
                ABOUT.get(entry.about, "")]  # fmt: skip
        title, way, page = KINDS[entry.kind], "talked", "touch_edit"
    else:
        tags = [entry.sphere]
        title, way, page = entry.kind.capitalize(), "got" if entry.direction == RECEIVED else "gave", "give_edit"
    return {
        "way": way,
        "when": short_text(entry.at, zone),
        "title": title,
        "text": entry.note,
        "tags": [tag for tag in tags if tag],
        "edit_link": reverse(page, args=[entry.uid]),
    }
