"""Doubles: pairs who may be one person, merging them, taking a merge back, telling two apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from grapevine.domain.accounts.rules.access import Actor, Permission
from grapevine.domain.merging import actions as merging
from grapevine.domain.merging import queries as merges_queries
from grapevine.domain.merging.actions.looking import pairs
from grapevine.domain.people import actions, queries
from grapevine.interfaces.api.answers import answer
from grapevine.interfaces.api.door import needs
from grapevine.interfaces.api.faces import faces
from grapevine.interfaces.api.paging import Cut, counted, newest_first
from grapevine.interfaces.api.shapes.merging import Apart, ApartIn, DoublePage, Merge, MergeIn, MergePage, Parted
from grapevine.kit import clock

router = Router(tags=["people"])
READ, WRITE = Permission.BOOK_READ, Permission.BOOK_WRITE


@router.get("/people/doubles", response=DoublePage, **needs(READ))
def list_doubles(request: HttpRequest, cut: Query[Cut]) -> HttpResponse:
    """Pairs who may be one person, the surest first, with the reasons.

    A large book is looked through by the worker: `looking` is true until it has found its first pairs.
    """
    known = pairs(actor=request.auth, now=clock.now())
    found, after = counted(known or [], cut, name="doubles")
    return answer({"items": _pairs(request.auth, found), "next": after, "looking": known is None})


@router.post("/people/apart", response=Apart, **needs(WRITE))
def tell_apart(request: HttpRequest, said: ApartIn) -> HttpResponse:
    """Say that two who look alike are two people: they are not asked about again."""
    actions.tell_apart(actor=request.auth, now=clock.now(), one_uid=said.one, other_uid=said.other)
    return answer({"one": said.one, "other": said.other, "apart": True})


@router.post("/people/merge", response={201: Merge}, **needs(WRITE))
def merge_people(request: HttpRequest, said: MergeIn) -> HttpResponse:
    """Make one person of two; everything of the other moves to the one kept."""
    done = merging.merge_people(
        actor=request.auth, now=clock.now(), keep_uid=said.keep, other_uid=said.other, choices=said.choices
    )
    name = queries.person(request.auth, said.keep).name
    return answer(
        {
            "id": done.uid,
            "person": done.kept_uid,
            "person_name": name,
            "other": done.other_uid,
            "other_name": done.other_name,
            "merged_at": done.merged_at,
        },
        201,
    )


@router.get("/people/merges", response=MergePage, **needs(READ))
def list_merges(request: HttpRequest, cut: Query[Cut]) -> HttpResponse:
    """What was merged and can be taken back, newest first."""
    fields = ("uid", "person__uid", "person__name", "other_uid", "other_name")
    rows = merges_queries.visible_to(request.auth)
    found, after = newest_first(rows, cut, name="merges", stamp="merged_at", fields=fields)
    items = [
        {
            "id": row["uid"],
            "person": row["person__uid"],
            "person_name": row["person__name"],
            "other": row["other_uid"],
            "other_name": row["other_name"],
            "merged_at": row["merged_at"],
        }
        for row in found
    ]
    return answer({"items": items, "next": after})


@router.post("/people/merges/{uuid:merge_id}/undo", response=Parted, **needs(WRITE))
def undo_merge(request: HttpRequest, merge_id: UUID) -> HttpResponse:
    """Take a merge back: both as they were; what came since stays with the one kept."""
    kept, back = merging.unmerge(actor=request.auth, now=clock.now(), merge_uid=merge_id)
    return answer({"person": kept.uid, "other": back.uid})


def _pairs(actor: Actor, found: Sequence[queries.Double]) -> list[dict[str, Any]]:
    """The pairs with who they are, in a fixed number of queries."""
    shown = faces(actor, (pk for double in found for pk in (double.one, double.other)))
    return [
        {"one": shown[one.one], "other": shown[one.other], "score": one.score, "reasons": one.reasons}
        for one in found
        if one.one in shown and one.other in shown
    ]
