"""Referrals: given and received, moved, agreed to, thanked for."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Query, Router

from grapevine.domain.accounts.rules.access import Permission
from grapevine.domain.referrals.actions import consenting, giving, introducing, moving, own, thanking
from grapevine.domain.referrals.models import Referral
from grapevine.domain.referrals.queries import board, figures
from grapevine.domain.referrals.queries.board import Filters
from grapevine.domain.referrals.queries.detail import detail
from grapevine.domain.referrals.queries.one import times_of
from grapevine.domain.referrals.queries.serving import serving
from grapevine.domain.referrals.rules.moves import By
from grapevine.interfaces.api.answers import answer
from grapevine.interfaces.api.door import needs
from grapevine.interfaces.api.paging import newest_first
from grapevine.interfaces.api.shapes import referrals as shapes
from grapevine.interfaces.exchange.referrals import plain
from grapevine.kit import clock
from grapevine.kit.errors import Refused

router = Router(tags=["referrals"])
READ, WRITE = Permission.REFERRALS_READ, Permission.REFERRALS_WRITE
INTRODUCING = (Permission.GIVES_WRITE, Permission.BOOK_WRITE)
SERVING = (READ, Permission.BOOK_READ, Permission.TOUCHES_READ, Permission.GIVES_READ)
_FIELDS = tuple(name for name in board.COLUMNS if name not in ("pk", "moved_at"))


@router.get("/referrals", response=shapes.ReferralPage, **needs(READ))
def list_referrals(request: HttpRequest, wanted: Query[shapes.ReferralsWanted]) -> HttpResponse:
    """Referrals in both directions, the last moved first."""
    now = clock.now()
    stages = [wanted.stage] if wanted.stage else []
    filters = Filters(wanted.role, stages, wanted.person, wanted.due, wanted.q)
    rows, after = newest_first(
        board.listed(request.auth, filters, now), wanted, name="referrals", stamp="moved_at", fields=_FIELDS
    )
    return answer({"items": [plain.card(each) for each in board.cards_of(request.auth, rows, now)], "next": after})


@router.get("/referrals/board", response=shapes.BoardShown, **needs(READ))
def show_board(request: HttpRequest, wanted: Query[shapes.BoardWanted]) -> HttpResponse:
    """One direction by lanes, with totals and what is overdue."""
    if wanted.role not in shapes.ROLES:
        raise Refused("Choose what you gave (giver) or what you received (receiver).", "role")
    return answer(plain.board(board.board(request.auth, By(wanted.role), clock.now())))


@router.get("/referrals/results", response=shapes.ResultList, **needs(READ))
def show_results(request: HttpRequest, wanted: Query[shapes.ResultsWanted]) -> HttpResponse:
    """What came of them, in all and by partner."""
    since = clock.now() - timedelta(days=wanted.days)
    return answer({"items": plain.results(figures.results(request.auth, since))})


@router.get("/referrals/serving", response=shapes.Serving, **needs(*SERVING))
def who_serves(request: HttpRequest, wanted: Query[shapes.ServingWanted]) -> HttpResponse:
    """People of your book who serve a client moment, partners first, then those you know best."""
    found = serving(request.auth, wanted.moment, clock.now(), shown=wanted.limit)
    return answer({"items": [plain.server(one) for one in found]})


@router.post("/referrals/introductions", response={201: shapes.TwoIntroduced}, **needs(*INTRODUCING))
def introduce_two(request: HttpRequest, said: shapes.TwoToIntroduce) -> HttpResponse:
    """Keep that you introduced two people of your book to each other; both asked before, and said yes."""
    made = introducing.introduce_two(
        actor=request.auth, now=clock.now(), one_uid=said.one, other_uid=said.other, why=said.why
    )
    return answer({"gives": [str(give.uid) for give in made]}, 201)


@router.get("/referrals/times", response=shapes.StageTimes, **needs(READ))
def show_times(request: HttpRequest) -> HttpResponse:
    """Days after which each stage is overdue."""
    return answer({"days": {str(stage): days for stage, days in times_of(request.auth).items()}})


@router.put("/referrals/times", response=shapes.StageTimes, **needs(WRITE, READ))
def set_stage_times(request: HttpRequest, said: shapes.StageTimesIn) -> HttpResponse:
    """Set them; a stage that is not sent goes back to what is usual."""
    own.set_times(actor=request.auth, now=clock.now(), days=said.days)
    return show_times(request)


@router.post("/referrals", response={201: shapes.ReferralStanding}, **needs(WRITE))
def write_referral_down(request: HttpRequest, said: shapes.NewReferral) -> HttpResponse:
    """Note one that you want to give, or one that came to you."""
    common: dict[str, Any] = {
        "actor": request.auth, "now": clock.now(), "person_uid": said.person, "came_from_uid": said.came_from,
        "whom": giving.Whom(**said.whom.dict()),
        "what": giving.What(said.need, said.moment, said.warmth, said.inside),
    }  # fmt: skip
    if said.role == By.RECEIVER:
        made = giving.note_received(**common, at=said.at)
    elif said.role == By.GIVER:
        made = giving.give_referral(**common)
    else:
        raise Refused("You give it (giver) or it came to you (receiver).", "role")
    return _standing(made, 201, location=reverse("api:show_referral", args=[made.uid]))


@router.get("/referrals/{uuid:referral_id}", response=shapes.Referral, **needs(READ))
def show_referral(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """One with its history, and what may be done now."""
    return answer(plain.detail(detail(request.auth, referral_id, clock.now())))


@router.post("/referrals/{uuid:referral_id}/words", response=shapes.ReferralStanding, **needs(WRITE))
def word_anew(request: HttpRequest, referral_id: UUID, said: shapes.ReferralWords) -> HttpResponse:
    """Word anew what you noted, as long as nobody else has seen it."""
    changed = giving.edit_referral(
        actor=request.auth, now=clock.now(), referral_uid=referral_id, version=said.version,
        whom=giving.Whom(**said.whom.dict()), what=giving.What(said.need, said.moment, said.warmth, said.inside),
    )  # fmt: skip
    return _standing(changed)


@router.post("/referrals/{uuid:referral_id}/chain", response=shapes.ReferralStanding, **needs(WRITE))
def put_in_chain(request: HttpRequest, referral_id: UUID, said: shapes.ChainIn) -> HttpResponse:
    """Say out of which referral this one came; null: out of none."""
    return _standing(
        giving.put_in_chain(actor=request.auth, now=clock.now(), referral_uid=referral_id, came_from_uid=said.came_from)
    )


@router.post("/referrals/{uuid:referral_id}/own", response=shapes.ReferralStanding, **needs(WRITE))
def change_own_part(request: HttpRequest, referral_id: UUID, change: shapes.OwnChange) -> HttpResponse:
    """Change your private part: note, worth, next step."""
    changes = change.dict(exclude_unset=True)
    kept = own.keep_own(actor=request.auth, now=clock.now(), referral_uid=referral_id, **changes)
    return _standing(kept.referral)


@router.post("/referrals/{uuid:referral_id}/consent", response=shapes.ReferralStanding, **needs(WRITE))
def note_consent(request: HttpRequest, referral_id: UUID, said: shapes.ConsentIn) -> HttpResponse:
    """They agreed: told you, or you write to both yourself, or it is you."""
    return _standing(
        consenting.note_consent(actor=request.auth, now=clock.now(), referral_uid=referral_id, **said.dict())
    )


@router.post("/referrals/{uuid:referral_id}/moves", response=shapes.ReferralStanding, **needs(WRITE))
def move_referral(request: HttpRequest, referral_id: UUID, move: shapes.ReferralMoveIn) -> HttpResponse:
    """Move it: on, back by a correction, withdrawn, void. The same said again is no second move."""
    return _standing(moving.move_referral(actor=request.auth, now=clock.now(), referral_uid=referral_id, **move.dict()))


@router.post("/referrals/{uuid:referral_id}/thanks", response=shapes.ReferralStanding, **needs(WRITE))
def thank_giver(request: HttpRequest, referral_id: UUID, thanks: shapes.ReferralThanksIn) -> HttpResponse:
    """Thank the giver for an outcome: that closes the loop."""
    return _standing(
        thanking.thank_giver(actor=request.auth, now=clock.now(), referral_uid=referral_id, **thanks.dict())
    )


@router.delete("/referrals/{uuid:referral_id}/thanks", response=shapes.ReferralStanding, **needs(WRITE))
def take_back_thanks(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Take thanks back that were a mistake."""
    return _standing(thanking.take_back_thanks(actor=request.auth, now=clock.now(), referral_uid=referral_id))


def _standing(referral: Referral, status: int = 200, **headers: str) -> HttpResponse:
    told = {"id": referral.uid, "stage": str(referral.stage), "version": referral.version}
    return answer(told, status, **headers)
