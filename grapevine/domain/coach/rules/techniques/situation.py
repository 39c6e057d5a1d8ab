"""The situation between the member and one person, and the small conditions that techniques put on it.

depth >= 35            a number compared; what is not known compares as false
stage is seen          one word
segment in family friend      one of several
missing is none        nothing is missing
owed    not partner    yes or no; of a text, whether there is any
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, fields
from typing import Any

from grapevine.domain.depth.rules.stage import SEEN

NONE = "none"
_COMPARE: dict[str, Callable[[float, float], bool]] = {
    ">=": operator.ge, "<=": operator.le, ">": operator.gt, "<": operator.lt,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Situation:
    """What is known of the two. Depths 0..100; quiet and birthday in days; None: not known.

    touches, given, received: counts. knows: of how many headings something is known. goals: what they are after.
    gap: a heading of which nothing is known, question: what opens it; aged: what is known for long; note: what the
    last touch was about; owed: what they gave that was not thanked for. waiting: they wrote and wait for an answer.
    """

    name: str = ""
    segment: str = ""
    stage: str = SEEN
    depth: float | None = None
    i_know: float | None = None
    they_know: float | None = None
    missing: str = ""
    quiet: float | None = None
    touches: int = 0
    given: int = 0
    received: int = 0
    knows: int = 0
    goals: str = ""
    gap: str = ""
    question: str = ""
    aged: str = ""
    note: str = ""
    owed: str = ""
    waiting: bool = False
    promised: bool = False
    sleeping: bool = False
    partner: bool = False
    ready: bool = False
    birthday: int | None = None


FACTS = tuple(field.name for field in fields(Situation) if field.name != "name")


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition: ``fact`` of the situation, how it is compared, with what ("" for yes and no).

    ``test`` follows from these: a week asks thousands of times, so what is compared with is read once.
    """

    fact: str
    how: str
    what: str = ""
    test: Callable[[Any], bool] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "test", _test(self.how, self.what))

    def __reduce__(self) -> tuple[type[Condition], tuple[str, str, str]]:
        """Kept without its test, which follows from the rest."""
        return Condition, (self.fact, self.how, self.what)

    def holds(self, situation: Situation) -> bool:
        """Whether it holds."""
        return self.test(getattr(situation, self.fact))


def _test(how: str, what: str) -> Callable[[Any], bool]:
    """What a value of the fact must pass."""
    if how in _COMPARE:
        compare, limit = _COMPARE[how], float(what)
        return lambda value: value is not None and compare(value, limit)
    if how in ("is", "in"):
        words = frozenset(what.split())
        return lambda value: str(value or NONE) in words
    wanted = how == "yes"
    return lambda value: bool(value) is wanted


def parse(text: str) -> Condition:
    """A condition from how it is written. Raises ValueError on what is none."""
    words = text.split()
    negated = words[:1] == ["not"]
    fact, *rest = words[1:] if negated else words or [""]
    if fact not in FACTS:
        raise ValueError(f"condition {text!r}: there is no fact {fact!r}")
    if not rest:
        return Condition(fact, "no" if negated else "yes")
    how, what = rest[0], " ".join(rest[1:])
    number = how in _COMPARE and what.replace(".", "", 1).isdecimal()
    word = (how == "is" and len(rest) == 2) or (how == "in" and len(rest) > 2)
    if negated or not (number or word):
        raise ValueError(f"condition {text!r} cannot be read")
    return Condition(fact, how, what)


def all_hold(conditions: Iterable[Condition], situation: Situation) -> bool:
    """Whether every condition holds."""
    for condition in conditions:  # a week asks this fifteen thousand times: a generator costs as much as the tests
        if not condition.test(getattr(situation, condition.fact)):
            break
    else:
        return True
    return False
