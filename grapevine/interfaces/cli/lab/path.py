"""`grapevine lab path TIES.csv A B`: who could introduce one person of a file to another, by our own rules."""

from __future__ import annotations

import json
from array import array
from dataclasses import dataclass, field
from typing import BinaryIO

import click
import numpy as np

from grapevine.domain.network.rules.paths import tie
from grapevine.domain.network.rules.paths.diverse import best_paths
from grapevine.domain.network.rules.paths.ties import Ties, directed, undirected
from grapevine.interfaces.cli.lab import table

#: p where the file says nothing: a tie of depth 50, in touch within a year.
UNSAID = tie.probability(50.0, 0.0, 0.0, consent=True)
_COLUMNS = {"from": "source", "sender": "source", "to": "target", "recipient": "target", "probability": "p"}
#: Decimal places of a value that is told.
_PLACES = 6


@dataclass(slots=True)
class Read:
    """The ties of a file: ids in order of appearance with their numbers, three columns, rows from one to themself."""

    numbers: dict[str, int] = field(default_factory=dict)
    source: array[int] = field(default_factory=lambda: array("i"))
    target: array[int] = field(default_factory=lambda: array("i"))
    p: array[float] = field(default_factory=lambda: array("d"))
    selves: int = 0

    def ties(self, both_ways: bool) -> Ties:
        """The rows as a network."""
        build = undirected if both_ways else directed
        return build(
            len(self.numbers),
            np.frombuffer(self.source, np.int32),
            np.frombuffer(self.target, np.int32),
            np.frombuffer(self.p, np.float64),
        )


@click.command()
@click.argument("ties_csv", metavar="TIES.csv", type=click.File("rb"))
@click.argument("a", metavar="A")
@click.argument("b", metavar="B")
@click.option("--undirected", "both_ways", is_flag=True, help="Each row holds in both directions.")
def path(ties_csv: BinaryIO, a: str, b: str, both_ways: bool) -> None:
    """How A could be introduced to B: the best three paths of at most three ties that lean on different people.

    \b
    In, columns in any order: source,target[,p]
      source, target  ids; a row is one tie, by which source may ask target
      p               chance that an introduction asked along the tie is made, 0 to 1; 0: no consent, in no path;
                      0.425 (depth 50, in touch within a year) where the column or the cell is empty
    Of several rows for one tie the highest p counts.
    Out, JSON: {"paths": [{"people": [A, ..., B], "value": product of p}]}; values below 0.02 are not told.
    Every path is looked at, however many contacts A has. Use - to read standard input.
    """
    found = read(ties_csv)
    ends = [_number(found, who) for who in (a, b)]
    if a == b:
        raise click.ClickException(f"{a} and {b} are the same person; name two.")
    if found.selves:
        click.echo(f"left out: {found.selves} row(s) whose source is also the target", err=True)
    best = best_paths(found.ties(both_ways), ends[0], ends[1])
    ids = list(found.numbers)
    paths = [{"people": [ids[who] for who in one.people], "value": round(one.value, _PLACES)} for one in best]
    click.echo(json.dumps({"paths": paths}, ensure_ascii=False))


def read(stream: BinaryIO) -> Read:
    """The ties of a CSV. Raises table.Refused naming every bad row, or when a column is missing."""
    found, bad = Read(), []
    number = found.numbers.setdefault
    for line, (source, target, p) in table.columns(stream, ("source", "target"), ("source", "target", "p"), _COLUMNS):
        try:
            found.p.append(_chance(p))
        except ValueError as error:
            bad.append(f"line {line}: {error}")
            continue
        if not source or not target:
            bad.append(f"line {line}: source or target is empty")
            continue
        found.source.append(number(source, len(found.numbers)))
        found.target.append(number(target, len(found.numbers)))
        found.selves += source == target
    table.refuse(bad)
    return found


def _chance(text: str) -> float:
    if not text:
        return UNSAID
    try:
        p = float(text)
    except ValueError:
        p = -1.0
    if 0.0 <= p <= 1.0:
        return p
    raise ValueError(f"p {text!r} is not a number from 0 to 1")


def _number(found: Read, person: str) -> int:
    try:
        return found.numbers[person]
    except KeyError:
        raise click.ClickException(
            f"{person!r} is in no row of the file. Ids are compared letter by letter; check the spelling."
        ) from None
