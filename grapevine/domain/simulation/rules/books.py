"""Whom each made-up member has in their book, and what their ledgers come to in depth, all pairs at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from grapevine.domain.depth.rules.score import RHO
from grapevine.domain.depth.rules.tempo import Tempo
from grapevine.domain.simulation.rules.members import Numbers, Table
from grapevine.domain.simulation.rules.world import Region


@dataclass(frozen=True, slots=True)
class Pairs:
    """Two members who know each other, each pair once: ``one`` < ``other`` by number, in order."""

    one: Numbers
    other: Numbers

    def place(self, a: Numbers, b: Numbers) -> Numbers:
        """Where the pairs of these members stand; they must be there."""
        low, high = np.minimum(a, b), np.maximum(a, b)
        width = int(self.other.max()) + 1
        return np.searchsorted(self.one * width + self.other, low * width + high)


@dataclass(frozen=True, slots=True)
class Sums:
    """The fading sums of pairs as of ``at`` (days, nan: nothing happened): columns for ``one``'s and ``other``'s doing.

    ``peak``: the highest depth it ever had, 0..100.
    """

    fast: Table
    slow: Table
    at: Table
    peak: Table


def pairs(region: Region) -> Pairs:
    """Everybody of one chapter, and whoever referred somebody across."""
    fellows = []
    for chapter in range(len(region.numbers)):
        own = region.numbers[chapter][region.members.there[chapter]]
        first, second = np.triu_indices(len(own), 1)
        fellows.append(np.stack((own[first], own[second]), axis=1))
    sent = np.stack((region.referrals.giver, region.referrals.receiver), axis=1)
    known = np.unique(np.sort(np.concatenate([*fellows, sent]), axis=1), axis=0)
    return Pairs(known[:, 0], known[:, 1])


def strongest_of_days(pair: Numbers, day: Numbers, weights: Table) -> tuple[Numbers, Numbers, Table]:
    """Touches as one event a day and pair: (pairs, days, weights), each direction at its strongest."""
    keys, inverse = np.unique(np.stack((pair, day), axis=1), axis=0, return_inverse=True)
    most = np.zeros((len(keys), 2))
    np.maximum.at(most, inverse.reshape(-1), weights)
    return keys[:, 0], keys[:, 1], most


def folded(count: int, pair: Numbers, at: Table, weights: Table, tempo: Tempo) -> Sums:
    """Sums of ``count`` pairs from their events in any order: the pair, when (days), weights of both sides.

    The same as adding each by ``depth.rules.sums.add``: the n-th event of every pair is added at once.
    """
    order = np.lexsort((at, pair))
    pair, at, weights = pair[order], at[order], weights[order]
    first = np.searchsorted(pair, np.arange(count))
    many = np.bincount(pair, minlength=count)
    fast, slow, last = np.zeros((count, 2)), np.zeros((count, 2)), np.full(count, np.nan)
    peak = np.zeros(count)
    for turn in range(int(many.max(initial=0))):
        who = np.flatnonzero(many > turn)
        event = first[who] + turn
        apart = np.nan_to_num(at[event] - last[who])[:, None]
        fast[who] = fast[who] * 2.0 ** (-apart / tempo.fast_days) + weights[event]
        slow[who] = slow[who] * 2.0 ** (-apart / tempo.slow_days) + weights[event]
        last[who] = at[event]
        peak[who] = np.maximum(peak[who], 100.0 * (1.0 - 2.0 ** (-_mass(fast[who], slow[who]) / tempo.scale)))
    return Sums(fast, slow, last, peak)


def rank_keys(sums: Sums, tempo: Tempo) -> Table:
    """The key of each pair, nan where there is no mass."""
    mass = _mass(sums.fast, sums.slow)
    with np.errstate(divide="ignore"):
        return np.where(mass > 0.0, np.log2(mass) + sums.at / tempo.harmonic, np.nan)


def _mass(fast: Table, slow: Table) -> Table:
    return np.sqrt(_mix(fast)) * np.sqrt(_mix(slow))


def _mix(sides: Table) -> Table:
    x, y = sides[:, 0], sides[:, 1]
    return RHO * (x + y) / 2.0 + (1.0 - RHO) * np.sqrt(x * y)
