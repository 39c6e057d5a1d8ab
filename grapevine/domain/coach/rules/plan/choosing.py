"""The most valuable set of actions for a week. METHODS, rule 9.

    maximise sum v_a y_a,  y in {0, 1}
    sum of minutes <= budget;  at most one action a person;  at most half of the budget's minutes on one kind;
    at least one give-first action;  forced actions (promised, overdue) are in

Forced actions come first: where they break a rule, the rule yields to them and nothing is added that would break it
further. What could not be kept is said in ``gave_way``.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from grapevine.domain.coach.rules.plan.solving import Problem, greedy, solve

#: So much of the budget one kind may take.
KIND_SHARE = 0.5
#: So many candidates are weighed, by value a minute; with them the best two of each kind and the best that give first.
PRESELECTED, BEST_OF_EACH = 150, 2
_ROUGHLY = 4
#: A minute is the least that an action is counted with when its value is set against its time.
_LEAST_MINUTES = 1.0

OVERCOMMITTED, NO_GIVE_FIRST, GIVE_FIRST_TOO_LONG = "overcommitted", "no_give_first", "give_first_too_long"
FORCED_TWICE, FORCED_KIND = "forced_twice", "forced_kind"


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that could be done this week. minutes and value: 0 or more. gives_first: it helps, and asks nothing."""

    id: str
    person: str
    kind: str
    minutes: float
    value: float
    gives_first: bool = False
    forced: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """What goes in, in the order given. gave_way: the rules that could not be kept. exact: proved to be the best."""

    chosen: tuple[Action, ...]
    gave_way: tuple[str, ...] = ()
    exact: bool = True

    @property
    def value(self) -> float:
        """What it is worth together."""
        return math.fsum(action.value for action in self.chosen)

    @property
    def minutes(self) -> float:
        """How long it takes together."""
        return math.fsum(action.minutes for action in self.chosen)


def plan(actions: Iterable[Action], budget: float) -> Plan:
    """The best plan within ``budget`` minutes (0 or more). Raises ValueError on what is no time or value."""
    known = list(actions)
    _check(known, budget)
    forced = [action for action in known if action.forced]
    if math.fsum(action.minutes for action in forced) > budget:
        return _only_promised(forced, budget)
    free = preselected([action for action in known if not action.forced], budget)
    problem, gave_way = _problem(forced, free, budget)
    chosen = solve(problem) if free else []
    exact = chosen is not None
    if chosen is None:
        chosen = greedy(problem)
    kept = {free[place].id for place in chosen} | {action.id for action in forced}
    return Plan(tuple(action for action in known if action.id in kept), gave_way, exact)


def preselected(actions: Sequence[Action], budget: float) -> list[Action]:
    """Those worth weighing: none that is too long, nor one that another with the same person betters in every way."""
    limit = budget * KIND_SHARE
    fitting = [action for action in actions if action.minutes <= limit and action.value > 0.0]
    # First roughly, so that thousands of actions are not compared one by one; then without the bettered ones.
    return _best(_unbettered(_best(fitting, _ROUGHLY * PRESELECTED)), PRESELECTED)


def _best(actions: Sequence[Action], count: int) -> list[Action]:
    """The best by value a minute, with them the best two of each kind and the best two that give first."""
    if len(actions) <= count:
        return list(actions)
    by_minute = sorted(actions, key=lambda action: -action.value / max(action.minutes, _LEAST_MINUTES))
    kept = {action.id for action in by_minute[:count]}
    left = {kind: BEST_OF_EACH for kind in {action.kind for action in actions}}
    giving = BEST_OF_EACH
    for action in by_minute:
        if left[action.kind] or (giving and action.gives_first):
            left[action.kind] = max(0, left[action.kind] - 1)
            giving -= bool(giving and action.gives_first)
            kept.add(action.id)
    return [action for action in actions if action.id in kept]


def _unbettered(actions: Sequence[Action]) -> list[Action]:
    """Without those that another action of the same person and kind betters; of equal ones the first stays."""
    groups: dict[tuple[str, str], list[Action]] = {}
    for action in sorted(actions, key=lambda one: (one.minutes, -one.value, not one.gives_first)):
        group = groups.setdefault((action.person, action.kind), [])
        if not any(other.value >= action.value and other.gives_first >= action.gives_first for other in group):
            group.append(action)
    kept = {action.id for group in groups.values() for action in group}
    return [action for action in actions if action.id in kept]


def _check(actions: Sequence[Action], budget: float) -> None:
    if not (math.isfinite(budget) and budget >= 0.0):
        raise ValueError(f"a budget of {budget} minutes is no length of time")
    for action in actions:
        if not all(math.isfinite(number) and number >= 0.0 for number in (action.minutes, action.value)):
            raise ValueError(f"action {action.id}: minutes and value must be numbers of 0 or more")
    if len({action.id for action in actions}) < len(actions):
        raise ValueError("two actions bear the same id")


def _only_promised(forced: Sequence[Action], budget: float) -> Plan:
    """More is promised than there is time for: the most valuable of it, and nothing else."""
    problem = Problem.of([(action.value, action.minutes, "", "", False) for action in forced], budget, {}, False)
    chosen = solve(problem)
    places = greedy(problem) if chosen is None else chosen
    return Plan(tuple(forced[place] for place in sorted(places)), (OVERCOMMITTED,), chosen is not None)


def _problem(forced: Sequence[Action], free: list[Action], budget: float) -> tuple[Problem, tuple[str, ...]]:
    """What is left to choose once the forced ones are in, and which rules had to yield; ``free`` loses whom it bars."""
    gave_way = []
    people = [action.person for action in forced]
    if len(set(people)) < len(people):
        gave_way.append(FORCED_TWICE)
    free[:] = [action for action in free if action.person not in people]
    limits = {kind: budget * KIND_SHARE for kind in {action.kind for action in (*forced, *free)}}
    for action in forced:
        limits[action.kind] -= action.minutes
    if min(limits.values(), default=0.0) < 0.0:
        gave_way.append(FORCED_KIND)
    left = budget - math.fsum(action.minutes for action in forced)
    needs_give = not any(action.gives_first for action in forced)
    giving = [action for action in free if action.gives_first]
    if needs_give and not any(action.minutes <= min(left, limits[action.kind]) for action in giving):
        gave_way.append(GIVE_FIRST_TOO_LONG if giving else NO_GIVE_FIRST)
        needs_give = False
    rows = [(action.value, action.minutes, action.person, action.kind, action.gives_first) for action in free]
    return Problem.of(rows, left, limits, needs_give), tuple(gave_way)
