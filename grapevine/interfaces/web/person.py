"""One person: what is between you, what is missing, how to reach them; archive, erase, rate."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from grapevine.domain.depth import actions as depth_actions
from grapevine.domain.depth.rules.sums import days
from grapevine.domain.depth.rules.tempo import TEMPOS
from grapevine.domain.gives import queries as give_queries
from grapevine.domain.merging import queries as merges_queries
from grapevine.domain.network.queries.facts import facts
from grapevine.domain.network.queries.introductions import known_to as acquaintances
from grapevine.domain.network.queries.relationship import evidence_of, readiness
from grapevine.domain.network.queries.rings import ring_keys
from grapevine.domain.network.rules.relation import weigh
from grapevine.domain.partnerships.queries.one_partner import why_partner
from grapevine.domain.people import actions, queries
from grapevine.domain.people.models import Person
from grapevine.domain.referrals.queries.between import with_person as referrals_with
from grapevine.domain.touches import queries as touch_queries
from grapevine.interfaces.web import partners_rows, person_facts, person_said, person_story, person_work, words
from grapevine.interfaces.web.actor import MemberRequest, member_page
from grapevine.interfaces.web.introduction_rows import known as known_to
from grapevine.interfaces.web.people_rows import ring_of
from grapevine.interfaces.web.person_known import known
from grapevine.interfaces.web.person_promises import promises
from grapevine.interfaces.web.timeline import timeline


@member_page
def show(request: MemberRequest, uid: object) -> HttpResponse:
    """The page of one person."""
    actor, now = request.actor, request.now
    person = queries.person(actor, uid)
    card = queries.card_of(person)
    found = facts(actor, [person.pk])[person.pk]
    relation = weigh(found, days(now), TEMPOS[actor.tempo])
    evidence = evidence_of(actor, person, now)
    ring = ring_of(ring_keys(actor), relation)
    total = evidence.touches + found.given + found.received
    context: dict[str, Any] = {
        "person": {
            **brief(person),
            "segment_label": words.segment_label(person.segment),
            "ring_label": "" if ring is None else words.RINGS[ring],
            "stage_label": words.STAGES[relation.stage],
            "measured": relation.depth is not None,
            "tags": card.tags,
            "archived": person.archived_at is not None,
            "call": person_facts.call(card),
            "write": person_facts.write(card),
        },
        "links": _links(person),
        "between": person_story.between(relation, evidence),
        "evidence": person_story.sentences(evidence, found, actor.time_zone),
        "ingredients": person_story.ingredients(
            relation, found, words.short(person), person_said.corrections(request, person, found), actor.time_zone
        ),
        "ingredients_note": person_story.how_sure(evidence),
        "ready": readiness(actor, relation, evidence, now),
        "known": known(person, queries.sheet_of(actor, person, card, now), request),
        "rating": found.my_rating,
        "said": person_said.said(request, person),
        "timeline": timeline(actor, person, request.GET, total),
        "contact": person_facts.contact(card),
        "facts": person_facts.facts(card, person, actor.time_zone),
        "notes": person.note,
        "work": person_work.works_as(person),
        "partnership": partners_rows.on_page_of(request, person),
        "could_help": why_partner(actor, person),
        "referred": referrals_with(actor, person),
        "promises": promises(request, person),
        "acquaintances": [known_to(row, person.pk, actor.time_zone) for row in acquaintances(actor, person.pk)],
        "merge": merges_queries.newest_of_person(actor, person.pk),
        **person_story.twelve_months(actor, person, now),
    }
    return render(request, "people/show.html", context)


@member_page
@require_POST
def archive(request: MemberRequest, uid: object) -> HttpResponse:
    """Put somebody aside, or bring them back: whichever they are not."""
    person = queries.person(request.actor, uid)
    if person.archived_at is None:
        actions.archive_person(actor=request.actor, now=request.now, person_uid=uid)
        messages.success(request, f"{person.name} is archived, with everything between you.")
    else:
        actions.restore_person(actor=request.actor, now=request.now, person_uid=uid)
        messages.success(request, f"{person.name} is back.")
    return redirect("person", uid)


@member_page
@require_http_methods(["GET", "POST"])
def erase(request: MemberRequest, uid: object) -> HttpResponse:
    """Ask once, then erase for good."""
    person = queries.person(request.actor, uid)
    if request.method == "POST":
        actions.erase_person(actor=request.actor, now=request.now, person_uid=uid)
        messages.success(request, f"{person.name} is erased.")
        return redirect("people")
    return render(request, "people/erase.html", {"person": brief(person), "holds": _holds(request, person)})


@member_page
@require_POST
def rate(request: MemberRequest, uid: object) -> HttpResponse:
    """Keep the member's own answer to how well they know and trust somebody."""
    person = queries.person(request.actor, uid)
    said = request.POST.get("value", "")
    value = int(said) if said.isdecimal() and len(said) == 1 else 0
    depth_actions.rate_person(actor=request.actor, now=request.now, person_uid=uid, value=value)
    messages.success(request, f"Kept. It counts towards how well you know {words.short(person)}.")
    return redirect("person", uid)


def brief(person: Person) -> dict[str, Any]:
    """Who it is, for the head of a page."""
    return {
        "id": str(person.uid),
        "name": person.name,
        "short": words.short(person),
        "initials": words.initials(person.name),
        "role": words.role(person.title, person.profession, person.firm),
        "link": reverse("person", args=[person.uid]),
    }


def _links(person: Person) -> dict[str, str]:
    names = {"edit": "person_edit", "archive": "person_archive", "erase": "person_erase", "rate": "person_rate",
             "prepare": "person_prepare", "introductions": "person_introductions"}  # fmt: skip
    found = {name: reverse(page, args=[person.uid]) for name, page in names.items()}
    return {**found, "segment": f"{reverse('people')}?segment={person.segment or 'none'}"}


def _holds(request: MemberRequest, person: Person) -> list[str]:
    touches = touch_queries.of_person(request.actor, person.pk).count()
    gives = give_queries.of_person(request.actor, person.pk).count()
    return [
        "Names, ways to reach them, tags and notes",
        f"{touches:,} {'touch' if touches == 1 else 'touches'}, and the depth that comes from them",
        f"{gives:,} {'give' if gives == 1 else 'gives'}, in both directions",
        "What you know of them, and what they know of you",
        "What either side said of how well you know each other, and a link with them",
        "Whom they know, and requests for introductions to them or through them",
        "What imported files said about them",
    ]
