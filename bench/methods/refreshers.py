"""How much partners still know over a year, and how many questions that takes: refreshers compared.

Run: python -m bench.methods.refreshers [--cards N]      Figures and their reading: docs/methods/teach-back.md.

Two ways of forgetting that the schedule does not assume, and a chance to ask once a week. Every card is learned on day
0; a question that is missed is answered at once, so that both success and failure are a repeat.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import fsrs
import numpy as np

from bench.methods.measures import Row, asked_for, show
from grapevine.domain.education.rules import memory
from grapevine.domain.education.rules.memory import Memory, Rating

CARDS, DAYS, WEEK = 500, 365, 7
KNOWN_BAR, ASKED_BAR = 0.85, 10.5
BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
#: Power law (ACT-R): activation ln(sum t^-d), recalled with 1 / (1 + exp((threshold - activation) / noise)).
ACT_DECAY, ACT_NOISE, ACT_THRESHOLD = 0.5, 0.42, -1.33
#: Exponential: half-life in days after the lesson, and what success and failure make of it.
HALF_LIFE, ON_SUCCESS, ON_FAILURE = 8.0, 2.0, 1.4


@dataclass
class Power:
    """Every repeat leaves a trace that fades as a power of time."""

    at: list[float] = field(default_factory=lambda: [0.0])

    def known(self, day: float) -> float:
        """How likely the card is recalled on a day."""
        traces = np.maximum(day - np.array(self.at), 0.5) ** -ACT_DECAY
        return float(1.0 / (1.0 + np.exp((ACT_THRESHOLD - np.log(traces.sum())) / ACT_NOISE)))

    def asked(self, day: float, right: bool) -> None:
        """A question is a repeat."""
        self.at.append(day)


@dataclass
class Exponential:
    """A half-life that grows with success."""

    half_life: float = HALF_LIFE
    since: float = 0.0

    def known(self, day: float) -> float:
        """How likely the card is recalled on a day."""
        return float(2.0 ** (-(day - self.since) / self.half_life))

    def asked(self, day: float, right: bool) -> None:
        """Success lengthens it, failure hardly; either way it is fresh."""
        self.half_life *= ON_SUCCESS if right else ON_FAILURE
        self.since = day


Law = Power | Exponential
#: (day, right or None for the lesson) -> the day of the next question.
Schedule = Callable[[float, bool | None], float]


def never() -> Schedule:
    """No question at all."""
    return lambda day, right: float("inf")


def every(days: float) -> Schedule:
    """The same wait each time."""
    return lambda day, right: day + days


def doubled(first: float = 14.0) -> Schedule:
    """Twice the wait after success, half of it after failure."""
    wait = [first]

    def following(day: float, right: bool | None) -> float:
        if right is not None:
            wait[0] = wait[0] * 2.0 if right else max(7.0, wait[0] / 2.0)
        return day + wait[0]

    return following


def ours() -> Schedule:
    """The rule of the product, as it stands."""
    kept: list[Memory | None] = [None]

    def following(day: float, right: bool | None) -> float:
        at = BEGIN + timedelta(days=day)
        rating = Rating.GOOD if right else Rating.AGAIN
        kept[0] = memory.heard(None, at) if right is None else memory.answered(kept[0], rating, at)
        return float((kept[0].due - BEGIN.date()).days)

    return following


def library(retention: float) -> Schedule:
    """The library alone at another aim, clipped alike."""
    scheduler = fsrs.Scheduler(
        desired_retention=retention, learning_steps=(), relearning_steps=(), maximum_interval=180, enable_fuzzing=False
    )
    card = [fsrs.Card(card_id=1)]

    def following(day: float, right: bool | None) -> float:
        if right is None:
            return day + memory.SHORTEST
        at = BEGIN + timedelta(days=day)
        card[0], _ = scheduler.review_card(card[0], fsrs.Rating.Good if right else fsrs.Rating.Again, at)
        return day + max(memory.SHORTEST, (card[0].due - at).days)

    return following


SCHEDULES: dict[str, Callable[[], Schedule]] = {
    "nothing": never,
    "every 90 days": lambda: every(90.0),
    "every 60 days": lambda: every(60.0),
    "every 30 days": lambda: every(30.0),
    "14 days, doubled or halved": doubled,
    "FSRS .85": lambda: library(0.85),
    "FSRS .90 (ours)": ours,
}


def year(law: Callable[[], Law], schedule: Callable[[], Schedule], cards: int, seed: int = 1) -> tuple[float, float]:
    """(mean knowledge over the year, questions a card) of so many cards."""
    chance = np.random.default_rng(seed)
    known = asked = 0.0
    for _ in range(cards):
        card, plan = law(), schedule()
        due = plan(0.0, None)
        for week in range(1, DAYS // WEEK + 1):
            day = float(week * WEEK)
            known += np.mean([card.known(day - back) for back in (5.0, 3.0, 1.0)])
            if due <= day:
                right = bool(chance.random() < card.known(day))
                card.asked(day, right)
                due, asked = plan(day, right), asked + 1
    return float(known / (cards * (DAYS // WEEK))), asked / cards


def due_rows() -> list[Row]:
    """Five Good in a row on the library's own days: the library's waits, clipped."""
    kept, at, found = None, BEGIN, []
    for wait in (2, 11, 46, 163, 180):
        kept = memory.answered(kept, Rating.GOOD, at)
        found.append((kept.due - at.date()).days)
        at += timedelta(days=wait)
    right = found == [7, 11, 46, 163, 180]
    return [Row("five Good in a row: 7, 11, 46, 163, 180 days to the day", float(right), 1.0)]


def rows(cards: int = CARDS) -> list[Row]:
    """Both laws, every schedule; the bars are those of ours."""
    found = due_rows()
    for name, law in (("power", Power), ("exponential", Exponential)):
        for schedule, make in SCHEDULES.items():
            known, asked = year(law, make, cards)
            own = schedule.endswith("(ours)")
            found.append(Row(f"{name}, {schedule}: knowledge", known, KNOWN_BAR if own else None))
            found.append(Row(f"{name}, {schedule}: questions a card", asked, ASKED_BAR if own else None, highest=True))
    return found


def main() -> None:
    """Print the table."""
    show(rows(**asked_for(__doc__, cards=CARDS)))


if __name__ == "__main__":
    main()
