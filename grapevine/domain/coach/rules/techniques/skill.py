"""How skill grows from practice, and mindset beside skill set. For the member alone.

    skill = 1 - 2^-(practice / 3),   practice = sum of how each try went, halved after 180 days

A try that went well counts 1, one that went so-so .7, one that did not work .5: what went wrong teaches, too. Reading
counts nothing. Mindset is the share of acts that gave first and the share that tended the relationship rather than
business; skill set is the mean skill over the techniques a member has tried, and how many those are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

WELL, SO_SO, NOT_YET = "well", "so_so", "not_yet"
WENT: dict[str, float] = {WELL: 1.0, SO_SO: 0.7, NOT_YET: 0.5}
HALF_LIFE_DAYS, HALF_SKILL = 180.0, 3.0
#: Skill from which on a technique is called by these names.
LEVELS = ((0.75, "at home"), (0.45, "practised"), (0.0, "begun"))
#: A share of fewer acts than this is not shown.
ENOUGH_ACTS = 10


@dataclass(frozen=True, slots=True)
class Picture:
    """Mindset and skill set. Shares 0..1, None with fewer than ENOUGH_ACTS acts; acts: of how many."""

    give_first: float | None
    relationship_first: float | None
    acts: int
    tried: int
    skill: float


def skill(tries: Iterable[tuple[float, str]], now: float) -> float:
    """Skill 0..1 in one technique from (day, how it went)."""
    practice = sum(WENT[went] * 2.0 ** (-max(0.0, now - day) / HALF_LIFE_DAYS) for day, went in tries)
    return 1.0 - 2.0 ** (-practice / HALF_SKILL)


def level(value: float) -> str:
    """What a skill is called."""
    return next(name for least, name in LEVELS if value >= least)


def picture(tries: Mapping[str, Iterable[tuple[float, str]]], counts: tuple[int, int, int, int], now: float) -> Picture:
    """From the tries of each technique and counts of acts: (mine with a person, that gave first, talks that say what
    they were about, of these about the relationship)."""
    acts, gave, talks, tended = counts
    skills = [skill(rows, now) for rows in tries.values()]
    return Picture(
        give_first=gave / acts if acts >= ENOUGH_ACTS else None,
        relationship_first=tended / talks if talks >= ENOUGH_ACTS else None,
        acts=acts,
        tried=len(skills),
        skill=sum(skills) / len(skills) if skills else 0.0,
    )
