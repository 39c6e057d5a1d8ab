"""Whether following the plan pays: referrals received in a made-up year, beside three plainer ways to choose.

Counted is what is to be expected of each week as it is, so that chance does not hide what the choice does.

Run: python -m bench.methods.plan_year [--seeds N] [--first SEED]  Figures and their reading: docs/methods/plan-year.md.

The rule was tuned with worlds 0 to 9 in sight. The usual run is over worlds that nobody has looked at before.

In each chapter one member lives by a rule for a year: the same minutes, the same two kinds of acts (a one-to-one, a
favour), the rules of the week (one act a person, at most half of the minutes on one kind), and the same world up to
that day. Only whom they choose differs. What the rule sees is what a book shows: its own ledgers, and which profession
sent how many referrals to theirs; never the truth.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from bench.methods.measures import Row, asked_for, show
from grapevine.domain.coach.rules.plan.bearing import bears
from grapevine.domain.coach.rules.plan.choosing import Action, plan
from grapevine.domain.coach.rules.plan.valuing import STAKE_SCALE
from grapevine.domain.coach.rules.ties import AHEAD_DAYS
from grapevine.domain.depth.rules.tempo import STANDARD
from grapevine.domain.gives import rules as gives
from grapevine.domain.simulation.rules.laws import DEFAULT
from grapevine.domain.simulation.rules.members import members
from grapevine.domain.simulation.rules.trades import trades
from grapevine.domain.simulation.rules.week import Ties, Week
from grapevine.domain.touches import rules as touches

SEEDS, CHAPTERS, BEFORE, YEAR = 24, 4, 52, 52
#: The first of the worlds; those from 0 on helped to find the rule.
FIRST = 1_000
#: Minutes of a week, of a one-to-one with the way there, and of a favour.
BUDGET, MEETING, FAVOUR = 240.0, 60.0, 20.0
#: How surely an offered act is done (rule 9, before anything was answered).
LIKELY = 2.0 / 3.0
#: Of 2,000 resamples of the seeds, the middle 95 %.
DRAWS, TAILS = 2_000, (2.5, 97.5)
Table = NDArray[np.float64]
ACTS = ("one_to_one", "favour")
#: What an act adds to my side and to theirs in depth's units.
ADDS = {
    "one_to_one": touches.weights(touches.ONE_TO_ONE, touches.ME, 60),
    "favour": gives.weights(gives.HELP, gives.GIVEN),
}
MINUTES = {"one_to_one": MEETING, "favour": FAVOUR}


@dataclass
class Seen:
    """What the member of each chapter sees: chapters x seats. Sums of depth's two sides, when the two last met,
    referrals and value that came from each, what their profession is thought to be good for (1: as any), and depth
    right after the last happening."""

    mine: list[Table]
    theirs: list[Table]
    last: Table
    came: Table
    value: Table
    lift: Table
    then: Table


Choose = Callable[[Seen, int, np.random.Generator], Table]


def main() -> None:
    """The table."""
    show(rows(**asked_for(__doc__, seeds=SEEDS, first=FIRST)))


def rows(seeds: int = SEEDS, first: int = FIRST) -> list[Row]:
    """Referrals a member-year under each rule, and what the plan brings beyond each other, with the interval."""
    found = np.array([one_world(seed) for seed in range(first, first + seeds)])
    told = "referrals received from the chapter in the year"
    out = [Row(f"{told}: {name}", float(found[:, at].mean())) for at, name in enumerate(WAYS)]
    ours = list(WAYS).index("plan")
    chance = np.random.default_rng(0)
    for at, name in enumerate(WAYS):
        if at == ours:
            continue
        more = found[:, ours] - found[:, at]
        means = more[chance.integers(len(more), size=(DRAWS, len(more)))].mean(axis=1)
        low, high = np.percentile(means, TAILS)
        bar = 0.0 if name in BASELINES else None
        out.append(Row(f"plan beyond {name}, mean of {seeds} worlds", float(more.mean()), bar))
        out.append(Row(f"plan beyond {name}, lower end of the 95 % interval", float(low), bar))
        out.append(Row(f"plan beyond {name}, upper end", float(high)))
    return out


def one_world(seed: int) -> list[float]:
    """Mean referrals received by the members who choose, under each way, after the same year."""
    laws = replace(DEFAULT, chapters=CHAPTERS)
    kinds = trades(laws, np.random.default_rng([seed, 0]))
    chance = np.random.default_rng([seed, 1])
    who = members(np.full(CHAPTERS, laws.seats), kinds, laws, chance)
    ties = Ties(who, kinds, laws, chance)
    seen = Seen([np.zeros(who.there.shape) for _ in range(2)], [np.zeros(who.there.shape) for _ in range(2)],
                *(np.zeros(who.there.shape) for _ in range(5)))  # fmt: skip
    sent = np.zeros((len(kinds.keys), len(kinds.keys)))
    for number in range(BEFORE):
        week = ties.live(chance)
        np.add.at(sent, (who.trade.reshape(-1)[week.giver], who.trade.reshape(-1)[week.receiver]), 1.0)
        note(seen, week, number, chance)
    seen.lift = lifts(sent, who.trade, kinds.spheres)
    return [a_year(copy.deepcopy(ties), copy.deepcopy(seen), way, seed) for way in WAYS.values()]


def lifts(sent: Table, trade: NDArray[np.int64], spheres: NDArray[np.int64]) -> Table:
    """How much more often each one's profession refers the chooser's than chance would (METHODS rule 3, kappa 3)."""
    usual = sent.sum(axis=1, keepdims=True) * sent.sum(axis=0, keepdims=True) / max(1.0, sent.sum())
    same = spheres[:, None] == spheres[None, :]
    prior = np.where(same, *((sent[one].sum() + 5.0) / (usual[one].sum() + 5.0) for one in (same, ~same)))
    return ((sent + 3.0 * prior) / (usual + 3.0))[trade, trade[:, :1]]


def a_year(ties: Ties, seen: Seen, way: Choose, seed: int) -> float:
    """Referrals that the first member of each chapter receives when they choose by this way."""
    chance = np.random.default_rng([seed, 2])
    seats = ties.seats
    ties.members.attention[:, 0] = 0.0
    received = 0.0
    for number in range(BEFORE, BEFORE + YEAR):
        received += float(ties.expected()[:, :, 0].sum())
        note(seen, ties.live(chance), number, chance)
        values = way(seen, number, chance)
        for act, chosen in (("one_to_one", []), ("favour", [])):
            for chapter in range(ties.chapters):
                chosen += [(chapter * seats, chapter * seats + seat) for seat in _of(values, chapter, act)]
            me, them = np.array(chosen, int).reshape(-1, 2).T
            (ties.spend if act == "one_to_one" else ties.help)(me, them)
            credit(seen, them, number, *ADDS[act])
    return received / ties.chapters


def note(seen: Seen, week: Week, number: int, chance: np.random.Generator) -> None:
    """What a week leaves in the books of those who choose (the first of each chapter)."""
    for sides in (seen.mine, seen.theirs):
        for half_life, table in zip((STANDARD.fast_days, STANDARD.slow_days), sides, strict=True):
            table *= 2.0 ** (-7.0 / half_life)
    seats = seen.last.shape[1]
    for one, other, weights in (
        (week.began, week.met, touches.weights(touches.ONE_TO_ONE, touches.ME, 60)),
        (week.met, week.began, touches.weights(touches.ONE_TO_ONE, touches.THEM, 60)),
        (week.giver, week.receiver, gives.weights(gives.REFERRAL, gives.GIVEN)),
        (week.receiver, week.giver, gives.weights(gives.REFERRAL, gives.RECEIVED)),
    ):
        own = (one % seats == 0) & (one // seats == other // seats)
        credit(seen, other[own], number, *weights)
    mine = (week.receiver % seats == 0) & (week.giver // seats == week.receiver // seats)
    worth = DEFAULT.value_median * np.exp(chance.normal(0, DEFAULT.value_sigma, mine.sum()))
    np.add.at(seen.came.reshape(-1), week.giver[mine], 1.0)
    np.add.at(seen.value.reshape(-1), week.giver[mine], worth * (chance.random(mine.sum()) < DEFAULT.won))


def credit(seen: Seen, who: NDArray[np.int64], number: int, mine: float, theirs: float) -> None:
    """An act with these counts on both sides, and they were the last to be met."""
    for weight, sides in ((mine, seen.mine), (theirs, seen.theirs)):
        for table in sides:
            np.add.at(table.reshape(-1), who, weight)
    seen.last.reshape(-1)[who] = number + 1
    seen.then.reshape(-1)[who] = _depth(seen, 0.0, 0.0).reshape(-1)[who]


def gains(seen: Seen, act: str) -> Table:
    """D(M + w) - D(M) of an act with each."""
    mine, theirs = ADDS[act]
    return _depth(seen, mine, theirs) - _depth(seen, 0.0, 0.0)


def _depth(seen: Seen, mine: float, theirs: float, faded: float = 1.0) -> Table:
    """Depth of each after an act with these weights, with so much left of all of it."""
    mixed = [
        0.1 * (x + mine + y + theirs) / 2.0 + 0.9 * np.sqrt((x + mine) * (y + theirs))
        for x, y in zip(seen.mine, seen.theirs, strict=True)
    ]
    return 100.0 * (1.0 - 2.0 ** (-faded * np.sqrt(mixed[0] * mixed[1]) / STANDARD.scale))


def _of(values: Table, chapter: int, act: str) -> list[int]:
    """Seats chosen for an act; values: chapters x seats x acts, -1 for not chosen."""
    return np.flatnonzero(values[chapter, :, ACTS.index(act)] > 0.0).tolist()


def by_order(order: Callable[[Seen, np.random.Generator], Table]) -> Choose:
    """The best by an order get the one-to-ones, the next the favours, within the rules of the week."""

    def choose(seen: Seen, number: int, chance: np.random.Generator) -> Table:
        scores = order(seen, chance)
        chosen = np.zeros((*scores.shape, len(ACTS)))
        meetings, favours = int(BUDGET / 2 // MEETING), int(BUDGET / 2 // FAVOUR)
        for chapter, row in enumerate(scores):
            best = 1 + np.argsort(-(row[1:] + 1e-9 * chance.random(len(row) - 1)), kind="stable")
            chosen[chapter, best[:meetings], 0] = 1.0
            chosen[chapter, best[meetings : meetings + favours], 1] = 1.0
        return chosen

    return choose


def by_plan(worth: Callable[[Seen], Table]) -> Choose:
    """The rule of the week's plan over these values."""

    def choose(seen: Seen, number: int, chance: np.random.Generator) -> Table:
        values = np.stack([LIKELY * np.maximum(gains(seen, act), 0.0) * worth(seen) for act in ACTS], axis=2)
        chosen = np.zeros(values.shape)
        for chapter, table in enumerate(values):
            actions = [
                Action(f"{seat} {at}", str(seat), act, MINUTES[act], float(table[seat, at]), act == "favour")
                for seat in range(1, len(table))
                for at, act in enumerate(ACTS)
            ]
            for action in plan(actions, BUDGET).chosen:
                seat, at = map(int, action.id.split())
                chosen[chapter, seat, at] = 1.0
        return chosen

    return choose


