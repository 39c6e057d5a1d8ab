"""What the other's linked ledger adds to a relationship, worked out from both ledgers at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from grapevine.domain.depth.queries import counterparts
from grapevine.domain.depth.rules.day import credit_at
from grapevine.domain.depth.rules.shared import gives_extra, touch_extra
from grapevine.domain.depth.rules.sums import Event
from grapevine.domain.gives.queries import counted_by_day
from grapevine.domain.gives.rules import GIVEN, RECEIVED, WEIGHTS
from grapevine.domain.touches.queries import day_weights


def extras(person_ids: Sequence[int], until: datetime | None = None) -> dict[int, list[Event]]:
    """Inner id -> what is added to their side, day by day; who is not linked is left out."""
    pairs = counterparts(person_ids)
    pairs = {pk: pairs[pk] for pk in person_ids if pk in pairs}
    if not pairs:
        return {}
    out: dict[int, list[Event]] = {pk: [] for pk in pairs}
    _add_touches(out, pairs, until)
    counts = counted_by_day({*pairs, *pairs.values()}, until=until)
    for pk, other in pairs.items():
        found = gives_extra(counts.get((pk, RECEIVED), {}), counts.get((other, GIVEN), {}), WEIGHTS)
        out[pk] += [Event(credit_at(day), theirs=extra) for (day, _), extra in sorted(found.items())]
    return out


def _add_touches(out: dict[int, list[Event]], pairs: Mapping[int, int], until: datetime | None) -> None:
    weights = day_weights({*pairs, *pairs.values()}, until=until)
    back = {other: pk for pk, other in pairs.items()}
    for (other, day), (done, _) in sorted(weights.items()):
        if other in back:
            extra = touch_extra(weights.get((back[other], day), (0.0, 0.0))[1], done)
            if extra:
                out[back[other]].append(Event(credit_at(day), theirs=extra))
