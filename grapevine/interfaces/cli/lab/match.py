"""`grapevine lab match TIES.csv PEOPLE.csv --for ID|all`: who of a file could be whose partner, by our own rules."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import BinaryIO

import click

from grapevine.domain.partnerships.rules.matching.kinds import Attribute, attribute
from grapevine.domain.partnerships.rules.matching.model import Model, learn, suggest
from grapevine.domain.partnerships.rules.matching.network import looks_directed, network
from grapevine.domain.partnerships.rules.matching.telling import why
from grapevine.interfaces.cli.lab import table

HEADER = ("id", "candidate", "score", "why")
EVERYBODY = "all"
_TIES = {"from": "source", "sender": "source", "to": "target", "recipient": "target"}
_PEOPLE = {"person": "id", "node": "id"}


@dataclass(slots=True)
class Read:
    """The people by id in order, their attributes column by column, the ties, and rows that name one person twice."""

    numbers: dict[str, int] = field(default_factory=dict)
    columns: dict[str, list[str]] = field(default_factory=dict)
    source: list[str] = field(default_factory=list)
    target: list[str] = field(default_factory=list)
    selves: int = 0
    strangers: int = 0


@click.command()
@click.argument("ties_csv", metavar="TIES.csv", type=click.File("rb"))
@click.argument("people_csv", metavar="PEOPLE.csv", type=click.File("rb"))
@click.option("--for", "who", metavar="ID|all", required=True, help="Whom to suggest somebody to; all: everybody.")
@click.option("--top", type=click.IntRange(min=1), default=10, show_default=True, help="How many for each.")
@click.option("--kind", "kinds", multiple=True, help="Only ties of this kind; may be given more than once.")
@click.option("--directed/--undirected", "directed", default=None,
              help="Whether a row holds one way only. Default: one way when 5 to 95 % of the rows are returned.")
@click.option("--one-way", is_flag=True, help="Suggest also those who have a tie to ID that is not returned.")
def match(ties_csv: BinaryIO, people_csv: BinaryIO, who: str, top: int, kinds: tuple[str, ...],
          directed: bool | None, one_way: bool) -> None:  # fmt: skip
    """Who could be a partner of whom: learned from the ties of a file, both directions or nothing.

    \b
    In, columns in any order:
      TIES    source,target[,kind]   a row is one tie; repeated rows count once
      PEOPLE  id[,ATTRIBUTE...]      any attributes, words or numbers; empty: not known
    Numbers with more than eight different values are put into four groups of equal size; of words with more than
    twelve only whether two people share one counts. An attribute that has nothing to do with the ties counts nothing.
    Out, CSV, the best first: id,candidate,score,why      score: 100 for the best of each list
    Suggested are people without a tie yet, in either direction. From 150 ties on the weights are fitted.
    Use - to read one of the two from standard input.
    """
    found = read(ties_csv, people_csv, kinds)
    ids = list(found.numbers)
    if who != EVERYBODY and who not in found.numbers:
        raise click.ClickException(
            f"{who!r} is in neither file. Ids are compared letter by letter; check the spelling."
        )
    one_sided = looks_directed(found.source, found.target) if directed is None else directed
    _tell(found, one_sided, directed is None)
    wanted: Iterable[int] = range(len(ids)) if who == EVERYBODY else [found.numbers[who]]
    model = _model(found, one_sided)
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(HEADER)
    for person in wanted:
        for one in suggest(model, person, top, one_way):
            reason = why(model, person, one, ids)
            out.writerow((ids[person], ids[one.person], f"{one.score:.2f}", reason))


def read(ties: BinaryIO, people: BinaryIO, kinds: tuple[str, ...] = ()) -> Read:
    """Both files. Raises table.Refused naming every bad row, a missing column, or a file without a single tie."""
    found = Read()
    _read_people(found, people)
    listed = len(found.numbers)
    _read_ties(found, ties, kinds)
    if not found.source:
        raise table.Refused("there is no tie to learn from: TIES.csv needs at least one row with two different ids.")
    found.strangers = len(found.numbers) - listed
    for values in found.columns.values():
        values.extend([""] * found.strangers)
    return found


def _read_people(found: Read, stream: BinaryIO) -> None:
    bad = []
    for line, row in table.rows(stream, ("id",), _PEOPLE):
        person = row.pop("id", "")
        if not person:
            bad.append(f"PEOPLE line {line}: id is empty")
        elif person in found.numbers:
            bad.append(f"PEOPLE line {line}: {person!r} is there twice")
        else:
            found.numbers[person] = len(found.numbers)
            for name in [*found.columns, *(name for name in row if name not in found.columns)]:
                values = found.columns.setdefault(name, [])
                # Whoever stands before the first row that has this column does not have it.
                values.extend([""] * (len(found.numbers) - 1 - len(values)))
                values.append(row.get(name, ""))
    table.refuse(bad)


def _read_ties(found: Read, stream: BinaryIO, kinds: tuple[str, ...]) -> None:
    bad = []
    for line, row in table.rows(stream, ("source", "target"), _TIES):
        source, target = row.get("source", ""), row.get("target", "")
        if not source or not target:
            bad.append(f"TIES line {line}: source or target is empty")
        elif kinds and row.get("kind", "") not in kinds:
            continue
        elif source == target:
            found.selves += 1
        else:
            found.source.append(source)
            found.target.append(target)
            for person in (source, target):
                found.numbers.setdefault(person, len(found.numbers))
    table.refuse(bad)


def _model(found: Read, directed: bool) -> Model:
    told = (attribute(name, values) for name, values in found.columns.items())
    attributes: list[Attribute] = [one for one in told if one is not None]
    number = found.numbers
    ties = network(len(number), [number[a] for a in found.source], [number[b] for b in found.target], directed)
    return learn(ties, attributes)


def _tell(found: Read, directed: bool, guessed: bool) -> None:
    """What a reader should know of the files, to standard error."""
    if found.selves:
        click.echo(f"left out: {found.selves} row(s) whose source is also the target", err=True)
    if found.strangers:
        click.echo(f"{found.strangers} of the people with ties are not in PEOPLE: only their ties are known", err=True)
    if guessed:
        way = "one way (some are returned, some are not)" if directed else "both ways"
        click.echo(f"each tie holds {way}; --directed or --undirected says otherwise", err=True)
