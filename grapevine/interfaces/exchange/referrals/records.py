"""Referrals as records of a complete archive: from the member's own side, with no more than they may see."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.imports.rules.records import Party, Record
from grapevine.domain.imports.rules.referral_records import ReferralAboutRecord, ReferralRecord
from grapevine.domain.people.models import Person
from grapevine.domain.referrals.models import Move, Side, Thanks
from grapevine.domain.referrals.queries.archived import archived, keys
from grapevine.domain.referrals.queries.one import seen_of
from grapevine.domain.referrals.rules.moves import By
from grapevine.domain.referrals.rules.told import TIMES
from grapevine.kit.source_keys import key_of


def parts(actor: Actor) -> dict[str, Iterator[Record]]:
    """The parts of a complete archive."""
    return {"referrals": _referrals(actor), "referral_people": _people(actor)}


def _referrals(actor: Actor) -> Iterator[Record]:
    known = keys(actor)
    for side in archived(actor):
        row = side.referral
        thanks = getattr(row, "thanks", None)
        yield ReferralRecord(
            key=known[row.pk], who=_party(side.person), at=row.created_at, role=side.role, need=row.need,
            moves=_json([_move(each) for each in row.moves.all()]), whom=_json(_whom(side)), moment=row.moment_key,
            warmth=row.warmth, noted_by=row.noted_by, inside=row.inside,
            thanks=_json(_thanks(thanks)) if thanks else "",
            note=side.note, worth=side.worth, earned=side.earned, next_step=side.next_step, next_on=_iso(side.next_on),
            give=_key(side.give), thanks_give=_key(side.thanks_give), from_key=known.get(row.came_from_id or 0, ""),
            **{name: _iso(getattr(row, column)) for name, column in TIMES.items()},
        )  # fmt: skip


def _people(actor: Actor) -> Iterator[Record]:
    known = keys(actor)
    for side in archived(actor):
        if side.about is not None:
            key = known[side.referral_id]
            yield ReferralAboutRecord(
                key=f"about:{key}", who=_party(side.about), at=side.referral.created_at, referral=key
            )


def _whom(side: Side) -> dict[str, Any]:
    prospect = side.referral.prospect
    giver = side.role == By.GIVER
    return {
        **seen_of(prospect, By(side.role), side.referral.noted_by),
        "consent": prospect.consent,
        "how": prospect.how,
        "words": prospect.words if giver else "",
        "agreed_at": _iso(prospect.agreed_at),
    }


def _move(row: Move) -> dict[str, Any]:
    told = {name: getattr(row, name) for name in ("by", "via", "from_stage", "to_stage", "correction", "note")}
    return {"at": row.at.isoformat(), **told}


def _thanks(row: Thanks) -> dict[str, Any]:
    told = {name: getattr(row, name) for name in ("words", "share", "amount", "band")}
    return {"at": row.at.isoformat(), **told}


def _party(person: Person) -> Party:
    return Party(name=person.name, uid=str(person.uid))


def _key(give: Any) -> str:
    return key_of(give.source_key, give.uid) if give else ""


def _json(found: Any) -> str:
    return json.dumps(found, ensure_ascii=False)


def _iso(value: Any) -> str:
    return value.isoformat() if value else ""
