"""The exact answer to the choice of a week, by HiGHS through scipy; and the greedy one.

scipy is imported when the first plan is made: no page that makes none should wait for it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

#: The solver answers within so many seconds, or the greedy answer is taken.
TIME_LIMIT_SECONDS = 1.0
#: What rounding may add to a sum of minutes.
SLACK = 1e-9
Row = tuple[float, float, str, str, bool]


@dataclass(frozen=True)
class Problem:
    """values and minutes of n actions; ``groups``: rows of which at most one may be chosen; ``kinds``: (rows, limit
    in minutes); ``giving``: rows of which one is needed, None when it is not."""

    values: NDArray[np.float64]
    minutes: NDArray[np.float64]
    budget: float
    groups: tuple[NDArray[np.intp], ...]
    kinds: tuple[tuple[NDArray[np.intp], float], ...]
    giving: NDArray[np.intp] | None

    @classmethod
    def of(cls, rows: Sequence[Row], budget: float, limits: Mapping[str, float], needs_give: bool) -> Problem:
        """From rows of (value, minutes, person, kind, gives first); a kind without a limit has none."""
        people: dict[str, list[int]] = {}
        kinds: dict[str, list[int]] = {}
        for place, (_, _, person, kind, _) in enumerate(rows):
            if person:
                people.setdefault(person, []).append(place)
            if kind in limits:
                kinds.setdefault(kind, []).append(place)
        giving = np.array([place for place, row in enumerate(rows) if row[4]], np.intp) if needs_give else None
        return cls(
            np.array([row[0] for row in rows], float),
            np.array([row[1] for row in rows], float),
            budget,
            tuple(np.array(places, np.intp) for places in people.values() if len(places) > 1),
            tuple((np.array(places, np.intp), max(0.0, limits[kind])) for kind, places in kinds.items()),
            giving,
        )


def solve(problem: Problem) -> list[int] | None:
    """The rows of the best choice; None when the solver found none in time."""
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import csr_array

    rows = [(problem.minutes, np.arange(len(problem.values)), -np.inf, problem.budget)]
    rows += [(problem.minutes[places], places, -np.inf, limit) for places, limit in problem.kinds]
    rows += [(np.ones(len(places)), places, -np.inf, 1.0) for places in problem.groups]
    if problem.giving is not None:
        rows.append((np.ones(len(problem.giving)), problem.giving, 1.0, np.inf))
    weights = np.concatenate([weight for weight, *_ in rows])
    columns = np.concatenate([places for _, places, *_ in rows])
    starts = np.concatenate([[0], np.cumsum([len(places) for _, places, *_ in rows])])
    matrix = csr_array((weights, columns, starts), shape=(len(rows), len(problem.values)))
    found = milp(
        -problem.values,
        integrality=np.ones(len(problem.values)),
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(matrix, [low for *_, low, _ in rows], [high for *_, high in rows]),
        # Without a gap of zero the solver stops at one part in ten thousand from the best.
        options={"time_limit": TIME_LIMIT_SECONDS, "mip_rel_gap": 0.0, "disp": False},
    )
    if found.x is None or not found.success:
        return None
    return [int(place) for place in np.flatnonzero(found.x > 0.5)]


def greedy(problem: Problem) -> list[int]:
    """The rows by value a minute, a give-first one before all others where one is needed; keeps every rule."""
    order = sorted(range(len(problem.values)), key=lambda place: -_rate(problem, place))
    chosen: list[int] = []
    if problem.giving is not None:
        giving = set(problem.giving.tolist())
        chosen += [place for place in order if place in giving and _fits(problem, [place])][:1]
    for place in order:
        if place not in chosen and _fits(problem, [*chosen, place]):
            chosen.append(place)
    return chosen


def _rate(problem: Problem, place: int) -> float:
    return float(problem.values[place] / max(problem.minutes[place], 1.0))


def _fits(problem: Problem, places: Sequence[int]) -> bool:
    here = np.zeros(len(problem.values), bool)
    here[list(places)] = True
    spent = np.where(here, problem.minutes, 0.0)
    return bool(
        spent.sum() <= problem.budget + SLACK
        and all(spent[rows].sum() <= limit + SLACK for rows, limit in problem.kinds)
        and all(here[rows].sum() <= 1 for rows in problem.groups)
    )
