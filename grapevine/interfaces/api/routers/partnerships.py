"""Agreements with partners: propose, change, sign, check in, pause, end; the link to the partner's own page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Query, Router

from grapevine.domain.accounts.rules.access import Permission
from grapevine.domain.partnerships.actions import agreements as actions
from grapevine.domain.partnerships.actions import partner_links
from grapevine.domain.partnerships.queries import agreements as queries
from grapevine.domain.partnerships.rules.agreement import Move
from grapevine.domain.partnerships.rules.check_ins import Answers
from grapevine.domain.partnerships.rules.terms import Side
from grapevine.domain.people.queries import person
from grapevine.interfaces.api.answers import answer, nothing, once_only
from grapevine.interfaces.api.door import needs
from grapevine.interfaces.api.shapes.partnerships import (
    MOVES,
    Agreements,
    AgreementWhole,
    ChangeIn,
    CheckInIn,
    MoveIn,
    PartnerLinkIn,
    PartnerLinkMade,
    ProposalIn,
    SignIn,
)
from grapevine.interfaces.exchange import partnerships as plain
from grapevine.kit import clock
from grapevine.kit.errors import NotDone, Refused

router = Router(tags=["partnerships"])
READ, WRITE = Permission.BOOK_READ, Permission.BOOK_WRITE


@router.get("/partnerships", response=Agreements, **needs(READ))
def list_partnerships(request: HttpRequest, over: bool = Query(False)) -> HttpResponse:
    """Your agreements, on whichever side you are; ``over``: those that are over instead."""
    found = queries.agreements(request.auth, clock.now(), over=over)
    return answer({"items": [plain.agreement(one) for one in found]})


@router.post("/partnerships", response={201: AgreementWhole}, **needs(WRITE))
def propose_partnership(request: HttpRequest, wanted: ProposalIn) -> HttpResponse:
    """Propose an agreement to somebody of your book; you have signed this wording with it. Nothing is sent."""
    said = wanted.dict(exclude={"person"})
    regulated = actions.regulated_between(request.auth, person(request.auth, wanted.person))
    terms = plain.wording(said, Side.OWNER, regulated=regulated)
    with _as_sent(Side.OWNER):
        made = actions.propose(actor=request.auth, now=clock.now(), person_uid=wanted.person, said=terms)
    return _whole(request, made.uid, 201, location=reverse("api:show_partnership", args=[made.uid]))


@router.get("/partnerships/{uuid:partnership_id}", response=AgreementWhole, **needs(READ))
def show_partnership(request: HttpRequest, partnership_id: UUID) -> HttpResponse:
    """One agreement with everything that happened to it."""
    return _whole(request, partnership_id)


@router.post("/partnerships/{uuid:partnership_id}/wordings", response={201: AgreementWhole}, **needs(WRITE))
def change_partnership(request: HttpRequest, partnership_id: UUID, wanted: ChangeIn) -> HttpResponse:
    """Put another wording on the table. 409 when it has changed since the version you read."""
    seen = queries.agreement_of(request.auth, partnership_id, clock.now())
    said = plain.wording(wanted.dict(exclude={"version", "words"}), seen.side, seen.terms)
    find = actions.as_member(request.auth, partnership_id)
    with _as_sent(seen.side):
        actions.change(now=clock.now(), find=find, version=wanted.version, said=said, note=wanted.words)
    return _whole(request, partnership_id, 201)


@router.post("/partnerships/{uuid:partnership_id}/signatures", response={201: AgreementWhole}, **needs(WRITE))
def sign_partnership(request: HttpRequest, partnership_id: UUID, wanted: SignIn) -> HttpResponse:
    """Sign the wording you read; in force when both have. 409 when it has changed since."""
    find = actions.as_member(request.auth, partnership_id)
    actions.sign(now=clock.now(), find=find, version=wanted.version)
    return _whole(request, partnership_id, 201)


@router.post("/partnerships/{uuid:partnership_id}/steps", response={201: AgreementWhole}, **needs(WRITE))
def move_partnership(request: HttpRequest, partnership_id: UUID, wanted: MoveIn) -> HttpResponse:
    """Decline, take back, pause, resume or end."""
    if wanted.move not in MOVES:
        raise Refused(f"Choose one of {', '.join(MOVES)}.", "move")
    actions.answer(
        now=clock.now(), find=actions.as_member(request.auth, partnership_id), move=Move(wanted.move),
        note=wanted.words, until=wanted.until,
    )  # fmt: skip
    return _whole(request, partnership_id, 201)


@router.post("/partnerships/{uuid:partnership_id}/check-ins", response={201: AgreementWhole}, **needs(WRITE))
def check_in_partnership(request: HttpRequest, partnership_id: UUID, wanted: CheckInIn) -> HttpResponse:
    """Your word at the look together that is due, or begins with it. The partner sees it."""
    find = actions.as_member(request.auth, partnership_id)
    actions.check_in(now=clock.now(), find=find, answers=Answers(**wanted.dict()))
    return _whole(request, partnership_id, 201)


@router.post("/partnerships/{uuid:partnership_id}/links", response={201: PartnerLinkMade}, **needs(WRITE))
def make_partner_link(request: HttpRequest, partnership_id: UUID, wanted: PartnerLinkIn) -> HttpResponse:
    """A link to the partner's own page, told this once; older ones end. Nothing is sent."""
    row, secret = partner_links.make_link(
        actor=request.auth, now=clock.now(), partnership_uid=partnership_id, days=wanted.days,
        they_agreed=wanted.they_agreed,
    )  # fmt: skip
    shown = plain.link(row)
    return once_only({**shown, "link": f"{settings.BASE_URL}/p/{secret}"}, {**shown, "link": ""})


@router.delete("/partnerships/links/{uuid:link_id}", response={204: None}, **needs(WRITE))
def revoke_partner_link(request: HttpRequest, link_id: UUID) -> HttpResponse:
    """Take a link back; the agreement stays."""
    partner_links.revoke_link(actor=request.auth, now=clock.now(), link_uid=link_id)
    return nothing()


@contextmanager
def _as_sent(side: Side) -> Iterator[None]:
    """A refusal names the field as it was sent, not as the rule calls it."""
    try:
        yield
    except NotDone as refusal:
        refusal.field = plain.called(side).get(refusal.field, refusal.field)
        raise


def _whole(request: HttpRequest, uid: UUID, status: int = 200, **headers: str) -> HttpResponse:
    now = clock.now()
    seen = queries.agreement_of(request.auth, uid, now)
    links = queries.links_of(seen, now) if seen.side is Side.OWNER else []
    shown = {
        **plain.agreement(seen),
        "steps": plain.history(seen.partnership, seen.side),
        "check_ins": [plain.check_in(row, seen.side) for row in queries.check_ins_of(seen.partnership)],
        "links": [plain.link(row) for row in links],
    }
    return answer(shown, status, **headers)
