"""Entries that may be one person: look, merge, take a merge back, say that they are two."""

from __future__ import annotations

import click

from grapevine.domain.merging import actions as merging
from grapevine.domain.merging import queries as merges_queries
from grapevine.domain.people import actions, queries
from grapevine.domain.people.rules.joining import CHOICES, KEEP, OTHER
from grapevine.interfaces.cli.acting import Call, member_command


@click.command()
@click.option("--limit", type=click.IntRange(1), metavar="N", help="At most so many; without it, all.")
@member_command
def doubles(call: Call, limit: int | None) -> None:
    """Pairs who may be one person, the surest first, with the reasons."""
    found = queries.suggest_doubles(call.actor)[:limit]
    people = queries.visible_to(call.actor).only("pk", "uid", "name").in_bulk(
        {pk for double in found for pk in (double.one, double.other)}
    )
    rows = [
        {
            "score": double.score,
            "one": people[double.one].name,
            "one_id": str(people[double.one].uid),
            "other": people[double.other].name,
            "other_id": str(people[double.other].uid),
            "reasons": list(double.reasons),
            "why": ", ".join(double.reasons),
        }
        for double in found
    ]
    call.table(rows, ("score", "one", "other", "why", "one_id", "other_id"), none="Nobody looks alike.")


@click.command()
@click.argument("keep", metavar="KEEP")
@click.argument("other", metavar="OTHER")
@click.option(
    "--take", "taken", multiple=True, metavar="FIELD", help="Take this of OTHER: " + ", ".join(CHOICES) + ". Several."
)
@click.option("--only", "only", multiple=True, metavar="FIELD", help="Leave this as KEEP has it, where both are kept.")
@member_command
def merge(call: Call, keep: str, other: str, taken: tuple[str, ...], only: tuple[str, ...]) -> None:
    """Make one person of two (ids). What is not named stays as KEEP has it; lists and the note hold both."""
    choices = {**dict.fromkeys(only, KEEP), **dict.fromkeys(taken, OTHER)}
    done = merging.merge_people(actor=call.actor, now=call.now, keep_uid=keep, other_uid=other, choices=choices)
    said = {"id": str(done.uid), "person": str(done.kept_uid), "other": str(done.other_uid)}
    name = queries.person(call.actor, keep).name
    call.answer(said, [f"{done.other_name} is now one with {name}.", f"Undo: grapevine people unmerge {done.uid}"])


@click.command()
@click.argument("merge_id", metavar="ID")
@member_command
def unmerge(call: Call, merge_id: str) -> None:
    """Take a merge back: both as they were; what came since stays with the one kept."""
    kept, back = merging.unmerge(actor=call.actor, now=call.now, merge_uid=merge_id)
    call.answer({"person": str(kept.uid), "other": str(back.uid)}, [f"{back.name} is back.", f"id: {back.uid}"])


@click.command()
@member_command
def merges(call: Call) -> None:
    """What was merged and can be taken back, newest first."""
    rows = [
        {"id": str(one.uid), "other": one.other_name, "kept": one.person.name, "person": str(one.person.uid),
         "merged_at": one.merged_at}
        for one in merges_queries.visible_to(call.actor).select_related("person")
    ]  # fmt: skip
    call.table(rows, ("other", "kept", "merged_at", "id"), none="Nothing merged.")


@click.command()
@click.argument("one", metavar="ONE")
@click.argument("other", metavar="OTHER")
@member_command
def apart(call: Call, one: str, other: str) -> None:
    """Say that two who look alike are two people (ids): they are not asked about again."""
    actions.tell_apart(actor=call.actor, now=call.now, one_uid=one, other_uid=other)
    call.answer({"one": one, "other": other, "apart": True}, "Two people. We will not ask again.")
