"""`grapevine sources`: calendars that are asked again and again, and the address for letters."""

from __future__ import annotations

import sys
from typing import Any

import click

from grapevine.domain.imports.actions import calendars as actions
from grapevine.domain.imports.actions import dropping
from grapevine.domain.imports.models import Subscription
from grapevine.interfaces.cli.acting import Call, member_command
from grapevine.interfaces.exchange import calendars, drop
from grapevine.interfaces.exchange import sources as plain


@click.group("sources")
def sources() -> None:
    """What keeps coming in by itself: calendars at an address, letters dropped by mail."""


@sources.command("list")
@member_command
def list_sources(call: Call) -> None:
    """Show every calendar with its state, and the last letters."""
    told = plain.every(call.actor)
    words = [_words(each) for each in told["calendars"]] or ["No calendar yet: grapevine sources add-calendar ADDRESS"]
    letters = told["letters"]
    words.append(
        plain.NOT_SET_UP if not letters["set_up"]
        else f"Letters: {'you have an address' if letters['has_address'] else 'no address yet'}"
        f" (grapevine sources drop-address){'; ' + letters['message'] if letters['message'] else ''}"
    )  # fmt: skip
    words += [f"  {each['at']:%Y-%m-%d %H:%M} {each['reason'] or str(each['touches']) + ' touches'}"
              for each in letters["items"]]  # fmt: skip
    call.answer(told, words)


@sources.command("add-calendar")
@click.argument("address", metavar="ADDRESS")
@click.option("--name", default="", help="What to call it; else as it calls itself.")
@member_command
def add_calendar(call: Call, address: str, name: str) -> None:
    """Add a calendar by its address (https or webcal) and bring in what it says. `-` reads the address from stdin."""
    if address == "-":
        address = sys.stdin.readline().strip()
    _tell(call, calendars.add(actor=call.actor, now=call.now, address=address, name=name, queue=False))


@sources.command("edit-calendar")
@click.argument("calendar_id", metavar="ID")
@click.option("--name", help="Another name.")
@click.option("--address", default="", help="Another address of the same calendar; `-` reads it from stdin.")
@member_command
def edit_calendar(call: Call, calendar_id: str, name: str | None, address: str) -> None:
    """Change the name or the address of a calendar."""
    if address == "-":
        address = sys.stdin.readline().strip()
    found = calendars.change(
        actor=call.actor, now=call.now, uid=calendar_id, name=name, address=address, queue=False
    )
    if address:
        found = calendars.refresh(actor=call.actor, now=call.now, uid=calendar_id, queue=False)
    _tell(call, found)


@sources.command("refresh")
@click.argument("calendar_id", metavar="ID")
@member_command
def refresh(call: Call, calendar_id: str) -> None:
    """Look at a calendar now, and bring in what is new."""
    found = calendars.refresh(actor=call.actor, now=call.now, uid=calendar_id, queue=False)
    if found.message:
        raise click.ClickException(found.message)
    _tell(call, found)


@sources.command("pause")
@click.argument("calendar_id", metavar="ID")
@member_command
def pause(call: Call, calendar_id: str) -> None:
    """Ask a calendar no more for now; what it brought stays."""
    _tell(call, actions.pause_calendar(actor=call.actor, now=call.now, uid=calendar_id, paused=True))


@sources.command("resume")
@click.argument("calendar_id", metavar="ID")
@member_command
def resume(call: Call, calendar_id: str) -> None:
    """Let a paused calendar go on."""
    _tell(call, calendars.resume(actor=call.actor, now=call.now, uid=calendar_id))


@sources.command("remove")
@click.argument("calendar_id", metavar="ID")
@click.option("--take-back", is_flag=True, help="Undo what it brought.")
@member_command
def remove(call: Call, calendar_id: str, take_back: bool) -> None:
    """Forget a calendar and its address."""
    undone = calendars.remove(actor=call.actor, now=call.now, uid=calendar_id, take_back=take_back, queue=False)
    call.answer({"id": calendar_id, "undone": undone}, f"Removed; {undone} of its imports taken back.")


@sources.command("drop-address")
@click.option("--renew", is_flag=True, help="Make a new one; the one before works no more.")
@click.option("--revoke", is_flag=True, help="Take it back: letters to it are left alone.")
@member_command
def drop_address(call: Call, renew: bool, revoke: bool) -> None:
    """Show the secret address to which copies of letters go; make one where there is none."""
    if renew and revoke:
        raise click.UsageError("Say either --renew or --revoke.")
    if revoke:
        dropping.revoke_drop_address(actor=call.actor, now=call.now)
        call.answer({"address": ""}, "Taken back.")
        return
    if not drop.is_set_up():
        raise click.ClickException(plain.NOT_SET_UP)
    if renew or not plain.drop_address(call.actor):
        dropping.renew_drop_address(actor=call.actor, now=call.now)
    address = plain.drop_address(call.actor)
    call.answer({"address": address}, address)


def _tell(call: Call, found: Subscription) -> None:
    told = plain.calendar(found)
    call.answer(told, _words(told))


def _words(told: dict[str, Any]) -> str:
    last = told["last"]
    found = f"meetings with people: {last['meetings']}, new or changed: {last['news']}, withdrawn: {last['withdrawn']}"
    trouble = f" ({told['message']})" if told["message"] else ""
    return f"{told['name']} [{told['host']}]: {told['state']}{trouble}; {found}; {told['id']}"
