"""Whether it is time to ask several people at once, in three reads however many they are."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.depth.rules import ready, score
from grapevine.domain.depth.rules.parts import KNOW
from grapevine.domain.depth.rules.sums import days
from grapevine.domain.depth.rules.tempo import TEMPOS
from grapevine.domain.gives import queries as give_queries
from grapevine.domain.network.queries.facts import relations
from grapevine.domain.network.queries.relationship import asking
from grapevine.domain.touches import queries as touch_queries
from grapevine.domain.touches.rules import ASK


def verdicts(actor: Actor, person_ids: Collection[int], now: datetime) -> dict[int, ready.Verdict]:
    """Inner id -> the verdict of "ready to ask", the same as on the page of that person."""
    asks: dict[int, list[datetime]] = {}
    rows = touch_queries.visible_to(actor).filter(person__in=person_ids, about=ASK).order_by("-at")
    for pk, at in rows.values_list("person_id", "at"):
        asks.setdefault(pk, []).append(at)
    gives: dict[int, list[tuple]] = {}
    given = give_queries.visible_to(actor).filter(person__in=person_ids).order_by("-at", "-pk")
    for pk, *what in given.values_list("person_id", "kind", "at", "direction", "minutes"):
        gives.setdefault(pk, []).append(tuple(what))
    tempo, out = TEMPOS[actor.tempo], {}
    for pk, found in relations(actor, person_ids, now).items():
        trace = found.theirs[KNOW].trace if found.theirs else None
        evident = trace is not None and trace.units >= score.EVIDENCE_SHARE * tempo.scale
        facts = asking(asks.get(pk, []), gives.get(pk, []), days(now))
        out[pk] = ready.verdict(replace(facts, depth=found.depth, evident=evident), days(now))
    return out