def stake_worth(seen: Seen) -> Table:
    """1 + what silence puts at stake / 50, as the application values it (coach.rules.ties)."""
    ahead = _depth(seen, 0.0, 0.0, faded=2.0 ** (-AHEAD_DAYS / STANDARD.harmonic))
    return 1.0 + np.maximum(0.0, seen.then - ahead) / STAKE_SCALE


def score_worth(seen: Seen) -> Table:
    """1 + partner score / 50, the score from what their profession sends to mine: the best of the chapter is 100."""
    chance = seen.lift / (seen.lift + 2.6)
    return 1.0 + 100.0 * chance / chance[:, 1:].max(axis=1, keepdims=True) / 50.0


def record(seen: Seen) -> Table:
    """How much each bears, from the referrals that came from them."""
    usual = seen.came[:, 1:].mean(axis=1)
    return np.array(
        [[bears(each, mean) for each in row] for row, mean in zip(seen.came.tolist(), usual.tolist(), strict=True)]
    )


BASELINES = {
    "most recent": by_order(lambda seen, chance: seen.last),
    "random": by_order(lambda seen, chance: chance.random(seen.last.shape)),
    "most valuable first": by_order(lambda seen, chance: seen.value),
}
WAYS: dict[str, Choose] = {
    **BASELINES,
    "plan": by_plan(lambda seen: stake_worth(seen) * record(seen)),
    "plan without what came before": by_plan(stake_worth),
    "plan by partner score": by_plan(score_worth),
}

if __name__ == "__main__":
    main()
