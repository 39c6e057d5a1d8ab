"""Letters of a referral to who has no account: with their link, or how it stands; each shown to the member before."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.letters import rules as letters
from grapevine.domain.letters.actions import queue_letter
from grapevine.domain.letters.models import Letter
from grapevine.domain.referrals.actions.consenting import ask_consent
from grapevine.domain.referrals.actions.holding import hold
from grapevine.domain.referrals.actions.links import make_receiver_link
from grapevine.domain.referrals.actions.thanking import tell_giver
from grapevine.domain.referrals.models import Address
from grapevine.domain.referrals.queries.ways import way
from grapevine.domain.referrals.rules import addresses
from grapevine.domain.referrals.rules.moves import OUTCOMES, By
from grapevine.kit.errors import Refused

NOT_IN_BOOK = (
    "{name} is not in your book with an e-mail address: write this one from your own mail. Grapevine writes only to "
    "people you chose."
)


def make_link(
    *, actor: Actor, now: datetime, referral_uid: object, purpose: str, days: int = addresses.DAYS
) -> tuple[Address, str]:
    """A new link for this purpose (prospect, receiver) and its secret, never shown again. Raises Refused, NotFound."""
    if purpose not in addresses.PURPOSES:
        raise Refused(f"A link is for the {' or the '.join(addresses.PURPOSES)}.", "purpose")
    make = ask_consent if purpose == addresses.PROSPECT else make_receiver_link
    return make(actor=actor, now=now, referral_uid=referral_uid, days=days)


@transaction.atomic
def send_link(
    *, actor: Actor, now: datetime, referral_uid: object, purpose: str, letter: letters.Letter, uid: object = None,
    remind: bool = False,
) -> Letter:  # fmt: skip
    """Send the letter with a link that works. ``remind``: if nothing comes, remind them by itself, a few times.

    Raises Refused where there is no such link, or the letter may not go; NotFound.
    """
    require(actor, Permission.REFERRALS_WRITE)
    _, found = way(actor, referral_uid, purpose, now)
    if found is None or not found.live:
        raise Refused("Make the link first: it stands in the letter.")
    if found.person is None:
        raise Refused(NOT_IN_BOOK.format(name=found.name), "to_address")
    queued = queue_letter(actor=actor, now=now, letter=letter, person=found.person, uid=uid)
    Address.objects.filter(pk__in=[each.pk for each in found.live]).update(remind=False)
    Address.objects.filter(pk=found.live[0].pk).update(remind=remind, reminded_at=now)
    return queued


@transaction.atomic
def tell_by_letter(
    *, actor: Actor, now: datetime, referral_uid: object, letter: letters.Letter, uid: object = None
) -> Letter:
    """Tell a giver without a book how it stands; when it has ended they know it then. Raises Refused, NotFound."""
    held = hold(actor, referral_uid)
    if held.role is not By.RECEIVER or By.GIVER in held.sides:
        raise Refused("They see it in their own book: no letter is needed.")
    queued = queue_letter(actor=actor, now=now, letter=letter, person=held.own.person, uid=uid)
    if held.referral.stage in OUTCOMES:
        tell_giver(actor=actor, now=now, referral_uid=referral_uid)
    return queued
