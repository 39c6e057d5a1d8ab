"""The command: what is asked for, where it goes, and how far it has come."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path

import click

from grapevine.domain.simulation.rules.world import World

#: A Monday. Fixed, so that the same seed gives the same files on any day.
FIRST_DAY = date(2025, 1, 6)


@click.command()
@click.option("--members", type=click.IntRange(2), default=310, show_default=True, help="How many, in chapters of 31.")
@click.option("--weeks", type=click.IntRange(1, 520), default=78, show_default=True, help="How long they are watched.")
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True, help="The same number, the same world.")
@click.option("--from", "first_day", metavar="DATE", help="The first Monday.  [default: 2025-01-06]")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), required=True, help="A folder for the files.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def simulate(members: int, weeks: int, seed: int, first_day: str | None, out: Path, as_json: bool) -> None:
    """Make up an organisation whose truth is known, for trying out rules and sizes.

    Files: members, touches, absences, referrals; and in truth/ what no book would know. Everybody in it is invented.
    """
    from grapevine.interfaces.cli.simulate.files import write

    if out.exists() and any(out.iterdir()):
        raise click.ClickException(f"{out} is not empty: name a new folder, so that nothing of yours is written over.")
    rows = write(World(members, weeks, seed), _monday(first_day), out, _progress(members))
    if as_json:
        click.echo(json.dumps({"folder": str(out), "members": members, "weeks": weeks, "seed": seed, "rows": rows}))
        return
    for file, count in rows.items():
        click.echo(f"{count:>12,}  {file}")


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


def _progress(members: int):  # noqa: ANN202
    """Tells on standard error how many members are done, when somebody watches."""
    watched = sys.stderr.isatty()

    def told(done: int) -> None:
        if watched:
            click.echo(f"\r{done:,} of {members:,} members", err=True, nl=done == members)

    return told
