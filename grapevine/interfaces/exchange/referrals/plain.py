"""Plain data of a referral: one form for the API and the command line, never more than the asking side may see."""

from __future__ import annotations

from typing import Any

from grapevine.domain.referrals.queries.board import Board, Card, Total
from grapevine.domain.referrals.queries.detail import Detail
from grapevine.domain.referrals.queries.figures import Results
from grapevine.domain.referrals.queries.serving import Server
from grapevine.domain.referrals.rules.figures import Figures


def card(one: Card) -> dict[str, Any]:
    """One line of a list or a board."""
    return {
        "id": str(one.uid), "role": str(one.role), "stage": str(one.stage), "who": one.who,
        "person": {"id": str(one.person_uid), "name": one.person}, "need": one.need,
        "turn": str(one.turn.who) if one.turn.who else None, "next": one.next_step or one.turn.do,
        "next_on": one.next_on, "days": one.turn.days, "overdue_days": one.turn.over_by, "moved_at": one.moved_at,
        "told": one.told, "thanked": one.thanked, "worth": one.worth, "version": one.version,
    }  # fmt: skip


def detail(one: Detail) -> dict[str, Any]:
    """One referral whole."""
    referral, thanks = one.side.referral, one.thanks
    return {
        **card(one.card),
        "moment": referral.moment_key, "warmth": referral.warmth, "inside": referral.inside,
        "whom": {name: one.whom[name] for name in ("name", "email", "phone", "about")}, "consent": str(one.consent),
        "closed": one.closed, "note": one.side.note, "sent_at": referral.sent_at, "accepted_at": referral.accepted_at,
        "ended_at": referral.ended_at,
        "moves": [
            {
                "number": move.number, "by": move.by, "via": move.via, "from": move.from_stage, "to": move.to_stage,
                "correction": move.correction, "note": move.note, "at": move.at,
            }
            for move in one.moves
        ],
        "choices": [{"by": str(by), "to": str(to)} for by, to in one.choices],
        "corrections": [{"by": str(by), "to": str(to)} for by, to in one.corrections],
        "thanks": {"words": thanks.words, "value": one.thanks_value, "at": thanks.at} if thanks else None,
        "chain": [{"id": str(each.uid), "who": each.who, "depth": depth} for each, depth in one.chain],
    }  # fmt: skip


def board(found: Board) -> dict[str, Any]:
    """One direction by lanes, with the totals of both."""
    return {
        "role": str(found.role), "overdue": found.overdue,
        "totals": {str(role): _total(total) for role, total in found.totals.items()},
        "lanes": [
            {"key": lane.key, **_total(lane.total), "referrals": [card(each) for each in lane.cards]}
            for lane in found.lanes
        ],
    }  # fmt: skip


def _total(total: Total) -> dict[str, int]:
    return {"count": total.count, "worth": total.worth}


def server(one: Server) -> dict[str, Any]:
    """Somebody who serves a moment."""
    told = one.not_yet
    return {
        "person": {"id": str(one.person.uid), "name": one.person.name}, "profession": one.person.profession_key,
        "partner": one.partner, "depth": None if one.depth is None else round(one.depth, 1),
        "not_yet": told.reason if told else None, "step": told.step if told else None,
    }  # fmt: skip


def results(found: Results) -> list[dict[str, Any]]:
    """Figures a line: each direction in all (no person), then each partner."""
    whole = [{"role": str(role), "person": None, **_figures(of)} for role, of in found.by_role.items()]
    partners = [
        {"role": str(role), "person": {"id": uid, "name": name}, **_figures(of)}
        for (role, name, uid), of in found.by_partner.items()
    ]
    return whole + partners


def _figures(of: Figures) -> dict[str, Any]:
    return {
        "sent": of.sent, "accepted": of.accepted, "days_to_accept": of.days_to_accept, "ended": of.ended,
        "closed": of.closed, "closed_share": of.closed_share, "won": of.won, "won_share": of.won_share,
        "value": of.value,
    }  # fmt: skip
