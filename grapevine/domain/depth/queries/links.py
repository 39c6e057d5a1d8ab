"""Reads of links between members."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import F, Q, QuerySet

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.depth.models import Link, LinkEnd
from grapevine.domain.depth.rules import linking
from grapevine.domain.depth.rules.sums import Side, Sums
from grapevine.kit import ids, tokens
from grapevine.kit.errors import NotFound
from grapevine.kit.prepared import Prepared

_LINK = Prepared(
    lambda person, same: Link.objects.filter(Q(person=person) | Q(ends__person=same)).order_by(
        F("ended_at").desc(nulls_first=True), "-created_at", "-pk"
    )[:1],
    1,
    1,
)


def links(actor: Actor) -> QuerySet[Link]:
    """The actor's own requests and those brought to them, newest first."""
    require(actor, Permission.BOOK_READ)
    mine = Q(owner_id=actor.member_id) | Q(other_id=actor.member_id)
    return Link.objects.filter(mine).select_related("owner", "other", "person").order_by("-created_at", "-pk")


def link(actor: Actor, link_uid: object) -> Link:
    """One of them. Raises NotFound."""
    uid = ids.parse(link_uid)
    found = links(actor).filter(uid=uid).first() if uid else None
    if found is None:
        raise NotFound("There is no such link of yours.")
    return found


def link_state(actor: Actor, link: Link, now: datetime) -> str:
    """What the actor is told of a request or link: one of the words of ``rules.linking``."""
    return linking.state(fact_of(link), now, for_asker=link.owner_id == actor.member_id)


def fact_of(link: Link) -> linking.LinkFact:
    """What the rules need of a request."""
    return linking.LinkFact(
        link.expires_at, link.accepted_at is not None, link.declined_at is not None, link.ended_at is not None
    )


def own_person(actor: Actor, link: Link) -> UUID | None:
    """The public id of the person at the actor's own end of a living link."""
    ends = LinkEnd.objects.filter(link=link, owner_id=actor.member_id)
    return ends.values_list("person__uid", flat=True).first()


def link_by_secret(secret: str) -> Link | None:
    """The request behind a code, in whatever state."""
    return Link.objects.filter(digest=tokens.digest(secret)).select_related("owner", "person").first()


def newest_link(actor: Actor, person_id: int) -> Link | None:
    """The living, else the newest request about one person (inner id) of the actor's, whoever asked."""
    require(actor, Permission.BOOK_READ)
    return _LINK.first(person_id, person_id)


def counterparts(person_ids: Iterable[int]) -> dict[int, int]:
    """Who stands at the other end of each person's living link, in the other member's book (inner ids, both ways)."""
    # Without the links' own table between them: three tables of which PostgreSQL believes that they are empty (a first
    # start, before it has counted) were searched each within the other, for half a minute with forty members.
    linked = LinkEnd.objects.filter(person__in=list(person_ids)).values("link_id")
    ends: dict[int, list[int]] = {}
    for link_id, person_id in LinkEnd.objects.filter(link_id__in=linked).values_list("link_id", "person_id"):
        ends.setdefault(link_id, []).append(person_id)
    pairs = [pair for pair in ends.values() if len(pair) == 2]
    return {one: other for pair in pairs for one, other in (pair, reversed(pair))}


def end_of(person_id: int) -> LinkEnd | None:
    """This person's end of a living link."""
    return LinkEnd.objects.filter(person_id=person_id).first()


def extra_of(end: LinkEnd) -> Sums:
    """What of their side comes from the linked ledger alone."""
    return Sums(theirs=Side(end.extra_fast, end.extra_slow), at=end.extra_at)
