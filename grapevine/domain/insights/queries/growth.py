"""How the actor's network grew over a year, from the ledgers of those who matter most in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Sum

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.depth import queries as depth_queries
from grapevine.domain.depth.rules.sums import Sums, days
from grapevine.domain.depth.rules.tempo import TEMPOS
from grapevine.domain.insights.rules.growth import Invested, ShapeThen, invested, shapes, snapshots
from grapevine.domain.network.queries.linked import extras
from grapevine.domain.network.queries.relationship import ledgers
from grapevine.domain.people import queries as people_queries
from grapevine.domain.touches import queries as touch_queries

YEAR = 365
#: The deepest and those with most minutes: more no page can show, and the rest changes little.
DEEPEST, BUSIEST = 150, 60
#: The year is looked at on so many days, a quarter apart.
LOOKS = 5


@dataclass(frozen=True, slots=True)
class Growth:
    """The ``shapes`` on each day, oldest first; ``invested`` with the names and public ids of the people."""

    at: tuple[datetime, ...]
    shapes: tuple[ShapeThen, ...]
    invested: tuple[Invested, ...]
    names: dict[int, tuple[str, str]]


def growth(actor: Actor, now: datetime) -> Growth:
    """The last year; of those who are not archived."""
    require(actor, Permission.NETWORK_READ)
    require(actor, Permission.TOUCHES_READ)
    at = tuple(now - timedelta(days=YEAR * part / (LOOKS - 1)) for part in range(LOOKS - 1, -1, -1))
    looks, tempo = [days(moment) for moment in at], TEMPOS[actor.tempo]
    minutes = _minutes(actor, at[0], now)
    people = _people(actor, minutes)
    events = ledgers(actor, list(people), now)
    shared = extras([pk for pk, (*_, linked) in people.items() if linked], now)
    then: dict[int, list[Sums]] = {pk: snapshots([*of, *shared.get(pk, ())], looks, tempo) for pk, of in events.items()}
    return Growth(
        at=at,
        shapes=tuple(shapes(then, looks, tempo)),
        invested=tuple(invested(then, minutes, looks, tempo)[:BUSIEST]),
        names={pk: (uid, name) for pk, (uid, name, _) in people.items()},
    )


def _minutes(actor: Actor, since: datetime, now: datetime) -> dict[int, int]:
    """Minutes together with each since then, as far as they were noted."""
    rows = touch_queries.visible_to(actor).filter(at__gt=since, at__lte=now, minutes__gt=0)
    counted = rows.values("person").annotate(all=Sum("minutes")).order_by("-all", "person")
    return {row["person"]: row["all"] for row in counted}


def _people(actor: Actor, minutes: dict[int, int]) -> dict[int, tuple[str, str, bool]]:
    """Inner id -> (public id, name, linked) of the deepest and of those with most minutes."""
    deepest = depth_queries.relationships(actor).filter(rank_key__isnull=False, person__archived_at=None)
    wanted = [*deepest.order_by("-rank_key", "person").values_list("person", flat=True)[:DEEPEST]]
    wanted += list(minutes)[:BUSIEST]
    rows = people_queries.visible_to(actor).filter(pk__in=wanted, archived_at=None).order_by("pk")
    return {
        pk: (str(uid), name, linked is not None)
        for pk, uid, name, linked in rows.values_list("pk", "uid", "name", "linked_member")
    }
