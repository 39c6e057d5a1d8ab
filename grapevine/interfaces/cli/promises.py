"""`grapevine promises`: what you promised and what was promised to you."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from grapevine.domain.gives import queries
from grapevine.domain.gives.actions import promises as actions
from grapevine.domain.gives.models import Promise
from grapevine.domain.gives.rules import KINDS
from grapevine.domain.gives.rules.promises import BY, ME
from grapevine.domain.network.actions import taking_back
from grapevine.domain.people import queries as people
from grapevine.interfaces.cli.acting import Call, member_command

_COLUMNS = ("due", "by", "person", "what", "outcome", "made_at", "id")
_DUE = click.option("--due", metavar="DATE", help="By when: 2026-03-31.")
_AT = click.option("--at", metavar="TIME", help="When; now, when left out.")
_NOTE = click.option("--note", default="")


@click.group()
def promises() -> None:
    """What you promised, and what was promised to you."""


@promises.command("list")
@click.option("--person", "person_id", metavar="ID", help="Only with this person.")
@click.option("--all", "every", is_flag=True, help="Also those that were kept, let go or broken.")
@click.option("--limit", type=click.IntRange(1), default=100, show_default=True, metavar="N")
@member_command
def list_promises(call: Call, person_id: str | None, every: bool, limit: int) -> None:
    """List open promises, the one due first in front."""
    found = queries.promises(call.actor).order_by("-made_at", "-pk") if every else queries.open_promises(call.actor)
    if person_id:
        found = found.filter(person=people.person(call.actor, person_id).pk)
    rows = [promise_row(promise) for promise in found.select_related("person")[:limit]]
    if not call.json:
        rows = [{**row, "person": row["person"]["name"]} for row in rows]
    call.table(rows, _COLUMNS, none="No promises.")


@promises.command("make")
@click.argument("person_id", metavar="PERSON")
@click.argument("what")
@click.option("--by", type=click.Choice(BY), default=ME, show_default=True, help="Who promised.")
@_DUE
@_AT
@member_command
def make(call: Call, person_id: str, what: str, by: str, due: str | None, at: str | None) -> None:
    """Write down WHAT was promised."""
    made = actions.make_promise(
        actor=call.actor, now=call.now, person_uid=person_id, what=what, by=by, due=_day(due), made_at=call.moment(at)
    )
    call.answer(promise_row(made), ["Written down.", f"id: {made.uid}"])


@promises.command("keep")
@click.argument("promise_id", metavar="ID")
@click.option("--kind", type=click.Choice(KINDS), help="The give it became, if it is to be logged.")
@_NOTE
@_AT
@member_command
def keep(call: Call, promise_id: str, kind: str | None, note: str, at: str | None) -> None:
    """It was kept."""
    kept = actions.keep_promise(
        actor=call.actor, now=call.now, promise_uid=promise_id, kind=kind or "", note=note, at=call.moment(at)
    )
    call.answer(promise_row(kept), f"Kept: {kept.what}.")


@promises.command("let-go")
@click.argument("promise_id", metavar="ID")
@click.option("--broken", is_flag=True, help="It was not kept; that counts against trust.")
@_NOTE
@_AT
@member_command
def let_go(call: Call, promise_id: str, broken: bool, note: str, at: str | None) -> None:
    """It is no longer needed."""
    ended = actions.let_go_promise(
        actor=call.actor, now=call.now, promise_uid=promise_id, broken=broken, note=note, at=call.moment(at)
    )
    call.answer(promise_row(ended), f"{'Not kept' if broken else 'Let go'}: {ended.what}.")


@promises.command("reopen")
@click.argument("promise_id", metavar="ID")
@member_command
def reopen(call: Call, promise_id: str) -> None:
    """Take its end back; the give it became goes with it."""
    back = taking_back.reopen_promise(actor=call.actor, now=call.now, promise_uid=promise_id)
    call.answer(promise_row(back), f"Open again: {back.what}.")


@promises.command("edit")
@click.argument("promise_id", metavar="ID")
@click.option("--what")
@click.option("--by", type=click.Choice(BY))
@_DUE
@member_command
def edit(call: Call, promise_id: str, due: str | None, **said: Any) -> None:
    """Change a promise: only what you name changes; --due "" takes the day away."""
    changes = {name: value for name, value in said.items() if value is not None}
    if due is not None:
        changes["due"] = _day(due)
    changed = actions.edit_promise(actor=call.actor, now=call.now, promise_uid=promise_id, **changes)
    call.answer(promise_row(changed), f"Changed: {changed.what}.")


@promises.command("delete")
@click.argument("promise_id", metavar="ID")
@member_command
def delete(call: Call, promise_id: str) -> None:
    """Strike one out, as if it had never been said."""
    promise = queries.promise(call.actor, promise_id)
    actions.delete_promise(actor=call.actor, now=call.now, promise_uid=promise_id)
    call.answer({"id": str(promise.uid), "deleted": True}, "Struck out.")


def _day(text: str | None) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise click.BadParameter(f"“{text}” is no day: write 2026-03-31.") from error


def promise_row(promise: Promise) -> dict[str, Any]:
    names = ("what", "by", "due", "made_at", "ended_at", "ended_note")
    person = {"id": str(promise.person.uid), "name": promise.person.name}
    said = {name: getattr(promise, name) for name in names}
    return {"id": str(promise.uid), "person": person, "outcome": promise.outcome or "open", **said}
