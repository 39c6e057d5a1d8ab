"""The facts of many relationships: one row each, read in one query, however many there are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.depth import queries as depth_queries
from grapevine.domain.depth.models import Relationship
from grapevine.domain.depth.rules.sums import Side, Sums, days
from grapevine.domain.depth.rules.tempo import TEMPOS
from grapevine.domain.gives import queries as give_queries
from grapevine.domain.network.rules.relation import BOTH, Facts, Relation, weigh

#: The columns of a relationship in the order in which :func:`facts_of` takes them.
COLUMNS = ("mine_fast", "mine_slow", "theirs_fast", "theirs_slow", "at", "peak", "touches", "begun_by_me",
           "begun_by_them", "given", "received", "my_rating", "their_rating", "rank_key",
           "my_answers", "their_answers", "my_corrected", "their_corrected", "learned", "agreed")  # fmt: skip


def facts_of(values: Sequence) -> Facts:
    """Facts from the values of COLUMNS."""
    mine_fast, mine_slow, theirs_fast, theirs_slow, at, *rest = values
    return Facts(Sums(Side(mine_fast, mine_slow), Side(theirs_fast, theirs_slow), at), *rest)


def facts(
    actor: Actor, person_ids: Iterable[int], known: dict[int, Relationship] | None = None
) -> dict[int, Facts]:
    """Inner id -> facts, with kept and broken promises. ``known`` spares the query of the relationships."""
    ids = list(person_ids)
    if known is None:
        known = depth_queries.relationships_of(actor, ids)
    told = give_queries.promise_tallies(actor, ids)
    found = {pk: facts_of([getattr(known[pk], name) for name in COLUMNS]) if pk in known else Facts() for pk in ids}
    return {pk: one._replace(promises=told[pk]) if pk in told else one for pk, one in found.items()}


def relations(
    actor: Actor,
    person_ids: Iterable[int],
    at: datetime,
    known: dict[int, Relationship] | None = None,
    *,
    told: str = BOTH,
) -> dict[int, Relation]:
    """Inner id -> relation at ``at``; see ``relation.weigh`` for ``told``."""
    tempo, clock = TEMPOS[actor.tempo], days(at)
    return {pk: weigh(found, clock, tempo, told=told) for pk, found in facts(actor, person_ids, known).items()}
