"""What the two sides say of each other, ready for the page of a person: asked, answered, corrected, linked."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from grapevine.domain.depth import queries
from grapevine.domain.depth.models import Correction, Link, QuestionLink
from grapevine.domain.depth.rules import linking, questions
from grapevine.domain.depth.rules.parts import INGREDIENTS, Part
from grapevine.domain.depth.rules.questions import BY_PART
from grapevine.domain.network.rules.relation import Facts
from grapevine.domain.people.models import Person
from grapevine.interfaces.web import words
from grapevine.interfaces.web.actor import MemberRequest
from grapevine.interfaces.web.when import day_text


def said(request: MemberRequest, person: Person) -> dict[str, Any]:
    """What people/_said.html needs: where asking stands, and where being linked stands. Two queries."""
    zone, short = request.actor.time_zone, words.short(person)
    asked = queries.newest_question_link(request.actor, person.pk)
    link = queries.newest_link(request.actor, person.pk)
    return {
        "questions": reverse("person_questions", args=[person.uid]),
        "link": reverse("person_link", args=[person.uid]),
        "asked": asked_line(asked, request, short),
        "may_ask": asked is None or asked.declined_at is None,
        "linked": linked_line(link, request, short),
        "is_linked": link is not None and link.accepted_at is not None and link.ended_at is None,
        "zone": zone,
    }


def asked_line(asked: QuestionLink | None, request: MemberRequest, short: str) -> str:
    """Where asking somebody stands, in a sentence; and when asking again makes sense."""
    if asked is None:
        return f"You have not asked {short} yet."
    zone = request.actor.time_zone
    state = queries.state_of(asked, request.now)
    if asked.declined_at:
        return f"{short} would rather not be asked ({day_text(asked.declined_at, zone)})."
    if asked.answered_at:
        again = questions.again_on(asked.answered_at)
        when = "Asking again makes sense now." if again <= request.now else (
            f"Asking again makes sense from {day_text(again, zone)}."
        )  # fmt: skip
        return f"{short} answered on {day_text(asked.answered_at, zone)}. {when}"
    made = f"You asked on {day_text(asked.created_at, zone)}"
    if state == questions.OPEN:
        return f"{made}; no answer yet. The link works until {day_text(asked.expires_at, zone)}."
    return f"{made}; the link {'was taken back' if state == questions.REVOKED else 'ran out unanswered'}."


def linked_line(link: Link | None, request: MemberRequest, short: str) -> str:
    """Where being linked with somebody stands; "" when it never was a question."""
    if link is None:
        return ""
    zone, state = request.actor.time_zone, queries.link_state(request.actor, link, request.now)
    if state == linking.LINKED:
        assert link.accepted_at is not None
        return f"Linked with {short} since {day_text(link.accepted_at, zone)}: both ledgers speak."
    if state == linking.WAITING:
        return f"You asked to be linked on {day_text(link.created_at, zone)}; no answer yet."
    return ""


def corrections(request: MemberRequest, person: Person, facts: Facts) -> dict[tuple[str, str], Correction]:
    """The member's own words on the ingredients; asks the database only where there are some."""
    if not (facts.my_corrected or facts.their_corrected):
        return {}
    return queries.standing_corrections(request.actor, person)


def shown(part: Part | None, correction: Correction | None, zone: str) -> dict[str, Any]:
    """One ingredient for a page: what stands (0..100 or None), what was measured, and the owner's word on it."""
    measured = 100 * part.value if part and part.measured else None
    note = ""
    if correction:
        rest = "nothing is measured" if measured is None else f"measured would be {measured:.0f}"
        reason = f" ({correction.reason})" if correction.reason else ""
        note = f"Corrected by you on {day_text(correction.at, zone)}{reason}; {rest}"
    standing = part.standing if part else None
    return {
        "value": None if standing is None else 100 * standing,
        "measured": measured,
        "corrected": note,
        "correction": str(correction.uid) if correction else "",
    }


def both_sides(relation: Any, found: dict[tuple[str, str], Correction], zone: str) -> list[dict[str, Any]]:
    """The five ingredients with both sides, for the page where they are set right."""
    rows = []
    for part in INGREDIENTS:
        sides = {
            side: shown((parts or {}).get(part), found.get((side, part)), zone)
            for side, parts in (("theirs", relation.theirs), ("mine", relation.mine))
        }
        rows.append({"part": part, "label": part.capitalize(), "words": BY_PART[part].words, **sides})
    return rows
