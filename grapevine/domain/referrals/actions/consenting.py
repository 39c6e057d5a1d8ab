"""The prospect's yes or no: by a link of their own, or as they told the giver."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.audit_log import actions as audit_log
from grapevine.domain.audit_log.rules import Verb
from grapevine.domain.referrals.actions.holding import Held, hold, must_be_version
from grapevine.domain.referrals.actions.links import by_secret, make_address
from grapevine.domain.referrals.actions.moving import LINK, make_move
from grapevine.domain.referrals.models import Address, Referral
from grapevine.domain.referrals.rules import addresses
from grapevine.domain.referrals.rules.consent import BY_WORD, SAID_NO, Consent, How, refusal
from grapevine.domain.referrals.rules.moves import OPEN, By, Stage
from grapevine.kit.errors import Refused
from grapevine.kit.text import clean

WORDS_MAX = 500


@transaction.atomic
def ask_consent(
    *, actor: Actor, now: datetime, referral_uid: object, days: int = addresses.DAYS
) -> tuple[Address, str]:
    """A link by which the prospect says yes or no, and its secret, never shown again; an older one stops working.

    Raises Refused when it is not the actor's to ask, or there is nothing to ask any more; NotFound.
    """
    held = hold(actor, referral_uid)
    made = make_address(held, actor=actor, now=now, purpose=addresses.PROSPECT, days=days)
    held.prospect.consent, held.prospect.how = Consent.ASKED, How.LINK
    held.prospect.save(update_fields=["consent", "how"])
    audit_log.record(Verb.REFERRAL_ASKED, now=now, member_id=actor.member_id, thing_id=held.referral.uid)
    return made


@transaction.atomic
def note_consent(
    *,
    actor: Actor,
    now: datetime,
    referral_uid: object,
    how: str,
    words: str = "",
    at: datetime | None = None,
    version: int | None = None,
) -> Referral:
    """They agreed: how, in the giver's words, and when (now); or the giver introduces the two themselves.

    Raises Refused for too little said, NotFound, Conflict.
    """
    held = hold(actor, referral_uid)
    must_be_version(held, version)
    if how not in BY_WORD or (how == How.SELF and not held.referral.inside):
        raise Refused("Say how they agreed: said (to you), introduced (by your own letter), or ask by a link.", "how")
    told = refusal(How(how), words, at, now)
    if told:
        raise Refused(told, "words")
    _must_be_the_givers(held)
    _agree(held, How(how), clean(words, WORDS_MAX), at or now)
    make_move(held, actor=actor, now=now, to=Stage.CONSENTED, by=By.GIVER)
    audit_log.record(
        Verb.REFERRAL_MOVED, now=now, member_id=actor.member_id, thing_id=held.referral.uid, to=str(Stage.CONSENTED)
    )
    return held.referral


def _must_be_the_givers(held: Held) -> None:
    if held.role is not By.GIVER:
        raise Refused("Consent is the giver's to note: they know the person.")


def _agree(held: Held, how: How, words: str, at: datetime) -> None:
    held.prospect.consent, held.prospect.how = Consent.GIVEN, how
    held.prospect.words, held.prospect.agreed_at = words, at
    held.prospect.save(update_fields=["consent", "how", "words", "agreed_at"])


@transaction.atomic
def answer_by_link(*, now: datetime, secret: str, yes: bool, note: str = "") -> Referral:
    """The prospect's own word, by whoever holds their link. A yes said twice is said once; a no ends it at any time.

    After a no nothing but their initials is kept. After a yes the link lives on, so that it can be taken back.
    Raises NotFound, and Refused when it is too late for a yes.
    """
    address, held = by_secret(secret, addresses.PROSPECT, now)
    referral = held.referral
    agreed = held.prospect.consent == Consent.GIVEN
    if yes and agreed and referral.stage in OPEN:
        return referral
    if yes:
        _agree(held, How.LINK, "", now)
        address.expires_at = addresses.kept_until(address.expires_at, now)
        address.save(update_fields=["expires_at"])
        make_move(held, actor=None, now=now, to=Stage.CONSENTED, by=By.PROSPECT, note=note, via=LINK)
    else:
        if referral.stage in OPEN:
            make_move(held, actor=None, now=now, to=Stage.WITHDRAWN, by=By.PROSPECT, note=note, via=LINK)
        if held.prospect.consent not in SAID_NO:
            held.prospect.consent = Consent.WITHDRAWN if agreed else Consent.REFUSED
            held.prospect.forget()
            held.prospect.save()
    audit_log.record(
        Verb.REFERRAL_MOVED, now=now, member_id=address.owner_id, thing_id=referral.uid, to=str(referral.stage)
    )
    return referral
