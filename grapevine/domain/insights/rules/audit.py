"""The source audit: for each group of people what it has and lacks of the five, beside what it really sent.

A group is a part of life, or the partners, who are counted nowhere else. Averages rest on whom an ingredient is known
of, with the range in which the average likely lies (8 in 10: 1.28 standard errors); what is missing is the mean of the
shown P of the people of whom at least two ingredients are known. Source: docs/methods/missing-ingredient.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, sqrt

import numpy as np
from numpy.typing import NDArray

from grapevine.domain.depth.rules.parts import COMMITTED, INGREDIENTS, MISSING_BELOW
from grapevine.domain.insights.rules import missing
from grapevine.domain.insights.rules.five import Marks
from grapevine.domain.insights.rules.missing import Floats
from grapevine.domain.insights.rules.missing_fit import Law, fit
from grapevine.domain.insights.rules.missing_words import KNOWN_FROM, NAMED, PERHAPS_FROM, Named, State, Verdict, sure

#: The one group that is no part of life.
PARTNERS = "partners"
#: Known of fewer than so many of a group: we cannot tell yet. Ours.
FEW = 3
#: Resting on fewer than so many, a number is a sketch (GUIDE).
THIN_BELOW = 10
#: Standard errors that cover the middle 80 of 100.
EIGHT_IN_TEN = 1.2816
#: With fewer referrals in all it is too early to say what more would bring. Ours.
EXPECT_FROM = 10
QUARTERS = 4.0
_LOW, _HIGH = 0.1, 0.9


@dataclass(frozen=True, slots=True)
class Cell:
    """The average of one ingredient in a group, 0..1, known of ``people``; give or take ``range``."""

    mean: float
    range: float | None
    people: int

    @property
    def thin(self) -> bool:
        """A sketch, not a measure."""
        return self.people < THIN_BELOW


@dataclass(frozen=True, slots=True)
class Group:
    """One row: ``told`` of its ``people`` are known well enough to say what is missing.

    ``cells`` in the order of INGREDIENTS, None where nobody is known. ``sent``: referrals of the time from ``senders``.
    ``shown``: mean shown P. ``more``: how many more a year a little more of what is missing would bring (10 and 90 of
    100), None when too early to say; ``worth`` is the middle of it, for the order.
    """

    key: str
    people: int
    told: int
    cells: tuple[Cell | None, ...]
    sent: int
    senders: int
    verdict: Verdict
    shown: tuple[float, ...] = ()
    worth: float = 0.0
    more: tuple[int, int] | None = None

    @property
    def per_ten(self) -> float:
        """Referrals for each ten people."""
        return 10.0 * self.sent / self.people if self.people else 0.0


@dataclass(frozen=True, slots=True)
class Told:
    """Everybody with a trace, a row each: group, shares, which are known, referrals sent; and what follows.

    ``p`` is the shown P, zero for people of whom too little is known; ``worth`` the referrals a year that a little more
    of the likeliest would bring.
    """

    groups: NDArray[np.str_]
    x: Floats
    known: Marks
    sent: Floats
    enough: Marks
    p: Floats
    worth: Floats
    law: Law


def told(groups: Sequence[str], x: Floats, known: Marks, sent: Floats, apart: Floats) -> Told:
    """The weights learned from these people, and what is missing of each.

    ``apart``: committed as known without the referrals ``sent``, see ``five.committed_apart``: with them in it the law
    would only learn that who sends, sends.
    """
    counts = np.asarray(sent, float)
    enough = known.sum(axis=1) >= KNOWN_FROM
    learned = np.where(np.arange(len(INGREDIENTS)) == INGREDIENTS.index(COMMITTED), apart[:, None], x)
    law = fit(learned[enough], counts[enough], QUARTERS)
    p, worth = np.zeros(x.shape), np.zeros(len(counts))
    if enough.any():
        p[enough] = missing.shown(x[enough], known[enough], law.weights)
        worth[enough] = _worth(x[enough], p[enough].argmax(axis=1), law)
    return Told(np.array(groups, dtype=str), x, known, counts, enough, p, worth, law)


def _worth(x: Floats, place: np.ndarray, law: Law) -> Floats:
    """Referrals a year that a little more of the ingredient at ``place`` would bring, for each row."""
    now = np.clip(x, missing.LOWEST, missing.HIGHEST)
    weights = np.asarray(law.weights)
    expected = np.exp(law.intercept + np.einsum("nk,k->n", np.log(now), weights))
    of = np.take_along_axis(now, place[:, None], axis=1)[:, 0]
    rise = (np.minimum(of + missing.STEP, missing.HIGHEST) / of) ** weights[place] - 1.0
    found: Floats = QUARTERS * expected * rise
    return found


def group(key: str, people: int, found: Told) -> Group:
    """The row of one group of so many people."""
    mine = found.groups == key
    x, known, sent = found.x[mine], found.known[mine], found.sent[mine]
    enough = found.enough[mine]
    cells = tuple(_cell(x[known[:, place], place]) for place in range(len(INGREDIENTS)))
    told_of, all_sent = int(enough.sum()), int(sent.sum())
    counted = (key, people, told_of, cells, all_sent, int((sent > 0).sum()))
    if told_of < FEW:
        return Group(*counted, Verdict(State.UNKNOWN))
    shown = tuple(float(p) for p in found.p[mine][enough].mean(axis=0))
    verdict = _verdict(cells, shown)
    first = verdict.two[0].ingredient
    at_first = found.p[mine].argmax(axis=1) == INGREDIENTS.index(first)
    worth = float(found.worth[mine][enough & at_first].sum())
    more = poisson_range(worth) if found.sent.sum() >= EXPECT_FROM else None
    return Group(*counted, verdict, shown, worth, more)


def _cell(values: Floats) -> Cell | None:
    if not len(values):
        return None
    spread = None if len(values) < 2 else EIGHT_IN_TEN * float(values.std(ddof=1)) / sqrt(len(values))
    return Cell(float(values.mean()), spread, len(values))


def _verdict(cells: Sequence[Cell | None], shown: Sequence[float]) -> Verdict:
    """The two likeliest of a group; nothing is missing when all five averages are known and none is low."""
    order = sorted(range(len(INGREDIENTS)), key=lambda place: (-shown[place], place))[:NAMED]
    two = tuple(
        Named(INGREDIENTS[place], shown[place], sure(shown[place]), cells[place] is not None) for place in order
    )
    if all(cell and cell.people >= FEW and cell.mean >= MISSING_BELOW for cell in cells):
        return Verdict(State.COMPLETE, two)
    return Verdict(State.MISSING if shown[order[0]] >= PERHAPS_FROM else State.UNSETTLED, two)


def poisson_range(mean: float) -> tuple[int, int]:
    """The 10 and 90 of 100 points of so many to come by chance. mean >= 0, below 700."""
    low, number, at, below = -1, 0, exp(-min(mean, 700.0)), 0.0
    while True:
        below += at
        if low < 0 and below >= _LOW:
            low = number
        if below >= _HIGH:
            return low, number
        number += 1
        at *= mean / number
