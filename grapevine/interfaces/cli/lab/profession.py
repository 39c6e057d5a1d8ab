"""`grapevine lab profession < TITLES`: which occupation each job title names, with the confidence."""

from __future__ import annotations

import csv
import sys

import click

from grapevine.domain.professions.rules.titles import recognise
from grapevine.interfaces.cli.lab.table import Refused

HEADER = ("title", "rank", "code", "name", "confidence", "profession")


@click.command()
@click.option("--top", type=click.IntRange(1, 10), default=5, show_default=True, help="Guesses a title, at most.")
def profession(top: int) -> None:
    """Which occupation each job title names.

    \b
    In, standard input: a title a line (UTF-8); empty lines are passed over
    Out, CSV, best first: title,rank,code,name,confidence,profession
      code        O*NET-SOC, like 23-1011.00
      confidence  0 to 1: of the guesses with .8, about 80 in 100 are right
      profession  the key in our own catalogue, empty when it has none
    A title of which nothing is known has no row.
    """
    try:
        titles = [line.strip() for line in sys.stdin.buffer.read().decode("utf-8-sig").splitlines()]
    except UnicodeDecodeError as error:
        raise Refused("the titles are not UTF-8 text. Save them in UTF-8, a title a line, and try again.") from error
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(HEADER)
    for title in filter(None, titles):
        for rank, guess in enumerate(recognise(title, top), 1):
            out.writerow((title, rank, guess.code, guess.name, f"{guess.confidence:.3f}", guess.profession))
