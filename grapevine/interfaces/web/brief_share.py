"""Handing a brief out: its public address, QR code, a text to send, a sheet of paper; publishing and taking down."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from grapevine.domain.education import queries
from grapevine.domain.education.actions import publishing
from grapevine.domain.education.queries import CurrentBrief
from grapevine.domain.education.rules.brief import share_text
from grapevine.interfaces.exchange.briefs import qr, sheet
from grapevine.interfaces.exchange.briefs.plain import public_address
from grapevine.interfaces.exchange.briefs.reading import body
from grapevine.interfaces.web.actor import MemberRequest, member_page
from grapevine.interfaces.web.brief_editor import link_of
from grapevine.interfaces.web.when import day_text
from grapevine.kit.errors import NotDone, NotFound


@member_page
@require_GET
def main(request: MemberRequest) -> HttpResponse:
    """How to hand out the main brief; before there is one, the form to write it."""
    current = queries.main_brief(request.actor)
    return redirect("brief_share", current.brief.uid) if current else redirect("brief")


@member_page
@require_GET
def share(request: MemberRequest, uid: object) -> HttpResponse:
    """Address, QR code, text, paper."""
    return _page(request, queries.brief(request.actor, uid))


@member_page
@require_POST
def publish(request: MemberRequest, uid: object) -> HttpResponse:
    """Put the newest version on the public page, or open it again."""
    try:
        publishing.publish_brief(
            actor=request.actor, now=request.now, brief_uid=uid, indexed=request.POST.get("indexed") == "on"
        )
    except NotDone as refusal:
        if not refusal.field:
            raise
        return _page(request, queries.brief(request.actor, uid), refused=refusal.reason)
    messages.success(request, "Your page is public and shows your newest version.")
    return redirect("brief_share", uid)


@member_page
@require_POST
def take_down(request: MemberRequest, uid: object) -> HttpResponse:
    """Close the public page."""
    publishing.take_down_brief(actor=request.actor, now=request.now, brief_uid=uid)
    messages.success(request, "Taken down. The address says so kindly until you publish again.")
    return redirect("brief_share", uid)


@member_page
@require_POST
def new_address(request: MemberRequest, uid: object) -> HttpResponse:
    """Give the page another address."""
    publishing.give_new_address(actor=request.actor, now=request.now, brief_uid=uid)
    messages.success(request, "Your page has a new address. The old one, and its printed codes, open nothing now.")
    return redirect("brief_share", uid)


@member_page
@require_GET
def code(request: MemberRequest, uid: object) -> HttpResponse:
    """The QR code as a file, for print."""
    address = public_address(queries.brief(request.actor, uid).brief)
    if not address:
        raise NotFound("This brief is not public, so there is no address to put into a code.")
    answer = HttpResponse(qr.svg(address), content_type="image/svg+xml")
    answer.headers["Content-Disposition"] = 'attachment; filename="grapevine-brief-qr.svg"'
    return answer


@member_page
@require_GET
def paper(request: MemberRequest, uid: object) -> HttpResponse:
    """The newest version on one sheet, as PDF; where this cannot be, the page that says why."""
    current = queries.brief(request.actor, uid)
    try:
        drawn = sheet.pdf(current.text, public_address(current.brief))
    except NotDone as refusal:
        return _page(request, current, refused=refusal.reason)
    answer = HttpResponse(drawn, content_type="application/pdf")
    answer.headers["Content-Disposition"] = 'inline; filename="how-to-refer-me.pdf"'
    return answer


def _page(request: MemberRequest, current: CurrentBrief, refused: str = "") -> HttpResponse:
    brief, zone, address = current.brief, request.actor.time_zone, public_address(current.brief)
    context: dict[str, Any] = {
        "shown": {"id": str(brief.uid), "name": brief.name, "is_main": brief.is_main, "link": link_of(brief),
                  "number": brief.number, "published": brief.published_number, "indexed": brief.indexed,
                  "down": day_text(brief.taken_down_at, zone) if brief.taken_down_at else "",
                  "since": day_text(brief.published_at, zone) if brief.published_at else ""},
        "brief": body(current.text),
        "address": address,
        "qr": qr.shown(address) if address else None,
        "text": share_text(current.text, address) if address else "",
        "refused": refused,
    }  # fmt: skip
    return render(request, "education/share.html", context, status=422 if refused else 200)
