"""What a week does in a region: one-to-ones, the meeting, referrals, and what they leave between two.

Tables of chapters x seats x seats, looked at from the first to the second; a pair's place in the flat table is
``(chapter * seats + one) * seats + other``.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from grapevine.domain.simulation.rules.laws import Laws
from grapevine.domain.simulation.rules.members import Flags, Members, Numbers, Table
from grapevine.domain.simulation.rules.trades import Trades
from grapevine.kit.half_life import left_after

#: How often a receiver in another chapter is drawn again when they were of the same one.
TRIES = 4


@dataclass(frozen=True, slots=True)
class Week:
    """What happened. Members are numbered ``chapter * seats + seat``; one entry an event.

    ``began``, ``met``: who asked whom to a one-to-one. ``giver``, ``receiver``: of referrals.
    ``came``: chapters x seats, who was at the meeting.
    """

    began: Numbers
    met: Numbers
    giver: Numbers
    receiver: Numbers
    came: Flags


class Ties:
    """What is between every two of a region by now, and how the next week follows from it."""

    def __init__(self, members: Members, trades: Trades, laws: Laws, chance: np.random.Generator) -> None:
        """Strangers at first; how well two suit each other is drawn now."""
        self.members, self.laws = members, laws
        self.chapters, self.seats = members.there.shape
        shape = (self.chapters, self.seats, self.seats)
        both = members.there[:, :, None] & members.there[:, None, :] & ~np.eye(self.seats, dtype=bool)
        self.depth = np.full(shape, laws.least_depth)
        self.taught = np.zeros(shape)
        self.lately = np.zeros(shape)
        #: Whom one knows of, and what they and their work are to one another.
        self.known = both.astype(float)
        of_work = trades.affinity[members.trade[:, :, None], members.trade[:, None, :]]
        self.affinity = of_work * np.exp(chance.normal(0.0, laws.suits_sd, shape))
        self.base = self.affinity * members.pull[:, None, :] * both
        #: The weights of each once people know each other: more than that is more opportunity than usual.
        self.usual = np.maximum(laws.opportunity * self.base.sum(axis=2), np.finfo(float).tiny)
        self.elsewhere = _Elsewhere(members, trades, laws) if self.chapters > 1 else None

    def weights(self) -> Table:
        """How likely each is the one whom each refers next, within the chapter."""
        laws = self.laws
        found = self.base * (laws.weight_least_depth + (1.0 - laws.weight_least_depth) * self.depth)
        found *= laws.weight_untaught + (1.0 - laws.weight_untaught) * self.taught
        found *= np.minimum(laws.reply_most, 1.0 + laws.reply * self.lately)
        return found

    def live(self, chance: np.random.Generator, wishes: Table | None = None) -> Week:
        """One week: what happens follows from the ties, and changes them.

        ``wishes``: how much each would like to ask each to a one-to-one, in place of the usual.
        """
        weights = self.weights()
        began, met = self._one_to_ones(chance, wishes)
        giver, receiver = self._referrals(weights, chance)
        came = (chance.random(self.members.there.shape) < self.laws.attendance) & self.members.there
        self._fade()
        self._meet(came)
        self.spend(began, met)
        self._give(giver, receiver)
        return Week(began, met, giver, receiver, came)

    def _one_to_ones(self, chance: np.random.Generator, wishes: Table | None) -> tuple[Numbers, Numbers]:
        if wishes is None:
            wishes = self.known * (self.laws.anybody + self.depth**self.laws.again)
        began = _each(chance.poisson(self.members.attention * self.members.there))
        return _chosen(wishes, began, chance)

    def _referrals(self, weights: Table, chance: np.random.Generator) -> tuple[Numbers, Numbers]:
        rate, abroad = self._rates(weights), self._abroad()
        giver, receiver = _chosen(weights, _each(chance.poisson(rate * (1.0 - abroad))), chance)
        if self.elsewhere is None:
            return giver, receiver
        far, reached = self.elsewhere.chosen(_each(chance.poisson(rate * abroad)), chance)
        return np.concatenate((giver, far)), np.concatenate((receiver, reached))

    def _rates(self, weights: Table) -> Table:
        """Referrals that each gives in a week, within the chapter and elsewhere."""
        laws, members = self.laws, self.members
        response = (weights.sum(axis=2) / self.usual) ** laws.opportunity_power
        return laws.referrals * members.generosity * members.there * response

    def _abroad(self) -> float:
        return self.laws.to_other_chapters if self.elsewhere else 0.0

    def expected(self) -> Table:
        """How many referrals are to be expected in a week within the chapter, from the first to the second."""
        weights = self.weights()
        whole = np.maximum(weights.sum(axis=2, keepdims=True), np.finfo(float).tiny)
        return weights / whole * self._rates(weights)[:, :, None] * (1.0 - self._abroad())

    def _fade(self) -> None:
        laws = self.laws
        left = left_after(1.0, laws.depth_half_life)
        self.depth *= left
        self.depth += laws.least_depth * (1.0 - left)
        self.taught *= left_after(1.0, laws.taught_half_life)
        self.lately *= left_after(1.0, laws.reply_half_life)

    def _meet(self, came: Flags) -> None:
        both = (came[:, :, None] & came[:, None, :]) * self.laws.by_meeting
        self.depth += both * (1.0 - self.depth)

    def spend(self, began: Numbers, met: Numbers) -> None:
        """One-to-ones of these: they know each other better, and each more of whom the other seeks."""
        pairs = np.concatenate((self._place(began, met), self._place(met, began)))
        _towards_one(self.depth, pairs, self.laws.by_one_to_one)
        _towards_one(self.taught, pairs, self.laws.taught)

    def help(self, giver: Numbers, receiver: Numbers) -> None:
        """Help that is no referral, between two of a chapter."""
        pairs = np.concatenate((self._place(giver, receiver), self._place(receiver, giver)))
        _towards_one(self.depth, pairs, self.laws.by_give)

    def _give(self, giver: Numbers, receiver: Numbers) -> None:
        inside = giver // self.seats == receiver // self.seats
        giver, receiver = giver[inside], receiver[inside]
        self.help(giver, receiver)
        np.add.at(self.lately.reshape(-1), self._place(receiver, giver), 1.0)

    def _place(self, one: Numbers, other: Numbers) -> Numbers:
        return one * self.seats + other % self.seats


class _Elsewhere:
    """Whom one refers in other chapters: by their work and how easily they are referred; ties do not count there."""

    def __init__(self, members: Members, trades: Trades, laws: Laws) -> None:
        self.seats = members.there.shape[1]
        self.trade = members.trade.reshape(-1)
        pull = (members.pull**laws.pull_elsewhere * members.there).reshape(-1)
        until = np.cumsum(trades.affinity[:, self.trade] * pull, axis=1)
        # Each work's row runs from its number to the next one, so that a single search serves them all.
        self.until = (until / until[:, -1:] + np.arange(len(trades.keys))[:, None]).reshape(-1)
        self.width = until.shape[1]

    def chosen(self, givers: Numbers, chance: np.random.Generator) -> tuple[Numbers, Numbers]:
        """(givers, receivers) of other chapters; who found none of another chapter gives nothing."""
        trade = self.trade[givers]
        receivers = np.empty_like(givers)
        open_: NDArray[np.bool_] = np.ones(len(givers), bool)
        for _ in range(TRIES):
            drawn = np.searchsorted(self.until, trade + chance.random(len(givers)), side="right")
            receivers[open_] = np.minimum(drawn - trade * self.width, self.width - 1)[open_]
            open_ = receivers // self.seats == givers // self.seats
        return givers[~open_], receivers[~open_]


def _each(counts: NDArray[np.int64]) -> Numbers:
    """The number of each member as often as counted."""
    flat = counts.reshape(-1)
    return np.repeat(np.arange(len(flat)), flat)


def _chosen(weights: Table, who: Numbers, chance: np.random.Generator) -> tuple[Numbers, Numbers]:
    """(who, the other of the same chapter drawn by weight); nobody without anybody to choose."""
    seats = weights.shape[2]
    until = weights.reshape(-1, seats)[who].cumsum(axis=1)
    drawn = (until <= (chance.random(len(who)) * until[:, -1])[:, None]).sum(axis=1)
    found = until[:, -1] > 0.0
    return who[found], (who - who % seats + drawn)[found]


def _towards_one(table: Table, places: Numbers, share: float) -> None:
    """Move the places of a table by a share of what is missing to 1, each as often as named."""
    flat = table.reshape(-1)
    missing = 1.0 - flat
    np.multiply.at(missing, places, 1.0 - share)
    flat[places] = 1.0 - missing[places]
