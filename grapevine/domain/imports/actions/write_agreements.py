"""Writing what an archive holds of agreements, and taking it back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.imports.actions.bringing import bring_in, said_by, wrong_time
from grapevine.domain.imports.actions.desk import Desk
from grapevine.domain.imports.actions.write_ledgers import about_somebody
from grapevine.domain.imports.models import Staged
from grapevine.domain.imports.rules.records import Record
from grapevine.domain.partnerships.actions import brought

WHOM = "the archive does not say with whom this agreement is"
_DID = "partnership"


def write_agreements(desk: Desk, now: datetime, records: Sequence[tuple[Staged, Record]]) -> None:
    """Apply agreements as they stood."""
    for staged, record, person in about_somebody(desk, now, records, wrong_time, WHOM):
        bring = partial(
            brought.bring_agreement,
            actor=desk.actor, now=now, key=record.key, person_id=person, at=record.at, said=said_by(record),
        )  # fmt: skip
        bring_in(staged, "", bring, _DID, person, brought.effect_of)


def agreements_back(actor: Actor, now: datetime, chunk: Sequence[Staged]) -> None:
    """Take the agreements of these records back."""
    made = [effect for staged in chunk for effect in staged.effects if effect["did"] == _DID]
    if made:
        brought.take_back(actor=actor, now=now, effects=made)
