"""Writing what an archive holds of being suggested as a partner and of whom not to suggest, and taking it back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.imports.actions.bringing import bring_in, wrong_time
from grapevine.domain.imports.actions.desk import Desk
from grapevine.domain.imports.actions.judge import note
from grapevine.domain.imports.actions.write_ledgers import about_somebody
from grapevine.domain.imports.models import Staged
from grapevine.domain.imports.rules.judge import Decision
from grapevine.domain.imports.rules.offer_records import OfferRecord
from grapevine.domain.imports.rules.records import Record
from grapevine.domain.imports.rules.states import Verdict
from grapevine.domain.partnerships.actions import brought_offers
from grapevine.domain.partnerships.actions.offers import Draft
from grapevine.kit.errors import NotDone
from grapevine.kit.moments import must_have_happened

WHOM = "the archive does not say whom you passed over"
_OFFER, _PASSED = "partner_offer", "passed_over"


def write_offers(desk: Desk, now: datetime, records: Sequence[tuple[Staged, Record]]) -> None:
    """Apply what the member said of themselves."""
    for staged, record in records:
        assert isinstance(record, OfferRecord)
        staged.effects = []
        try:
            must_have_happened(record.at, now, "it lies in the past, and its time has a zone")
            made = brought_offers.bring_offer(actor=desk.actor, now=now, draft=_draft(record))
        except NotDone as refusal:
            note(staged, Decision(Verdict.REFUSED, reason=refusal.reason))
            continue
        except ValueError:
            note(staged, Decision(Verdict.REFUSED, reason="latitude and longitude are degrees"))
            continue
        note(staged, Decision(Verdict.NEW if made else Verdict.UNCHANGED))
        staged.effects = [{"did": _OFFER, "at": made.changed_at.isoformat()}] if made else []


def write_passed_over(desk: Desk, now: datetime, records: Sequence[tuple[Staged, Record]]) -> None:
    """Apply whom not to suggest."""
    for staged, record, person in about_somebody(desk, now, records, wrong_time, WHOM):
        bring = partial(brought_offers.bring_passed_over, actor=desk.actor, person_id=person, at=record.at)
        bring_in(staged, "", bring, _PASSED, person)


def offers_back(actor: Actor, chunk: Sequence[Staged]) -> None:
    """Take what these records brought back."""
    effects = [effect for staged in chunk for effect in staged.effects if effect["did"] in (_OFFER, _PASSED)]
    if effects:
        brought_offers.take_back(
            actor=actor,
            offers=[effect["at"] for effect in effects if effect["did"] == _OFFER],
            passed=[effect["id"] for effect in effects if effect["did"] == _PASSED],
        )


def _draft(record: OfferRecord) -> Draft:
    latitude, longitude = (float(text) if text else None for text in (record.latitude, record.longitude))
    return Draft(
        place=record.place, clients=record.clients, languages=record.languages, conflicts=record.conflicts,
        full=record.full, overflow=record.overflow, latitude=latitude, longitude=longitude,
    )  # fmt: skip
