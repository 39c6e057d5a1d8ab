"""`grapevine lab forecast DEALS.csv --at DATE --days N`: what the days ahead bring, by our own rules."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import BinaryIO

import click

from grapevine.domain.goals.rules.forecast import Range
from grapevine.domain.goals.rules.forecast import forecast as forecast_of
from grapevine.domain.goals.rules.forecast_sigma import sigma_of
from grapevine.interfaces.cli.lab import deals as files
from grapevine.interfaces.cli.lab.table import Refused


class Day(click.ParamType):
    """A date on the command line, as days since 1970-01-01 UTC."""

    name = "date"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> float:
        try:
            return files.when(value)
        except ValueError:
            self.fail(f"{value!r} is not an ISO date, like 2026-11-22", param, ctx)


@click.command()
@click.argument("deals_csv", metavar="DEALS.csv", type=click.File("rb"))
@click.option("--at", type=Day(), required=True, help="The day to look ahead from (ISO): later rows are not known yet.")
@click.option("--days", type=click.IntRange(1, 3_660), required=True, help="How many days to look ahead.")
def forecast(deals_csv: BinaryIO, at: float, days: int) -> None:
    """How many deals are won in the days after a date and what they are worth: median, 50 and 80 % ranges.

    \b
    In, columns in any order: id,source,opened_on,closed_on,outcome,value
      source     who sent it: partners are learned apart, and each from all
      opened_on  an ISO date or time; what opened after --at is left out
      closed_on  when it was won or lost; what closed after --at counts as open
      outcome    won, lost, or empty while open; withdrawn for what ended otherwise
      value      what a won one was worth; may be empty
    Out, JSON: {"won": {"p10","p25","median","p75","p90"}, "value": {...}, "regime_change": bool}
    Use - to read standard input.
    """
    found = files.read(deals_csv)
    for what, times in found.told.items():
        click.echo(f"{times} row(s) {what} (the first is line {found.first[what]})", err=True)
    deals = found.deals()
    if not (deals.opened <= at).any():
        raise Refused("no row of the file had opened by --at: there is nothing to look ahead from.")
    ahead = forecast_of(deals, at, float(days), sigma=sigma_of(deals, at, float(days)))
    answer = {"won": _shown(ahead.won), "value": _shown(ahead.value), "regime_change": ahead.change.changed}
    click.echo(json.dumps(answer))


def _shown(drawn: Range) -> dict[str, float]:
    """The range with its numbers to the cent."""
    return {name: round(point, 2) for name, point in asdict(drawn).items()}
