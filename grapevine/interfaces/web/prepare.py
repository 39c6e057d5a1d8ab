"""One page before a talk: who it is, what is between you, what you know, what to ask, what to tell."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from grapevine.domain.depth.rules.ready import thanks_owed
from grapevine.domain.gives import queries as give_queries
from grapevine.domain.gives.models import Give
from grapevine.domain.gives.rules import RECEIVED
from grapevine.domain.network.queries.relationship import evidence_of, readiness, relation
from grapevine.domain.people import queries
from grapevine.domain.people.models import Person
from grapevine.domain.people.rules.card import Card
from grapevine.domain.people.rules.knowledge import Row
from grapevine.domain.touches import queries as touch_queries
from grapevine.domain.touches.models import Touch
from grapevine.interfaces.web import person_facts, person_story, words
from grapevine.interfaces.web.actor import MemberRequest, member_page
from grapevine.interfaces.web.person import brief
from grapevine.interfaces.web.timeline import ABOUT, KINDS
from grapevine.interfaces.web.when import ago, day_text

#: One sheet of paper has room for so many.
TALKS, GIVES, ENTRIES = 3, 4, 2
#: Longer notes are cut here.
LETTERS = 220


@member_page
@require_safe
def show(request: MemberRequest, uid: object) -> HttpResponse:
    """The page to take along, on paper or on a phone."""
    actor, now = request.actor, request.now
    person = queries.person(actor, uid)
    card = queries.card_of(person)
    found, evidence = relation(actor, person, now), evidence_of(actor, person, now)
    sheet = queries.sheet_of(actor, person, card, now)
    context: dict[str, Any] = {
        "person": {**brief(person), "stage_label": words.STAGES[found.stage], "measured": found.depth is not None},
        "between": person_story.between(found, evidence),
        "ready": readiness(actor, found, evidence, now),
        "owed": thanks_owed(evidence.asking.referral_at, evidence.asking.thanked_at),
        "talks": _talks(request, person),
        "gives": _gives(request, person),
        "known": [_known(row, now, actor.time_zone) for row in sheet if row.entries],
        "questions": [(row.label, row.question) for row in sheet if row.question],
        "tell": [(row.label, row.tell) for row in sheet if not row.told_at],
        "at_hand": _at_hand(card, person, actor.time_zone),
        "day": day_text(now, actor.time_zone),
    }
    return render(request, "people/prepare.html", context)


def _talks(request: MemberRequest, person: Person) -> list[tuple[str, str]]:
    """The last talks: when and how, and what was noted."""
    found: list[Touch] = list(touch_queries.of_person(request.actor, person.pk)[:TALKS])
    return [(_head(KINDS[touch.kind], touch.at, request, ABOUT.get(touch.about, "")), _cut(touch.note))
            for touch in found]  # fmt: skip


def _gives(request: MemberRequest, person: Person) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """What went either way lately: (way, heading, lines)."""
    found: dict[str, list[tuple[str, str]]] = {"gave": [], "got": []}
    rows: list[Give] = list(give_queries.of_person(request.actor, person.pk)[: 10 * GIVES])
    for give in rows:
        way = found["got" if give.direction == RECEIVED else "gave"]
        if len(way) < GIVES:
            way.append((_head(give.kind.capitalize(), give.at, request), _cut(give.note)))
    headings = {"gave": "You gave", "got": "You received"}
    return [(way, headings[way], lines) for way, lines in found.items()]


def _head(what: str, at: datetime, request: MemberRequest, about: str = "") -> str:
    said = f"{what}, {ago(at, request.now, request.actor.time_zone)}"
    return f"{said}; {about}" if about else said


def _known(row: Row, now: datetime, zone: str) -> tuple[str, list[tuple[str, str]]]:
    newest = row.entries[:ENTRIES]
    lines = [(_cut(entry.text), "worth asking again" if entry.is_old(now) else "") for entry in newest]
    more = len(row.entries) - len(newest)
    return row.label, [*lines, (f"and {more} more", "")] if more else lines


def _at_hand(card: Card, person: Person, zone: str) -> list[tuple[str, str]]:
    """The number to ring, and what one would not want to forget."""
    groups = person_facts.contact(card)
    reach = [(label, lines[0].text) for label, lines in groups if label in ("Phone", "Mail")]
    told = person_facts.facts(card, person, zone)
    return [*reach, *told[:-1]][:6]


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LETTERS else f"{line[: LETTERS - 1].rstrip()}…"
