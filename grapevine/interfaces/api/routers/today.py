"""Today's list: read, put off, set aside, done."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Body, Path, Router

from grapevine.domain.accounts.rules.access import Permission
from grapevine.domain.coach import actions
from grapevine.domain.coach.models import Aside as AsideRow
from grapevine.domain.coach.queries import asides
from grapevine.domain.coach.queries.reminders import reminders
from grapevine.domain.coach.queries.today import Item, today
from grapevine.domain.merging.queries import doubles_waiting
from grapevine.interfaces.api.answers import answer, nothing
from grapevine.interfaces.api.door import needs
from grapevine.interfaces.api.shapes.today import Aside, Asides, Done, DoneIn, LaterIn, Today
from grapevine.kit import clock
from grapevine.kit.moments import day_in

router = Router(tags=["today"])
READ = (Permission.BOOK_READ, Permission.TOUCHES_READ, Permission.GIVES_READ, Permission.IMPORTS_READ)
#: With these, referrals and comments stand among what waits; without, the rest does.
MORE = (Permission.REFERRALS_READ, Permission.STORIES_READ, Permission.WEBHOOKS_READ)
PUT = Permission.BOOK_WRITE
DO = (Permission.TOUCHES_WRITE, Permission.GIVES_WRITE)
SHOWN = 200
KEY = Path(max_length=60, description="the key of a line")


@router.get("/today", response=Today, **needs(*READ, also=MORE))
def show_today(request: HttpRequest) -> HttpResponse:
    """What was promised, who waits, who cools, which ties sleep, one five-minute step; questions left open."""
    now = clock.now()
    found = today(request.auth, now)
    due = reminders(found, day_in(now, request.auth.time_zone))
    return answer(
        {
            "step": _line(found.step) if found.step else None,
            "items": [_line(item) for item in found.items],
            "more": found.more,
            "doubles": doubles_waiting(request.auth),
            "doubts": found.doubts,
            "reminders": [{"kind": one.kind, "id": one.uid, "title": one.title, "reason": one.why} for one in due],
            "unsorted": found.unsorted,
            "comments": found.comments,
            "ask": found.ask.look_for if found.ask else None,
            "webhooks": list(found.webhooks),
        }
    )


@router.post("/today/{key}/later", response={201: Aside}, **needs(PUT))
def put_off(request: HttpRequest, key: str = KEY, later: Body[LaterIn | None] = None) -> HttpResponse:
    """Not now: put it off until then."""
    until = later.until if later else None
    return answer(_aside(actions.later(actor=request.auth, now=clock.now(), key=key, until=until)), 201)


@router.post("/today/{key}/set-aside", response={201: Aside}, **needs(PUT))
def set_aside(request: HttpRequest, key: str = KEY) -> HttpResponse:
    """Not for me: it does not come again, until it is brought back."""
    return answer(_aside(actions.set_aside(actor=request.auth, now=clock.now(), key=key)), 201)


@router.post("/today/{key}/done", response={201: Done}, **needs(*DO))
def mark_done(request: HttpRequest, key: str = KEY, done: Body[DoneIn | None] = None) -> HttpResponse:
    """It is done: the touch, the thanks or the kept promise is logged. Undo what was written where it stands."""
    made = actions.done(actor=request.auth, now=clock.now(), key=key, **(done.dict() if done else {}))
    written = {name: getattr(made, name) for name in ("touch", "give", "promise")}
    uids = {name: row.uid if row else None for name, row in written.items()}
    return answer({"person": made.person.uid, **uids}, 201)


@router.get("/today/aside", response=Asides, **needs(Permission.BOOK_READ))
def list_aside(request: HttpRequest) -> HttpResponse:
    """What is put off or set aside, the newest first, at most 200."""
    rows = asides.standing(request.auth, clock.now())[:SHOWN]
    return answer({"items": [_aside(row) for row in rows]})


@router.delete("/today/aside/{uuid:aside_id}", response={204: None}, **needs(PUT))
def bring_back(request: HttpRequest, aside_id: UUID) -> HttpResponse:
    """Let it come up again."""
    actions.bring_back(actor=request.auth, now=clock.now(), aside_uid=aside_id)
    return nothing()


def _line(item: Item) -> dict[str, Any]:
    person = {"id": item.who.uid, "name": item.who.name, "work": item.who.work}
    names = ("key", "kind", "title", "reason", "words", "due")
    return {**{name: getattr(item, name) for name in names}, "person": person}


def _aside(row: AsideRow) -> dict[str, Any]:
    promise = row.promise.uid if row.promise else None
    names = ("kind", "until", "said_at")
    return {"id": row.uid, "person": row.person.uid, "promise": promise, **{name: getattr(row, name) for name in names}}
