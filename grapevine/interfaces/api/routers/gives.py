"""The ledger of gives."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Query, Router

from grapevine.domain.accounts.rules.access import Permission
from grapevine.domain.gives import actions, queries
from grapevine.domain.gives.models import Give
from grapevine.domain.people import queries as people_queries
from grapevine.interfaces.api import tags
from grapevine.interfaces.api.answers import answer, nothing
from grapevine.interfaces.api.door import needs
from grapevine.interfaces.api.paging import newest_first
from grapevine.interfaces.api.shapes.ledgers import Give as GiveShape
from grapevine.interfaces.api.shapes.ledgers import GiveChange, GiveIn, GivePage, LedgerWanted
from grapevine.kit import clock

router = Router(tags=["gives"])
READ, WRITE = Permission.GIVES_READ, Permission.GIVES_WRITE
FIELDS = ("at", "kind", "direction", "sphere", "minutes", "note", "source")


@router.get("/gives", response=GivePage, **needs(READ))
def list_gives(request: HttpRequest, wanted: Query[LedgerWanted]) -> HttpResponse:
    """Gives, newest first."""
    rows = queries.visible_to(request.auth)
    if wanted.person:
        rows = queries.of_person(request.auth, people_queries.person(request.auth, wanted.person).pk)
    found, after = newest_first(rows, wanted, name="gives", stamp="at", fields=("uid", "person__uid", *FIELDS))
    items = [_shape(row["uid"], row["person__uid"], row) for row in found]
    return answer({"items": items, "next": after})


@router.post("/gives", response={201: GiveShape}, **needs(WRITE))
def log_give(request: HttpRequest, give: GiveIn) -> HttpResponse:
    """Log a give."""
    now = clock.now()
    sent = {**give.dict(exclude={"person"}), "at": give.at or now}
    made = actions.log_give(actor=request.auth, now=now, person_uid=give.person, **sent)
    shown = _shape(made.uid, give.person, vars(made))
    location = reverse("api:show_give", kwargs={"give_id": made.uid})
    return answer(shown, 201, etag=tags.of_content(shown), location=location)


@router.get("/gives/{uuid:give_id}", response=GiveShape, **needs(READ))
def show_give(request: HttpRequest, give_id: UUID) -> HttpResponse:
    """One give."""
    return _shown(queries.give(request.auth, give_id))


@router.patch("/gives/{uuid:give_id}", response=GiveShape, **needs(WRITE))
def change_give(request: HttpRequest, give_id: UUID, give: GiveChange) -> HttpResponse:
    """Change the fields that are sent."""
    sent = give.dict(exclude_unset=True)
    with transaction.atomic():
        _check(request, give_id)
        changed = actions.edit_give(actor=request.auth, now=clock.now(), give_uid=give_id, **sent)
    return _shown(changed)


@router.delete("/gives/{uuid:give_id}", response={204: None}, **needs(WRITE))
def delete_give(request: HttpRequest, give_id: UUID) -> HttpResponse:
    """Take a give back; what it added to depth goes with it."""
    with transaction.atomic():
        _check(request, give_id)
        actions.delete_give(actor=request.auth, now=clock.now(), give_uid=give_id)
    return nothing()


def _check(request: HttpRequest, give_id: UUID) -> None:
    """Compare the version while nobody else can change it."""
    if request.headers.get("If-Match"):
        people_queries.lock(request.auth, [queries.give(request.auth, give_id).person_id])
        give = queries.give(request.auth, give_id)
        tags.check(request, tags.of_content(_shape(give.uid, give.person.uid, vars(give))))


def _shown(give: Give) -> HttpResponse:
    shown = _shape(give.uid, give.person.uid, vars(give))
    return answer(shown, etag=tags.of_content(shown))


def _shape(uid: UUID, person: UUID, values: Mapping[str, Any]) -> dict[str, Any]:
    return {"id": uid, "person": person, **{name: values[name] for name in FIELDS}}
