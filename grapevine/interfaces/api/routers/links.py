"""Links between members: asked for, agreed to or not, ended. Whether somebody is a member is never told."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import Router

from grapevine.domain.accounts.rules.access import Actor, Permission
from grapevine.domain.depth import queries
from grapevine.domain.depth.actions.links import ask_to_link, decline_link, end_link
from grapevine.domain.depth.models import Link
from grapevine.domain.network.actions.links import accept_link
from grapevine.interfaces.api.answers import answer, nothing, once_only
from grapevine.interfaces.api.door import needs
from grapevine.interfaces.api.shapes import questions as shapes
from grapevine.kit import clock

router = Router(tags=["links"])
READ, WRITE = Permission.BOOK_READ, Permission.BOOK_WRITE


@router.get("/links", response=shapes.LinkList, **needs(READ))
def list_links(request: HttpRequest) -> HttpResponse:
    """Whom you are linked with, who asks to be, and whom you asked; newest first."""
    now = clock.now()
    return answer({"items": [_shape(request.auth, link, now) for link in queries.links(request.auth)[:500]]})


@router.post("/people/{uuid:person_id}/link", response={201: shapes.LinkNew}, **needs(WRITE))
def ask_for_link(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Ask to be linked with this person. You hand the link over yourself; the answer is the same for any person."""
    now = clock.now()
    link, secret = ask_to_link(actor=request.auth, now=now, person_uid=person_id)
    shown = _shape(request.auth, link, now)
    return once_only({**shown, "link": f"{settings.BASE_URL}/link/{secret}"}, {**shown, "link": ""})


@router.post("/links/accept", response=shapes.LinkShape, **needs(WRITE))
def accept_by_code(request: HttpRequest, accept: shapes.AcceptIn) -> HttpResponse:
    """Agree to a request that was handed to you as a link."""
    return _accepted(request, accept, secret=accept.code.strip().rsplit("/", 1)[-1] or "-")


@router.post("/links/{uuid:link_id}/accept", response=shapes.LinkShape, **needs(WRITE))
def accept_brought(request: HttpRequest, link_id: UUID, accept: shapes.AcceptIn) -> HttpResponse:
    """Agree to a request that was brought to you."""
    return _accepted(request, accept, link_uid=link_id)


@router.post("/links/{uuid:link_id}/decline", response={204: None}, **needs(WRITE))
def decline_brought(request: HttpRequest, link_id: UUID) -> HttpResponse:
    """No, thank you. Who asked is not told."""
    decline_link(actor=request.auth, now=clock.now(), link_uid=link_id)
    return nothing()


@router.delete("/links/{uuid:link_id}", response={204: None}, **needs(WRITE))
def end_living_link(request: HttpRequest, link_id: UUID) -> HttpResponse:
    """End a link, or take your request back; what came from the other ledger is out again."""
    end_link(actor=request.auth, now=clock.now(), link_uid=link_id)
    return nothing()


def _accepted(request: HttpRequest, accept: shapes.AcceptIn, **which: Any) -> HttpResponse:
    now = clock.now()
    link = accept_link(actor=request.auth, now=now, person_uid=accept.person, **which)
    return answer(_shape(request.auth, queries.link(request.auth, link.uid), now))


def _shape(actor: Actor, link: Link, now: Any) -> dict[str, Any]:
    mine = link.owner_id == actor.member_id
    return {
        "id": link.uid,
        "asked_by_me": mine,
        "state": queries.link_state(actor, link, now),
        "name": link.person.name if mine else link.owner.name,
        "person": link.person.uid if mine else queries.own_person(actor, link),
        "created_at": link.created_at,
        "expires_at": link.expires_at,
        "accepted_at": link.accepted_at,
    }
