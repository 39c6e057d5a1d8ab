"""The catalogue of professions and moments, and what a person works as."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema

from grapevine.domain.accounts.rules.access import Permission
from grapevine.domain.people import actions
from grapevine.domain.professions.rules import moments_about, professions_about
from grapevine.interfaces.api.answers import answer
from grapevine.interfaces.api.door import needs
from grapevine.interfaces.api.routers.people import shown
from grapevine.interfaces.api.shapes.common import Words
from grapevine.interfaces.api.shapes.people import Person
from grapevine.interfaces.api.shapes.professions import (
    Moments,
    MomentShown,
    Professions,
    ProfessionShown,
    WorkIn,
)
from grapevine.interfaces.exchange import professions as plain
from grapevine.kit import clock

router = Router(tags=["professions"])
READ, WRITE = Permission.BOOK_READ, Permission.BOOK_WRITE


class About(Schema):
    """What to look for in the catalogue."""

    q: Words = ""


@router.get("/professions", response=Professions, **needs(READ))
def list_professions(request: HttpRequest, about: Query[About]) -> HttpResponse:
    """Professions in whose names every word begins some word; all of them for no words."""
    return answer({"items": [plain.profession(one) for one in professions_about(about.q)]})


@router.get("/professions/{key}", response=ProfessionShown, **needs(READ))
def show_profession(request: HttpRequest, key: str) -> HttpResponse:
    """One profession: its moments, its best partners, and whom you know who does it."""
    return answer(plain.profession_shown(request.auth, key))


@router.get("/moments", response=Moments, **needs(READ))
def list_moments(request: HttpRequest, about: Query[About]) -> HttpResponse:
    """Moments in whose name or sentence every word begins some word; all of them for no words."""
    return answer({"items": [plain.moment(one) for one in moments_about(about.q)]})


@router.get("/moments/{key}", response=MomentShown, **needs(READ))
def show_moment(request: HttpRequest, key: str) -> HttpResponse:
    """One moment: who serves it, who hears of it early, and whom of them you know."""
    return answer(plain.moment_shown(request.auth, key))


@router.put("/people/{uuid:person_id}/profession", response=Person, **needs(WRITE))
def choose_profession(request: HttpRequest, person_id: UUID, work: WorkIn) -> HttpResponse:
    """Say what a person works as; it stays, whatever an import says, until it is left to recognition again."""
    person = actions.choose_profession(
        actor=request.auth, now=clock.now(), person_uid=person_id, key=work.profession_key
    )
    return shown(person)
