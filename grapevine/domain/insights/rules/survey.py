"""A chapter's anonymous survey: three questions, and when what was answered may be told.

Told only when it is closed and at least eight answered; a group of fewer than five is told in no table. Otherwise who
answered last, or alone, could be read off. Whoever answers chose to, and rates their own success: it shows no cause.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from grapevine.domain.insights.rules.comparison import Comparison, compared

STYLES = {
    1: "The person, always", 2: "Mostly the person", 3: "Both alike", 4: "Mostly business", 5: "Business, always",
}  # fmt: skip
SUCCESS = {1: "Hardly at all", 2: "A little", 3: "So-so", 4: "Well", 5: "Very well"}
BROUGHT = ("No client", "1 or 2 clients", "3 to 5", "6 to 10", "More than 10")
#: Fewer answers are never told; nor is a group of fewer.
ANSWERS_FROM, GROUP_FROM = 8, 5
PEOPLE, BUSINESS, BOTH = "relationship first", "business first", "both alike"


@dataclass(frozen=True, slots=True)
class Same:
    """So many gave these same answers."""

    style: int
    success: int
    brought: int
    count: int


@dataclass(frozen=True, slots=True)
class Group:
    """Those of one style: how many, and how many of them at each success (1..5) and at each place of BROUGHT."""

    style: str
    people: int
    success: tuple[int, ...]
    brought: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What may be told: ``answers`` in all, the ``groups`` that are large enough, the ``difference`` in success between
    relationship first and business first (None with fewer than twenty a side)."""

    answers: int
    groups: tuple[Group, ...]
    difference: Comparison | None


def wrong(style: object, success: object, brought: object) -> str:
    """Which answer is missing or none of those offered: its field, or empty."""
    for name, value, offered in (
        ("style", style, STYLES), ("success", success, SUCCESS), ("brought", brought, range(len(BROUGHT))),
    ):  # fmt: skip
        if value not in offered:
            return name
    return ""


def style_of(style: int) -> str:
    """The group of an answer."""
    return BOTH if style == 3 else PEOPLE if style < 3 else BUSINESS


def told(same: Iterable[Same]) -> Told | None:
    """What may be told of a survey that is closed; None with too few answers."""
    rows = list(same)
    answers = sum(row.count for row in rows)
    if answers < ANSWERS_FROM:
        return None
    of = {name: [row for row in rows if style_of(row.style) == name] for name in (PEOPLE, BOTH, BUSINESS)}
    groups = [_group(name, found) for name, found in of.items()]
    shown = tuple(group for group in groups if group.people >= GROUP_FROM)
    first, other = _scores(of[PEOPLE]), _scores(of[BUSINESS])
    difference = compared(first, other)
    return Told(answers, shown, difference if difference and difference.shows_interval else None)


def _group(name: str, rows: list[Same]) -> Group:
    success = tuple(sum(row.count for row in rows if row.success == value) for value in SUCCESS)
    brought = tuple(sum(row.count for row in rows if row.brought == place) for place in range(len(BROUGHT)))
    return Group(name, sum(row.count for row in rows), success, brought)


def _scores(rows: list[Same]) -> list[int]:
    return [row.success for row in rows for _ in range(row.count)]
