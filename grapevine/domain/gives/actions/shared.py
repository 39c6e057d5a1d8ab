"""What one linked member's gives add to the other's relationship: counted by day and kind, before and after a write."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from grapevine.domain.depth.rules.day import credit_at
from grapevine.domain.depth.rules.shared import give_extra
from grapevine.domain.depth.rules.sums import Event
from grapevine.domain.gives.models import Give
from grapevine.domain.gives.queries import counted_by_day, day_and_kind
from grapevine.domain.gives.rules import GIVEN, RECEIVED, WEIGHTS

#: (person, day, kind) -> how many were given, how many received.
Counts = dict[tuple[int, int, str], tuple[int, int]]


def counts_of(gives: Iterable[Give], pairs: Mapping[int, int]) -> Counts:
    """The days and kinds of these gives in both ledgers of a pair, as they stand; nothing for who is not linked."""
    keys = {(give.person_id, *day_and_kind(give.at, give.kind)) for give in gives if give.person_id in pairs}
    return recounted({*keys, *((pairs[person_id], day, kind) for person_id, day, kind in keys)})


def recounted(keys: Iterable[tuple[int, int, str]]) -> Counts:
    """The same keys, counted now."""
    wanted = set(keys)
    if not wanted:
        return {}
    found = counted_by_day({person_id for person_id, _, _ in wanted}, {day for _, day, _ in wanted})
    return {
        (person_id, day, kind): (
            found.get((person_id, GIVEN), {}).get((day, kind), 0),
            found.get((person_id, RECEIVED), {}).get((day, kind), 0),
        )
        for person_id, day, kind in wanted
    }


def changes(before: Counts, pairs: Mapping[int, int]) -> dict[int, list[Event]]:
    """How much more or less each ledger of a pair adds to the other than before: person -> events of their side."""
    after = recounted(before)
    found: dict[int, list[Event]] = {}
    for person_id, day, kind in sorted(before):
        was, now = (_extra(counts, person_id, pairs[person_id], day, kind) for counts in (before, after))
        if was != now:
            found.setdefault(person_id, []).append(Event(credit_at(day), theirs=now - was))
    return found


def _extra(counts: Counts, person_id: int, other: int, day: int, kind: str) -> float:
    received, given = counts[(person_id, day, kind)][1], counts[(other, day, kind)][0]
    return give_extra(WEIGHTS[kind], received, given)
