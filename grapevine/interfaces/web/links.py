"""Linking with another member: asking, what is shared, agreeing or not, ending it."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from grapevine.domain.accounts.models import Member
from grapevine.domain.depth import queries
from grapevine.domain.depth.actions.links import agreeable, ask_to_link, decline_link, end_link
from grapevine.domain.depth.models import Link
from grapevine.domain.depth.rules import linking
from grapevine.domain.network.actions.links import accept_link
from grapevine.domain.people import queries as people
from grapevine.domain.people.models import Person
from grapevine.domain.people.rules import names
from grapevine.domain.people.rules.reach import email_key
from grapevine.interfaces.web import limits, person_said, words
from grapevine.interfaces.web.actor import MemberRequest, member_page
from grapevine.interfaces.web.person import brief
from grapevine.interfaces.web.questions import called
from grapevine.interfaces.web.when import day_text
from grapevine.kit.errors import NotFound

#: At most so many are listed.
SHOWN = 100
NEW = "new"


@member_page
@require_http_methods(["GET", "POST"])
def of_person(request: MemberRequest, uid: object) -> HttpResponse:
    """Being linked with one person: where it stands; a new link is made here, and stands on that one answer."""
    person = people.person(request.actor, uid)
    link = ""
    if request.method == "POST":
        _, secret = ask_to_link(actor=request.actor, now=request.now, person_uid=uid)
        link = f"{settings.BASE_URL}/link/{secret}"
    found = queries.newest_link(request.actor, person.pk)
    state = queries.link_state(request.actor, found, request.now) if found else ""
    context = {
        "person": brief(person),
        "line": person_said.linked_line(found, request, words.short(person)),
        "state": state,
        "found": str(found.uid) if found and state in (linking.LINKED, linking.WAITING) else "",
        "link": link,
        "letter": _letter(request, person, link) if link else {},
    }
    return render(request, "links/person.html", context)


@member_page
def links(request: MemberRequest) -> HttpResponse:
    """Whom the member is linked with, who asks to be, and whom they asked."""
    rows = [_row(request, link) for link in queries.links(request.actor)[:SHOWN]]
    context = {
        "asked_of_me": [row for row in rows if not row["mine"] and row["state"] in (linking.WAITING, linking.DECLINED)],
        "linked": [row for row in rows if row["state"] == linking.LINKED],
        "asked_by_me": [row for row in rows if row["mine"] and row["state"] == linking.WAITING],
    }
    return render(request, "links/list.html", context)


@member_page
@require_http_methods(["GET", "POST"])
def by_secret(request: MemberRequest, secret: str) -> HttpResponse:
    """A request that was handed over as a link. Looking changes nothing."""
    if not limits.within(request, "link"):
        return limits.too_often(request)
    return _request(request, secret=secret)


@member_page
@require_http_methods(["GET", "POST"])
def brought(request: MemberRequest, uid: object) -> HttpResponse:
    """A request that was brought to the member without a link."""
    return _request(request, link_uid=uid)


@member_page
@require_POST
def end(request: MemberRequest, uid: object) -> HttpResponse:
    """End a link, or take a request back."""
    end_link(actor=request.actor, now=request.now, link_uid=uid)
    messages.success(request, "Ended. What came from the other ledger is out again, on both sides.")
    return redirect("links")


def _request(request: MemberRequest, **which: Any) -> HttpResponse:
    try:
        link = agreeable(actor=request.actor, now=request.now, **which)
    except NotFound as refusal:
        if "link_uid" in which:
            raise
        return render(request, "links/over.html", {"why": refusal.reason}, status=404)
    if request.method == "POST" and request.POST.get("do") == "decline":
        decline_link(actor=request.actor, now=request.now, **which)
        messages.success(request, f"Left as it is. {link.owner.name} is not told.")
        return redirect("links")
    if request.method == "POST":
        chosen = request.POST.get("person", NEW)
        accept_link(
            actor=request.actor, now=request.now, person_uid=None if chosen == NEW else chosen, **which
        )
        messages.success(request, f"You and {link.owner.name} are linked. Either of you can end it at any time.")
        return redirect("links")
    context = {
        "asker": _member(link.owner),
        "until": day_text(link.expires_at, request.actor.time_zone),
        "choices": [*_candidates(request, link.owner), (NEW, f"A new entry: {link.owner.name}")],
        "declined": link.declined_at is not None,
    }
    return render(request, "links/show.html", context)


def _candidates(request: MemberRequest, asker: Member) -> list[tuple[str, str]]:
    """Who in the member's own book may be the one who asks: by mail, then by name."""
    actor = request.actor
    found = people.by_keys(actor, "email", [email_key(asker.email)]).values()
    named = people.by_name_keys(actor, [names.key(asker.name)]).values()
    pks = list(dict.fromkeys(pk for group in (*found, *named) for pk in group))
    rows = people.visible_to(actor).filter(linked_member=None, archived_at=None).in_bulk(pks)
    return [(str(rows[pk].uid), _named(rows[pk])) for pk in pks if pk in rows]


def _named(person: Person) -> str:
    role = words.role(person.title, person.profession, person.firm)
    return f"{person.name}, {role}" if role else person.name


def _member(member: Member) -> dict[str, str]:
    role = ", ".join(part for part in (member.profession, member.firm, member.place) if part)
    return {"name": member.name, "email": member.email, "initials": member.initials, "role": role}


def _row(request: MemberRequest, link: Link) -> dict[str, Any]:
    mine, zone = link.owner_id == request.actor.member_id, request.actor.time_zone
    state = queries.link_state(request.actor, link, request.now)
    known = link.other if mine and state == linking.LINKED else None if mine else link.owner
    return {
        "id": str(link.uid),
        "mine": mine,
        "state": state,
        "name": known.name if known else link.person.name,
        "since": day_text(link.accepted_at, zone) if link.accepted_at else "",
        "made": day_text(link.created_at, zone),
        "until": day_text(link.expires_at, zone),
    }


def _letter(request: MemberRequest, person: Person, link: str) -> dict[str, str]:
    found = people.reach_of(request.actor, [person.pk])[person.pk]["email"]
    subject = "Shall we link our ledgers?"
    text = (
        f"Dear {called(person)},\n\n"
        "If you keep your book with Grapevine here, too: shall we link our ledgers, so that what either of us writes "
        "down counts for both? Neither of us sees the other's notes or lines. This shows what exactly is shared:\n\n"
        f"{link}\n\n"
        f"{request.actor.name}\n"
    )
    address = f"mailto:{quote(found[0], safe='@+')}" if found else "mailto:"
    return {"text": text, "mailto": f"{address}?subject={quote(subject)}&body={quote(text)}"}
