"""One relationship with all its evidence, for the person page; and depth as it was on another day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.depth import queries as depth_queries
from grapevine.domain.depth.rules import evidence, ledger, rating, ready, score
from grapevine.domain.depth.rules.evidence import Happening
from grapevine.domain.depth.rules.parts import KNOW
from grapevine.domain.depth.rules.sums import Event, Side, Sums, brought_to, days, fold
from grapevine.domain.depth.rules.tempo import TEMPOS, Tempo
from grapevine.domain.gives import queries as give_queries
from grapevine.domain.gives import rules as give_rules
from grapevine.domain.network.queries.facts import relations
from grapevine.domain.network.queries.linked import extras
from grapevine.domain.network.rules.relation import Relation
from grapevine.domain.people.models import Person
from grapevine.domain.touches import queries as touch_queries
from grapevine.domain.touches.rules import ASK


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a depth comes from: the sentence, the share of each kind, what was counted, what an ask rests on.

    ``asking`` holds what the ledgers say for "ready to ask"; its depth and evidence are filled by :func:`readiness`.
    """

    sentence: str
    shares: tuple[tuple[str, float], ...]
    touches: int
    minutes: int
    since: datetime | None
    last: datetime | None
    asking: ready.Facts = ready.Facts()


def relation(actor: Actor, person: Person, now: datetime) -> Relation:
    """Depth, both sides, stage and ingredients of one relationship at ``now``."""
    return relations(actor, [person.pk], now)[person.pk]


def evidence_of(actor: Actor, person: Person, now: datetime) -> Evidence:
    """Where the depth of one relationship comes from."""
    touches = touch_queries.ledger_of(actor, person.pk)
    happenings = [Happening(kind, days(at), mine, theirs, True) for kind, at, mine, theirs, *_ in touches]
    gives = give_queries.ledger_of(actor, person.pk)
    for kind, at, direction, _ in gives:
        happenings.append(Happening(kind, days(at), *give_rules.weights(kind, direction)))
    for side, found in depth_queries.standing_ratings(person.pk).items():
        weight = rating.weight(found.value)
        mine, theirs = (weight, 0.0) if side == "mine" else (0.0, weight)
        happenings.append(Happening("rating", days(found.at), mine, theirs))
    tempo = TEMPOS[actor.tempo]
    by_kind = evidence.sums_by_kind(happenings, tempo)
    end = depth_queries.end_of(person.pk) if person.linked_member_id else None
    if end:
        by_kind[evidence.SHARED] = depth_queries.extra_of(end)
    found_evidence = evidence.evidence(by_kind, days(now), tempo)
    return Evidence(
        sentence=evidence.sentence(found_evidence),
        shares=tuple((one.kind, one.share) for one in found_evidence.contributions),
        touches=len(touches),
        minutes=sum(minutes or 0 for *_, minutes, _ in touches),
        since=touches[-1][1] if touches else None,
        last=touches[0][1] if touches else None,
        asking=asking([at for _, at, *_, about in touches if about == ASK], gives, days(now)),
    )


def readiness(actor: Actor, found: Relation, rests_on: Evidence, now: datetime) -> ready.Verdict:
    """Whether it is time to ask this person for something, from what was read already: no further query."""
    trace = found.theirs[KNOW].trace if found.theirs else None
    evident = trace is not None and trace.units >= score.EVIDENCE_SHARE * TEMPOS[actor.tempo].scale
    return ready.verdict(replace(rests_on.asking, depth=found.depth, evident=evident), days(now))


def asking(asks: Sequence[datetime], gives: Sequence[tuple], now: float) -> ready.Facts:
    """What the two ledgers say of one pair; ``gives`` are (kind, at, direction, minutes), all newest first."""
    given = [(days(at), give_rules.effort(minutes)) for _, at, way, minutes in gives if way == give_rules.GIVEN]
    received = [(days(at), give_rules.effort(minutes)) for _, at, way, minutes in gives if way == give_rules.RECEIVED]
    return ready.Facts(
        gave_at=given[0][0] if given else None,
        share=ready.give_share(given, received, now) if given else None,
        asked_at=days(asks[0]) if asks else None,
        referral_at=_newest(gives, give_rules.REFERRAL, give_rules.RECEIVED),
        thanked_at=_newest(gives, give_rules.THANKS, give_rules.GIVEN),
    )


def _newest(gives: Sequence[tuple], kind: str, way: str) -> float | None:
    return next((days(at) for found, at, direction, _ in gives if (found, direction) == (kind, way)), None)


def sums_at(
    actor: Actor, person_ids: Sequence[int], at: datetime, tempo: Tempo, *, linked: Sequence[int] | None = None
) -> dict[int, Sums]:
    """The sums of many relationships from the ledgers alone, counting what happened up to ``at``.

    ``linked``: those of them who are linked with a member, if that is known.
    """
    shared = extras(person_ids if linked is None else linked, at) if linked != [] else {}
    found = ledgers(actor, person_ids, at)
    return {pk: fold([*events, *shared.get(pk, ())], tempo) for pk, events in found.items()}


def refolded(actor: Actor, person_ids: Sequence[int], tempo: Tempo) -> list[tuple[int, Sums, float, Side]]:
    """(Inner id, sums, peak, extra) from the ledgers alone, with all they hold: clocks that run ahead a little, too.

    ``extra`` is what of their side comes from the linked ledger of the other, at the time of the sums.
    """
    shared, out = extras(person_ids), []
    for pk, events in ledgers(actor, person_ids, None).items():
        added = shared.get(pk, [])
        sums, peak = ledger.with_peak([*events, *added], tempo)
        extra = brought_to(fold(added, tempo), sums.at, tempo).theirs if added and sums.at is not None else Side()
        out.append((pk, sums, peak, extra))
    return out


def ledgers(actor: Actor, person_ids: Sequence[int], at: datetime | None) -> dict[int, list[Event]]:
    """Every event of one's own ledgers with these people, up to ``at``; what a linked member adds is not among them."""
    until = {} if at is None else {"at__lte": at}
    touches = _events(touch_queries.visible_to(actor).filter(person__in=person_ids, **until), touch=True)
    gives = _events(give_queries.visible_to(actor).filter(person__in=person_ids, **until), touch=False)
    ratings: dict[tuple[int, str], list[rating.Rating]] = {}
    for found in depth_queries.ratings(actor, person_ids).filter(**until):
        one = rating.Rating(days(found.at), found.value)
        ratings.setdefault((found.person_id, found.side), []).append(one)
    return {
        pk: ledger.events_of(
            touches=touches.get(pk, ()),
            gives=gives.get(pk, ()),
            my_ratings=ratings.get((pk, "mine"), ()),
            their_ratings=ratings.get((pk, "theirs"), ()),
        )
        for pk in person_ids
    }


def _events(rows: object, *, touch: bool) -> dict[int, list[Event]]:
    out: dict[int, list[Event]] = {}
    if touch:
        for pk, at, mine, theirs in rows.values_list("person", "at", "mine", "theirs"):  # type: ignore[attr-defined]
            out.setdefault(pk, []).append(Event(days(at), mine, theirs))
    else:
        for pk, at, kind, direction in rows.values_list("person", "at", "kind", "direction"):  # type: ignore[attr-defined]
            out.setdefault(pk, []).append(Event(days(at), *give_rules.weights(kind, direction)))
    return out
