"""Imports: files come in, a batch is looked at, goes ahead, and can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Query, Router

from grapevine.domain.accounts.rules.access import Actor, Permission
from grapevine.domain.imports import queries
from grapevine.domain.imports.models import Batch
from grapevine.interfaces.api.answers import answer
from grapevine.interfaces.api.door import needs
from grapevine.interfaces.api.paging import Cut, counted, newest_first
from grapevine.interfaces.api.problems import Problem
from grapevine.interfaces.api.shapes.imports import Import, ImportPage, RefusalPage
from grapevine.interfaces.exchange import imports
from grapevine.interfaces.exchange.summary import Refusals, summary
from grapevine.kit import clock
from grapevine.kit.errors import Refused

router = Router(tags=["imports"])
READ, WRITE = Permission.IMPORTS_READ, Permission.IMPORTS_WRITE
#: So many refusals stand in the status itself; all of them at /refused.
REFUSED_SHOWN = 50
_YES, _NO = {"true", "1", "yes", "on"}, {"false", "0", "no", "off", ""}
_FLAG = {"type": "boolean", "default": False}
_UPLOAD = {
    "type": "object",
    "required": ["files"],
    "properties": {
        "files": {"type": "array", "items": {"type": "string", "format": "binary"}, "minItems": 1},
        "direct": {**_FLAG, "description": "go ahead without waiting for a look"},
        "bodies": {**_FLAG, "description": "texts of messages may be read, not only their heads"},
    },
}
_BODY = {"required": True, "content": {"multipart/form-data": {"schema": _UPLOAD}}}
_LOCATION = {"headers": {"Location": {"description": "where to ask how far it is", "schema": {"type": "string"}}}}


@router.get("/imports", response=ImportPage, **needs(READ))
def list_imports(request: HttpRequest, cut: Query[Cut]) -> HttpResponse:
    """Imports, newest first."""
    fields = ("uid", "state", "finished_at")
    found, after = newest_first(
        queries.visible_to(request.auth), cut, name="imports", stamp="created_at", fields=fields
    )
    names = ("state", "created_at", "finished_at")
    items = [{"id": row["uid"], **{name: row[name] for name in names}} for row in found]
    return answer({"items": items, "next": after})


@router.post("/imports", response={202: Import}, **needs(WRITE, requestBody=_BODY, responses={202: _LOCATION}))
def begin_import(request: HttpRequest) -> HttpResponse:
    """Bring files in: contacts, calendars, mail, or a zip of them. Ask at Location how far it is."""
    if request.content_type != "multipart/form-data":
        raise Problem("unsupported-media-type", "Files are sent as multipart/form-data, in the field `files`.")
    files = request.FILES.getlist("files")
    for file in files:
        if file.size > settings.UPLOAD_LIMIT:
            raise Problem("too-large", f"{file.name} is larger than {settings.UPLOAD_LIMIT // 1_000_000} MB.")
    batch = imports.begin_import(
        actor=request.auth,
        now=clock.now(),
        uploads=[(file.name, file) for file in files],
        direct=_flag(request, "direct"),
        bodies=_flag(request, "bodies"),
    )
    return accepted(request.auth, batch)


@router.get("/imports/{uuid:import_id}", response=Import, **needs(READ))
def show_import(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """How far it is, and what it did or would do."""
    return answer(_shape(request.auth, queries.batch(request.auth, import_id)))


@router.get("/imports/{uuid:import_id}/refused", response=RefusalPage, **needs(READ))
def list_refused(request: HttpRequest, import_id: UUID, cut: Query[Cut]) -> HttpResponse:
    """Everything that was refused, with where it stood and why."""
    found, after = counted(Refusals(queries.batch(request.auth, import_id)), cut, name="refused")
    return answer({"items": found, "next": after})


@router.post("/imports/{uuid:import_id}/go", response={202: Import}, **needs(WRITE))
def go_ahead(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """Bring in what has been looked at (the state is ready)."""
    return _done(request, import_id, imports.go)


@router.post("/imports/{uuid:import_id}/undo", response={202: Import}, **needs(WRITE))
def undo_import(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """Take the whole import back; what you changed by hand since stays."""
    return _done(request, import_id, imports.undo)


@router.post("/imports/{uuid:import_id}/discard", response={202: Import}, **needs(WRITE))
def discard_import(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """Drop an import that has changed nothing yet."""
    return _done(request, import_id, imports.discard)


def _done(request: HttpRequest, import_id: UUID, verb: Callable[..., Batch]) -> HttpResponse:
    return accepted(request.auth, verb(actor=request.auth, now=clock.now(), batch_uid=import_id))


def accepted(actor: Actor, batch: Batch) -> HttpResponse:
    location = reverse("api:show_import", kwargs={"import_id": batch.uid})
    return answer(_shape(actor, batch), 202, location=location)


def _shape(actor: Actor, batch: Batch) -> dict[str, Any]:
    told = summary(actor, batch, REFUSED_SHOWN)
    return {**told, "created_at": batch.created_at, "finished_at": batch.finished_at}


def _flag(request: HttpRequest, name: str) -> bool:
    said = request.POST.get(name, "").strip().lower()
    if said not in _YES | _NO:
        raise Refused(f"{name} is true or false.", name)
    return said in _YES
