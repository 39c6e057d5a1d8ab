"""Suggestions and offers as plain data, the same for programs on the API and on the command line."""

from __future__ import annotations

from typing import Any

from grapevine.domain.partnerships.models import NotForMe, PartnerOffer
from grapevine.domain.partnerships.queries.matching import Suggestion


def suggestion(one: Suggestion) -> dict[str, Any]:
    """Somebody who could be a partner; depth is null for somebody who is not in the book."""
    return {
        "person": one.person or None,
        "member": one.member or None,
        "name": one.name,
        "role": one.role,
        "profession_key": one.profession,
        "score": round(one.score, 2),
        "why_you_help_them": list(one.reasons.out),
        "why_they_help_you": list(one.reasons.back),
        "depth": None if one.depth is None else round(one.depth, 2),
        "known_to": list(one.names),
        "km": None if one.km is None else round(one.km, 1),
    }


def offer(said: PartnerOffer | None) -> dict[str, Any]:
    """What the member said about being suggested; nobody may see them while nothing was said."""
    if said is None:
        said = PartnerOffer()
    return {
        "seen_by": seen_by(said),
        "place": said.place,
        "latitude": said.latitude,
        "longitude": said.longitude,
        "clients": said.clients,
        "languages": said.languages,
        "full": said.full,
        "overflow": said.overflow,
        "conflicts": said.conflicts,
    }


def seen_by(said: PartnerOffer | None) -> str:
    """Who may see an offer, as ``actions.offers.Draft`` takes it."""
    if said is None or said.organisation_id is None:
        return ""
    if said.chapter is not None:
        return f"chapter:{said.chapter.uid}"
    return f"organisation:{said.organisation.uid}" if said.organisation else ""


def passed_over(one: NotForMe) -> dict[str, Any]:
    """Somebody who is not suggested any more."""
    return {
        "id": str(one.uid),
        "person": str(one.person.uid) if one.person else None,
        "member": str(one.member.uid) if one.member else None,
        "name": one.person.name if one.person else one.member.name if one.member else "",
        "at": one.at.isoformat(),
    }
