"""What a referral comes to in the ledgers of gives: written and taken out in the transaction that moves it.

There is one rule for every move, correction and voiding: what should stand in each book follows from the referral, and
the difference to what stands there is written. Depth follows through the ledger, and so do the aims of an agreement.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from grapevine.domain.accounts.queries import actor_of
from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.gives import rules as gives
from grapevine.domain.gives.actions import Draft, delete_gives, log_gives
from grapevine.domain.gives.models import Give
from grapevine.domain.network.actions.taking_back import fold_anew
from grapevine.domain.partnerships.actions.reckoning import reckon_where_agreed
from grapevine.domain.referrals.actions.holding import Held
from grapevine.domain.referrals.models import Side
from grapevine.domain.referrals.rules.moves import GIVEN, By, Stage


def settle(held: Held, actor: Actor | None, now: datetime) -> None:
    """Bring both ledgers in line with the referral. Books in the order of their owners, so that no two wait in turn."""
    referral, thanks = held.referral, held.thanks
    passed = referral.stage in GIVEN
    thanked = thanks is not None and referral.stage != Stage.VOID
    for side in sorted(held.sides.values(), key=lambda side: side.owner_id):
        who = _owner(side, actor)
        way = gives.GIVEN if side.role == By.GIVER else gives.RECEIVED
        back = gives.RECEIVED if side.role == By.GIVER else gives.GIVEN
        if _one(held, side, who, now, "give", gives.REFERRAL, way, referral.sent_at if passed else None):
            reckon_where_agreed(actor=who, now=now, person_id=side.person_id)
        _one(held, side, who, now, "thanks_give", gives.THANKS, back, thanks.at if thanks and thanked else None)


def _owner(side: Side, actor: Actor | None) -> Actor:
    """Whose ledger it is, with every right of their own: the referral's permission was asked for already."""
    if actor is not None and actor.member_id == side.owner_id:
        return replace(actor, scopes=None)
    return actor_of(side.owner)


def _one(
    held: Held, side: Side, owner: Actor, now: datetime, column: str, kind: str, way: str, at: datetime | None
) -> bool:
    """One give of one book: there at ``at``, or not there. Whether anything had to be written."""
    give_id = getattr(side, f"{column}_id")
    if (give_id is not None) is (at is not None):
        return False
    if at is None:
        gone = list(Give.objects.filter(pk=give_id, owner_id=side.owner_id))
        delete_gives(actor=owner, gives=gone)
        fold_anew(owner, *(give.person_id for give in gone))
        setattr(side, column, None)
    else:
        draft = Draft(
            side.person_id, at, kind, way, note=held.referral.need, source=gives.OF_A_REFERRAL,
            source_key=f"referral:{held.referral.uid}:{kind}",
        )  # fmt: skip
        (give,) = log_gives(actor=owner, now=now, drafts=[draft])
        setattr(side, column, give)
    side.save(update_fields=[column])
    return True
