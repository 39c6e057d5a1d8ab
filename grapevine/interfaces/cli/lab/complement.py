"""`grapevine lab complement PAIRS.csv`: whether two professions feed each other."""

from __future__ import annotations

import csv
import sys
from typing import BinaryIO

import click

from grapevine.domain.professions.rules.occupations import occupation_of
from grapevine.domain.professions.rules.pairing import pair
from grapevine.interfaces.cli.lab.table import refuse, rows

HEADER = ("a", "b", "score", "a_feeds_b", "b_feeds_a", "moments")
#: Moments named a row; the strongest come first.
_SHOWN = 8


@click.command()
@click.argument("pairs", metavar="PAIRS.csv", type=click.File("rb"))
def complement(pairs: BinaryIO) -> None:
    """Whether two professions feed each other.

    \b
    In: a,b (columns in any order; a profession's name or key, a job title, or an O*NET-SOC code)
    Out, CSV, a row a pair in the order of the file: a,b,score,a_feeds_b,b_feeds_a,moments
      score      0 to 1, both directions together; .5 = of one sphere, and no more is known
      a_feeds_b  0 to 1: what a hears that b can serve; b_feeds_a the other way
      moments    keys of what happens to clients, the strongest first, one space between
    Competitors score low. Words that mean no occupation are judged as two strangers, and told on standard error.
    """
    read, bad, strange = [], [], []
    for line, row in rows(pairs, ("a", "b"), {}):
        if not row["a"] or not row["b"]:
            bad.append(f"line {line}: needs both a and b")
        read.append((line, row["a"], row["b"]))
    refuse(bad)
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(HEADER)
    for line, a, b in read:
        strange += [f"line {line}: no occupation known as “{text}”" for text in (a, b) if not occupation_of(text).code]
        found = pair(a, b)
        figures = (f"{number:.4f}" for number in (found.score, found.a_feeds_b, found.b_feeds_a))
        out.writerow((a, b, *figures, " ".join(found.moments[:_SHOWN])))
    for told in strange:
        click.echo(told, err=True)
