"""Referrals for the complete archive of a member: their own side, with what both know and what they may see."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db.models import Prefetch

from grapevine.domain.accounts.models import Member
from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.referrals.models import Move, Side, Times
from grapevine.kit import ids
from grapevine.kit.source_keys import OWN_KEY, key_of

_CHUNK = 200


def archived(actor: Actor) -> Iterator[Side]:
    """Every side of the actor's with referral, prospect, moves, thanks and gives; the one noted first in front."""
    require(actor, Permission.EXPORT_READ)
    near = ("referral", "referral__prospect", "referral__thanks", "person", "about", "give", "thanks_give")
    moves = Prefetch("referral__moves", Move.objects.order_by("number"))
    own, after = Side.objects.filter(owner_id=actor.member_id).select_related(*near).prefetch_related(moves), 0
    while rows := list(own.filter(pk__gt=after).order_by("pk")[:_CHUNK]):
        yield from rows
        after = rows[-1].pk


def keys(actor: Actor) -> dict[int, str]:
    """Under which key the archive tells of each referral of the actor's, by its inner id."""
    require(actor, Permission.EXPORT_READ)
    rows = Side.objects.filter(owner_id=actor.member_id).values_list("referral_id", "source_key", "referral__uid")
    return {referral: key_of(key, uid) for referral, key, uid in rows}


def by_keys(actor: Actor, wanted: Iterable[str]) -> dict[str, Side]:
    """The actor's sides that an archive calls so: key -> side, by either kind of key."""
    asked = [key for key in wanted if key]
    own = Side.objects.filter(owner_id=actor.member_id).select_related("referral")
    found = {str(side.source_key): side for side in own.filter(source_key__in=asked)}
    uids = {uid: key for key in asked if (uid := ids.parse(key.removeprefix(OWN_KEY)))}
    return found | {uids[side.referral.uid]: side for side in own.filter(referral__uid__in=uids)}


def own_times(actor: Actor) -> tuple[datetime, list[dict[str, int]]]:
    """Since when the actor is here, and the days a stage they chose themselves, if they did."""
    require(actor, Permission.EXPORT_READ)
    since = Member.objects.values_list("created_at", flat=True).get(pk=actor.member_id)
    return since, list(Times.objects.filter(owner_id=actor.member_id).values_list("days", flat=True))
