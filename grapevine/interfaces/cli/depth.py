"""`grapevine depth`: how well you know them and they know you."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

import click

from grapevine.domain.depth import actions
from grapevine.domain.depth.rules import score
from grapevine.domain.depth.rules.sums import days
from grapevine.domain.depth.rules.tempo import TEMPOS
from grapevine.domain.network.queries import relationship
from grapevine.domain.network.queries.people_list import Wanted
from grapevine.domain.people import queries as people
from grapevine.domain.people.models import Person
from grapevine.interfaces.cli import questions
from grapevine.interfaces.cli.acting import END_OF_DAY, Call, member_command
from grapevine.interfaces.cli.people.looking import rows_of
from grapevine.interfaces.exchange.measures import measured, measures

_MEASURES = {"depth": score.depth, "i_know": score.i_know, "they_know": score.they_know}


@click.group()
def depth() -> None:
    """How well you know them, and they know you."""


@depth.command("show")
@click.option("--person", "person_id", metavar="ID", help="Only this person, with where the depth comes from.")
@click.option("--at", metavar="DATE", help="As it was at the end of that day (counting what the ledgers hold).")
@member_command
def show(call: Call, person_id: str | None, at: str | None) -> None:
    """Show depth and both sides, 0 to 100, deepest first; empty where nothing was measured."""
    person = people.person(call.actor, person_id) if person_id else None
    if at is not None:
        found = [person] if person else list(people.visible_to(call.actor).filter(archived_at=None))
        rows = _at_another_time(call, found, call.moment(at, END_OF_DAY))
    elif person:
        rows = [_one(call, person)]
    else:
        rows = [{"id": row.uid, "name": row.name, **measures(row.relation), "stage": row.relation.stage}
                for row in rows_of(call, Wanted())]  # fmt: skip
    if person:
        call.answer(rows[0], _told(rows[0]))
    else:
        columns = ["name", "depth", "i_know", "they_know", "id"]
        call.table(rows, columns if at else [*columns[:-1], "stage", "id"], none="Nobody yet.")


def _one(call: Call, person: Person) -> dict[str, Any]:
    relation = relationship.relation(call.actor, person, call.now)
    evidence = relationship.evidence_of(call.actor, person, call.now)
    return {
        "id": str(person.uid),
        "name": person.name,
        **measures(relation),
        "stage": relation.stage,
        "missing": relation.missing,
        "sentence": evidence.sentence,
        "shares": {kind: round(share, 4) for kind, share in evidence.shares},
        "ready_to_ask": asdict(relationship.readiness(call.actor, relation, evidence, call.now)),
    }


def _at_another_time(call: Call, found: Sequence[Person], at: datetime) -> list[dict[str, Any]]:
    tempo, clock = TEMPOS[call.actor.tempo], days(at)
    sums = relationship.sums_at(call.actor, [person.pk for person in found], at, tempo)
    rows = []
    for person in found:
        known = sums[person.pk] if sums[person.pk].at is not None else None
        told = {name: measured(measure(known, clock, tempo)) if known else None for name, measure in _MEASURES.items()}
        rows.append({"id": str(person.uid), "name": person.name, "at": at, **told})
    rows.sort(key=lambda row: (row["depth"] is None, -(row["depth"] or 0), row["name"]))
    return rows


def _told(row: dict[str, Any]) -> list[str]:
    asking = _asking(row["ready_to_ask"]) if "ready_to_ask" in row else []
    if row["depth"] is None:
        return [f"{row['name']}: not measured yet.", *asking]
    lines = [f"{row['name']}: depth {row['depth']:.0f}, you know them {row['i_know']:.0f}, "
             f"they know you {row['they_know']:.0f}."]  # fmt: skip
    return [*lines, row["sentence"], *asking] if "sentence" in row else lines


def _asking(verdict: dict[str, Any]) -> list[str]:
    """Ready to ask or not yet, why, and what to do."""
    if verdict["ready"]:
        return [f"Ready to ask: {verdict['reason']}", verdict["step"]]
    return [f"Not yet the time to ask: {verdict['reason']}", f"Better now: {verdict['step']}"]


@depth.command("rate")
@click.option("--person", "person_id", metavar="ID", required=True)
@click.option("--value", type=int, required=True, help="1 (hardly) to 5 (with my own clients).")
@click.option("--side", type=click.Choice(["mine", "theirs"]), default="mine", show_default=True,
              help="Whose answer it is.")  # fmt: skip
@member_command
def rate(call: Call, person_id: str, value: int, side: str) -> None:
    """Say how well you know and trust somebody; the newest answer counts."""
    rating = actions.rate_person(actor=call.actor, now=call.now, person_uid=person_id, value=value, side=side)
    person = people.person(call.actor, person_id)
    call.answer(
        {"id": str(person.uid), "name": person.name, "side": side, "value": rating.value, "at": rating.at},
        f"{person.name}: {rating.value} of 5.",
    )


for command in questions.COMMANDS:
    depth.add_command(command)
