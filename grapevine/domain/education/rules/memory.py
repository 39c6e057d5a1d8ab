"""What a partner remembers of a brief: one memory a point, how strong it is now, when to ask again.

FSRS-6 with its default parameters, aiming at nine in ten, without learning steps and without chance; a point is asked
again after 7 to 180 days. Source: docs/methods/teach-back.md. A lesson heard is no recall: it begins a memory without
grading it, and the first question follows a week later.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

import fsrs

from grapevine.domain.depth.rules import learned
from grapevine.domain.education.rules.brief import BriefText, Part

#: The points of a brief that can be asked; the story and the treatment are told, not asked.
POINTS = (
    Part.WHOM_I_HELP, Part.LISTEN_FOR, Part.MOMENTS, Part.FIRST_QUESTION, Part.INTRODUCE_ME, Part.NOT_A_FIT,
)  # fmt: skip
#: Asked again at the earliest and at the latest so many days after an answer.
SHORTEST, LONGEST = 7, 180
#: The aim: how likely a point should still be recalled when it is asked again. Source: METHODS 5, measured.
RETENTION = 0.90
#: At most so many points are asked at a time.
AT_A_TIME = 3
#: Below this share a memory is weak: it is taught once more before anything new is.
WEAK_BELOW = 0.6
#: Shares of the key points from which an answer is Hard, Good, Easy.
HARD_FROM, GOOD_FROM, EASY_FROM = 0.4, 0.7, 0.9

_SCHEDULER = fsrs.Scheduler(
    desired_retention=RETENTION, learning_steps=(), relearning_steps=(), maximum_interval=LONGEST, enable_fuzzing=False
)


class Rating(StrEnum):
    """How an answer went."""

    AGAIN = "again"
    HARD = "hard"
    GOOD = "good"
    EASY = "easy"


_NUMBER = {Rating.AGAIN: 1, Rating.HARD: 2, Rating.GOOD: 3, Rating.EASY: 4}
#: What a referral shows without a question being asked.
FITTING: Mapping[Part, Rating] = {Part.WHOM_I_HELP: Rating.GOOD, Part.LISTEN_FOR: Rating.GOOD}
MISFIT: Mapping[Part, Rating] = {Part.NOT_A_FIT: Rating.AGAIN}


@dataclass(frozen=True, slots=True)
class Memory:
    """What is known of one point. stability in days, > 0; difficulty 1..10; both None until it was first asked.

    ``since``: when it was asked last, else when the lesson was heard. ``recalled``: ever at Hard or better.
    """

    since: datetime
    due: date
    stability: float | None = None
    difficulty: float | None = None
    asked: int = 0
    recalled: bool = False
    last: str = ""


def points_of(text: BriefText) -> tuple[Part, ...]:
    """The points this brief has to ask about."""
    return tuple(part for part in POINTS if text.part(part))


def rating_of(share: float, *, prompted: bool) -> Rating:
    """From the share of key points, 0..1; an answer picked out of several (``prompted``) is never Easy."""
    if not 0.0 <= share <= 1.0:
        raise ValueError(f"a share lies between 0 and 1, not at {share}")
    if share >= EASY_FROM and not prompted:
        return Rating.EASY
    if share >= GOOD_FROM:
        return Rating.GOOD
    return Rating.HARD if share >= HARD_FROM else Rating.AGAIN


def heard(memory: Memory | None, at: datetime) -> Memory:
    """A lesson: begins a memory where there is none, and changes nothing about one that was ever asked."""
    if memory is not None:
        return memory
    return Memory(at, at.astimezone(UTC).date() + timedelta(days=SHORTEST))


def answered(memory: Memory | None, rating: Rating, at: datetime) -> Memory:
    """An answer: what the library makes of it, asked again after SHORTEST to LONGEST days."""
    at = at.astimezone(UTC)
    card, _ = _SCHEDULER.review_card(_card(memory), fsrs.Rating(_NUMBER[rating]), at)
    days = min(max((card.due - at).days, SHORTEST), LONGEST)
    asked = memory.asked if memory else 0
    recalled = (memory is not None and memory.recalled) or rating is not Rating.AGAIN
    due = at.date() + timedelta(days=days)
    return Memory(at, due, card.stability, card.difficulty, asked + 1, recalled, rating.value)


def strength(memory: Memory | None, at: datetime) -> float | None:
    """How likely the point is recalled now, 0..1; None while it was never asked."""
    if memory is None or memory.stability is None:
        return None
    return learned.retrievability(memory.stability, (at - memory.since) / timedelta(days=1))


def educated(points: Iterable[Part], memories: Mapping[Part, Memory], at: datetime) -> float | None:
    """Coverage times mean retrievability over the points of the brief, 0..1; None while nothing was ever asked."""
    trace = learned.educated(kept(points, memories), _days(at))
    return trace.value if trace else None


def kept(points: Iterable[Part], memories: Mapping[Part, Memory]) -> str:
    """What depth keeps of it with the relationship (``depth.rules.learned``); points no longer in the brief drop."""
    wanted = list(points)
    there = [memories[part] for part in wanted if part in memories]
    recalled = sum(memory.recalled for memory in there)
    asked = [(memory.stability, _days(memory.since)) for memory in there if memory.stability is not None]
    return learned.packed(len(wanted), recalled, asked)


def due(points: Iterable[Part], memories: Mapping[Part, Memory], today: date) -> tuple[Part, ...]:
    """What to ask now: the points of the brief whose day has come, longest overdue first, at most three."""
    found = [part for part in points if part in memories and memories[part].due <= today]
    return tuple(sorted(found, key=lambda part: memories[part].due)[:AT_A_TIME])


def next_due(points: Iterable[Part], memories: Mapping[Part, Memory]) -> date | None:
    """The day on which the first of the brief's points is to be asked; None: nothing was taught yet."""
    return min((memories[part].due for part in points if part in memories), default=None)


def _card(memory: Memory | None) -> fsrs.Card:
    """As the library knows it; the number is ours to give, or it would wait for the clock to find one."""
    if memory is None or memory.stability is None:
        return fsrs.Card(card_id=1, due=datetime.min.replace(tzinfo=UTC))
    return fsrs.Card(
        card_id=1, state=fsrs.State.Review, stability=memory.stability, difficulty=memory.difficulty,
        last_review=memory.since.astimezone(UTC), due=datetime.combine(memory.due, datetime.min.time(), UTC),
    )  # fmt: skip


def _days(at: datetime) -> float:
    return at.timestamp() / 86_400.0
