"""Bringing people in: begin, see how far it is, let it go ahead, drop it, undo it; and what came in before."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from grapevine.domain.imports import queries
from grapevine.domain.imports.rules.states import AT_WORK, State
from grapevine.interfaces.exchange import imports
from grapevine.interfaces.exchange.summary import TOLD, refusal
from grapevine.interfaces.web import import_pages, import_told
from grapevine.interfaces.web.actor import MemberRequest, member_page
from grapevine.kit.errors import NotDone

PAGE, RECENT = 20, 3


@member_page
def every(request: MemberRequest) -> HttpResponse:
    """Every import so far."""
    at = request.GET.get("from", "")
    skip = int(at) if at.isdecimal() and len(at) < 6 else 0
    found = list(queries.visible_to(request.actor).prefetch_related("files")[skip : skip + PAGE + 1])
    here = reverse("imports")
    context = {
        "imports": [import_told.row(batch, request.actor.time_zone) for batch in found[:PAGE]],
        "pager": {
            "previous": here if skip else None,
            "next": f"{here}?from={skip + PAGE}" if len(found) > PAGE else None,
        },
    }
    return render(request, "import/list.html", context)


@member_page
@require_http_methods(["GET", "POST"])
def start(request: MemberRequest) -> HttpResponse:
    """Choose files; sent back with what was wrong when they cannot be kept."""
    errors = []
    if request.method == "POST":
        uploads = [(str(file.name), file.file) for file in request.FILES.getlist("files")]
        try:
            batch = imports.begin_import(actor=request.actor, now=request.now, uploads=uploads)
        except NotDone as refusal:
            errors = [refusal.reason]
        else:
            return redirect("import", batch.uid)
    recent = queries.visible_to(request.actor).prefetch_related("files")[:RECENT]
    context = {
        **import_told.walk(0),
        "errors": errors,
        "limit": f"{settings.UPLOAD_LIMIT // 1_000_000} MB",
        "recent": [import_told.row(batch, request.actor.time_zone) for batch in recent],
    }
    return render(request, "import/start.html", context, status=422 if errors else 200)


@member_page
def show(request: MemberRequest, uid: object) -> HttpResponse:
    """Wherever the import stands: at work, waiting for the member, or done."""
    batch = queries.batch(request.actor, uid)
    if batch.state in AT_WORK:
        return import_pages.progress(request, batch)
    if batch.state == State.MAPPING:
        return import_pages.columns(request, batch)
    if batch.state == State.READY:
        if "preview" not in request.GET and import_pages.waiting(batch).exists():
            return redirect("import_doubles", uid)
        return import_pages.preview(request, batch)
    return import_pages.done(request, batch)


@member_page
def progress(request: MemberRequest, uid: object) -> HttpResponse:
    """The part of the page that asks again by itself; once it is finished, the browser goes on to the next page."""
    batch = queries.batch(request.actor, uid)
    if batch.state not in AT_WORK and request.htmx:
        return HttpResponse(headers={"HX-Redirect": reverse("import", args=[uid])})
    return render(request, "import/_progress.html", import_pages.progress_context(batch))


@member_page
@require_POST
def columns(request: MemberRequest, uid: object) -> HttpResponse:
    """What unknown columns mean."""
    batch = queries.batch(request.actor, uid)
    said = import_pages.columns_said(batch, request.POST)
    imports.map_columns(actor=request.actor, now=request.now, batch_uid=uid, columns=said)
    return redirect("import", uid)


@member_page
@require_POST
def go(request: MemberRequest, uid: object) -> HttpResponse:
    """Bring them in."""
    imports.go(actor=request.actor, now=request.now, batch_uid=uid)
    return redirect("import", uid)


@member_page
@require_POST
def drop(request: MemberRequest, uid: object) -> HttpResponse:
    """Drop what was only looked at."""
    imports.discard(actor=request.actor, now=request.now, batch_uid=uid)
    messages.success(request, "Dropped. Nothing of it was kept.")
    return redirect("import_start")


@member_page
@require_http_methods(["GET", "POST"])
def undo(request: MemberRequest, uid: object) -> HttpResponse:
    """Ask once, then take the whole import back."""
    batch = queries.batch(request.actor, uid)
    if request.method == "POST":
        imports.undo(actor=request.actor, now=request.now, batch_uid=uid)
        return redirect("import", uid)
    if batch.state != State.DONE:
        return redirect("import", uid)
    return import_pages.done(request, batch, ask=True)


@member_page
def refused(request: MemberRequest, uid: object) -> HttpResponseBase:
    """Every refused record as a CSV file: where it stood, and why."""
    batch = queries.batch(request.actor, uid)
    headers = {"Content-Disposition": f'attachment; filename="left-out-{batch.created_at:%Y-%m-%d}.csv"'}
    rows = (tuple(refusal(*row).values()) for row in queries.refused(batch).values_list(*TOLD).iterator())
    return StreamingHttpResponse(_csv(rows), content_type="text/csv; charset=utf-8", headers=headers)


class _Echo:
    """What a csv writer writes to: it hands the line on."""

    def write(self, line: str) -> str:
        return line


def _csv(rows: Iterator[tuple[Any, ...]]) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield writer.writerow(("where", "reason"))
    while chunk := list(islice(rows, 500)):
        yield "".join(writer.writerow([_harmless(cell) for cell in row]) for row in chunk)


def _harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell
