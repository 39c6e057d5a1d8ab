"""Look-alikes, one at a time: the same person, another one, or later."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from grapevine.domain.imports import queries
from grapevine.domain.imports.actions import answer
from grapevine.domain.imports.models import Batch, Staged
from grapevine.domain.imports.rules import payload
from grapevine.domain.people import queries as people_queries
from grapevine.domain.people.rules.card import Card
from grapevine.interfaces.web import words
from grapevine.interfaces.web.actor import MemberRequest, member_page
from grapevine.interfaces.web.import_pages import frame, waiting
from grapevine.interfaces.web.timeline import KINDS
from grapevine.interfaces.web.when import day_text
from grapevine.kit.errors import NotFound

#: What is compared, in the order of the table.
FIELDS = (("name", "Name"), ("work", "Work"), ("emails", "Mail"), ("phones", "Phone"), ("addresses", "Address"))


@member_page
@require_http_methods(["GET", "POST"])
def doubles(request: MemberRequest, uid: object) -> HttpResponse:
    """Show the next look-alike, or take the word on one. ``after`` passes over those left for later."""
    batch = queries.batch(request.actor, uid)
    after = request.GET.get("after", "")
    skip = int(after) if after.isdecimal() and len(after) < 12 else 0
    if request.method == "POST":
        return _answer(request, batch, skip)
    staged = waiting(batch).select_related("file").filter(pk__gt=skip).order_by("pk").first()
    context = {
        **frame(batch, 2),
        "pair": _pair(request, batch, staged) if staged else None,
        "post_to": f"{reverse('import_doubles', args=[uid])}?after={skip}",
        "next_to": f"{reverse('import', args=[uid])}?preview=1",
        "left": waiting(batch).count(),
    }
    return render(request, "import/doubles.html", context)


def _answer(request: MemberRequest, batch: Batch, skip: int) -> HttpResponse:
    staged = queries.question(request.actor, request.POST.get("pair", ""))
    if staged.batch_id != batch.pk:
        raise NotFound("There is no such question in this import.")
    verdict = request.POST.get("verdict", "")
    if verdict == "later":
        skip = staged.pk
    else:
        whom = verdict.removeprefix("same:") if verdict.startswith("same:") else None
        if whom is None and verdict != "new":
            raise NotFound("We could not read your answer.")
        answer(actor=request.actor, now=request.now, question_uid=staged.uid, person_uid=whom)
    if not waiting(batch).exists():  # the last one: no page in between that only says so
        return redirect(f"{reverse('import', args=[batch.uid])}?preview=1")
    return redirect(f"{reverse('import_doubles', args=[batch.uid])}?after={skip}")


def _pair(request: MemberRequest, batch: Batch, staged: Staged) -> dict[str, Any]:
    asked = waiting(batch).order_by("pk")
    people = list(people_queries.visible_to(request.actor).filter(pk__in=staged.candidates).order_by("pk"))
    cards = people_queries.cards_of(people)
    said = _said(staged, request.actor.time_zone)
    sides = [{"uid": str(one.uid), "name": one.name, "rows": _of_card(cards[one.pk])} for one in people]
    labels = [*FIELDS, ("what", "It tells of")] if "what" in said else list(FIELDS)
    rows = [
        {"label": label, "known": [side["rows"].get(key, "") for side in sides], "new": said.get(key, "")}
        for key, label in labels
    ]
    return {
        "id": str(staged.uid),
        "why": staged.reason[:1].upper() + staged.reason[1:],
        "number": asked.filter(pk__lte=staged.pk).count(),
        "of": asked.count(),
        "where": f"{staged.file.name}, line {staged.line}",
        "people": sides,
        "rows": [row for row in rows if row["new"] or any(row["known"])],
    }


def _of_card(card: Card) -> dict[str, str]:
    return {
        "name": card.name,
        "work": words.role(card.title, card.profession, card.firm),
        "emails": ", ".join(one.value for one in card.emails),
        "phones": ", ".join(one.value for one in card.phones),
        "addresses": "; ".join(one.one_line for one in card.addresses),
    }


def _said(staged: Staged, zone: str) -> dict[str, str]:
    """What the record says, whatever kind it is."""
    record = payload.load(staged.kind, staged.said or {})
    if isinstance(record, Card):
        return _of_card(record)
    who = record.who
    kind = KINDS.get(getattr(record, "kind", ""), getattr(record, "kind", "rating")).capitalize()
    what = f"{kind}, {day_text(record.at, zone)}"
    return {"name": who.name, "emails": who.email, "phones": who.phone, "what": what}
