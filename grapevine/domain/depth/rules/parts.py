"""The five ingredients of one side: know, like, trust, committed, educated; each 0..1, measured or not.

    x = (3 rated r' + e ev + 0.5 * 0.4) / (3 rated + e + 0.5),   r' = (r - 1) / 4,   e = min(1, units / 3)

A rating is worth three times the traces; with neither, x rests at 0.4 and the part says that it is not measured. The
parts explain; they do not feed depth, whose order therefore never depends on them.

"The side" below is the person whose ingredient it is: for "do they know me?" it is them, and the other is me.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from grapevine.domain.depth.rules import rating
from grapevine.domain.depth.rules.tempo import Tempo

KNOW = "know"
LIKE = "like"
TRUST = "trust"
COMMITTED = "committed"
EDUCATED = "educated"
#: In the order in which they build on each other.
INGREDIENTS = (KNOW, LIKE, TRUST, COMMITTED, EDUCATED)

RATING_WORTH = 3.0
PRIOR, PRIOR_WORTH = 0.4, 0.5
#: This many units of evidence make the traces count in full.
FULL_UNITS = 3.0
#: Below the middle of the scale an ingredient counts as missing.
MISSING_BELOW = 0.5


class Trace(NamedTuple):
    """What happenings say about one ingredient.

    value: 0..1. units >= 0: how much was seen, in happenings (for `know` in units of one message).
    """

    value: float
    units: float


class Part(NamedTuple):
    """One ingredient of one side. When `measured` is false `value` is only the prior: show "not measured".

    `corrected` is the owner's own word on it, 0..1, which is shown in its place; None when they have said nothing.
    """

    value: float
    measured: bool
    rated: float | None = None
    trace: Trace | None = None
    corrected: float | None = None

    @property
    def standing(self) -> float | None:
        """What is shown, 0..1: the owner's word, else what was measured, else None."""
        if self.corrected is not None:
            return self.corrected
        return self.value if self.measured else None


#: Nothing said and nothing seen: the same for everybody, so that long lists make it once.
_UNKNOWN = Part(PRIOR, measured=False)


def part(rated: float | None = None, trace: Trace | None = None, corrected: float | None = None) -> Part:
    """One ingredient from a rating 1..5 and traces, either of which may be missing; `corrected` is 1..5 as well.

    Raises ValueError for a bad rating.
    """
    if rated is None and trace is None and corrected is None:
        return _UNKNOWN
    seen = min(1.0, trace.units / FULL_UNITS) if trace else 0.0
    worth = RATING_WORTH if rated is not None else 0.0
    evidence = PRIOR_WORTH * PRIOR
    if rated is not None:
        evidence += worth * rating.share(rated)
    if trace is not None:
        evidence += seen * trace.value
    word = None if corrected is None else rating.share(corrected)
    return Part(evidence / (worth + seen + PRIOR_WORTH), rated is not None or seen > 0.0, rated, trace, word)


def know(conversation_mass: float, tempo: Tempo) -> Trace:
    """From the side's conversation mass (score.side_mass of its touches): half known at the tempo's scale."""
    return Trace(1.0 - 2.0 ** (-conversation_mass / tempo.scale), conversation_mass)


def like(began_by_side: int, began_by_other: int) -> Trace:
    """From who seeks whom: how many touches each began."""
    both = began_by_side + began_by_other
    return Trace((began_by_side + 1) / (both + 2), both)


def trust(*, kept: int, broken: int, closed_well: int, went_badly: int) -> Trace:
    """From promises kept and broken, and from referrals between the two that ended well or badly (worth two each).

    Nothing seen gives 1 with no units: innocent, and not measured.
    """
    good, bad = kept + 2 * closed_well, broken + 2 * went_badly
    return Trace((good + 1) / (good + bad + 1), good + bad)


def committed_by_gives(give_share: float, gives: float) -> Trace:
    """Without an agreement: the side's share of what was given between the two (0..1), out of how many gives."""
    return Trace(give_share, gives)


def first_missing(parts: Mapping[str, Part]) -> str | None:
    """The first ingredient, in the order of INGREDIENTS, that is not known or lies below 0.5; None: all there."""
    return next((name for name in INGREDIENTS if name not in parts or is_missing(parts[name])), None)


def is_missing(found: Part) -> bool:
    """Whether this ingredient is not known, or lies below the middle of the scale."""
    value = found.standing
    return value is None or value < MISSING_BELOW
