"""Agreements as records of a complete archive: whole, with wordings, moves, looks together and the private note."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.imports.rules.agreement_records import AgreementRecord
from grapevine.domain.imports.rules.records import Party, Record
from grapevine.domain.partnerships.models import AgreementMove, AgreementTerms, CheckIn, Partnership
from grapevine.domain.partnerships.queries.archived import Archived, archived
from grapevine.kit.source_keys import key_of


def parts(actor: Actor) -> dict[str, Iterator[Record]]:
    """The part of a complete archive."""
    return {"agreements": (_agreement(one) for one in archived(actor))}


def _agreement(one: Archived) -> AgreementRecord:
    row = one.partnership
    return AgreementRecord(
        key=key_of(row.source_key, row.uid),
        who=Party(name=row.person.name, uid=str(row.person.uid)),
        at=row.created_at,
        state=row.state,
        version=row.version,
        latest=row.latest,
        signed_owner=row.signed_owner,
        signed_partner=row.signed_partner,
        in_force=row.in_force,
        wordings=_list(_wording(each) for each in one.wordings),
        moves=_list(_move(each) for each in one.moves),
        looks=_list(_look(each) for each in one.looks),
        regulated=row.regulated,
        note=one.note.text if one.note else "",
        noted=one.note.at.isoformat() if one.note else "",
        told_no_more=_iso(row.told_no_more_at),
        **_days(row),
    )


def _days(row: Partnership) -> dict[str, str]:
    names = ("proposed_on", "started_on", "paused_until", "check_in_on", "review_on", "ended_on")
    return {name: _iso(getattr(row, name)) for name in names}


def _wording(row: AgreementTerms) -> dict[str, Any]:
    return {"version": row.version, "by": row.by, "at": row.at.isoformat(), "said": row.said}


def _move(row: AgreementMove) -> dict[str, Any]:
    told = {name: getattr(row, name) for name in ("by", "how", "move", "version", "note")}
    return {"at": row.at.isoformat(), **told}


def _look(row: CheckIn) -> dict[str, Any]:
    return {
        "due_on": row.due_on.isoformat(),
        "owner_at": _iso(row.owner_at),
        "owner_said": row.owner_said,
        "partner_at": _iso(row.partner_at),
        "partner_said": row.partner_said,
    }


def _list(found: Iterator[dict[str, Any]]) -> str:
    return json.dumps(list(found), ensure_ascii=False)


def _iso(value: Any) -> str:
    return value.isoformat() if value else ""
