"""Look-alikes of one's own book, one pair at a time: one person, two people, or later; and taking a merge back."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from grapevine.domain.merging import actions as merging
from grapevine.domain.merging import queries as merges_queries
from grapevine.domain.merging.actions.looking import pairs
from grapevine.domain.people import actions, queries
from grapevine.domain.people.models import Person
from grapevine.domain.people.rules.card import LISTS, SEGMENTS, Card
from grapevine.domain.people.rules.joining import CHOICES, checked, differs, standard
from grapevine.interfaces.web import words
from grapevine.interfaces.web.actor import MemberRequest, member_page
from grapevine.interfaces.web.when import day_text
from grapevine.kit.errors import NotDone, NotFound

LABELS = {
    "name": "Name", "nickname": "Called", "work": "Work", "profession": "Profession", "segment": "Part of life",
    "emails": "Mail", "phones": "Phone", "addresses": "Address", "links": "Links", "dates": "Dates", "tags": "Tags",
    "facts": "Known", "note": "Notes",
}  # fmt: skip
SHOWN_MAX = 200


@member_page
@require_http_methods(["GET", "POST"])
def doubles(request: MemberRequest) -> HttpResponse:
    """Show the surest pair, or take the word on one. ``after`` passes over those left for later."""
    after = request.GET.get("after", "")
    skip = int(after) if after.isdecimal() and len(after) < 7 else 0
    if request.method == "POST":
        return _answer(request, skip)
    found = pairs(actor=request.actor, now=request.now)
    waiting = found or []
    context = {
        "looking": found is None,
        "pair": _pair(request, waiting, skip) if skip < len(waiting) else None,
        "number": skip + 1,
        "of": len(waiting),
        "merged": merges_queries.visible_to(request.actor).exists(),
        "post_to": f"{reverse('doubles')}?{urlencode({'after': skip})}",
    }
    return render(request, "people/doubles.html", context)


def _answer(request: MemberRequest, skip: int) -> HttpResponse:
    verdict, keep, other = (request.POST.get(name, "") for name in ("verdict", "keep", "other"))
    if gone := merges_queries.merged_away(request.actor, (keep, other)):
        messages.error(request, f"{gone.other_name} is one with {gone.person.name} already.")
        return redirect(f"{reverse('doubles')}?{urlencode({'after': skip})}")
    names = [queries.person(request.actor, uid).name for uid in (keep, other)]
    if verdict == "later":
        skip += 1
    elif verdict == "two":
        actions.tell_apart(actor=request.actor, now=request.now, one_uid=keep, other_uid=other)
        messages.success(request, f"{names[0]} and {names[1]} stay two people. We will not ask again.")
    elif verdict == "one":
        said = {choice: taken for choice in CHOICES if (taken := request.POST.get(f"take_{choice}", ""))}
        try:
            merge = merging.merge_people(
                actor=request.actor, now=request.now, keep_uid=keep, other_uid=other, choices=checked(said)
            )
        except NotDone as refused:
            messages.error(request, refused.reason)
        else:
            told = f"{names[1]} is now one with {names[0]}. You can also undo it later, under “Merged so far”."
            messages.success(request, told, extra_tags=f"undo-merge {merge.uid}")
    else:
        raise NotFound("We could not read your answer.")
    return redirect(f"{reverse('doubles')}?{urlencode({'after': skip})}")


def _pair(request: MemberRequest, waiting: list[queries.Double], skip: int) -> dict[str, Any]:
    double = waiting[skip]
    found = queries.visible_to(request.actor).in_bulk([double.one, double.other])
    people = [found[pk] for pk in sorted((double.one, double.other), key=lambda pk: (found[pk].created_at, pk))]
    cards = queries.cards_of(people)
    keep, other = (cards[person.pk] for person in people)
    reasons = ", ".join(double.reasons)
    return {
        "score": double.score,
        "why": reasons[:1].upper() + reasons[1:],
        "people": [_brief(person) for person in people],
        "rows": [_row(choice, keep, other) for choice in CHOICES if _text(choice, keep) or _text(choice, other)],
    }


def _brief(person: Person) -> dict[str, str]:
    return {"id": str(person.uid), "name": person.name, "link": reverse("person", args=[person.uid])}


def _row(choice: str, keep: Card, other: Card) -> dict[str, Any]:
    return {
        "choice": choice,
        "label": LABELS[choice],
        "keep": _text(choice, keep),
        "other": _text(choice, other),
        "same": not differs(choice, keep, other) or _text(choice, keep) == _text(choice, other),
        "both": choice in (*LISTS, "note"),
        "taken": standard(choice, keep, other),
    }


def _text(choice: str, card: Card) -> str:
    if choice == "work":
        return words.role(card.title, "", card.firm)
    if choice == "segment":
        return SEGMENTS.get(card.segment, "")
    if choice == "addresses":
        return "; ".join(one.one_line for one in card.addresses)
    if choice in ("dates", "facts"):
        return ", ".join(f"{one.label}: {one.value}" if one.label else one.value for one in getattr(card, choice))
    if choice in LISTS:
        return ", ".join(one if isinstance(one, str) else one.value for one in getattr(card, choice))
    return str(getattr(card, choice))[:SHOWN_MAX]


@member_page
def merges(request: MemberRequest) -> HttpResponse:
    """What was merged, newest first, each with its way back."""
    found = merges_queries.visible_to(request.actor).select_related("person")[:SHOWN_MAX]
    rows = [
        {
            "other": one.other_name,
            "kept": one.person.name,
            "link": reverse("person", args=[one.person.uid]),
            "day": day_text(one.merged_at, request.actor.time_zone),
            "undo": reverse("merge_undo", args=[one.uid]),
        }
        for one in found
    ]
    return render(request, "people/merges.html", {"rows": rows})


@member_page
@require_POST
def undo(request: MemberRequest, uid: object) -> HttpResponse:
    """Make two people of one again."""
    merge = merges_queries.merge(request.actor, uid)
    try:
        kept, back = merging.unmerge(actor=request.actor, now=request.now, merge_uid=merge.uid)
    except NotDone as refused:
        messages.error(request, refused.reason)
        return redirect("merges")
    messages.success(request, f"{back.name} is back, as before. What came since the merge stays with {kept.name}.")
    target = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()})
    return redirect(target) if safe else redirect("person", back.uid)
