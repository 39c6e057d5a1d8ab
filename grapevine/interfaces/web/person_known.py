"""What is known of a person under five headings, ready for the page."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from grapevine.domain.people.models import Person
from grapevine.domain.people.rules.knowledge import HEARD, IMPORT, READ, SOURCES, TOLD, Entry, Row
from grapevine.interfaces.web.actor import MemberRequest
from grapevine.interfaces.web.when import day_text, today

#: How the page says where it comes from.
HOW = {TOLD: "told you", HEARD: "heard", READ: "read", IMPORT: "brought in"}


def known(person: Person, sheet: tuple[Row, ...], request: MemberRequest) -> dict[str, Any]:
    """What people/_known.html needs, besides the person."""
    zone = request.actor.time_zone
    return {
        "add": reverse("knowledge_add", args=[person.uid]),
        "today": today(request.now, zone).isoformat(),
        "sources": list(SOURCES.items()),
        "told": reverse("knowledge_told", args=[person.uid]),
        "rows": [
            {
                "heading": row.heading,
                "label": row.label,
                "question": row.question,
                "is_gap": row.is_gap,
                "told_on": day_text(row.told_at, zone) if row.told_at else "",
                "tell": row.tell,
                "entries": [_shown(entry, request) for entry in row.entries],
            }
            for row in sheet
        ],
    }


def _shown(entry: Entry, request: MemberRequest) -> dict[str, Any]:
    how = f"heard from {entry.heard_from}" if entry.heard_from else HOW[entry.source]
    return {
        "text": entry.text,
        "is_old": entry.is_old(request.now),
        "how": f"{how}, {day_text(entry.at, request.actor.time_zone)}" if entry.at else "from the card",
        "link": reverse("knowledge_edit", args=[entry.uid]) if entry.uid else "",
    }
