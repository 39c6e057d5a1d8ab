"""What keeps coming in: calendars that are asked again and again, and the address for letters."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Router

from grapevine.domain.accounts.rules.access import Permission
from grapevine.domain.imports.actions import calendars as actions
from grapevine.domain.imports.actions import dropping
from grapevine.domain.imports.models import Subscription
from grapevine.domain.imports.queries import calendars as queries
from grapevine.interfaces.api import tags
from grapevine.interfaces.api.answers import answer, nothing
from grapevine.interfaces.api.door import needs
from grapevine.interfaces.api.shapes.sources import Calendar, CalendarChange, CalendarIn, DropAddress, Sources
from grapevine.interfaces.exchange import calendars, drop, sources
from grapevine.kit import clock
from grapevine.kit.errors import Refused

router = Router(tags=["sources"])
READ, WRITE = Permission.IMPORTS_READ, Permission.IMPORTS_WRITE
_ONE = "/sources/calendars/{uuid:calendar_id}"


@router.get("/sources", response=Sources, **needs(READ))
def list_sources(request: HttpRequest) -> HttpResponse:
    """Calendars and letters with their state; no address is told."""
    return answer(sources.every(request.auth))


@router.post("/sources/calendars", response={201: Calendar}, **needs(WRITE))
def add_calendar(request: HttpRequest, calendar: CalendarIn) -> HttpResponse:
    """Add a calendar. It is asked once before it is kept; what it says comes in afterwards."""
    found = calendars.add(actor=request.auth, now=clock.now(), address=calendar.address, name=calendar.name)
    return _shown(found, 201, location=reverse("api:show_calendar", args=[found.uid]))


@router.get(_ONE, response=Calendar, **needs(READ))
def show_calendar(request: HttpRequest, calendar_id: UUID) -> HttpResponse:
    """One calendar and how it stands."""
    return _shown(queries.subscription(request.auth, calendar_id))


@router.patch(_ONE, response=Calendar, **needs(WRITE))
def change_calendar(request: HttpRequest, calendar_id: UUID, calendar: CalendarChange) -> HttpResponse:
    """Another name, or another address of the same calendar."""
    _check(request, calendar_id)
    sent = calendar.dict(exclude_unset=True)
    return _shown(calendars.change(actor=request.auth, now=clock.now(), uid=calendar_id, **sent))


@router.post(f"{_ONE}/refresh", response={202: Calendar}, **needs(WRITE))
def refresh_calendar(request: HttpRequest, calendar_id: UUID) -> HttpResponse:
    """Look at it now. Ask the calendar itself how it went."""
    return _shown(calendars.refresh(actor=request.auth, now=clock.now(), uid=calendar_id), 202)


@router.post(f"{_ONE}/pause", response=Calendar, **needs(WRITE))
def pause_calendar(request: HttpRequest, calendar_id: UUID) -> HttpResponse:
    """Ask it no more for now."""
    return _shown(actions.pause_calendar(actor=request.auth, now=clock.now(), uid=calendar_id, paused=True))


@router.post(f"{_ONE}/resume", response=Calendar, **needs(WRITE))
def resume_calendar(request: HttpRequest, calendar_id: UUID) -> HttpResponse:
    """Let it go on."""
    return _shown(calendars.resume(actor=request.auth, now=clock.now(), uid=calendar_id))


@router.delete(_ONE, response={204: None}, **needs(WRITE))
def remove_calendar(request: HttpRequest, calendar_id: UUID, take_back: bool = False) -> HttpResponse:
    """Forget it and its address; with `take_back` what it brought is undone."""
    _check(request, calendar_id)
    calendars.remove(actor=request.auth, now=clock.now(), uid=calendar_id, take_back=take_back)
    return nothing()


@router.get("/sources/drop-address", response=DropAddress, **needs(WRITE))
def show_drop_address(request: HttpRequest) -> HttpResponse:
    """The secret address to which copies of letters go. Whoever has it can log in your name, so it asks for write."""
    return answer({"address": sources.drop_address(request.auth)})


@router.post("/sources/drop-address", response={204: None}, **needs(WRITE))
def renew_drop_address(request: HttpRequest) -> HttpResponse:
    """Make a secret address; the one before works no more. GET shows it: no kept answer may hold a secret."""
    if not drop.is_set_up():
        raise Refused(sources.NOT_SET_UP)
    dropping.renew_drop_address(actor=request.auth, now=clock.now())
    return nothing()


@router.delete("/sources/drop-address", response={204: None}, **needs(WRITE))
def revoke_drop_address(request: HttpRequest) -> HttpResponse:
    """Take the address back: letters to it are left alone."""
    dropping.revoke_drop_address(actor=request.auth, now=clock.now())
    return nothing()


def _check(request: HttpRequest, calendar_id: UUID) -> None:
    if request.headers.get("If-Match"):
        found = queries.subscription(request.auth, calendar_id)
        tags.check(request, tags.of_content(sources.calendar(found)))


def _shown(found: Subscription, status: int = 200, **headers: str) -> HttpResponse:
    shown = sources.calendar(found)
    return answer(shown, status, etag=tags.of_content(shown), **headers)
