"""Who could be a partner, whom not to suggest, and who may suggest you."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from grapevine.domain.accounts.rules.access import Permission
from grapevine.domain.partnerships.actions import offers as actions
from grapevine.domain.partnerships.queries import offers as queries
from grapevine.domain.partnerships.queries.matching import suggest
from grapevine.interfaces.api.answers import answer, nothing
from grapevine.interfaces.api.door import needs
from grapevine.interfaces.api.shapes.partner_suggestions import (
    Offer,
    OfferIn,
    Passed,
    PassedList,
    PassIn,
    Suggestions,
    SuggestionsWanted,
)
from grapevine.interfaces.exchange import partner_suggestions as plain
from grapevine.kit import clock

router = Router(tags=["partners"])
READ, WRITE = Permission.BOOK_READ, Permission.BOOK_WRITE
MOST = 500


@router.get("/partners/suggestions", response=Suggestions, **needs(READ))
def suggest_partners(request: HttpRequest, wanted: Query[SuggestionsWanted]) -> HttpResponse:
    """Who could be a partner, from your book, your chapters or your organisation, with the reasons both ways."""
    found = suggest(request.auth, clock.now(), wanted.limit, wanted.where)
    return answer({"items": [plain.suggestion(one) for one in found]})


@router.get("/partners/passed-over", response=PassedList, **needs(READ))
def list_passed_over(request: HttpRequest) -> HttpResponse:
    """Whom you do not want suggested, the newest first; at most 500."""
    return answer({"items": [plain.passed_over(one) for one in queries.passed_over(request.auth)[:MOST]]})


@router.post("/partners/passed-over", response={201: Passed}, **needs(WRITE))
def pass_partner_over(request: HttpRequest, whom: PassIn) -> HttpResponse:
    """Do not suggest somebody again."""
    made = actions.pass_over(actor=request.auth, now=clock.now(), person_uid=whom.person, member_uid=whom.member)
    return answer(plain.passed_over(made), 201)


@router.delete("/partners/passed-over/{uuid:passed_id}", response={204: None}, **needs(WRITE))
def want_partner_again(request: HttpRequest, passed_id: UUID) -> HttpResponse:
    """Somebody may be suggested again."""
    actions.take_back(actor=request.auth, now=clock.now(), uid=passed_id)
    return nothing()


@router.get("/partners/offer", response=Offer, **needs(READ))
def show_offer(request: HttpRequest) -> HttpResponse:
    """Who may suggest you, and what others should know."""
    return answer(plain.offer(queries.offer(request.auth)))


@router.put("/partners/offer", response=Offer, **needs(WRITE))
def save_offer(request: HttpRequest, said: OfferIn) -> HttpResponse:
    """Say who may suggest you; nobody, for an empty seen_by."""
    actions.save_offer(actor=request.auth, now=clock.now(), draft=actions.Draft(**said.dict()))
    return answer(plain.offer(queries.offer(request.auth)))
