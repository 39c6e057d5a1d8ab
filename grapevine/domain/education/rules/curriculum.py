"""What to teach next beside one partner: a small plan in four topics, spaced, what is weak before what is new.

The four topics are the questions a partner has: whom to look for, what to say, how to bring you together, and whom to
leave out. Each has two or three parts of the brief.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from grapevine.domain.education.rules.brief import BriefText, Part
from grapevine.domain.education.rules.memory import WEAK_BELOW, Memory, Rating, strength

#: Topic -> its parts, in the order in which they are taught.
TOPICS: Mapping[str, tuple[Part, ...]] = {
    "Look for": (Part.WHOM_I_HELP, Part.LISTEN_FOR, Part.MOMENTS),
    "Say": (Part.FIRST_QUESTION, Part.STORY),
    "Introduce": (Part.INTRODUCE_ME, Part.TREATMENT),
    "Leave out": (Part.NOT_A_FIT,),
}
#: Parts a lesson has at most, and days between two lessons: a talk carries no more, and a fortnight is how often
#: partners who work on referrals meet (FORMATS, "power team").
PARTS_A_LESSON, DAYS_BETWEEN = 2, 14


@dataclass(frozen=True, slots=True)
class Step:
    """One lesson of the plan: when, of which topic, which parts, and why these."""

    on: date
    topic: str
    parts: tuple[Part, ...]
    why: str


def plan(
    text: BriefText, memories: Mapping[Part, Memory], told: Mapping[Part, datetime], now: datetime
) -> tuple[Step, ...]:
    """The lessons still to give: what was missed or has faded first, then what was never told, topic by topic.

    ``told``: when each part was heard last. The first lesson is today, or a fortnight after the one before.
    """
    weak = tuple(part for part in _taught_parts(text) if part in told and _is_weak(memories.get(part), now))
    steps = [("Once more", weak[at : at + PARTS_A_LESSON]) for at in range(0, len(weak), PARTS_A_LESSON)]
    for topic, parts in TOPICS.items():
        new = tuple(part for part in parts if text.part(part) and part not in told)
        steps += [(topic, new[at : at + PARTS_A_LESSON]) for at in range(0, len(new), PARTS_A_LESSON)]
    first = max((at.date() + timedelta(days=DAYS_BETWEEN) for at in told.values()), default=now.date())
    start = max(first, now.date())
    return tuple(
        Step(start + timedelta(days=DAYS_BETWEEN * at), topic, parts, _why(topic, parts))
        for at, (topic, parts) in enumerate(steps)
    )


def _taught_parts(text: BriefText) -> tuple[Part, ...]:
    return tuple(part for parts in TOPICS.values() for part in parts if text.part(part))


def _is_weak(memory: Memory | None, now: datetime) -> bool:
    known = strength(memory, now)
    return memory is not None and known is not None and (memory.last == Rating.AGAIN or known < WEAK_BELOW)


def _why(topic: str, parts: tuple[Part, ...]) -> str:
    if topic == "Once more":
        return "missed last time, or faded since"
    return "not told yet" if len(parts) == 1 else "not told yet; two parts are enough for one talk"
