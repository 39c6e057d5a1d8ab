"""One page before a talk: who it is, what is between you, what you know, what to ask, what to tell."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from grapevine.domain.gives.models import Give
from grapevine.domain.network.queries.preparation import preparation
from grapevine.domain.people.models import Person
from grapevine.domain.people.rules.card import Card, Labelled
from grapevine.domain.people.rules.knowledge import OF_FACTS, Row
from grapevine.domain.touches.models import Touch
from grapevine.interfaces.web import person_facts, person_story, words
from grapevine.interfaces.web.actor import MemberRequest, member_page
from grapevine.interfaces.web.person import brief
from grapevine.interfaces.web.timeline import ABOUT, KINDS
from grapevine.interfaces.web.when import ago, day_text

#: One sheet of paper has room for so many of each heading.
ENTRIES = 2
#: Longer notes are cut here: of a talk, and of anything else.
LETTERS, FEWER = 160, 70


@member_page
@require_safe
def show(request: MemberRequest, uid: object) -> HttpResponse:
    """The page to take along, on paper or on a phone."""
    ready = preparation(request.actor, uid, request.now)
    person, found, zone = ready.person, ready.relation, request.actor.time_zone
    context: dict[str, Any] = {
        "person": {**brief(person), "stage_label": words.STAGES[found.stage], "measured": found.depth is not None},
        "between": person_story.between(found, ready.evidence),
        "ready": ready.ready,
        "owed": ready.thanks_owed,
        "talks": _talks(request, ready.talks),
        "gives": [
            ("gave", "You gave", _gives(request, ready.gave)),
            ("got", "You received", _gives(request, ready.got)),
        ],
        "known": [(row.label, _known(row)) for row in ready.sheet if row.entries],
        "questions": [(row.label, row.question) for row in ready.ask],
        "tell": [(row.label, row.tell) for row in ready.tell],
        "at_hand": _at_hand(ready.card, person, zone),
        "day": day_text(request.now, zone),
    }
    return render(request, "people/prepare.html", context)


def _talks(request: MemberRequest, talks: Iterable[Touch]) -> list[tuple[str, str]]:
    """When and how each was, and what was noted."""
    return [(_head(KINDS[touch.kind], touch.at, request, ABOUT.get(touch.about, "")), _cut(touch.note))
            for touch in talks]  # fmt: skip


def _gives(request: MemberRequest, gives: Iterable[Give]) -> list[tuple[str, str]]:
    return [(_head(give.kind.capitalize(), give.at, request), _cut(give.note, FEWER)) for give in gives]


def _head(what: str, at: datetime, request: MemberRequest, about: str = "") -> str:
    said = f"{what}, {ago(at, request.now, request.actor.time_zone)}"
    return f"{said}; {about}" if about else said


def _known(row: Row) -> list[str]:
    """The newest of a heading; what has grown old is asked about below."""
    lines = [_cut(entry.text, FEWER) for entry in row.entries[:ENTRIES]]
    more = len(row.entries) - len(lines)
    return [*lines, f"and {more} more"] if more > 0 else lines


def _at_hand(card: Card, person: Person, zone: str) -> list[tuple[str, str]]:
    """The number to ring, and what one would not want to forget."""
    groups = person_facts.contact(card)
    reach = [(label, lines[0].text) for label, lines in groups if label in ("Phone", "Mail")]
    told = person_facts.facts(replace(card, facts=_others(card)), person, zone)
    return [(label, _cut(text, FEWER)) for label, text in [*reach, *told[:-1]][:6]]


def _others(card: Card) -> tuple[Labelled, ...]:
    """The facts that do not stand under a heading already."""
    return tuple(fact for fact in card.facts if fact.label.lower().strip() not in OF_FACTS)


def _cut(text: str, letters: int = LETTERS) -> str:
    line = " ".join(text.split())
    return line if len(line) <= letters else f"{line[: letters - 1].rstrip()}…"
