"""Writing what an archive holds of referrals, and taking it back."""

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
from grapevine.domain.referrals.actions import brought

WHOM = "the archive does not say with whom this referral is"
_DID, _ABOUT = "referral", "referral_about"


def write_referrals(desk: Desk, now: datetime, records: Sequence[tuple[Staged, Record]]) -> None:
    """Apply referrals as they stood."""
    chains = {}
    for staged, record, person in about_somebody(desk, now, records, wrong_time, WHOM):
        bring = partial(
            brought.bring_referral,
            actor=desk.actor, now=now, key=record.key, person_id=person, at=record.at, said=said_by(record),
        )  # fmt: skip
        made = bring_in(staged, "", bring, _DID, person, brought.effect_of)
        if made and record.from_key:
            chains[record.key] = record.from_key
    brought.put_in_chains(actor=desk.actor, chains=chains)


def write_abouts(desk: Desk, now: datetime, records: Sequence[tuple[Staged, Record]]) -> None:
    """Apply which person of the book a referral is about."""
    for staged, record, person in about_somebody(desk, now, records, wrong_time, WHOM):
        bring = partial(brought.bring_about, actor=desk.actor, person_id=person, referral=record.referral)
        bring_in(staged, "", bring, _ABOUT, person)


def referrals_back(actor: Actor, chunk: Sequence[Staged]) -> None:
    """Take the referrals of these records back."""
    effects = [effect for staged in chunk for effect in staged.effects]
    made = [effect for effect in effects if effect["did"] == _DID]
    abouts = [effect["id"] for effect in effects if effect["did"] == _ABOUT]
    if made or abouts:
        brought.take_back(actor=actor, effects=made, abouts=abouts)
