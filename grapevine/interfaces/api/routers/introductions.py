"""Requests for an introduction: drafted, asked, answered; of one's own and to oneself."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Router

from grapevine.domain.accounts.rules.access import Permission
from grapevine.domain.network.actions import introductions as actions
from grapevine.domain.network.models import Introduction as Row
from grapevine.domain.network.queries import introductions as queries
from grapevine.interfaces.api import tags
from grapevine.interfaces.api.answers import answer
from grapevine.interfaces.api.door import needs
from grapevine.interfaces.api.shapes.introductions import (
    Introduction,
    IntroductionIn,
    Introductions,
    LetterIn,
    StepIn,
)
from grapevine.interfaces.exchange import introductions as plain
from grapevine.kit import clock

router = Router(tags=["introductions"])
READ, WRITE = Permission.BOOK_READ, Permission.BOOK_WRITE
MOST = 100


@router.get("/introductions", response=Introductions, **needs(READ))
def list_introductions(request: HttpRequest) -> HttpResponse:
    """What you asked for, and what you are asked for; the newest 100 of each."""
    mine = queries.requests(request.auth).select_related("owner").prefetch_related("steps")[:MOST]
    to_me = queries.asked_of_me(request.auth).select_related("member").prefetch_related("steps")[:MOST]
    return answer(
        {
            "mine": [plain.introduction(row, request.auth) for row in mine],
            "to_me": [plain.introduction(row, request.auth) for row in to_me],
        }
    )


@router.post("/introductions", response={201: Introduction}, **needs(WRITE))
def draft_introduction(request: HttpRequest, wanted: IntroductionIn) -> HttpResponse:
    """Draft a request. The one that is not over yet, if there is one. Nothing is sent."""
    made = actions.draft_introduction(
        actor=request.auth, now=clock.now(), wish_uid=wanted.wish, person_uid=wanted.person, member_uid=wanted.member,
        letter=wanted.letter,
    )  # fmt: skip
    location = reverse("api:show_introduction", args=[made.uid])
    return _shown(request, queries.introduction(request.auth, made.uid), 201, location=location)


@router.get("/introductions/{uuid:introduction_id}", response=Introduction, **needs(READ))
def show_introduction(request: HttpRequest, introduction_id: UUID) -> HttpResponse:
    """One request."""
    return _shown(request, queries.introduction(request.auth, introduction_id))


@router.patch("/introductions/{uuid:introduction_id}", response=Introduction, **needs(WRITE))
def change_letter(request: HttpRequest, introduction_id: UUID, wanted: LetterIn) -> HttpResponse:
    """Change the letter, as long as nobody was asked."""
    if request.headers.get("If-Match"):
        row = queries.introduction(request.auth, introduction_id)
        tags.check(request, tags.of_content(plain.introduction(row, request.auth)))
    actions.edit_letter(actor=request.auth, now=clock.now(), introduction_uid=introduction_id, letter=wanted.letter)
    return _shown(request, queries.introduction(request.auth, introduction_id))


@router.post(
    "/introductions/{uuid:introduction_id}/steps",
    response=Introduction,
    **needs(WRITE, Permission.TOUCHES_WRITE, Permission.GIVES_WRITE),
)
def take_step(request: HttpRequest, introduction_id: UUID, step: StepIn) -> HttpResponse:
    """Say how it goes on. An ask is logged as a touch, an introduction made as a give."""
    actions.take_step(actor=request.auth, now=clock.now(), introduction_uid=introduction_id, **step.dict())
    row = Row.objects.select_related("wish", "wish__person", "person", "member", "owner").get(uid=introduction_id)
    return _shown(request, row)


def _shown(request: HttpRequest, row: Row, status: int = 200, **headers: str) -> HttpResponse:
    shown = plain.introduction(row, request.auth)
    return answer(shown, status, etag=tags.of_content(shown), **headers)
