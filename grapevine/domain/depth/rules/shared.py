"""Two linked members' ledgers speaking of one relationship: what the other's ledger adds to what mine says of them.

My ledger says what I did and what I saw them do; theirs says what they did. Of the two accounts of *their* doing the
fuller one counts, day by day, so the same coffee written down by both counts once:

    touches   a day of theirs weighs   max( their side in my ledger, my counterpart's own side in theirs )
    gives     of one kind on one day   max( how many I received in mine, how many they gave in theirs )

What is added beyond my own ledger is the `extra` below. It is never negative, and
is kept apart as a fading sum of its own, so that ending the link takes exactly it away.
"""

from __future__ import annotations

from collections.abc import Mapping

from grapevine.domain.depth.rules.day import credit_at
from grapevine.domain.depth.rules.sums import Event, Side, Sums, brought_to, swept
from grapevine.domain.depth.rules.tempo import Tempo

#: (who, day) -> what the day weighs in that one's own ledger: their own side, the other's.
Days = Mapping[tuple[int, int], tuple[float, float]]


def touch_extra(seen_here: float, done_there: float) -> float:
    """Weight that one day of the other's ledger adds to their side here: their own doing beyond what I saw of it."""
    return max(0.0, done_there - seen_here)


def give_extra(weight: float, received_here: int, given_there: int) -> float:
    """Weight that the other's gives of one kind on one day add to their side here."""
    return weight * max(0, given_there - received_here)


def touch_changes(before: Days, after: Days, pairs: Mapping[int, int]) -> dict[int, list[Event]]:
    """How much more or less each ledger of a pair adds to the other's days than before: who -> events of their side.

    ``pairs`` names who stands at the other end, both ways; the days of both are in ``before`` and ``after``.
    """
    changes: dict[int, list[Event]] = {}
    for who, day in sorted(before):
        other = pairs.get(who)
        if other is not None:
            was, now = (touch_extra(each[(who, day)][1], each[(other, day)][0]) for each in (before, after))
            if was != now:
                changes.setdefault(who, []).append(Event(credit_at(day), theirs=now - was))
    return changes


def gives_extra(
    received_here: Mapping[tuple[int, str], int],
    given_there: Mapping[tuple[int, str], int],
    weights: Mapping[str, float],
) -> dict[tuple[int, str], float]:
    """The same for whole ledgers, counted by (day, kind)."""
    found = {key: give_extra(weights[key[1]], received_here.get(key, 0), n) for key, n in given_there.items()}
    return {key: extra for key, extra in found.items() if extra}


def without(total: Sums, extra: Sums, tempo: Tempo) -> Sums:
    """The sums once the link is over: ``extra`` (only its `theirs`) is taken out, both seen from the later time."""
    if total.at is None or extra.at is None:
        return total
    at = max(total.at, extra.at)
    now, gone = brought_to(total, at, tempo), brought_to(extra, at, tempo)
    fast, slow = now.theirs.fast - gone.theirs.fast, now.theirs.slow - gone.theirs.slow
    return Sums(now.mine, Side(swept(fast), swept(slow)), at)
