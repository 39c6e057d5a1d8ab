"""Referrals with both sides, whom they are about, their moves, their thanks, and the acts of help they were."""

from __future__ import annotations

from typing import Any

import numpy as np

from grapevine.domain.gives import rules as gives
from grapevine.domain.gives.models import Give
from grapevine.domain.professions.rules import MOMENTS, PROFESSIONS
from grapevine.domain.referrals.models import Move, Prospect, Referral, Side, Thanks
from grapevine.domain.referrals.rules.consent import Consent, How, label_of
from grapevine.domain.referrals.rules.moves import By, Stage
from grapevine.domain.referrals.rules.thanks import Share
from grapevine.domain.simulation.actions.chapters import Place
from grapevine.domain.simulation.actions.people import Crowd, Shelf
from grapevine.domain.simulation.rules.names import COUNT, name
from grapevine.domain.simulation.rules.outcomes import STAGES, Outcomes, outcomes
from grapevine.domain.simulation.rules.world import WEEK, Region
from grapevine.kit.columns import append_columns, next_ids, public_ids

#: A stream of chance beside those of the world, so that files and database tell of the same world.
_STREAM = 7
#: Noted and agreed to come before it is sent.
_BEFORE = 2
_WORDS = "On the phone: a call is fine."


class _Rows:
    """What the tables of one region's referrals have in common."""

    def __init__(self, place: Place, region: Region, number: int, book: Shelf | Crowd) -> None:
        self.place, self.all, self.book = place, region.referrals, book
        self.count = len(self.all.at)
        self.ids = next_ids(Referral, self.count) + np.arange(self.count)
        base = int(region.numbers[0, 0])
        trades = place.trade_of(region)
        self.trade = trades[self.all.receiver - base]
        self.chapter = place.chapter_of(region)[self.all.giver - base]
        watched = np.array([PROFESSIONS[key].regulated for key in place.trades.keys])
        regulated = watched[self.trade] | watched[trades[self.all.giver - base]]
        chance = np.random.default_rng([place.world.seed, number, _STREAM])
        self.known: Outcomes = outcomes(self.all, place.world.weeks * WEEK, regulated, chance)
        self.ended = self.known.reached == len(STAGES) + 1
        self.thanked = self.known.thanked_at >= 0

    def times(self, minutes: np.ndarray, there: np.ndarray) -> Any:
        """Times where they are there, nothing elsewhere."""
        import pyarrow as pa

        return pa.array(self.place.moments(minutes), mask=~there)


def write_referrals(
    place: Place, region: Region, number: int, book: Shelf | Crowd, *, light: bool = False
) -> Outcomes:  # fmt: skip
    """All of a region; ``light`` leaves out moves, names, and what stands in the ledgers of gives."""
    rows = _Rows(place, region, number, book)
    uids = public_ids(rows.count)
    needs = _write_shared(rows, uids)
    _write_prospects(rows, light)
    if light:
        none: dict[str, Any] = {}
        _write_side(rows, By.GIVER, none)
        _write_side(rows, By.RECEIVER, none)
    else:
        given, received = _write_gives(rows, uids, needs)
        _write_side(rows, By.GIVER, given)
        _write_side(rows, By.RECEIVER, received)
        _write_moves(rows)
    _write_thanks(rows)
    return rows.known


def _write_shared(rows: _Rows, uids: Any) -> np.ndarray:
    """The row that both sides share; returns what each needs, in words that name nobody."""
    known, moments = rows.known, [PROFESSIONS[key].serves for key in rows.place.trades.keys]
    most = max(map(len, moments))
    keys = np.array([[each[at % len(each)] for at in range(most)] for each in moments], object)
    needs = np.array([[MOMENTS[key].name for key in row] for row in keys.tolist()], object)
    turn = rows.all.at // 15 % most
    need, key = needs[rows.trade, turn], keys[rows.trade, turn]
    reached, stages = known.reached, np.array([Stage.CONSENTED.value, *(stage.value for stage in STAGES)], object)
    append_columns(
        Referral,
        {
            "id": rows.ids,
            "uid": uids,
            "organisation_id": rows.place.organisation.pk,
            "chapter_id": rows.chapter,
            "stage": known.stage.astype(object),
            "version": _BEFORE + reached,
            "before": stages[reached - 1],
            "moved_by": np.where(reached == 1, By.GIVER.value, By.RECEIVER.value).astype(object),
            "moved_at": rows.place.moments(known.moved_at),
            "need": need,
            "moment_key": key,
            "sent_at": rows.place.moments(rows.all.at),
            "accepted_at": rows.times(known.steps[:, 1], reached > 1),
            "ended_at": rows.times(known.steps[:, 4], rows.ended),
            "told_at": rows.times(known.steps[:, 4], rows.ended),
            "created_at": rows.place.moments(rows.all.at),
        },
    )
    return need


