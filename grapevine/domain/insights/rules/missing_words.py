"""What is said about the missing ingredient: the two likeliest, how sure, and when too little is known to say.

    shown P >= .6 "most likely", .4 to .6 "perhaps", below "we cannot tell yet: rate or ask"

Too little known is a state of its own, never a low number: with fewer than two of the five rated or seen, naming one
would only name what nobody asked about.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from grapevine.domain.depth.rules.parts import INGREDIENTS, MISSING_BELOW

LIKELY_FROM, PERHAPS_FROM = 0.6, 0.4
#: Below so many of five rated or seen nothing is named.
KNOWN_FROM = 2
NAMED = 2


class Sure(StrEnum):
    """How sure a name is."""

    LIKELY = "most likely"
    PERHAPS = "perhaps"
    UNTOLD = "we cannot tell yet: rate or ask"


class State(StrEnum):
    """What can be said about a person or a group."""

    UNKNOWN = "too little known"
    UNSETTLED = "not settled"
    MISSING = "missing"
    COMPLETE = "nothing missing"


@dataclass(frozen=True, slots=True)
class Named:
    """One of the two likeliest. `known`: it was rated or seen; else what is missing may only be the answer."""

    ingredient: str
    p: float
    sure: Sure
    known: bool


@dataclass(frozen=True, slots=True)
class Verdict:
    """The state, and the two likeliest with the likelier first; none when too little is known."""

    state: State
    two: tuple[Named, ...] = ()

    @property
    def first(self) -> Named | None:
        """The likeliest, None when too little is known."""
        return self.two[0] if self.two else None


def sure(p: float) -> Sure:
    """The words for a shown P, 0..1."""
    if p >= LIKELY_FROM:
        return Sure.LIKELY
    return Sure.PERHAPS if p >= PERHAPS_FROM else Sure.UNTOLD


def verdict(x: Sequence[float], known: Sequence[bool], p: Sequence[float]) -> Verdict:
    """What to say from five shares 0..1, which of them were rated or seen, and their shown P.

    Equal P keep the order of INGREDIENTS, in which they build on each other. Nothing is missing when all five are known
    and none lies below the middle of the scale.
    """
    if sum(known) < KNOWN_FROM:
        return Verdict(State.UNKNOWN)
    order = sorted(range(len(INGREDIENTS)), key=lambda place: (-p[place], place))[:NAMED]
    two = tuple(Named(INGREDIENTS[place], p[place], sure(p[place]), known[place]) for place in order)
    if all(known) and min(x) >= MISSING_BELOW:
        return Verdict(State.COMPLETE, two)
    return Verdict(State.UNSETTLED if two[0].sure is Sure.UNTOLD else State.MISSING, two)
