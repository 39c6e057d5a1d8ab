"""Briefs: how others refer the member; their versions, partners and public page; and the last ten clients."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Body, Router

from grapevine.domain.accounts.queries import member
from grapevine.domain.accounts.rules.access import Permission
from grapevine.domain.education import queries
from grapevine.domain.education.actions import briefs as actions
from grapevine.domain.education.actions import last_ten as client_actions
from grapevine.domain.education.actions import publishing
from grapevine.domain.education.queries import CurrentBrief, last_ten
from grapevine.domain.education.queries.last_ten import ClientLine
from grapevine.domain.education.rules import last_ten as rules
from grapevine.domain.education.rules.brief import BriefText, changed
from grapevine.domain.education.rules.brief_advice import advice
from grapevine.domain.education.rules.brief_work import work_of
from grapevine.interfaces.api import tags
from grapevine.interfaces.api.answers import answer, nothing
from grapevine.interfaces.api.door import needs
from grapevine.interfaces.api.shapes import briefs as shapes
from grapevine.interfaces.exchange.briefs import plain, qr, sheet
from grapevine.kit import clock
from grapevine.kit.errors import NotDone, NotFound

router = Router(tags=["briefs"])
READ, WRITE = Permission.BOOK_READ, Permission.BOOK_WRITE
#: Versions in one answer.
MOST = 200


@router.get("/briefs", response=shapes.Briefs, **needs(READ))
def list_briefs(request: HttpRequest) -> HttpResponse:
    """Every brief, the main one first."""
    return answer({"items": [plain.brief(one) for one in queries.briefs(request.auth)]})


@router.post("/briefs", response={201: shapes.BriefShown}, **needs(WRITE))
def make_variant(request: HttpRequest, wanted: shapes.VariantIn) -> HttpResponse:
    """Begin a brief for certain partners, with the words of the main one."""
    made = actions.make_variant(actor=request.auth, now=clock.now(), name=wanted.name, person_uids=wanted.people)
    return _shown(request, made, 201, location=reverse("api:show_brief", args=[made.brief.uid]))


@router.patch("/briefs/main", response=shapes.BriefShown, **needs(WRITE))
def save_main_brief(request: HttpRequest, change: shapes.BriefChange) -> HttpResponse:
    """Change fields of the main brief, and begin it if there is none."""
    return _saved(request, queries.main_brief(request.auth), change)


@router.get("/briefs/{uuid:brief_id}", response=shapes.BriefShown, **needs(READ))
def show_brief(request: HttpRequest, brief_id: UUID) -> HttpResponse:
    """One brief, for whom it is, and what would help it."""
    return _shown(request, queries.brief(request.auth, brief_id))


@router.patch("/briefs/{uuid:brief_id}", response=shapes.BriefShown, **needs(WRITE))
def change_brief(request: HttpRequest, brief_id: UUID, change: shapes.BriefChange) -> HttpResponse:
    """Change the fields that are sent, as a version of its own."""
    return _saved(request, queries.brief(request.auth, brief_id), change)


@router.delete("/briefs/{uuid:brief_id}", response={204: None}, **needs(WRITE))
def delete_brief(request: HttpRequest, brief_id: UUID) -> HttpResponse:
    """Delete a brief with its versions and its public page."""
    _check(request, queries.brief(request.auth, brief_id))
    actions.delete_brief(actor=request.auth, now=clock.now(), brief_uid=brief_id)
    return nothing()


@router.put("/briefs/{uuid:brief_id}/people", response=shapes.BriefShown, **needs(WRITE))
def set_brief_people(request: HttpRequest, brief_id: UUID, wanted: shapes.VariantIn) -> HttpResponse:
    """Say anew what a brief is called and for whom it is."""
    _check(request, queries.brief(request.auth, brief_id))
    actions.edit_variant(
        actor=request.auth, now=clock.now(), brief_uid=brief_id, name=wanted.name, person_uids=wanted.people
    )
    return _shown(request, queries.brief(request.auth, brief_id))


@router.get("/briefs/{uuid:brief_id}/versions", response=shapes.BriefVersions, **needs(READ))
def list_brief_versions(request: HttpRequest, brief_id: UUID) -> HttpResponse:
    """Everything it ever said, newest first; at most 200."""
    return answer({"items": [plain.version(row) for row in queries.versions(request.auth, brief_id)[:MOST]]})


@router.post("/briefs/{uuid:brief_id}/versions/{int:number}/restore", response=shapes.BriefShown, **needs(WRITE))
def restore_brief_version(request: HttpRequest, brief_id: UUID, number: int) -> HttpResponse:
    """Let an old version be the newest again."""
    return _shown(
        request, actions.restore_version(actor=request.auth, now=clock.now(), brief_uid=brief_id, number=number)
    )


@router.post("/briefs/{uuid:brief_id}/publish", response=shapes.BriefShown, **needs(WRITE))
def publish_brief(request: HttpRequest, brief_id: UUID, wanted: Body[shapes.PublishIn | None] = None) -> HttpResponse:
    """Put the newest version on the public page."""
    publishing.publish_brief(
        actor=request.auth, now=clock.now(), brief_uid=brief_id, indexed=wanted.indexed if wanted else None
    )
    return _shown(request, queries.brief(request.auth, brief_id))


@router.post("/briefs/{uuid:brief_id}/take-down", response=shapes.BriefShown, **needs(WRITE))
def take_down_brief(request: HttpRequest, brief_id: UUID) -> HttpResponse:
    """Close the public page."""
    publishing.take_down_brief(actor=request.auth, now=clock.now(), brief_uid=brief_id)
    return _shown(request, queries.brief(request.auth, brief_id))


@router.post("/briefs/{uuid:brief_id}/address", response=shapes.BriefShown, **needs(WRITE))
def give_brief_new_address(request: HttpRequest, brief_id: UUID) -> HttpResponse:
    """Give the public page another address; the old one stops."""
    publishing.give_new_address(actor=request.auth, now=clock.now(), brief_uid=brief_id)
    return _shown(request, queries.brief(request.auth, brief_id))


@router.get("/briefs/{uuid:brief_id}/qr", **needs(READ))
def show_brief_qr(request: HttpRequest, brief_id: UUID) -> HttpResponse:
    """The public address as a QR code, an SVG file."""
    address = plain.public_address(queries.brief(request.auth, brief_id).brief)
    if not address:
        raise NotFound("This brief is not public, so there is no address to put into a code.")
    return HttpResponse(qr.svg(address), content_type="image/svg+xml")


@router.get("/briefs/{uuid:brief_id}/pdf", **needs(READ))
def show_brief_pdf(request: HttpRequest, brief_id: UUID) -> HttpResponse:
    """The newest version on one sheet of paper, as PDF."""
    current = queries.brief(request.auth, brief_id)
    drawn = sheet.pdf(current.text, plain.public_address(current.brief))
    return HttpResponse(drawn, content_type="application/pdf")


@router.get("/people/{uuid:person_id}/brief", response=shapes.BriefShown, **needs(READ))
def show_brief_for_person(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """The brief this person is meant to read: theirs, else the main one."""
    found = queries.brief_for(request.auth, person_id)
    if found is None:
        raise NotFound("There is no brief yet.")
    return _shown(request, found)


@router.get("/recent-clients", response=shapes.RecentClients, **needs(READ))
def list_recent_clients(request: HttpRequest) -> HttpResponse:
    """The worksheet of the last ten clients, and what they have in common."""
    return answer(_clients(request))


@router.put("/recent-clients", response=shapes.RecentClients, **needs(WRITE))
def save_recent_clients(request: HttpRequest, sent: shapes.RecentClientsIn) -> HttpResponse:
    """Keep the whole worksheet: these lines instead of those before."""
    lines = [_line(one.dict()) for one in sent.items]
    try:
        client_actions.save_clients(actor=request.auth, now=clock.now(), lines=lines)
    except NotDone as refusal:
        name, _, line = refusal.field.rpartition("_")
        refusal.field = f"items.{int(line) - 1}.{name}" if line.isdecimal() else refusal.field
        raise
    return answer(_clients(request))


@router.delete("/recent-clients", response={204: None}, **needs(WRITE))
def delete_recent_clients(request: HttpRequest) -> HttpResponse:
    """Delete the worksheet."""
    client_actions.delete_clients(actor=request.auth, now=clock.now())
    return nothing()


def _saved(request: HttpRequest, current: CurrentBrief | None, change: shapes.BriefChange) -> HttpResponse:
    sent = change.dict(exclude_unset=True)
    note = sent.pop("note", "")
    based_on = None
    if current is not None and _check(request, current):
        based_on = current.brief.number
    text = changed(current.text if current else BriefText(name=request.auth.name), sent)
    kept = actions.save_brief(
        actor=request.auth, now=clock.now(), text=text, brief_uid=current.brief.uid if current else None,
        based_on=based_on, note=note,
    )  # fmt: skip
    return _shown(request, kept)


def _check(request: HttpRequest, current: CurrentBrief) -> bool:
    return bool(request.headers.get("If-Match")) and tags.check(request, tags.of_content(_content(request, current)))


def _content(request: HttpRequest, current: CurrentBrief) -> dict[str, Any]:
    own = member(request.auth)
    work = work_of(own.profession_key, own.profession)
    return {
        **plain.brief(current),
        "people": [person.uid for person in queries.readers(request.auth, current.brief.uid)],
        "advice": [plain.advice(one) for one in advice(current.text, work.names, work.regulated)],
    }


def _shown(request: HttpRequest, current: CurrentBrief, status: int = 200, **headers: str) -> HttpResponse:
    shown = _content(request, current)
    return answer(shown, status, etag=tags.of_content(shown), **headers)


def _clients(request: HttpRequest) -> dict[str, Any]:
    lines = last_ten.client_lines(request.auth)
    facts = [line.fact for line in lines]
    main = queries.main_brief(request.auth)
    offers = rules.proposals(facts, main.text if main else BriefText())
    return {"items": [plain.client(line) for line in lines], "pattern": plain.pattern(rules.pattern(facts), offers)}


def _line(sent: dict[str, Any]) -> ClientLine:
    referrer = sent.pop("referrer")
    return ClientLine(rules.ClientFact(**sent), str(referrer) if referrer else "")
