"""Other ways to score a pair from its logged messages, to measure depth against. All see both directions as one.

BG/NBD: Fader, Hardie and Lee 2005: while alive a pair writes at a rate of its own (gamma), after each message it may
end for good (beta). Fitted by maximum likelihood over all pairs of a case.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bench.methods.mail import Case
from bench.methods.measures import ranks
from grapevine.kit.half_life import left_after

Scores = NDArray[np.float64]
ONE_WAY_HALF_LIFE = 60.0


def recency(case: Case) -> Scores:
    """The later the last message, the better."""
    return np.array([max(event.at for event in events) for events in case.before])


def frequency(case: Case) -> Scores:
    """How many messages there were."""
    return np.array([float(len(events)) for events in case.before])


def rfm(case: Case) -> Scores:
    """Recency, frequency and amount (here: days with a message), as the mean of the three ranks."""
    active = np.array([float(len({int(event.at) for event in events})) for events in case.before])
    return (ranks(recency(case)) + ranks(frequency(case)) + ranks(active)) / 3.0


def one_way_decay(case: Case) -> Scores:
    """All messages of a pair in one fading sum with a half-life of 60 days."""
    return np.array(
        [sum(left_after(case.at - event.at, ONE_WAY_HALF_LIFE) for event in events) for events in case.before]
    )


@dataclass(frozen=True, slots=True)
class Buyers:
    """What BG/NBD sees of each pair: repeats, time of the last one, time watched; both since the first message."""

    repeats: Scores
    last: Scores
    watched: Scores


def buyers(case: Case) -> Buyers:
    """The pairs of a case in weeks, which keeps the numbers of the fit near one."""
    spans = [(min(e.at for e in events), max(e.at for e in events)) for events in case.before]
    first, last = np.array(spans).T
    return Buyers(frequency(case) - 1.0, (last - first) / 7.0, (case.at - first) / 7.0)


def bg_nbd(case: Case) -> tuple[Scores, Scores]:
    """(chance to be alive at the cut, messages expected within the horizon)."""
    seen = buyers(case)
    lowest = _nelder_mead(lambda logs: -_log_likelihood(np.exp(logs), seen), np.zeros(4))
    fitted = np.exp(lowest)
    alive = _alive(fitted, seen)
    return alive, _expected(fitted, seen, case.horizon / 7.0, alive)


def _log_likelihood(parameters: Scores, seen: Buyers) -> float:
    r, alpha, a, b = parameters
    x = seen.repeats
    common = _gammaln(r + x) - math.lgamma(r) + r * math.log(alpha)
    beta = math.lgamma(a + b) - math.lgamma(b) + _gammaln(b + x) - _gammaln(a + b + x)
    going = -(r + x) * np.log(alpha + seen.watched)
    with np.errstate(divide="ignore"):
        over = np.where(
            x > 0,
            math.log(a) - np.log(b + np.maximum(x, 1.0) - 1.0) - (r + x) * np.log(alpha + seen.last),
            -np.inf,
        )
    return float((common + beta + np.logaddexp(going, over)).mean())


def _alive(parameters: Scores, seen: Buyers) -> Scores:
    r, alpha, a, b = parameters
    x = seen.repeats
    odds = (
        a
        / (b + np.maximum(x, 1.0) - 1.0)
        * np.exp(np.minimum((r + x) * np.log((alpha + seen.watched) / (alpha + seen.last)), 700.0))
    )
    return 1.0 / (1.0 + np.where(x > 0, odds, 0.0))


def _expected(parameters: Scores, seen: Buyers, horizon: float, alive: Scores) -> Scores:
    r, alpha, a, b = parameters
    x = seen.repeats
    z = horizon / (alpha + seen.watched + horizon)
    base = (alpha + seen.watched) / (alpha + seen.watched + horizon)
    gauss = _hyp2f1(r + x, b + x, a + b + x - 1.0, z, base)
    return (a + b + x - 1.0) / (a - 1.0) * (1.0 - gauss) * alive


def _hyp2f1(p: Scores, q: Scores, s: Scores, z: Scores, base: Scores) -> Scores:
    """base^p * 2F1(p, q; s; z) by its series, 0 <= z < 1, summed in logs so that nothing overflows."""
    log_term = p * np.log(base)
    total = np.exp(log_term)
    for n in range(20_000):
        log_term = log_term + np.log(np.abs((p + n) * (q + n) / ((s + n) * (n + 1.0)) * z))
        term = np.exp(log_term)
        total = total + term
        if n > 50 and term.max() < 1e-12:
            break
    return total


def _gammaln(values: Scores) -> Scores:
    distinct, inverse = np.unique(values, return_inverse=True)
    return np.array([math.lgamma(value) for value in distinct])[inverse]


def _nelder_mead(cost: Callable[[Scores], float], start: Scores, rounds: int = 400) -> Scores:
    """Smallest value of a smooth function of few variables, downhill with a simplex."""
    simplex = [start, *(start + step for step in np.eye(len(start)))]
    costs = [cost(point) for point in simplex]
    for _ in range(rounds):
        order = np.argsort(costs)
        simplex, costs = [simplex[i] for i in order], [costs[i] for i in order]
        if costs[-1] - costs[0] < 1e-9:
            break
        middle = np.mean(simplex[:-1], axis=0)
        _step(cost, simplex, costs, middle)
    return simplex[int(np.argmin(costs))]


def _step(cost: Callable[[Scores], float], simplex: list[Scores], costs: list[float], middle: Scores) -> None:
    """Replaces the worst corner: reflected, stretched or pulled in; else the whole simplex shrinks."""
    tries = {reach: middle + reach * (simplex[-1] - middle) for reach in (-1.0, -2.0, 0.5)}
    reflected = cost(tries[-1.0])
    if reflected < costs[0]:
        stretched = cost(tries[-2.0])
        reach, value = (-2.0, stretched) if stretched < reflected else (-1.0, reflected)
    elif reflected < costs[-2]:
        reach, value = -1.0, reflected
    else:
        reach, value = 0.5, cost(tries[0.5])
        if value >= costs[-1]:
            for i in range(1, len(simplex)):
                simplex[i] = simplex[0] + 0.5 * (simplex[i] - simplex[0])
                costs[i] = cost(simplex[i])
            return
    simplex[-1], costs[-1] = tries[reach], value