def _write_prospects(rows: _Rows, light: bool) -> None:
    names = np.array([name(number) for number in range(COUNT)], object)
    labels = np.array([label_of(each) for each in names.tolist()], object)
    who = rows.ids * 13 % COUNT
    told = {"referral_id": rows.ids, "label": labels[who], "consent": Consent.GIVEN.value}
    if light:
        append_columns(Prospect, {**told, "how": How.INTRODUCED.value})
        return
    agreed = rows.place.moments(rows.all.at)
    append_columns(Prospect, {**told, "name": names[who], "how": How.SAID.value, "words": _WORDS, "agreed_at": agreed})


def _write_side(rows: _Rows, role: By, ledger: dict[str, Any]) -> None:
    import pyarrow as pa

    known, giving = rows.known, role is By.GIVER
    owner, whom = (rows.all.giver, rows.all.receiver) if giving else (rows.all.receiver, rows.all.giver)
    earned = pa.array(rows.all.value, mask=~(rows.ended & known.won) | giving)
    append_columns(
        Side,
        {
            "owner_id": rows.place.members[owner],
            "referral_id": rows.ids,
            "role": role.value,
            "person_id": rows.book.person(owner, whom),
            "earned": earned,
            "stage": known.stage.astype(object),
            "moved_at": rows.place.moments(known.moved_at),
            "thanked": rows.thanked,
            **ledger,
        },
    )


def _write_gives(rows: _Rows, uids: Any, needs: np.ndarray) -> tuple[dict[str, Any], dict[str, Any]]:
    """A referral and its thanks stand in both ledgers; the ids for the giver's side and for the receiver's."""
    import pyarrow as pa

    giver, receiver = rows.all.giver, rows.all.receiver
    plain = [f"{each[:8]}-{each[8:12]}-{each[12:16]}-{each[16:20]}-{each[20:]}" for each in uids.to_pylist()]
    found: tuple[dict[str, Any], dict[str, Any]] = ({}, {})
    ways = (gives.GIVEN, gives.RECEIVED)
    for kind, column, there, minutes in (
        (gives.REFERRAL, "give_id", np.ones(rows.count, bool), rows.all.at),
        (gives.THANKS, "thanks_give_id", rows.thanked, rows.known.thanked_at),
    ):
        at, keys = rows.place.moments(minutes), [f"referral:{each}:{kind}" for each in plain]
        for turn, (owner, whom) in enumerate(((giver, receiver), (receiver, giver))):
            ids = next_ids(Give, int(there.sum())) + np.cumsum(there) - 1
            way = ways[turn] if kind == gives.REFERRAL else ways[1 - turn]
            append_columns(
                Give,
                {
                    "id": ids[there],
                    "owner_id": rows.place.members[owner][there],
                    "person_id": rows.book.person(owner, whom)[there],
                    "at": at[there],
                    "kind": kind,
                    "direction": way,
                    "note": needs[there],
                    "source": gives.OF_A_REFERRAL,
                    "source_key": np.array(keys, object)[there],
                    "created_at": at[there],
                },
            )
            found[turn][column] = pa.array(ids, mask=~there)
    return found


def _write_moves(rows: _Rows) -> None:
    """Noted, agreed to and sent at once; then a move for each step that has come."""
    known = rows.known
    path = [Stage.NOTED.value, Stage.CONSENTED.value, *(stage.value for stage in STAGES)]
    steps = np.concatenate((known.steps[:, :1], known.steps[:, :1], known.steps), axis=1)
    for number in range(len(path) + 1):
        there = known.reached + _BEFORE > number
        last = number == len(path)
        to = known.stage[there].astype(object) if last else path[number]
        append_columns(
            Move,
            {
                "referral_id": rows.ids[there],
                "number": number + 1,
                "by": By.GIVER.value if number <= _BEFORE else By.RECEIVER.value,
                "from_stage": path[number - 1] if number else "",
                "to_stage": to,
                "at": rows.place.moments(steps[there, number]),
            },
        )


def _write_thanks(rows: _Rows) -> None:
    import pyarrow as pa

    known, there = rows.known, rows.thanked
    amount, band = known.amount[there], known.band[there]
    share = np.where(amount >= 0, Share.VALUE.value, np.where(band >= 0, Share.BAND.value, Share.NONE.value))
    append_columns(
        Thanks,
        {
            "referral_id": rows.ids[there],
            "words": "Thank you. They were glad you sent them.",
            "share": share.astype(object),
            "amount": pa.array(amount, mask=amount < 0),
            "band": pa.array(band, mask=band < 0),
            "at": rows.place.moments(known.thanked_at[there]),
        },
    )
