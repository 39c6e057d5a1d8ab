"""The main brief and those for certain partners: which there are, for whom, begun and deleted."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from grapevine.domain.education import queries
from grapevine.domain.education.actions import briefs as actions
from grapevine.domain.people import queries as people
from grapevine.interfaces.exchange.briefs.plain import public_address
from grapevine.interfaces.web.actor import MemberRequest, member_page
from grapevine.interfaces.web.brief_editor import link_of
from grapevine.interfaces.web.when import day_text
from grapevine.kit import ids
from grapevine.kit.errors import NotDone

#: As many are offered of those a few letters find.
FOUND = 8


@member_page
@require_http_methods(["GET", "POST"])
def every(request: MemberRequest) -> HttpResponse:
    """All of them; a new one is begun here."""
    if request.method != "POST":
        return _page(request)
    name = request.POST.get("name", "")
    try:
        made = actions.make_variant(actor=request.actor, now=request.now, name=name)
    except NotDone as refusal:
        return _page(request, name=name, refused=refusal.reason)
    messages.success(request, f"“{made.brief.name}” begins with the words of your main brief. Change what differs.")
    return redirect("brief_readers", made.brief.uid)


@member_page
@require_http_methods(["GET", "POST"])
def readers(request: MemberRequest, uid: object) -> HttpResponse:
    """For whom one is, and what it is called. A few letters find whom to add; only saving changes anything."""
    if request.method != "POST":
        return _readers(request, uid)
    name, chosen = request.POST.get("name", ""), request.POST.getlist("person")
    if request.POST.get("do") == "find":
        return _readers(request, uid, name=name, chosen=chosen, find=request.POST.get("who", ""))
    try:
        brief = actions.edit_variant(
            actor=request.actor, now=request.now, brief_uid=uid, name=name, person_uids=chosen
        )
    except NotDone as refusal:
        if not refusal.field:
            raise
        return _readers(request, uid, name=name, chosen=chosen, refused=refusal.reason)
    messages.success(request, "Kept.")
    return redirect(link_of(brief))


@member_page
@require_POST
def delete(request: MemberRequest, uid: object) -> HttpResponse:
    """Delete a brief with its versions and its public page."""
    name = queries.brief(request.actor, uid).brief.name
    actions.delete_brief(actor=request.actor, now=request.now, brief_uid=uid)
    messages.success(request, f"“{name}” is deleted.")
    return redirect("briefs")


def _page(request: MemberRequest, name: str = "", refused: str = "") -> HttpResponse:
    names, zone = queries.readers_of(request.actor), request.actor.time_zone
    rows = [
        {
            "id": str(one.brief.uid),
            "name": one.brief.name,
            "is_main": one.brief.is_main,
            "link": link_of(one.brief),
            "readers": names.get(one.brief.pk, []),
            "public": public_address(one.brief),
            "number": one.brief.number,
            "saved": day_text(one.version.saved_at, zone),
        }
        for one in queries.briefs(request.actor)
    ]
    context = {"briefs": rows, "name": name, "refused": refused}
    return render(request, "education/briefs.html", context, status=422 if refused else 200)


def _readers(
    request: MemberRequest, uid: object, name: str | None = None, chosen: list[str] | None = None, find: str = "",
    refused: str = "",
) -> HttpResponse:  # fmt: skip
    brief = queries.brief(request.actor, uid).brief
    had = {str(person.uid): person.name for person in queries.readers(request.actor, uid)}
    wanted = list(had) if chosen is None else chosen
    asked_for = [uid for uid in map(ids.parse, wanted) if uid]
    known = had | {
        str(person.uid): person.name for person in people.visible_to(request.actor).filter(uid__in=asked_for)
    }
    found = list(people.search(request.actor, find)[:FOUND]) if find.strip() else []
    context: dict[str, Any] = {
        "shown": {"id": str(brief.uid), "name": brief.name, "link": link_of(brief), "is_main": brief.is_main},
        "name": brief.name if name is None else name,
        "chosen": [(uid, known[uid]) for uid in wanted if uid in known],
        "found": [(str(person.uid), person.name) for person in found if str(person.uid) not in wanted],
        "find": find,
        "refused": refused,
    }
    return render(request, "education/readers.html", context, status=422 if refused else 200)
