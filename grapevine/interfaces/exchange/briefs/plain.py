"""Briefs as plain data: for the API and the command line alike."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from grapevine.domain.education.models import Brief, BriefVersion
from grapevine.domain.education.queries import CurrentBrief
from grapevine.domain.education.queries.last_ten import ClientLine
from grapevine.domain.education.rules.brief import as_data, from_data
from grapevine.domain.education.rules.brief_advice import Advice
from grapevine.domain.education.rules.last_ten import Pattern, Proposals


def public_address(brief: Brief) -> str:
    """Where the public finds it, with its scheme; "" while it is not public."""
    up = brief.slug is not None and brief.published_number is not None and brief.taken_down_at is None
    return f"{settings.BASE_URL}/b/{brief.slug}" if up else ""


def brief(current: CurrentBrief) -> dict[str, Any]:
    """A brief with what its newest version says. ``public`` is "" while it is not public."""
    row = current.brief
    return {
        "id": row.uid,
        "name": row.name,
        "is_main": row.is_main,
        "version": row.number,
        "saved_at": current.version.saved_at,
        "public": public_address(row),
        "published_version": row.published_number,
        "published_at": row.published_at,
        "taken_down_at": row.taken_down_at,
        "indexed": row.indexed,
        "text": as_data(current.text),
    }


def version(row: BriefVersion) -> dict[str, Any]:
    """One version of a brief."""
    said = as_data(from_data(row.parts))
    return {"version": row.number, "saved_at": row.saved_at, "note": row.note, "text": said}


def advice(one: Advice) -> dict[str, Any]:
    """What would help a brief; ``line`` counts from 1, null where no line is meant."""
    return {"part": one.part.value if one.part else "headline", "line": one.line or None, "words": one.words}


def client(line: ClientLine) -> dict[str, Any]:
    """One line of the worksheet."""
    fact = line.fact
    names = ("who", "came", "referrer_profession", "problem", "moment", "worth")
    return {**{name: getattr(fact, name) for name in names}, "referrer": line.referrer or None}


def pattern(found: Pattern, offers: Proposals) -> dict[str, Any]:
    """What the last clients have in common, and what the brief could take over."""
    counted = {
        name: [{"key": key, "count": count} for key, count in getattr(found, name)]
        for name in ("moments", "referrers", "came")
    }
    return {
        "told": found.told,
        "few": found.few,
        "worth": found.worth,
        "not_worth": found.not_worth,
        **counted,
        "proposals": {name: list(getattr(offers, name)) for name in ("moments", "listen_for", "not_a_fit")},
    }
