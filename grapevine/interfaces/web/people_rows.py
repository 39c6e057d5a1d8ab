"""The rows of people, as the list and the network page show them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from operator import neg
from typing import Any

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.depth.rules.reach import ring
from grapevine.domain.gives import queries as give_queries
from grapevine.domain.network.queries.people_list import Row
from grapevine.domain.network.queries.rings import ring_keys
from grapevine.domain.network.queries.shape import Standing
from grapevine.domain.network.rules.relation import Relation
from grapevine.interfaces.web import words
from grapevine.interfaces.web.environment import url
from grapevine.interfaces.web.when import ago

YEAR = timedelta(days=365)
#: Whoever was not spoken to for this long stands out in the list, if they were close to you once.
OVERDUE = timedelta(days=90)
DEEP_ENOUGH = 35.0


@dataclass(frozen=True)
class Shown:
    """One row, ready to print."""

    uid: str
    name: str
    link: str
    role: str
    segment_label: str
    ring: int | None
    i_know: float | None
    they_know: float | None
    ingredients: tuple[float | None, ...]
    missing: str
    gave: int
    got: int
    ago: str
    overdue: bool
    partner: bool
    archived: bool


def of_list(actor: Actor, rows: Sequence[Row], now: datetime, *, archived: bool) -> list[Shown]:
    """A page of the list with the gives of a year and everybody's ring, in two queries."""
    gives = give_queries.counts(actor, now - YEAR, [row.id for row in rows])
    keys = ring_keys(actor)
    return [
        _shown(
            row, row.relation, row.last_touch_at, now, actor.time_zone,
            role=words.role(row.title, row.profession, row.firm),
            ring=ring_of(keys, row.relation),
            gives=(gives.get((row.id, "given"), 0), gives.get((row.id, "received"), 0)),
            archived=archived,
        )
        for row in rows
    ]  # fmt: skip


def of_standings(standings: Sequence[Standing], rings: Sequence[int], now: datetime, zone: str) -> list[Shown]:
    """The people of the picture as rows, without another query."""
    return [
        _shown(
            one, one.relation, one.last_touch_at, now, zone,
            role=one.role, ring=ring if one.relation.depth is not None else None, gives=(one.given, one.received),
        )
        for one, ring in zip(standings, rings, strict=True)
    ]  # fmt: skip


def ring_of(keys: Sequence[float], relation: Relation) -> int | None:
    """The ring of somebody, given the rank keys of the deepest; None when not measured."""
    if relation.rank_key is None:
        return None
    return ring(bisect_left(keys, -relation.rank_key, key=neg), relation.depth)


def _shown(
    one: Row | Standing, relation: Relation, last: datetime | None, now: datetime, zone: str, *,
    role: str, ring: int | None, gives: tuple[int, int], archived: bool = False,
) -> Shown:  # fmt: skip
    quiet = last is not None and now - last > OVERDUE and (relation.depth or 0.0) >= DEEP_ENOUGH
    return Shown(
        uid=one.uid,
        name=one.name,
        link=url("person", one.uid),
        role=role,
        segment_label=words.segment_label(one.segment),
        ring=ring,
        i_know=relation.i_know,
        they_know=relation.they_know,
        ingredients=words.scores(relation),
        missing=words.missing(relation),
        gave=gives[0],
        got=gives[1],
        ago=ago(last, now, zone),
        overdue=quiet,
        partner=False,
        archived=archived,
    )


def filter_context(filters: dict[str, Any], tags: Sequence[str]) -> dict[str, Any]:
    """What people/_filters.html needs."""
    return {
        "filters": filters,
        "segments": words.SEGMENT_CHOICES,
        "reaches": words.REACHES,
        "tags": [(tag, tag) for tag in tags],
    }
