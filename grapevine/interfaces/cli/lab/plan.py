"""`grapevine lab plan ACTIONS.csv --minutes N`: the most valuable week within so many minutes."""

from __future__ import annotations

import json
from typing import BinaryIO

import click

from grapevine.domain.coach.rules.plan import choosing
from grapevine.domain.coach.rules.plan.choosing import Action
from grapevine.interfaces.cli.lab.table import Refused, number, refuse, rows
from grapevine.kit.silence import silenced

_YES = frozenset({"1", "true", "yes", "y", "t", "x"})
_NO = frozenset({"", "0", "false", "no", "n", "f"})
_NEEDED = ("id", "minutes", "value")
_ALIASES = {"give_first": "gives_first", "person_id": "person"}
#: What is told when a rule of the week could not be kept.
GAVE_WAY = {
    choosing.NO_GIVE_FIRST: "no action gives first, so the plan is without one",
    choosing.GIVE_FIRST_TOO_LONG: "every action that gives first is too long, so the plan is without one",
    choosing.FORCED_TWICE: "two forced actions are with one person; both are in",
    choosing.FORCED_KIND: "forced actions of one kind take over half of the minutes; no more of that kind is added",
}


@click.command()
@click.argument("actions", metavar="ACTIONS.csv", type=click.File("rb"))
@click.option("--minutes", required=True, type=click.FloatRange(min=0), help="How long the week is.")
def plan(actions: BinaryIO, minutes: float) -> None:
    """The most valuable set of actions within the minutes.

    \b
    In, CSV: id,person,kind,minutes,value,gives_first,forced
      gives_first, forced   1 or 0, true or false, yes or no; empty is no
    Out, JSON: {"chosen": [id], "value", "minutes"}
    At most one action a person, half of the minutes on one kind, one action at least that gives first; forced ones
    are in. What could not be kept is told on standard error; forced ones that do not fit are refused (exit 1).
    """
    known = _read(actions)
    with silenced():
        found = choosing.plan(known, minutes)
    if choosing.OVERCOMMITTED in found.gave_way:
        forced = sum(action.minutes for action in known if action.forced)
        raise Refused(
            f"the forced actions take {forced:g} minutes, and there are {minutes:g}. Force fewer, or add time."
        )
    for rule in found.gave_way:
        click.echo(GAVE_WAY[rule], err=True)
    if not found.exact:
        click.echo("the solver ran out of time; this plan is good, not proved to be the best", err=True)
    document = {"chosen": [action.id for action in found.chosen], "value": found.value, "minutes": found.minutes}
    click.echo(json.dumps(document, ensure_ascii=False))


def _read(stream: BinaryIO) -> list[Action]:
    """The actions of a file. Raises Refused with every row that is none."""
    found: dict[str, Action] = {}
    bad: list[str] = []
    for line, row in rows(stream, _NEEDED, _ALIASES):
        try:
            action = Action(
                id=_named(row, found), person=row.get("person", ""), kind=row.get("kind", ""),
                minutes=number(row["minutes"], "minutes"), value=number(row["value"], "value"),
                gives_first=_said(row, "gives_first"), forced=_said(row, "forced"),
            )  # fmt: skip
        except (KeyError, ValueError) as error:
            bad.append(f"line {line}: {'a cell is missing' if isinstance(error, KeyError) else error}")
            continue
        found[action.id] = action
    refuse(bad)
    return list(found.values())


def _named(row: dict[str, str], found: dict[str, Action]) -> str:
    name = row["id"]
    if not name or name in found:
        raise ValueError(f"id {name!r} stands twice" if name else "no id")
    return name


def _said(row: dict[str, str], column: str) -> bool:
    said = row.get(column, "").casefold()
    if said not in _YES | _NO:
        raise ValueError(f"{column} {row[column]!r} is neither yes nor no")
    return said in _YES
