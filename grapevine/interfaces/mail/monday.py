"""The letter to a member who wished for it: the plan of the week, on Monday morning."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from grapevine.domain.coach.queries.week import Line
from grapevine.domain.letters.rules import Letter
from grapevine.interfaces.mail import paper

KIND = "monday"


def letter(
    *, to_address: str, to_name: str, called: str, monday: date, lines: Sequence[Line], minutes: int, plan: str
) -> Letter:
    """``lines``: the actions in order; ``minutes``: of the week; ``plan``: the address of the page of the plan."""
    count = len(lines)
    people = "one person" if count == 1 else f"{count} people"
    return paper.written(
        kind=KIND,
        to_address=to_address,
        to_name=to_name,
        subject=f"Your week: {people}",
        automatic=True,
        text=(
            f"Dear {called},\n\nfor the week of {monday.day} {monday:%B}, within your {minutes} minutes, those who "
            "wait for you first:\n\n"
            + "\n\n".join(_one(line) for line in lines)
            + "\n\nStart at one and stop when your time is up. Done, later, or another idea? Say so here:\n"
            f"{plan}\n\nYou wished for this letter. No more of them:\n{plan}#letter-h"
        ),
    )


def _one(line: Line) -> str:
    said = f"\n“{line.words}”" if line.words else ""
    return f"{line.technique.name}: {line.who.name} ({line.technique.minutes} minutes)\n{line.why}{said}"
