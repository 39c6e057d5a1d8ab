"""Links for who has no account: made, taken back, and what a receiver does through theirs.

The address is the credential, as with the five questions (decision 0010): 256 bits, only the digest kept.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.audit_log import actions as audit_log
from grapevine.domain.audit_log.rules import Verb
from grapevine.domain.referrals.actions.holding import Held, hold, hold_by_number, must_be_version
from grapevine.domain.referrals.actions.moving import LINK, make_move
from grapevine.domain.referrals.actions.thanking import give_thanks
from grapevine.domain.referrals.models import Address, Referral
from grapevine.domain.referrals.rules import addresses
from grapevine.domain.referrals.rules.moves import By, Stage
from grapevine.domain.referrals.rules.thanks import Share
from grapevine.kit import ids, tokens
from grapevine.kit.errors import NotFound, Refused

OVER = "This link does not work any more."


@transaction.atomic
def make_receiver_link(
    *, actor: Actor, now: datetime, referral_uid: object, days: int = addresses.DAYS
) -> tuple[Address, str]:
    """A link by which a receiver without an account answers and moves; the older one stops working.

    Raises Refused before it is sent, and when the receiver is a member here; NotFound.
    """
    held = hold(actor, referral_uid)
    made = make_address(held, actor=actor, now=now, purpose=addresses.RECEIVER, days=days)
    audit_log.record(Verb.REFERRAL_LINK_MADE, now=now, member_id=actor.member_id, thing_id=made[0].uid)
    return made


def make_address(
    held: Held, *, actor: Actor, now: datetime, purpose: str, days: int, beside: bool = False
) -> tuple[Address, str]:
    """A new address for one purpose, and its secret; older ones end, unless it is ``beside`` them. Raises Refused."""
    why_not = addresses.refusal(
        purpose, held.role, Stage(held.referral.stage), other_has_book=By.RECEIVER in held.sides
    )
    if why_not:
        raise Refused(why_not)
    expires_at = addresses.ends(now, days)
    if expires_at is None:
        raise Refused(f"A link lives for 1 to {addresses.MOST_DAYS} days.", "days")
    if not beside:
        held.referral.addresses.filter(purpose=purpose, revoked_at=None).update(revoked_at=now, remind=False)
    secret = tokens.make()
    address = Address.objects.create(
        owner_id=actor.member_id, referral=held.referral, purpose=purpose, digest=tokens.digest(secret),
        created_at=now, expires_at=expires_at,
    )  # fmt: skip
    return address, secret


@transaction.atomic
def revoke_link(*, actor: Actor, now: datetime, address_uid: object) -> Referral:
    """Take a link back; returns the referral it was for. Raises NotFound."""
    require(actor, Permission.REFERRALS_WRITE)
    uid = ids.parse(address_uid)
    own = Address.objects.filter(owner_id=actor.member_id, uid=uid, revoked_at=None)
    found = own.select_related("referral").first() if uid else None
    if found is None or not own.update(revoked_at=now):
        raise NotFound("There is no such link of yours.")
    audit_log.record(Verb.REFERRAL_LINK_REVOKED, now=now, member_id=actor.member_id, thing_id=uid)
    return found.referral


def by_secret(secret: str, purpose: str, now: datetime) -> tuple[Address, Held]:
    """The link and its referral, held, if it can be used for this purpose. Raises NotFound for all else alike."""
    digest = tokens.digest(secret)
    found = Address.objects.filter(digest=digest, purpose=purpose, owner__is_active=True).first()
    if found is None:
        raise NotFound(OVER)
    held = hold_by_number(found.referral_id, By.GIVER)
    address = Address.objects.filter(pk=found.pk).first()
    if address is None or not addresses.works(address.expires_at, address.revoked_at is not None, now):
        raise NotFound(OVER)
    if held.referral.stage == Stage.VOID:
        raise NotFound(OVER)
    return address, held


@transaction.atomic
def move_by_link(
    *, now: datetime, secret: str, to: str, note: str = "", version: int | None = None, correcting: bool = False
) -> Referral:
    """A move of a receiver without an account, or a step back. Saying the same again is no second move.

    Raises NotFound, Refused, Conflict.
    """
    address, held = by_secret(secret, addresses.RECEIVER, now)
    if to not in set(Stage) - {Stage.VOID}:
        raise Refused("That is no step of a referral.", "to")
    if held.referral.stage == to and held.referral.moved_by == By.RECEIVER and not correcting:
        return held.referral
    must_be_version(held, version)
    make_move(held, actor=None, now=now, to=Stage(to), by=By.RECEIVER, note=note, via=LINK, correcting=correcting)
    verb = Verb.REFERRAL_CORRECTED if correcting else Verb.REFERRAL_MOVED
    audit_log.record(verb, now=now, member_id=address.owner_id, thing_id=held.referral.uid, to=to)
    return held.referral


@transaction.atomic
def thank_by_link(
    *, now: datetime, secret: str, words: str = "", share: str = Share.NONE, value: int | None = None
) -> Referral:
    """Thanks of a receiver without an account. Raises NotFound, Refused."""
    address, held = by_secret(secret, addresses.RECEIVER, now)
    give_thanks(held, actor=None, now=now, words=words, share=share, value=value)
    audit_log.record(Verb.REFERRAL_THANKED, now=now, member_id=address.owner_id, thing_id=held.referral.uid)
    return held.referral
