"""Referrals and those in them without an account: their links, what came by the public page, letters."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Router

from grapevine.domain.accounts.rules.access import Permission
from grapevine.domain.referrals.actions.intake import accept_incoming, drop_incoming
from grapevine.domain.referrals.actions.links import revoke_link
from grapevine.domain.referrals.actions.wished import wish_letters
from grapevine.domain.referrals.actions.writing import make_link
from grapevine.domain.referrals.queries.incoming import incoming, with_senders
from grapevine.domain.referrals.queries.ways import way, ways
from grapevine.domain.referrals.queries.wished import wished_of
from grapevine.domain.referrals.rules.intake import WAITING_MOST
from grapevine.interfaces.api.answers import answer, nothing, once_only
from grapevine.interfaces.api.door import needs
from grapevine.interfaces.api.shapes import referral_guests as shapes
from grapevine.interfaces.api.shapes.referrals import ReferralStanding
from grapevine.interfaces.exchange.referrals import guests as plain
from grapevine.interfaces.mail import referral_ways
from grapevine.kit import clock
from grapevine.kit.errors import Refused

router = Router(tags=["referrals"])
READ, WRITE = Permission.REFERRALS_READ, Permission.REFERRALS_WRITE


@router.get("/referrals/{uuid:referral_id}/links", response=shapes.ReferralLinkList, **needs(READ))
def list_referral_links(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """The links of one referral that work."""
    _, found = ways(request.auth, referral_id, clock.now())
    return answer({"items": [plain.link(each) for way in found for each in way.live]})


@router.post("/referrals/{uuid:referral_id}/links", response={201: shapes.ReferralLinkNew}, **needs(WRITE))
def make_referral_link(request: HttpRequest, referral_id: UUID, said: shapes.ReferralLinkIn) -> HttpResponse:
    """Make a link. You hand it over yourself; nothing is sent. Older links of the same purpose are taken back."""
    now = clock.now()
    own, to = way(request.auth, referral_id, said.purpose, now)
    made, secret = make_link(actor=request.auth, now=now, referral_uid=referral_id, **said.dict())
    if to is None:
        raise Refused("There is no link to be made for this now.", "purpose")
    told = referral_ways.handed(own, to, made, secret)
    shown = plain.link(made)
    return once_only({**shown, **told}, {**shown, **dict.fromkeys(told, "")})


@router.delete("/referral-links/{uuid:link_id}", response={204: None}, **needs(WRITE))
def revoke_referral_link(request: HttpRequest, link_id: UUID) -> HttpResponse:
    """Take a link back."""
    revoke_link(actor=request.auth, now=clock.now(), address_uid=link_id)
    return nothing()


@router.get("/referral-requests", response=shapes.ReferralRequestList, **needs(READ))
def list_referral_requests(request: HttpRequest) -> HttpResponse:
    """What somebody sent by your public page, until you take it or drop it."""
    rows = with_senders(request.auth, list(incoming(request.auth)[:WAITING_MOST]))
    return answer({"items": [plain.request(each) for each in rows]})


@router.post("/referral-requests/{uuid:request_id}/accept", response={201: ReferralStanding}, **needs(WRITE))
def accept_referral_request(request: HttpRequest, request_id: UUID, said: shapes.RequestTaken) -> HttpResponse:
    """Take it on: it becomes a referral from that person of the book, or from somebody new."""
    made = accept_incoming(actor=request.auth, now=clock.now(), incoming_uid=request_id, person_uid=said.person)
    told = {"id": made.uid, "stage": str(made.stage), "version": made.version}
    return answer(told, 201, location=reverse("api:show_referral", args=[made.uid]))


@router.delete("/referral-requests/{uuid:request_id}", response={204: None}, **needs(WRITE))
def drop_referral_request(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Drop it: nothing of it is kept."""
    drop_incoming(actor=request.auth, now=clock.now(), incoming_uid=request_id)
    return nothing()


@router.get("/referral-letters", response=shapes.ReferralLetters, **needs(READ))
def show_referral_letters(request: HttpRequest) -> HttpResponse:
    """Which letters about referrals you wish for."""
    return answer(plain.wished(wished_of(request.auth)))


@router.patch("/referral-letters", response=shapes.ReferralLetters, **needs(WRITE))
def wish_referral_letters(request: HttpRequest, change: shapes.ReferralLettersChange) -> HttpResponse:
    """Choose them: how often you are told of moves, whether you are reminded, whether your page takes referrals."""
    kept = wish_letters(actor=request.auth, now=clock.now(), **change.dict(exclude_unset=True))
    return answer(plain.wished(kept))
