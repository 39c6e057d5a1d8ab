"""Depth: how well two people know each other, from both sides, with its parts and evidence; and the member's rating."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router

from grapevine.domain.accounts.rules.access import Permission
from grapevine.domain.depth import actions
from grapevine.domain.depth.rules.parts import Part
from grapevine.domain.network.queries.relationship import Evidence, evidence_of, readiness, relation
from grapevine.domain.people import queries
from grapevine.interfaces.api.answers import answer
from grapevine.interfaces.api.door import needs
from grapevine.interfaces.api.shapes.people import Depth, Rating, RatingIn
from grapevine.interfaces.exchange.measures import measures
from grapevine.kit import clock

router = Router(tags=["depth"])


@router.get("/people/{uuid:person_id}/depth", response=Depth, **needs(Permission.NETWORK_READ))
def show_depth(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Depth, both sides, stage, the five ingredients, where it comes from, and whether it is time to ask.

    Not measured is null, never 0.
    """
    now = clock.now()
    person = queries.person(request.auth, person_id)
    found = relation(request.auth, person, now)
    evidence = evidence_of(request.auth, person, now)
    return answer(
        {
            "id": person.uid,
            "at": now,
            **measures(found),
            "stage": found.stage,
            "dormant": found.dormant,
            "missing": found.missing,
            "theirs": _ingredients(found.theirs or {}),
            "mine": _ingredients(found.mine or {}),
            "ready_to_ask": asdict(readiness(request.auth, found, evidence, now)),
            "evidence": _evidence(evidence),
        }
    )


@router.post("/people/{uuid:person_id}/rating", response={201: Rating}, **needs(Permission.BOOK_WRITE))
def rate_person(request: HttpRequest, person_id: UUID, rating: RatingIn) -> HttpResponse:
    """Say how well you know and trust somebody; only your newest answer counts."""
    given = actions.rate_person(actor=request.auth, now=clock.now(), person_uid=person_id, value=rating.value)
    return answer({"value": given.value, "at": given.at}, 201)


def _ingredients(parts: Mapping[str, Part]) -> dict[str, Any]:
    return {
        name: {
            "value": round(part.value, 4) if part.measured else None,
            "measured": part.measured,
            "rated": part.rated,
            "corrected": part.corrected,
        }
        for name, part in parts.items()
    }


def _evidence(found: Evidence) -> dict[str, Any]:
    shares = [{"kind": kind, "share": round(share, 4)} for kind, share in found.shares]
    counted = {name: getattr(found, name) for name in ("sentence", "touches", "minutes", "since", "last")}
    return {**counted, "shares": shares}
