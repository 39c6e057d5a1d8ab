"""Before a talk with somebody: one sheet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from grapevine.domain.network.queries.preparation import preparation
from grapevine.interfaces.cli.acting import Call, member_command
from grapevine.interfaces.cli.tables import cell
from grapevine.interfaces.exchange.preparation import plain


@click.command()
@click.argument("person_id", metavar="ID")
@member_command
def prepare(call: Call, person_id: str) -> None:
    """Show one sheet for the next talk: what is between you, what you know, what to ask and what to tell."""
    data = plain(preparation(call.actor, person_id, call.now))
    call.answer(data, _told(data))


def _told(data: dict[str, Any]) -> Iterator[str]:
    yield f"Before you meet {data['name']}"
    if data["depth"] is None:
        yield "  Not measured yet."
    else:
        sides = f"you know them {cell(data['i_know'])}, they know you {cell(data['they_know'])}"
        yield f"  Depth {cell(data['depth'])}: {sides}."
    asking = data["ready_to_ask"]
    yield f"  {'Ready to ask' if asking['ready'] else 'Not yet the time to ask'}: {asking['reason']} {asking['step']}"
    if data["thanks_owed"]:
        yield "  Thanks are owed for a referral."
    for heading, part in (("The last talks", "talks"), ("You gave", "gave"), ("You received", "received")):
        yield from _lines(heading, (f"{one['at']:%Y-%m-%d} {one['kind']}  {one['note']}" for one in data[part]))
    yield from _lines("What you know", (f"{one['heading']}: {'; '.join(one['texts'])}" for one in data["known"]))
    yield from _lines("To ask", (f"{one['heading']}: {one['text']}" for one in data["ask"]))
    yield from _lines("To tell about yourself", (f"{one['heading']}: {one['text']}" for one in data["tell"]))


def _lines(heading: str, lines: Iterator[str]) -> Iterator[str]:
    found = [" ".join(line.split()) for line in lines]
    if found:
        yield f"  {heading}:"
        yield from (f"    {line}" for line in found)
