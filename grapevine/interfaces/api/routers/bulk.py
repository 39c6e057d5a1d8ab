"""Many people at once: one change of all of them and its way back; and whoever is not sorted yet."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from grapevine.domain.accounts.rules.access import Actor, Permission
from grapevine.domain.imports.queries import batch
from grapevine.domain.imports.queries.sources import brought
from grapevine.domain.network.queries import sorting
from grapevine.domain.network.queries.chosen import changes, meant
from grapevine.domain.network.queries.people_list import Wanted
from grapevine.domain.network.queries.sorting import Among, Waiting
from grapevine.domain.people.actions.bulk import change_many, undo_change
from grapevine.domain.people.rules.sorting import suggest
from grapevine.interfaces.api.answers import answer
from grapevine.interfaces.api.door import needs
from grapevine.interfaces.api.paging import Cut, newest_first, opened, sealed
from grapevine.interfaces.api.shapes.bulk import BulkDone, BulkIn, ChangePage, Undone, UnsortedPage
from grapevine.kit import clock

router = Router(tags=["people"])
READ, WRITE = Permission.BOOK_READ, Permission.BOOK_WRITE


@router.post("/people/bulk", response=BulkDone, **needs(WRITE))
def change_people(request: HttpRequest, said: BulkIn) -> HttpResponse:
    """Do the same to many people: a part of life, a tag on or off, into the archive or back, left for later."""
    now, wanted = clock.now(), None
    if said.filter is not None:
        asked = said.filter.dict()
        wanted = Wanted(text=asked.pop("q"), **asked)
    people = meant(request.auth, now, said.people, wanted)
    done = change_many(actor=request.auth, now=now, people=people, do=said.do, value=said.value)
    uid = done.change.uid if done.change else None
    return answer({"id": uid, "people": done.people, "same": done.same, "told": done.told})


@router.get("/people/changes", response=ChangePage, **needs(READ))
def list_changes(request: HttpRequest, cut: Query[Cut]) -> HttpResponse:
    """The changes of many people that can be taken back, or were, newest first; kept for thirty days."""
    fields = ("uid", "do", "value", "people", "undone_at")
    rows, after = newest_first(changes(request.auth), cut, name="changes", stamp="made_at", fields=fields)
    return answer({"items": [_change(row) for row in rows], "next": after})


@router.post("/people/changes/{uuid:change_id}/undo", response=Undone, **needs(WRITE))
def undo_people_change(request: HttpRequest, change_id: UUID) -> HttpResponse:
    """Give each what they had; whoever was changed since in the same respect is left alone, and counted."""
    back = undo_change(actor=request.auth, now=clock.now(), change_uid=change_id)
    return answer(
        {"id": back.change.uid, "people": back.people, "left": back.left, "gone": back.gone, "told": back.told}
    )


@router.get("/people/unsorted", response=UnsortedPage, **needs(READ))
def list_unsorted(request: HttpRequest, cut: Query[Cut]) -> HttpResponse:
    """Whoever has no part of life yet: nearest first, then by name, last those put off."""
    return _queue(request.auth, cut)


@router.get("/imports/{uuid:import_id}/unsorted", response=UnsortedPage, **needs(Permission.IMPORTS_READ))
def list_unsorted_of_import(request: HttpRequest, import_id: UUID, cut: Query[Cut]) -> HttpResponse:
    """The same, of those whom one import brought."""
    return _queue(request.auth, cut, brought(batch(request.auth, import_id)))


def _queue(actor: Actor, cut: Cut, among: Among | None = None) -> HttpResponse:
    found = sorting.waiting(actor, after=opened(cut.cursor), limit=cut.limit, among=among)
    left = sorting.left(actor, among)
    after = sealed(found[-1].cursor) if len(found) == cut.limit else None
    items = [_waiting(actor, one) for one in found]
    return answer({"items": items, "next": after, "left": left.people, "put_off": left.put_off})


def _waiting(actor: Actor, one: Waiting) -> dict[str, Any]:
    hint = suggest(one.card, actor.name)
    return {
        "id": one.person.uid,
        **{name: getattr(one.card, name) for name in ("name", "firm", "title", "profession", "tags")},
        "emails": [mail.value for mail in one.card.emails],
        "phones": [phone.value for phone in one.card.phones],
        "last_touch_at": one.last_touch_at,
        "touches": one.touches,
        "put_off": one.person.later_at is not None,
        "suggestion": {"segment": hint.segment, "why": hint.why} if hint else None,
    }


def _change(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": row["uid"],
        **{name: row[name] for name in ("do", "value", "people", "made_at", "undone_at")},
    }
