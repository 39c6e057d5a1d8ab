"""Whether the week's plan is the best there is, and how long it takes.

Run: python -m bench.methods.plan [--instances N]      Figures and their reading: docs/methods/plan.md.

The optimum is worked out a second way that shares nothing with the solver: dynamic programming over minutes in steps
of five, where the limit of a kind is added only once an answer breaks it (few ever do).
"""

from __future__ import annotations

import time
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bench.methods.measures import Row, asked_for, show
from grapevine.domain.coach.rules.plan.choosing import KIND_SHARE, Action, plan

INSTANCES, CANDIDATES, PEOPLE = 100, 150, 5000
KINDS = ("write", "call", "meet", "introduce", "thank", "teach")
MINUTES = (5, 10, 15, 20, 30, 45, 60)
BUDGETS = (60, 120, 240)
STEP = 5
TOLERANCE, SLOWEST_MS = 1e-6, 200.0
Table = NDArray[np.float64]
History = list[tuple[list[Action], NDArray[np.int8]]]


def rows(instances: int = INSTANCES) -> list[Row]:
    """Every figure of the bench."""
    plan(_actions(np.random.default_rng(0), 20), 60)  # imports the solver
    chance = np.random.default_rng(9)
    short, took, proved = 0.0, [], 0
    for place in range(instances):
        budget, actions = BUDGETS[place % len(BUDGETS)], _actions(chance, CANDIDATES)
        began = time.perf_counter()
        found = plan(actions, budget)
        took.append((time.perf_counter() - began) * 1000.0)
        assert not broken(found.chosen, actions, budget), "a rule of the week is broken"
        short = max(short, abs(optimum(actions, budget) - found.value))
        proved += found.exact
    large = _timed([_actions(chance, 3 * PEOPLE, PEOPLE) for _ in range(max(5, instances // 5))], 120)
    return [
        Row(f"furthest from the optimum, {instances} weeks of {CANDIDATES} candidates", short, TOLERANCE, highest=True),
        Row("share proved to be the best", proved / instances),
        Row("milliseconds a plan, median", float(np.median(took))),
        Row("milliseconds a plan, p95", float(np.percentile(took, 95)), SLOWEST_MS, highest=True),
        Row(
            f"milliseconds a plan of {PEOPLE:,} people, p95", float(np.percentile(large, 95)), SLOWEST_MS, highest=True
        ),
    ]


def broken(chosen: Sequence[Action], actions: Sequence[Action], budget: float) -> bool:
    """Whether a plan breaks a rule that could have been kept."""
    people = [action.person for action in chosen]
    spent = {kind: sum(action.minutes for action in chosen if action.kind == kind) for kind in KINDS}
    return (
        sum(action.minutes for action in chosen) > budget
        or len(set(people)) < len(people)
        or max(spent.values()) > KIND_SHARE * budget
        or not any(action.gives_first for action in chosen)
        or not {action.id for action in actions if action.forced} <= {action.id for action in chosen}
    )


def optimum(actions: Sequence[Action], budget: int) -> float:
    """The best value, by dynamic programming; the limits of kinds are added as answers break them."""
    limited: tuple[str, ...] = ()
    while True:
        value, chosen = _best(actions, budget, limited)
        spent = {kind: sum(action.minutes for action in chosen if action.kind == kind) for kind in KINDS}
        over = [kind for kind in KINDS if spent[kind] > KIND_SHARE * budget]
        if not over:
            return value
        limited += (over[0],)


def _best(actions: Sequence[Action], budget: int, limited: tuple[str, ...]) -> tuple[float, list[Action]]:
    """Cells: (gave first, minutes of each limited kind, minutes); each person adds one of their actions, or none."""
    steps = budget // STEP
    limit = int(KIND_SHARE * budget // STEP)
    forced = [action for action in actions if action.forced]
    barred = {action.person for action in forced}
    people: dict[str, list[Action]] = {}
    for action in (one for one in actions if one.person not in barred):
        people.setdefault(action.person, []).append(action)
    table = np.full((2, *[limit + 1] * len(limited), steps + 1), -np.inf)
    table[(0,) * table.ndim] = 0.0
    turns = [([action], True) for action in forced] + [(choice, False) for choice in people.values()]
    history: History = []
    for choice, must in turns:
        table, taken = _turn(table, choice, must, limited)
        history.append((choice, taken))
    cell = np.unravel_index(int(np.argmax(table[1])), table[1].shape)
    return _traced(history, (1, *map(int, cell)), float(table[1][cell]), limited)


def _turn(table: Table, choice: Sequence[Action], must: bool, limited: Sequence[str]) -> tuple[Table, NDArray[np.int8]]:
    """The table after a person’s turn, and what was taken: 2 * number of the action + whether help was given before."""
    best = np.full_like(table, -np.inf) if must else table.copy()
    taken = np.zeros(table.shape, np.int8)
    for number, action in enumerate(choice, 1):
        into, of = _moves(action, limited, table.shape[1:])
        for before in (0, 1):
            cell = (1 if action.gives_first else before, *into)
            moved = table[(before, *of)] + action.value
            better = moved > best[cell]
            best[cell][better], taken[cell][better] = moved[better], 2 * number + before
    return best, taken


def _moves(action: Action, limited: Sequence[str], shape: Sequence[int]) -> tuple[tuple[slice, ...], tuple[slice, ...]]:
    """Where an action leads to, and from where: empty when it is too long for the table."""
    shifts = _shifts(action, limited)
    into = tuple(slice(shift, None) for shift in shifts)
    return into, tuple(slice(0, max(0, length - shift)) for shift, length in zip(shifts, shape, strict=True))


def _shifts(action: Action, limited: Sequence[str]) -> list[int]:
    size = int(action.minutes) // STEP
    return [size if kind == action.kind else 0 for kind in limited] + [size]


def _traced(
    history: History, cell: tuple[int, ...], value: float, limited: Sequence[str]
) -> tuple[float, list[Action]]:
    """The value with the actions behind its cell, followed back from the last person to the first."""
    chosen: list[Action] = []
    for choice, taken in reversed(history):
        number, before = divmod(int(taken[cell]), 2)
        if number:
            action = choice[number - 1]
            chosen.append(action)
            moved = (length - shift for length, shift in zip(cell[1:], _shifts(action, limited), strict=True))
            cell = (before, *moved)
    assert not any(cell) and abs(sum(action.value for action in chosen) - value) < TOLERANCE, "the table is wrong"
    return value, chosen


def _timed(weeks: Sequence[list[Action]], budget: float) -> list[float]:
    took = []
    for actions in weeks:
        began = time.perf_counter()
        plan(actions, budget)
        took.append((time.perf_counter() - began) * 1000.0)
    return took


def _actions(chance: np.random.Generator, count: int, people: int | None = None) -> list[Action]:
    """A week's candidates: skewed values, longer actions worth more on average, one or two forced."""
    whom = chance.integers(0, people or max(2, count * 2 // 3), count)
    kinds = chance.choice(len(KINDS), count, p=(0.3, 0.2, 0.15, 0.15, 0.1, 0.1))
    minutes = chance.choice(MINUTES, count, p=(0.2, 0.2, 0.2, 0.15, 0.15, 0.06, 0.04))
    values = chance.lognormal(0.0, 0.8, count) * np.sqrt(minutes)
    forced = {int(place) for place in chance.choice(count, 2, replace=False) if minutes[place] <= 10}
    if len({whom[place] for place in forced}) < len(forced):
        forced.pop()
    return [
        Action(str(place), f"p{whom[place]}", KINDS[kinds[place]], float(minutes[place]), float(values[place]),
               gives_first=bool(kinds[place] in (3, 4) or chance.random() < 0.1), forced=place in forced)
        for place in range(count)
    ]  # fmt: skip


if __name__ == "__main__":
    show(rows(**asked_for(__doc__, instances=INSTANCES)))
