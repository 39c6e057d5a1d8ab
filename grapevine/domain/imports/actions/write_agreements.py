"""Writing what an archive holds of agreements, and taking it back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.imports.actions.bringing import wrong_time
from grapevine.domain.imports.actions.desk import Desk
from grapevine.domain.imports.actions.judge import note
from grapevine.domain.imports.actions.write_ledgers import about_somebody
from grapevine.domain.imports.models import Staged
from grapevine.domain.imports.rules.judge import Decision
from grapevine.domain.imports.rules.records import Record
from grapevine.domain.imports.rules.states import Verdict
from grapevine.domain.partnerships.actions import brought
from grapevine.kit.errors import Refused

WHOM = "the archive does not say with whom this agreement is"
_DID = "partnership"


def write_agreements(desk: Desk, now: datetime, records: Sequence[tuple[Staged, Record]]) -> None:
    """Apply agreements as they stood."""
    for staged, record, person in about_somebody(desk, now, records, wrong_time, WHOM):
        said = {name: getattr(record, name) for name in record.__slots__}
        try:
            made = brought.bring_agreement(
                actor=desk.actor, now=now, key=record.key, person_id=person, at=record.at, said=said
            )
        except Refused as refusal:
            note(staged, Decision(Verdict.REFUSED, reason=refusal.reason))
            continue
        note(staged, Decision(Verdict.NEW if made else Verdict.UNCHANGED, person))
        staged.effects = [{"did": _DID, **brought.effect_of(made)}] if made else []


def agreements_back(actor: Actor, now: datetime, chunk: Sequence[Staged]) -> None:
    """Take the agreements of these records back."""
    made = [effect for staged in chunk for effect in staged.effects if effect["did"] == _DID]
    if made:
        brought.take_back(actor=actor, now=now, effects=made)
