"""What a history of referrals says of two professions, with the catalogue's word where the history is short."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import log

from grapevine.domain.professions.rules import PROFESSIONS, feeds

#: Referrals' worth of belief in the catalogue; and in the usual figures of a sphere. Source: METHODS of matching.
KAPPA, SPHERE_DOUBT = 3.0, 5.0
#: Referrals inside one sphere and between two, against chance, until there are any of one's own.
SAME_SPHERE, OTHER_SPHERE = 2.6, 0.8
#: The lift at which the catalogue says one half (professions.rules.feeding).
_HALF = 2.6


@dataclass(frozen=True, slots=True)
class Flows:
    """Referrals counted by profession, giver -> receiver: some ``pairs``, the totals of each side, and of all.

    One member's own ledger has one giver only, and its totals say nothing about professions: then ``chances`` says what
    to expect of each pair, by how many of each profession there are in the book.
    """

    pairs: Mapping[tuple[str, str], float] = field(default_factory=dict)
    given: Mapping[str, float] = field(default_factory=dict)
    received: Mapping[str, float] = field(default_factory=dict)
    total: float = 0.0
    chances: Mapping[tuple[str, str], float] | None = None

    def expected(self, giver: str, receiver: str) -> float:
        """Referrals from one profession to another if professions did not matter."""
        if self.chances is not None:
            return self.chances.get((giver, receiver), 0.0)
        if not self.total:
            return 0.0
        return self.given.get(giver, 0.0) * self.received.get(receiver, 0.0) / self.total


def own_flows(me: str, counted: Mapping[tuple[str, str], float], people: Mapping[str, float]) -> Flows:
    """The flows of one member's ledger; ``people``: how many of each profession are in the book."""
    seen, everybody = flows(counted), sum(people.values())
    chances: dict[tuple[str, str], float] = {}
    for key, number in people.items():
        share = number / everybody
        chances[me, key] = seen.given.get(me, 0.0) * share
        chances[key, me] = seen.received.get(me, 0.0) * share
    return Flows(seen.pairs, seen.given, seen.received, seen.total, chances)


def flows(counted: Mapping[tuple[str, str], float]) -> Flows:
    """The flows of counted referrals."""
    given: dict[str, float] = {}
    received: dict[str, float] = {}
    for (giver, receiver), number in counted.items():
        given[giver] = given.get(giver, 0.0) + number
        received[receiver] = received.get(receiver, 0.0) + number
    return Flows(dict(counted), given, received, sum(counted.values()))


@dataclass(frozen=True, slots=True)
class Spheres:
    """How many more referrals than chance go inside one sphere, and between two."""

    same: float = SAME_SPHERE
    other: float = OTHER_SPHERE


def spheres(seen: Flows) -> Spheres:
    """Learned from a history; the usual figures until there is any."""
    if not seen.total:
        return Spheres()
    found, expected = {True: 0.0, False: 0.0}, {True: 0.0, False: 0.0}
    for (giver, receiver), number in seen.pairs.items():
        found[_one_sphere(giver, receiver)] += number
    for giver in seen.given:
        for receiver in seen.received:
            expected[_one_sphere(giver, receiver)] += seen.expected(giver, receiver)
    same, other = ((found[one] + SPHERE_DOUBT) / (expected[one] + SPHERE_DOUBT) for one in (True, False))
    return Spheres(same, other)


def lift(giver: str, receiver: str, seen: Flows, usual: Spheres | None = None) -> float:
    """How many times more than by chance referrals go from one profession to another (above 0; 1 = as by chance).

    (n + 3 prior) / (N + 3); the prior is the catalogue's word on the two, moved by what the spheres turned out to be.
    """
    prior = _prior(giver, receiver, usual or Spheres())
    return (seen.pairs.get((giver, receiver), 0.0) + KAPPA * prior) / (seen.expected(giver, receiver) + KAPPA)


def term(giver: str, receiver: str, seen: Flows, usual: Spheres | None = None) -> float:
    """The logarithm of the lift."""
    return log(lift(giver, receiver, seen, usual))


def _prior(giver: str, receiver: str, usual: Spheres) -> float:
    if giver not in PROFESSIONS or receiver not in PROFESSIONS:
        return usual.other
    share = feeds(giver, receiver)
    word = _HALF * share / (1.0 - share)
    moved = usual.same / SAME_SPHERE if _one_sphere(giver, receiver) else usual.other / OTHER_SPHERE
    return word * moved


def _one_sphere(a: str, b: str) -> bool:
    return a in PROFESSIONS and b in PROFESSIONS and PROFESSIONS[a].sphere == PROFESSIONS[b].sphere
