"""The command: what is asked for, where it goes, and how far it has come."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import click

from grapevine.domain.simulation.rules.world import World

#: A Monday. Fixed, so that the same seed gives the same files on any day.
FIRST_DAY = date(2025, 1, 6)


@click.command()
@click.option("--members", type=click.IntRange(2), default=310, show_default=True, help="How many, in chapters of 31.")
@click.option("--weeks", type=click.IntRange(1, 520), default=78, show_default=True, help="How long they are watched.")
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True, help="The same number, the same world.")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="A new folder for files; no database.")
@click.option("--from", "first_day", metavar="DATE", help="With --out: the first Monday.  [default: 2025-01-06]")
@click.option("--light", is_flag=True, help="Into the database: the lighter form, for tens of thousands and more.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def simulate(
    members: int, weeks: int, seed: int, out: Path | None, first_day: str | None, light: bool, as_json: bool
) -> None:
    """Make up an organisation whose truth is known, for trying out rules and sizes. Everybody in it is invented.

    Into the database, its last week ending before this one; with --out into files: members, touches, absences,
    referrals, and in truth/ what no book would know.
    """
    if out and light:
        raise click.UsageError("--light is about the database: leave it out, or --out.")
    if first_day and not out:
        raise click.UsageError("--from is about files: in the database the last week is the last one.")
    world = World(members, weeks, seed)
    said = _files(world, _monday(first_day), out) if out else _database(world, light)
    answer = {"members": members, "weeks": weeks, "seed": seed, **said}
    click.echo(json.dumps(answer) if as_json else "\n".join(_lines(answer)))


def _files(world: World, first_day: date, out: Path) -> dict[str, Any]:
    from grapevine.interfaces.cli.simulate.files import write

    if out.exists() and any(out.iterdir()):
        raise click.ClickException(f"{out} is not empty: name a new folder, so that nothing of yours is written over.")
    return {"folder": str(out), "rows": write(world, first_day, out, _progress(world.size))}


def _database(world: World, light: bool) -> dict[str, Any]:
    """Loaded here, so that files need no Django."""
    from grapevine.interfaces.cli.main import set_up_django

    set_up_django()
    from grapevine.domain.simulation.actions import make_organisation
    from grapevine.kit import clock

    made = make_organisation(now=clock.now(), world=world, light=light, told=_progress(world.size))
    return {
        "organisation": made.organisation.name,
        "organiser": made.organiser.email,
        "chapters": made.chapters,
        "referrals": made.referrals,
    }


def _lines(answer: dict[str, Any]) -> list[str]:
    if "rows" in answer:
        return [f"{count:>12,}  {file}" for file, count in answer["rows"].items()]
    return [
        f"{answer['organisation']}: {answer['members']:,} members in {answer['chapters']:,} chapters,"
        f" {answer['referrals']:,} referrals.",
        f"Its organiser is {answer['organiser']}: `grapevine member link {answer['organiser']}` signs in as them.",
    ]


def _monday(text: str | None) -> date:
    if text is None:
        return FIRST_DAY
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise click.BadParameter(f"“{text}” is no date: write 2025-01-06.", param_hint="--from") from error
    if day.weekday():
        raise click.BadParameter(f"{day} is no Monday: weeks begin on one.", param_hint="--from")
    return day


def _progress(members: int) -> Callable[[int], None]:
    """Tells on standard error how many members are done, when somebody watches."""
    watched = sys.stderr.isatty()

    def told(done: int) -> None:
        if watched:
            click.echo(f"\r{done:,} of {members:,} members", err=True, nl=done == members)

    return told
