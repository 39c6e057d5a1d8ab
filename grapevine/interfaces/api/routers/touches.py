"""The ledger of touches."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from grapevine.domain.accounts.rules.access import Permission
from grapevine.domain.network.actions import taking_back
from grapevine.domain.touches import actions, queries
from grapevine.interfaces.api.answers import nothing
from grapevine.interfaces.api.door import needs
from grapevine.interfaces.api.ledger import Ledger, sent
from grapevine.interfaces.api.shapes.ledgers import LedgerWanted, Touch, TouchChange, TouchIn, TouchPage
from grapevine.kit import clock

router = Router(tags=["touches"])
READ, WRITE = Permission.TOUCHES_READ, Permission.TOUCHES_WRITE
_FIELDS = ("at", "kind", "minutes", "began_by", "about", "note", "source")
_LEDGER = Ledger("touches", _FIELDS, queries.visible_to, queries.touch, shown_by="show_touch")


@router.get("/touches", response=TouchPage, **needs(READ))
def list_touches(request: HttpRequest, wanted: Query[LedgerWanted]) -> HttpResponse:
    """Touches, newest first."""
    return _LEDGER.page(request, wanted)


@router.post("/touches", response={201: Touch}, **needs(WRITE))
def log_touch(request: HttpRequest, touch: TouchIn) -> HttpResponse:
    """Log a touch."""
    now = clock.now()
    made = actions.log_touch(actor=request.auth, now=now, person_uid=touch.person, **sent(touch, now))
    return _LEDGER.made(made, touch.person)


@router.get("/touches/{uuid:touch_id}", response=Touch, **needs(READ))
def show_touch(request: HttpRequest, touch_id: UUID) -> HttpResponse:
    """One touch."""
    return _LEDGER.shown(queries.touch(request.auth, touch_id))


@router.patch("/touches/{uuid:touch_id}", response=Touch, **needs(WRITE))
def change_touch(request: HttpRequest, touch_id: UUID, touch: TouchChange) -> HttpResponse:
    """Change the fields that are sent."""
    changes = touch.dict(exclude_unset=True)
    with _LEDGER.unchanged(request, touch_id):
        changed = taking_back.edit_touch(actor=request.auth, now=clock.now(), touch_uid=touch_id, **changes)
    return _LEDGER.shown(changed)


@router.delete("/touches/{uuid:touch_id}", response={204: None}, **needs(WRITE))
def delete_touch(request: HttpRequest, touch_id: UUID) -> HttpResponse:
    """Take a touch back; what it added to depth goes with it."""
    with _LEDGER.unchanged(request, touch_id):
        taking_back.delete_touch(actor=request.auth, now=clock.now(), touch_uid=touch_id)
    return nothing()
