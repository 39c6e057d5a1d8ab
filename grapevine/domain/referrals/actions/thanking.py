"""Closing the loop: the giver is told, thanked, and the thanks stand in both ledgers."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.audit_log import actions as audit_log
from grapevine.domain.audit_log.rules import Verb
from grapevine.domain.referrals.actions.holding import Held, hold
from grapevine.domain.referrals.actions.ledgers import settle
from grapevine.domain.referrals.actions.telling import THANKED, TOLD, UNTHANKED, tell_sides
from grapevine.domain.referrals.models import Referral, Thanks
from grapevine.domain.referrals.queries.one import regulated as any_regulated
from grapevine.domain.referrals.rules.moves import OUTCOMES, By, Stage
from grapevine.domain.referrals.rules.thanks import Share, refusal, told
from grapevine.kit.errors import Refused
from grapevine.kit.text import clean_lines

WORDS_MAX = 2_000


@transaction.atomic
def thank_giver(
    *,
    actor: Actor,
    now: datetime,
    referral_uid: object,
    words: str = "",
    share: str = Share.NONE,
    value: int | None = None,
) -> Referral:
    """Thank for an outcome, with as much of its value as the earner chooses. Raises Refused, NotFound.

    The receiver thanks; a giver whose receiver has no book here notes that they were thanked.
    """
    held = hold(actor, referral_uid)
    if not held.speaks_for(By.RECEIVER):
        raise Refused("Thanks are the receiver's to give.")
    give_thanks(held, actor=actor, now=now, words=words, share=share, value=value)
    audit_log.record(Verb.REFERRAL_THANKED, now=now, member_id=actor.member_id, thing_id=held.referral.uid)
    return held.referral


def give_thanks(held: Held, *, actor: Actor | None, now: datetime, words: str, share: str, value: int | None) -> None:
    """The thanks themselves, of a referral that is held. Raises Refused."""
    if share not in set(Share):
        raise Refused(f"Tell of its value one of {', '.join(Share)}.", "share")
    stage = Stage(held.referral.stage)
    why = refusal(stage, Share(share), value, thanked=held.thanks is not None, regulated=regulated(held))
    if why:
        raise Refused(why, "share")
    amount, band = told(Share(share), value)
    held.thanks = Thanks.objects.create(
        referral=held.referral, words=clean_lines(words, WORDS_MAX), share=share, amount=amount, band=band, at=now
    )
    held.referral.told_at = held.referral.told_at or now
    held.referral.save(update_fields=["told_at"])
    _mark(held, True, value)
    settle(held, actor, now)
    tell_sides(held, now, THANKED, by=By.RECEIVER)


@transaction.atomic
def take_back_thanks(*, actor: Actor, now: datetime, referral_uid: object) -> Referral:
    """Take thanks back that were a mistake: both ledgers lose them. Raises Refused, NotFound."""
    held = hold(actor, referral_uid)
    if not held.speaks_for(By.RECEIVER) or held.thanks is None or held.referral.stage == Stage.VOID:
        raise Refused("There are no thanks of yours to take back.")
    held.thanks.delete()
    held.thanks = None
    if By.GIVER not in held.sides:
        held.referral.told_at = None
        held.referral.save(update_fields=["told_at"])
    _mark(held, False, None)
    settle(held, actor, now)
    tell_sides(held, now, UNTHANKED, by=By.RECEIVER)
    audit_log.record(Verb.REFERRAL_UNTHANKED, now=now, member_id=actor.member_id, thing_id=held.referral.uid)
    return held.referral


@transaction.atomic
def tell_giver(*, actor: Actor, now: datetime, referral_uid: object) -> Referral:
    """Note that a giver without a book here was told how it ended. Said twice it stays. Raises Refused, NotFound."""
    held = hold(actor, referral_uid)
    if held.role is not By.RECEIVER or held.referral.stage not in OUTCOMES:
        raise Refused("Say first how it ended: that is what the giver wants to know.")
    if held.referral.told_at is None:
        held.referral.told_at = now
        held.referral.save(update_fields=["told_at"])
        audit_log.record(Verb.REFERRAL_TOLD, now=now, member_id=actor.member_id, thing_id=held.referral.uid)
        tell_sides(held, now, TOLD, by=By.RECEIVER)
    return held.referral


def regulated(held: Held) -> bool:
    """Does one of the two work in a profession in which no money may hang on a referral?"""
    return any_regulated(
        key for side in held.sides.values() for key in (side.person.profession_key, side.owner.profession_key)
    )


def _mark(held: Held, thanked: bool, value: int | None) -> None:
    """Both sides show it; what it came to stays with the receiver."""
    for side in held.sides.values():
        side.thanked = thanked
        if side.role == By.RECEIVER:
            side.earned = value
        side.save(update_fields=["thanked", "earned"])
