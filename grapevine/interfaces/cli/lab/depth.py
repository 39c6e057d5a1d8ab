"""`grapevine lab depth EVENTS.csv --at T`: how well any two people of a file know each other, by our own rules."""

from __future__ import annotations

import csv
import math
import sys
from typing import BinaryIO

import click

from grapevine.domain.depth.rules import score
from grapevine.domain.depth.rules.ledger import sums_of
from grapevine.domain.depth.rules.stage import closed_each_way, stage
from grapevine.domain.depth.rules.tempo import STANDARD, TEMPOS, Tempo
from grapevine.interfaces.cli.lab import events, table

#: What to sort by (falling key, then the ids) and the cells of the row.
Ranked = tuple[float, str, str, tuple[str | float, ...]]
HEADER = ("a", "b", "depth", "a_knows_b", "b_knows_a", "rank_key", "stage")


class Moment(click.ParamType):
    """A time on the command line: ISO or unix seconds, as days since 1970-01-01 UTC."""

    name = "time"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> float:
        try:
            return table.moment(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)


@click.command()
@click.argument("events_csv", metavar="EVENTS.csv", type=click.File("rb"))
@click.option("--at", type=Moment(), required=True, help="When to read: ISO (UTC unless it says) or unix seconds.")
@click.option("--tempo", type=click.Choice(list(TEMPOS)), default=STANDARD.name, show_default=True,
              help="How fast relationships fade.")
def depth(events_csv: BinaryIO, at: float, tempo: str) -> None:
    """How well any two people of a file know each other at a time, from both sides.

    \b
    In, columns in any order: source,target,time[,kind,minutes,began_by,weight]
      time      ISO (UTC unless it says) or unix seconds; later than --at is left out
      kind      message (default), call, one_to_one, meal, visit, event, group_meeting; referral, introduction,
                idea, resource, information, help, endorsement, invitation, support, thanks (for an outcome); rating
      began_by  source, target or an id: who began a joint touch
      weight    instead of the kind's own weight; for a rating its value, 1 to 5
    Out, CSV, deepest first: a,b,depth,a_knows_b,b_knows_a,rank_key,stage
    Use - to read standard input.
    """
    found = events.read(events_csv, at)
    if found.selves:
        click.echo(f"left out: {found.selves} row(s) whose source is also the target", err=True)
    lines = [_line(a, b, pair, at, TEMPOS[tempo]) for (a, b), pair in found.pairs.items()]
    lines.sort()
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(HEADER)
    out.writerows(cells for *_, cells in lines)


def _line(a: str, b: str, pair: events.Pair, at: float, tempo: Tempo) -> Ranked:
    """The row of one pair."""
    sums = sums_of(touches=pair.touches, gives=pair.gives, my_ratings=pair.my_ratings,
                   their_ratings=pair.their_ratings, tempo=tempo)
    reached = score.depth(sums, at, tempo)
    # A thanks from one side tells that the other side's referral was closed.
    closed = closed_each_way(pair.their_thanks, pair.my_thanks, at)
    key = score.rank_key(sums, tempo)
    cells = (
        a,
        b,
        round(reached, 4),
        round(score.i_know(sums, at, tempo), 4),
        round(score.they_know(sums, at, tempo), 4),
        "" if key is None else key,
        stage(reached, sums, at, tempo, closed),
    )
    return math.inf if key is None else -key, a, b, cells
