"""Who in the member's network serves a moment: people whose work it is, partners first, those best known first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Q

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.depth.models import LinkEnd, Relationship
from grapevine.domain.depth.rules import ready
from grapevine.domain.network.queries.asking import verdicts
from grapevine.domain.network.queries.facts import relations
from grapevine.domain.partnerships.models import Partnership
from grapevine.domain.partnerships.rules.agreement import LIVING
from grapevine.domain.people.models import Person
from grapevine.domain.people.queries import by_profession
from grapevine.domain.professions.rules import MOMENTS
from grapevine.kit.errors import NotFound

#: So many are named; who they are not is found by name.
SHOWN = 12
#: What of "ready to ask" speaks against sending somebody there: for the rest, giving is the cure.
CARRIES = (ready.DEPTH, ready.EVIDENCE)


@dataclass(frozen=True, slots=True)
class Server:
    """One of them: ``place`` of their profession among those that serve the moment (0: the most natural), whether an
    agreement lives, depth 0..100 or None, and what "ready to ask" says when the relationship does not carry it yet."""

    person: Person
    place: int
    partner: bool
    depth: float | None
    not_yet: ready.Verdict | None


def serving(actor: Actor, moment_key: str, now: datetime, *, shown: int = SHOWN) -> list[Server]:
    """Up to ``shown`` people who serve this moment. Raises NotFound for a moment that is not of the catalogue."""
    require(actor, Permission.REFERRALS_READ)
    if moment_key not in MOMENTS:
        raise NotFound(f"There is no moment “{moment_key}” in our catalogue.")
    keys = MOMENTS[moment_key].serves
    partners = _partners(actor, keys)
    found = {person.pk: person for person in partners}
    found |= {person.pk: person for person in _known(actor, keys, shown)}
    if len(found) < shown:
        found |= {person.pk: person for person in by_profession(actor, keys)[:shown]}
    depths = {pk: one.depth for pk, one in relations(actor, list(found), now).items()}
    order = sorted(
        found.values(),
        key=lambda one: (
            one not in partners, -(depths.get(one.pk) or -1.0), keys.index(one.profession_key), one.sort_name
        ),
    )[:shown]  # fmt: skip
    told = speaking_up(actor, [one.pk for one in order], now)
    return [
        Server(one, keys.index(one.profession_key), one in partners, depths.get(one.pk), told.get(one.pk))
        for one in order
    ]


def speaking_up(actor: Actor, person_ids: list[int], now: datetime) -> dict[int, ready.Verdict]:
    """Inner id -> why the relationship does not carry a referral yet, and a better step; it never forbids one."""
    found = verdicts(actor, person_ids, now)
    return {pk: one for pk, one in found.items() if one.missing in CARRIES}


def _partners(actor: Actor, keys: tuple[str, ...]) -> list[Person]:
    """People of these professions with whom an agreement lives, in whichever book it stands."""
    mine = Partnership.objects.filter(owner_id=actor.member_id, state__in=LIVING).values("person")
    me = LinkEnd.objects.filter(link__ends__owner_id=actor.member_id).exclude(owner_id=actor.member_id)
    theirs = Partnership.objects.filter(person__in=me.values("person"), state__in=LIVING).values("owner")
    return list(by_profession(actor, keys).filter(Q(pk__in=mine) | Q(linked_member__in=theirs))[:SHOWN])


def _known(actor: Actor, keys: tuple[str, ...], shown: int) -> list[Person]:
    """The deepest of these professions, by the stored rank."""
    rows = Relationship.objects.filter(
        owner_id=actor.member_id, rank_key__isnull=False, person__profession_key__in=keys, person__archived_at=None
    ).order_by(F("rank_key").desc(), "person")
    return [row.person for row in rows.select_related("person")[:shown]]
