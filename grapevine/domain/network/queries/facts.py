"""The facts of many relationships in a fixed number of queries, however many there are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Count, Q

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.depth import queries as depth_queries
from grapevine.domain.depth.models import Relationship
from grapevine.domain.depth.rules.sums import days
from grapevine.domain.depth.rules.tempo import TEMPOS
from grapevine.domain.gives import queries as give_queries
from grapevine.domain.network.rules.relation import Facts, Relation, weigh
from grapevine.domain.touches import queries as touch_queries


def facts(actor: Actor, person_ids: Sequence[int], known: dict[int, Relationship] | None = None) -> dict[int, Facts]:
    """Inner id -> facts. ``known`` spares a query where the relationships are at hand."""
    if known is None:
        known = depth_queries.relationships_of(actor, person_ids)
    begun = _begun(actor, person_ids)
    gives = _gives(actor, person_ids)
    ratings = {(r.person_id, r.side): r.value for r in depth_queries.ratings(actor, person_ids)}
    out = {}
    for pk in person_ids:
        row = known.get(pk)
        by_me, by_them = begun.get(pk, (0, 0))
        given, received = gives.get(pk, (0, 0))
        found = Facts(
            begun_by_me=by_me,
            begun_by_them=by_them,
            given=given,
            received=received,
            my_rating=ratings.get((pk, "mine")),
            their_rating=ratings.get((pk, "theirs")),
        )
        out[pk] = _with_sums(found, row) if row else found
    return out


def relations(
    actor: Actor, person_ids: Sequence[int], at: datetime, known: dict[int, Relationship] | None = None
) -> dict[int, Relation]:
    """Inner id -> relation at ``at``."""
    tempo, clock = TEMPOS[actor.tempo], days(at)
    return {pk: weigh(found, clock, tempo) for pk, found in facts(actor, person_ids, known).items()}


def _with_sums(found: Facts, row: Relationship) -> Facts:
    return Facts(
        sums=depth_queries.sums_of(row),
        peak=row.peak,
        touches=row.touches,
        begun_by_me=found.begun_by_me,
        begun_by_them=found.begun_by_them,
        given=found.given,
        received=found.received,
        my_rating=found.my_rating,
        their_rating=found.their_rating,
    )


def _begun(actor: Actor, person_ids: Sequence[int]) -> dict[int, tuple[int, int]]:
    rows = touch_queries.visible_to(actor).filter(person__in=person_ids).exclude(began_by="")
    counted = rows.values_list("person").annotate(
        me=Count("pk", filter=Q(began_by="me")), them=Count("pk", filter=Q(began_by="them"))
    )
    return {pk: (me, them) for pk, me, them in counted.order_by()}


def _gives(actor: Actor, person_ids: Sequence[int]) -> dict[int, tuple[int, int]]:
    rows = give_queries.visible_to(actor).filter(person__in=person_ids).values_list("person")
    counted = rows.annotate(
        given=Count("pk", filter=Q(direction="given")), received=Count("pk", filter=Q(direction="received"))
    )
    return {pk: (given, received) for pk, given, received in counted.order_by()}
