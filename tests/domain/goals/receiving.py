"""Received referrals made quickly: who sent them, how many days ago, and how they ended."""

from __future__ import annotations

from datetime import datetime, timedelta

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.people.models import Person
from grapevine.domain.referrals.actions.giving import What, Whom, note_received
from grapevine.domain.referrals.actions.moving import move_referral
from grapevine.domain.referrals.actions.thanking import thank_giver
from grapevine.domain.referrals.models import Referral
from tests.cast import NOW


def came(
    actor: Actor,
    person: Person,
    ago: int,
    *,
    won: int | None = None,
    lost: int | None = None,
    value: int | None = None,
    now: datetime = NOW,
) -> Referral:
    """One that came `ago` days before now; won or lost so many days ago, worth so much."""
    at = now - timedelta(days=ago)
    referral = note_received(
        actor=actor, now=now, person_uid=person.uid, whom=Whom("Yuki Tanaka"), what=What("A will"), at=at
    )
    for to, ended in (("won", won), ("lost", lost)):
        if ended is not None:
            moved = now - timedelta(days=ended)
            move_referral(actor=actor, now=now, referral_uid=referral.uid, to="met", at=moved)
            move_referral(actor=actor, now=now, referral_uid=referral.uid, to=to, at=moved)
    if value is not None:
        thank_giver(actor=actor, now=now, referral_uid=referral.uid, words="Thank you", value=value)
    return referral
