"""The weekly ask: this week's, changed, skipped, heard; those before, and what came of them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from grapevine.domain.accounts.rules.access import Permission
from grapevine.domain.education.actions import asks as actions
from grapevine.domain.education.queries import asks as queries
from grapevine.domain.education.rules.asks import FIELDS
from grapevine.interfaces.api.answers import answer, nothing
from grapevine.interfaces.api.door import needs
from grapevine.interfaces.api.paging import Cut, newest_first
from grapevine.interfaces.api.shapes import asks as shapes
from grapevine.kit import clock
from grapevine.kit.errors import NotFound

router = Router(tags=["asks"])
READ, WRITE = Permission.BOOK_READ, Permission.BOOK_WRITE
_SAME = ("week", "key", "moment", *FIELDS, "edited", "skipped_at", "came_of")


@router.get("/asks", response=shapes.AskList, **needs(READ))
def list_asks(request: HttpRequest, cut: Query[Cut]) -> HttpResponse:
    """Every ask that something was done about, newest first."""
    rows = queries.asks(request.auth)
    found, following = newest_first(rows, cut, name="asks", stamp="created_at", fields=("uid", *_SAME))
    items = [{"id": row["uid"], **{name: row[name] for name in _SAME}} for row in found]
    return answer({"items": items, "next": following})


@router.get("/asks/current", response=shapes.CurrentAsk, **needs(READ))
def get_current_ask(request: HttpRequest) -> HttpResponse:
    """This week's ask, as kept or as proposed; 404 where the brief gives none."""
    return _current(request)


@router.post("/asks/current/words", response=shapes.CurrentAsk, **needs(WRITE))
def change_current_ask(request: HttpRequest, ask: shapes.AskIn) -> HttpResponse:
    """Take another of the brief's asks (``key``), or put the lines into your own words."""
    now, said = clock.now(), ask.dict(exclude_none=True)
    key = said.pop("key", None)
    if key is not None:
        actions.choose_ask(actor=request.auth, now=now, key=key)
    else:
        actions.edit_ask(actor=request.auth, now=now, lines=said)
    return _current(request)


@router.post("/asks/current/skip", response=shapes.CurrentAsk, **needs(WRITE))
def skip_current_ask(request: HttpRequest) -> HttpResponse:
    """Not this one: the next by turn."""
    actions.skip_ask(actor=request.auth, now=clock.now())
    return _current(request)


@router.post("/asks/current/heard", response=shapes.CurrentAsk, **needs(WRITE))
def note_ask_heard(request: HttpRequest, heard: shapes.HeardIn) -> HttpResponse:
    """Note who has heard this week's ask."""
    actions.note_heard(actor=request.auth, now=clock.now(), person_uids=heard.people, meeting=heard.meeting)
    return _current(request)


@router.post("/asks/{uuid:ask_id}/came", response={204: None}, **needs(WRITE))
def note_what_came_of_ask(request: HttpRequest, ask_id: UUID, came: shapes.CameIn) -> HttpResponse:
    """Note what came of an ask; "" takes it away."""
    actions.note_came_of(actor=request.auth, now=clock.now(), uid=ask_id, text=came.came_of)
    return nothing()


def _current(request: HttpRequest) -> HttpResponse:
    found = queries.this_weeks_ask(request.auth, clock.now())
    if found.chosen is None:
        raise NotFound(actions.NO_BRIEF)
    ears = queries.hearings(request.auth, [found.row])[found.row.pk] if found.row else []
    shown: dict[str, Any] = {
        "id": found.row.uid if found.row else None,
        "week": found.week,
        "key": found.chosen.key,
        "moment": found.row.moment if found.row else found.chosen.moment,
        **found.lines,
        "edited": bool(found.row and found.row.edited),
        "heard": [
            {"person": each.person.uid if each.person else None, "name": each.person.name if each.person else None,
             "way": each.way, "at": each.at}
            for each in ears
        ],
        "others": [{"key": each.key, "moment": each.moment, "look_for": each.look_for} for each in found.others],
    }  # fmt: skip
    return answer(shown)
