"""A touch or a give of one's own changed or taken back, and the depth that is left then.

Sums can be subtracted; the day of the last happening and the highest depth ever cannot. So the relationship is folded
anew from its ledgers, in the same transaction: afterwards it is as if the entry had never been.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.depth.actions import replace_sums
from grapevine.domain.depth.actions.links import hold
from grapevine.domain.depth.queries.sums import relationships_of
from grapevine.domain.depth.rules.tempo import TEMPOS
from grapevine.domain.gives import actions as give_actions
from grapevine.domain.gives.actions import promises
from grapevine.domain.gives.models import Give, Promise
from grapevine.domain.gives.queries import give as give_of
from grapevine.domain.network.actions.links import refold_ends
from grapevine.domain.network.queries.relationship import refolded
from grapevine.domain.touches import actions as touch_actions
from grapevine.domain.touches.models import Touch
from grapevine.domain.touches.queries import touch as touch_of


@transaction.atomic
def edit_touch(*, actor: Actor, now: datetime, touch_uid: object, **changes: object) -> Touch:
    """Change at, kind, minutes, began_by, about or note of a touch. Raises NotFound, Refused."""
    touch = touch_actions.edit_touch(actor=actor, now=now, touch_uid=touch_uid, **changes)
    fold_anew(actor, touch.person_id)
    return touch


@transaction.atomic
def delete_touch(*, actor: Actor, now: datetime, touch_uid: object) -> None:
    """Take one touch back. Raises NotFound."""
    person = touch_of(whole(actor), touch_uid).person_id
    touch_actions.delete_touch(actor=actor, now=now, touch_uid=touch_uid)
    fold_anew(actor, person)


@transaction.atomic
def edit_give(*, actor: Actor, now: datetime, give_uid: object, **changes: object) -> Give:
    """Change at, kind, direction, sphere, minutes or note of a give. Raises NotFound, Refused."""
    give = give_actions.edit_give(actor=actor, now=now, give_uid=give_uid, **changes)
    fold_anew(actor, give.person_id)
    return give


@transaction.atomic
def delete_give(*, actor: Actor, now: datetime, give_uid: object) -> None:
    """Take one give back. Raises NotFound, Refused for what follows from a referral."""
    person = give_of(whole(actor), give_uid).person_id
    give_actions.delete_give(actor=actor, now=now, give_uid=give_uid)
    fold_anew(actor, person)


@transaction.atomic
def reopen_promise(*, actor: Actor, now: datetime, promise_uid: object) -> Promise:
    """Take the end of a promise back; the give it became goes with it. Raises NotFound, Refused when it is open."""
    promise = promises.reopen_promise(actor=actor, now=now, promise_uid=promise_uid)
    fold_anew(actor, promise.person_id)
    return promise


def fold_anew(actor: Actor, *person_ids: int) -> None:
    """Fold relationships with these people of one's own anew; of who is linked, the other end as well.

    Called in the transaction of a write that holds them.
    """
    own, tempo = whole(actor), TEMPOS[actor.tempo]
    ends = hold(person_ids)
    alone = sorted(relationships_of(own, set(person_ids) - ends.keys()))
    replace_sums(actor=own, tempo=tempo, found=refolded(own, alone, tempo))
    if ends:
        refold_ends(ends)


def whole(actor: Actor) -> Actor:
    """The actor with every right to their own ledgers: what follows from a write is for no token to narrow."""
    return replace(actor, scopes=None)
