"""Whom the member wants to meet, the ways to them, who knows whom, and who may be spoken of."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Router

from grapevine.domain.accounts.rules.access import Permission
from grapevine.domain.network.actions import wishes as actions
from grapevine.domain.network.models import Wish as WishRow
from grapevine.domain.network.queries import introductions as queries
from grapevine.domain.network.queries.ways import target_of, ways_to
from grapevine.domain.people import queries as people
from grapevine.interfaces.api import tags
from grapevine.interfaces.api.answers import answer, nothing
from grapevine.interfaces.api.door import needs
from grapevine.interfaces.api.shapes.introductions import (
    Acquaintance,
    AcquaintanceIn,
    Acquaintances,
    Standing,
    StandingIn,
    Ways,
    Wish,
    WishChange,
    Wishes,
    WishIn,
)
from grapevine.interfaces.exchange import introductions as plain
from grapevine.kit import clock

router = Router(tags=["introductions"])
READ, WRITE = Permission.BOOK_READ, Permission.BOOK_WRITE
MOST = 500


@router.get("/wishes", response=Wishes, **needs(READ))
def list_wishes(request: HttpRequest) -> HttpResponse:
    """Whom you want to meet, the newest first; at most 500."""
    found = list(queries.wishes(request.auth)[:MOST])
    stands = queries.standing_of(request.auth, found)
    return answer({"items": [plain.wish(one, stands[one.pk]) for one in found]})


@router.post("/wishes", response={201: Wish}, **needs(WRITE))
def add_wish(request: HttpRequest, wish: WishIn) -> HttpResponse:
    """Note somebody to meet. The same person of the book again gives the wish there is."""
    said = wish.dict(exclude={"person"})
    made = actions.add_wish(actor=request.auth, now=clock.now(), person_uid=wish.person, **said)
    return _shown(request, made, 201, location=reverse("api:show_wish", args=[made.uid]))


@router.get("/wishes/{uuid:wish_id}", response=Wish, **needs(READ))
def show_wish(request: HttpRequest, wish_id: UUID) -> HttpResponse:
    """One wish."""
    return _shown(request, queries.wish(request.auth, wish_id))


@router.patch("/wishes/{uuid:wish_id}", response=Wish, **needs(WRITE))
def change_wish(request: HttpRequest, wish_id: UUID, wish: WishChange) -> HttpResponse:
    """Change the fields that are sent."""
    _check(request, wish_id)
    sent = wish.dict(exclude_unset=True)
    given_up = sent.pop("given_up", None)
    if sent:
        actions.edit_wish(actor=request.auth, now=clock.now(), wish_uid=wish_id, **sent)
    if given_up is not None:
        actions.give_up_wish(actor=request.auth, now=clock.now(), wish_uid=wish_id, again=not given_up)
    return _shown(request, queries.wish(request.auth, wish_id))


@router.delete("/wishes/{uuid:wish_id}", response={204: None}, **needs(WRITE))
def delete_wish(request: HttpRequest, wish_id: UUID) -> HttpResponse:
    """Forget a wish with its requests; what stands in the ledgers stays."""
    _check(request, wish_id)
    actions.delete_wish(actor=request.auth, now=clock.now(), wish_uid=wish_id)
    return nothing()


@router.post("/wishes/{uuid:wish_id}/take", response=Wish, **needs(WRITE))
def take_wish_into_book(request: HttpRequest, wish_id: UUID) -> HttpResponse:
    """Add whom you wished to meet to your book."""
    actions.take_into_book(actor=request.auth, now=clock.now(), wish_uid=wish_id)
    return _shown(request, queries.wish(request.auth, wish_id))


@router.get("/wishes/{uuid:wish_id}/paths", response=Ways, **needs(READ))
def show_ways_to_wish(request: HttpRequest, wish_id: UUID) -> HttpResponse:
    """Who could introduce you."""
    target = target_of(request.auth, wish=queries.wish(request.auth, wish_id))
    return answer({"paths": [plain.way(one) for one in ways_to(request.auth, target, clock.now())]})


@router.get("/people/{uuid:person_id}/paths", response=Ways, **needs(READ))
def show_ways_to_person(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Who could introduce you to somebody of your book whom you hardly know."""
    target = target_of(request.auth, person=people.person(request.auth, person_id))
    return answer({"paths": [plain.way(one) for one in ways_to(request.auth, target, clock.now())]})


@router.get("/people/{uuid:person_id}/acquaintances", response=Acquaintances, **needs(READ))
def list_acquaintances(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Whom they are said to know."""
    found = queries.known_to(request.auth, people.person(request.auth, person_id).pk)
    return answer({"items": [plain.acquaintance(one) for one in found]})


@router.post("/people/{uuid:person_id}/acquaintances", response={201: Acquaintance}, **needs(WRITE))
def add_acquaintance(request: HttpRequest, person_id: UUID, known: AcquaintanceIn) -> HttpResponse:
    """Note that they know somebody else of your book, or somebody you want to meet."""
    said = known.dict(exclude={"other", "wish"})
    made = actions.add_acquaintance(
        actor=request.auth, now=clock.now(), one_uid=person_id, other_uid=known.other, wish_uid=known.wish, **said
    )
    return answer(plain.acquaintance(made), 201)


@router.delete("/acquaintances/{uuid:acquaintance_id}", response={204: None}, **needs(WRITE))
def delete_acquaintance(request: HttpRequest, acquaintance_id: UUID) -> HttpResponse:
    """Strike it out."""
    actions.delete_acquaintance(actor=request.auth, now=clock.now(), acquaintance_uid=acquaintance_id)
    return nothing()


@router.put("/people/{uuid:person_id}/standing", response=Standing, **needs(WRITE))
def set_standing(request: HttpRequest, person_id: UUID, wanted: StandingIn) -> HttpResponse:
    """Hide them from every path, let other members ask about them, or neither."""
    person = actions.set_standing(actor=request.auth, now=clock.now(), person_uid=person_id, standing=wanted.standing)
    return answer({"person": person.uid, "standing": wanted.standing})


def _check(request: HttpRequest, wish_id: UUID) -> None:
    if request.headers.get("If-Match"):
        tags.check(request, tags.of_content(_content(request, queries.wish(request.auth, wish_id))))


def _content(request: HttpRequest, row: WishRow) -> dict:
    return plain.wish(row, queries.standing_of(request.auth, [row])[row.pk])


def _shown(request: HttpRequest, row: WishRow, status: int = 200, **headers: str) -> HttpResponse:
    shown = _content(request, row)
    return answer(shown, status, etag=tags.of_content(shown), **headers)
