"""One-to-ones in both books, and what all ledgers come to: the relationship of every two, from both sides."""

from __future__ import annotations

import numpy as np

from grapevine.domain.depth.models import Relationship
from grapevine.domain.depth.rules import reach
from grapevine.domain.depth.rules.score import ONE_SIDED_BELOW
from grapevine.domain.depth.rules.tempo import STANDARD
from grapevine.domain.gives import rules as gives
from grapevine.domain.simulation.actions.chapters import Place
from grapevine.domain.simulation.actions.people import Shelf
from grapevine.domain.simulation.rules.books import Sums, folded, rank_keys, strongest_of_days
from grapevine.domain.simulation.rules.outcomes import DAY, Outcomes
from grapevine.domain.simulation.rules.world import LENGTHS, OneToOnes, Region
from grapevine.domain.touches import rules as touches
from grapevine.domain.touches.models import Touch
from grapevine.kit.columns import append_columns


def write_ledgers(place: Place, region: Region, shelf: Shelf, known: Outcomes) -> None:
    """The touches of a region, and its relationships; the gives are written with the referrals."""
    met = region.one_to_ones
    _write_touches(place, met, shelf)
    pair, at, weights = _events(place, region, shelf, known)
    sums = folded(len(shelf.pairs.one), pair, at, weights, STANDARD)
    _write_relationships(place, region, shelf, known, sums)


def _weights(minutes: np.ndarray, began_by: str) -> np.ndarray:
    """(my side, their side) of one-to-ones of these lengths."""
    table = {length: touches.weights(touches.ONE_TO_ONE, began_by, length) for length in set(LENGTHS)}
    return np.array([table[each] for each in minutes.tolist()]).reshape(-1, 2)


def _write_touches(place: Place, met: OneToOnes, shelf: Shelf) -> None:
    for owner, whom, began_by in ((met.began, met.other, touches.ME), (met.other, met.began, touches.THEM)):
        weights = _weights(met.minutes, began_by)
        append_columns(
            Touch,
            {
                "owner_id": place.members[owner],
                "person_id": shelf.person(owner, whom),
                "at": place.moments(met.at),
                "day": _days(place, met.at),
                "kind": touches.ONE_TO_ONE,
                "minutes": met.minutes,
                "began_by": began_by,
                "about": touches.RELATIONSHIP,
                "mine": weights[:, 0],
                "theirs": weights[:, 1],
                "created_at": place.moments(met.at),
            },
        )


def _days(place: Place, minutes: np.ndarray) -> np.ndarray:
    return place.begins.toordinal() - np.datetime64(0, "D").astype(object).toordinal() + minutes // DAY


def _events(
    place: Place, region: Region, shelf: Shelf, known: Outcomes
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:  # fmt: skip
    """What counts for depth: (pair, when in days, weights of the pair's first and second member)."""
    met, sent = region.one_to_ones, region.referrals
    mine = _weights(met.minutes, touches.ME)
    first = (met.began < met.other)[:, None]
    pair, day, day_weights = strongest_of_days(
        shelf.pairs.place(met.began, met.other), _days(place, met.at), np.where(first, mine, mine[:, ::-1])
    )
    begin = float(_days(place, np.zeros(1, int))[0])
    parts = [(pair, day.astype(float), day_weights)]
    thanked = known.thanked_at >= 0
    for kind, doer, other, minutes in (
        (gives.REFERRAL, sent.giver, sent.receiver, sent.at),
        (gives.THANKS, sent.receiver[thanked], sent.giver[thanked], known.thanked_at[thanked]),
    ):
        weight = np.where((doer < other)[:, None], (gives.WEIGHTS[kind], 0.0), (0.0, gives.WEIGHTS[kind]))
        parts.append((shelf.pairs.place(doer, other), begin + minutes / DAY, weight))
    return tuple(np.concatenate(each) for each in zip(*parts, strict=True))  # type: ignore[return-value]


def _write_relationships(place: Place, region: Region, shelf: Shelf, known: Outcomes, sums: Sums) -> None:
    import pyarrow as pa

    met, sent, count = region.one_to_ones, region.referrals, len(shelf.pairs.one)
    at_met = shelf.pairs.place(met.began, met.other)
    touched = np.bincount(at_met, minlength=count)
    begun = np.bincount(at_met[met.began < met.other], minlength=count)
    at_sent, thanked = shelf.pairs.place(sent.giver, sent.receiver), known.thanked_at >= 0
    by_one = sent.giver < sent.receiver
    gave = [np.bincount(at_sent[which], minlength=count) for which in (by_one, ~by_one)]
    back = [np.bincount(at_sent[which & thanked], minlength=count) for which in (by_one, ~by_one)]
    given = (gave[0] + back[1], gave[1] + back[0])
    last = np.full(count, -1)
    np.maximum.at(last, at_met, met.at)
    keys = rank_keys(sums, STANDARD)
    nothing = np.isnan(sums.at)
    for side, owner in enumerate((shelf.pairs.one, shelf.pairs.other)):
        there = ~nothing
        append_columns(
            Relationship,
            {
                "person_id": (shelf.first + side * count + np.arange(count))[there],
                "owner_id": place.members[owner][there],
                "mine_fast": sums.fast[there, side],
                "mine_slow": sums.slow[there, side],
                "theirs_fast": sums.fast[there, 1 - side],
                "theirs_slow": sums.slow[there, 1 - side],
                "at": sums.at[there],
                "rank_key": pa.array(keys[there], mask=np.isnan(keys[there])),
                "peak": sums.peak[there],
                "touches": touched[there],
                "begun_by_me": (begun if side == 0 else touched - begun)[there],
                "begun_by_them": (touched - begun if side == 0 else begun)[there],
                "given": given[side][there],
                "received": given[1 - side][there],
                "last_touch_at": pa.array(place.moments(last)[there], mask=(last < 0)[there]),
                "reach": _reach(sums, touched)[there],
            },
        )


def _reach(sums: Sums, touched: np.ndarray) -> np.ndarray:
    """As ``depth.rules.reach``, all at once."""
    mass = np.sqrt(sums.fast * sums.slow)
    sided = mass.min(axis=1) < ONE_SIDED_BELOW * mass.max(axis=1)
    found = np.where(sided, reach.ONE_SIDED, reach.BOTH)
    found = np.where(touched <= reach.MET_TOUCHES, reach.MET, found)
    return np.where(mass.max(axis=1) == 0.0, reach.NONE, found).astype(object)
