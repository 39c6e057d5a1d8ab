"""People: the list with depth, one person, and everything that is done to one."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Query, Router

from grapevine.domain.accounts.rules.access import Permission
from grapevine.domain.network.queries.people_list import Row, Wanted, people_list
from grapevine.domain.people import actions, queries
from grapevine.domain.people.models import Person
from grapevine.domain.people.rules import card as cards
from grapevine.interfaces.api import tags
from grapevine.interfaces.api.answers import answer, nothing
from grapevine.interfaces.api.door import needs
from grapevine.interfaces.api.paging import opened, sealed
from grapevine.interfaces.api.problems import Problem
from grapevine.interfaces.api.shapes.people import CardIn, PeoplePage, PeopleWanted
from grapevine.interfaces.api.shapes.people import Person as PersonShape
from grapevine.interfaces.exchange.measures import measures
from grapevine.kit import clock
from grapevine.kit.errors import Conflict

router = Router(tags=["people"])
READ, WRITE = Permission.BOOK_READ, Permission.BOOK_WRITE
WORK = ("profession_key", "profession_sure", "profession_said")


@router.get("/people", response=PeoplePage, **needs(READ))
def list_people(request: HttpRequest, wanted: Query[PeopleWanted]) -> HttpResponse:
    """People with depth: search, filter, sort, page."""
    asked = wanted.dict(exclude={"q", "cursor"})
    found = people_list(request.auth, Wanted(text=wanted.q, cursor=opened(wanted.cursor), **asked), clock.now())
    return answer({"items": [_row(row) for row in found.rows], "next": sealed(found.next)})


@router.post("/people", response={201: PersonShape}, **needs(WRITE))
def add_person(request: HttpRequest, card: CardIn) -> HttpResponse:
    """Put a person into the book."""
    person = actions.add_person(actor=request.auth, now=clock.now(), card=_changed(cards.Card(), card.dict()))
    location = reverse("api:show_person", kwargs={"person_id": person.uid})
    return shown(person, 201, location=location)


@router.get("/people/{uuid:person_id}", response=PersonShape, **needs(READ))
def show_person(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Everything known of a person."""
    return shown(queries.person(request.auth, person_id))


@router.put("/people/{uuid:person_id}", response=PersonShape, **needs(WRITE))
def replace_person(request: HttpRequest, person_id: UUID, card: CardIn) -> HttpResponse:
    """Replace what is known of a person; fields that are not sent become empty."""
    return _edited(request, person_id, cards.Card(), card.dict())


@router.patch("/people/{uuid:person_id}", response=PersonShape, **needs(WRITE))
def change_person(request: HttpRequest, person_id: UUID, card: CardIn) -> HttpResponse:
    """Change the fields that are sent; a list that is sent replaces the list."""
    return _edited(request, person_id, None, card.dict(exclude_unset=True))


@router.delete("/people/{uuid:person_id}", response={204: None}, **needs(WRITE))
def erase_person(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Erase a person for good, with touches, gives and depth."""
    tags.check(request, tags.of_revision(queries.person(request.auth, person_id).revision))
    actions.erase_person(actor=request.auth, now=clock.now(), person_uid=person_id)
    return nothing()


@router.post("/people/{uuid:person_id}/archive", response=PersonShape, **needs(WRITE))
def archive_person(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Put a person aside, with all history."""
    return shown(actions.archive_person(actor=request.auth, now=clock.now(), person_uid=person_id))


@router.post("/people/{uuid:person_id}/restore", response=PersonShape, **needs(WRITE))
def restore_person(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Bring an archived person back."""
    return shown(actions.restore_person(actor=request.auth, now=clock.now(), person_uid=person_id))


def _edited(request: HttpRequest, person_id: UUID, base: cards.Card | None, sent: dict[str, Any]) -> HttpResponse:
    """Write the card, against the revision that was read here: nobody's change in between is overwritten."""
    person = queries.person(request.auth, person_id)
    named = tags.check(request, tags.of_revision(person.revision))
    card = _changed(base or queries.card_of(person), sent)
    now = clock.now()
    try:
        person = actions.edit_person(
            actor=request.auth, now=now, person_uid=person_id, card=card, revision=person.revision
        )
    except Conflict as error:
        if named:
            raise Problem("precondition-failed", tags.STALE) from error
        raise
    return shown(person)


def _changed(card: cards.Card, sent: dict[str, Any]) -> cards.Card:
    """The card with the fields that were sent."""
    made = dict(sent)
    for name in cards.LISTS:
        if name in made and name != "tags":
            kind = cards.Postal if name == "addresses" else cards.Labelled
            made[name] = tuple(kind(**one) for one in made[name])
    return replace(card, **{**made, **({"tags": tuple(made["tags"])} if "tags" in made else {})})


def shown(person: Person, status: int = 200, **headers: str) -> HttpResponse:
    """Everything known of a person as the answer, with the tag of its revision."""
    card = asdict(queries.card_of(person))
    told = {name: card[name] for name in (*cards.FIELDS, *cards.LISTS)}
    stamps = {name: getattr(person, name) for name in (*WORK, "archived_at", "created_at", "updated_at", "revision")}
    return answer({"id": person.uid, **told, **stamps}, status, etag=tags.of_revision(person.revision), **headers)


def _row(row: Row) -> dict[str, Any]:
    """The fields of `grapevine people list`, in its order."""
    return {
        "id": row.uid,
        "name": row.name,
        "firm": row.firm,
        "title": row.title,
        "profession": row.profession,
        "segment": row.segment,
        "emails": row.emails,
        "phones": row.phones,
        **measures(row.relation),
        "stage": row.relation.stage,
        "missing": row.relation.missing,
        "last_touch_at": row.last_touch_at,
    }
