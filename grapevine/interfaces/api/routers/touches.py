"""The ledger of touches."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Query, Router

from grapevine.domain.accounts.rules.access import Permission
from grapevine.domain.people import queries as people_queries
from grapevine.domain.touches import actions, queries
from grapevine.domain.touches.models import Touch
from grapevine.interfaces.api import tags
from grapevine.interfaces.api.answers import answer, nothing
from grapevine.interfaces.api.door import needs
from grapevine.interfaces.api.paging import newest_first
from grapevine.interfaces.api.shapes.ledgers import LedgerWanted, TouchChange, TouchIn, TouchPage
from grapevine.interfaces.api.shapes.ledgers import Touch as TouchShape
from grapevine.kit import clock

router = Router(tags=["touches"])
READ, WRITE = Permission.TOUCHES_READ, Permission.TOUCHES_WRITE
FIELDS = ("at", "kind", "minutes", "began_by", "about", "note", "source")


@router.get("/touches", response=TouchPage, **needs(READ))
def list_touches(request: HttpRequest, wanted: Query[LedgerWanted]) -> HttpResponse:
    """Touches, newest first."""
    rows = queries.visible_to(request.auth)
    if wanted.person:
        rows = queries.of_person(request.auth, people_queries.person(request.auth, wanted.person).pk)
    found, after = newest_first(rows, wanted, name="touches", stamp="at", fields=("uid", "person__uid", *FIELDS))
    items = [_shape(row["uid"], row["person__uid"], row) for row in found]
    return answer({"items": items, "next": after})


@router.post("/touches", response={201: TouchShape}, **needs(WRITE))
def log_touch(request: HttpRequest, touch: TouchIn) -> HttpResponse:
    """Log a touch."""
    now = clock.now()
    sent = {**touch.dict(exclude={"person"}), "at": touch.at or now}
    made = actions.log_touch(actor=request.auth, now=now, person_uid=touch.person, **sent)
    shown = _shape(made.uid, touch.person, vars(made))
    location = reverse("api:show_touch", kwargs={"touch_id": made.uid})
    return answer(shown, 201, etag=tags.of_content(shown), location=location)


@router.get("/touches/{uuid:touch_id}", response=TouchShape, **needs(READ))
def show_touch(request: HttpRequest, touch_id: UUID) -> HttpResponse:
    """One touch."""
    return _shown(queries.touch(request.auth, touch_id))


@router.patch("/touches/{uuid:touch_id}", response=TouchShape, **needs(WRITE))
def change_touch(request: HttpRequest, touch_id: UUID, touch: TouchChange) -> HttpResponse:
    """Change the fields that are sent."""
    sent = touch.dict(exclude_unset=True)
    with transaction.atomic():
        _check(request, touch_id)
        changed = actions.edit_touch(actor=request.auth, now=clock.now(), touch_uid=touch_id, **sent)
    return _shown(changed)


@router.delete("/touches/{uuid:touch_id}", response={204: None}, **needs(WRITE))
def delete_touch(request: HttpRequest, touch_id: UUID) -> HttpResponse:
    """Take a touch back; what it added to depth goes with it."""
    with transaction.atomic():
        _check(request, touch_id)
        actions.delete_touch(actor=request.auth, now=clock.now(), touch_uid=touch_id)
    return nothing()


def _check(request: HttpRequest, touch_id: UUID) -> None:
    """Compare the version while nobody else can change it."""
    if request.headers.get("If-Match"):
        people_queries.lock(request.auth, [queries.touch(request.auth, touch_id).person_id])
        touch = queries.touch(request.auth, touch_id)
        tags.check(request, tags.of_content(_shape(touch.uid, touch.person.uid, vars(touch))))


def _shown(touch: Touch) -> HttpResponse:
    shown = _shape(touch.uid, touch.person.uid, vars(touch))
    return answer(shown, etag=tags.of_content(shown))


def _shape(uid: UUID, person: UUID, values: Mapping[str, Any]) -> dict[str, Any]:
    return {"id": uid, "person": person, **{name: values[name] for name in FIELDS}}
