"""`grapevine today`: what was promised, who waits, who cools, one small step."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import time
from typing import Any

import click

from grapevine.domain.coach import actions
from grapevine.domain.coach.models import Aside
from grapevine.domain.coach.queries import asides
from grapevine.domain.coach.queries.reminders import Reminder, reminders
from grapevine.domain.coach.queries.today import Item, Today
from grapevine.domain.coach.queries.today import today as list_of
from grapevine.domain.coach.rules import items
from grapevine.domain.merging.queries import doubles_waiting
from grapevine.interfaces.cli.acting import Call, member_command
from grapevine.kit.moments import day_in

_HEADS = {
    items.PROMISED: "You gave your word", items.AWAITED: "They gave their word", items.ANSWER: "Waiting on you",
    items.THANK: "To be thanked", items.COOLING: "Getting quiet", items.DORMANT: "Worth picking up again",
    items.STEP: "Five minutes",
}  # fmt: skip


@click.group()
def today() -> None:
    """Whom to tend today, and why; put off, set aside, done."""


@today.command("show")
@member_command
def show(call: Call) -> None:
    """Show the list. Each line has a key; it is answered under that key."""
    found = list_of(call.actor, call.now)
    doubles, due = doubles_waiting(call.actor), reminders(found, day_in(call.now, call.actor.time_zone))
    data = {
        "step": _line(found.step) if found.step else None,
        "items": [_line(item) for item in found.items],
        "more": dict(found.more),
        "doubles": doubles,
        "doubts": found.doubts,
        "reminders": [{"kind": one.kind, "id": str(one.uid), "title": one.title, "reason": one.why} for one in due],
        "unsorted": found.unsorted,
        "comments": found.comments,
        "ask": found.ask.look_for if found.ask else None,
        "webhooks": list(found.webhooks),
    }
    call.answer(data, _told(found, due, doubles))


@today.command("later")
@click.argument("key")
@click.option("--until", metavar="TIME", help="When it comes back; left out, as long as its kind is put off.")
@member_command
def later(call: Call, key: str, until: str | None) -> None:
    """Put one line off."""
    when = call.moment(until, time()) if until else None
    _answer(call, actions.later(actor=call.actor, now=call.now, key=key, until=when))


@today.command("set-aside")
@click.argument("key")
@member_command
def set_aside(call: Call, key: str) -> None:
    """Not for me: it does not come again, until you bring it back."""
    _answer(call, actions.set_aside(actor=call.actor, now=call.now, key=key))


@today.command("done")
@click.argument("key")
@click.option("--kind", default="", help="How: call, message ...; of a promise, the kind of give it became.")
@click.option("--note", default="")
@click.option("--at", metavar="TIME", help="When; now, when left out.")
@member_command
def done(call: Call, key: str, kind: str, note: str, at: str | None) -> None:
    """It is done: the touch, the thanks or the kept promise is logged."""
    made = actions.done(actor=call.actor, now=call.now, key=key, kind=kind, note=note, at=call.moment(at))
    written = {name: getattr(made, name) for name in ("touch", "give", "promise")}
    data = {name: str(row.uid) if row else None for name, row in written.items()}
    lines = [f"{name}: {uid}" for name, uid in data.items() if uid]
    call.answer({"person": str(made.person.uid), **data}, [f"Logged, with {made.person.name}.", *lines])


@today.command("aside")
@member_command
def list_aside(call: Call) -> None:
    """List what is put off or set aside."""
    rows = [_row(aside) for aside in asides.standing(call.actor, call.now)]
    call.table(rows, ("kind", "person", "promise", "until", "said_at", "id"), none="Nothing is put aside.")


@today.command("bring-back")
@click.argument("aside_id", metavar="ID")
@member_command
def bring_back(call: Call, aside_id: str) -> None:
    """Let something come up again."""
    back = actions.bring_back(actor=call.actor, now=call.now, aside_uid=aside_id)
    call.answer({"id": str(back.uid), "back": True}, "It may come up again.")


def _line(item: Item) -> dict[str, Any]:
    person = {"id": str(item.who.uid), "name": item.who.name, "work": item.who.work}
    names = ("key", "kind", "title", "reason", "words", "due")
    return {**{name: getattr(item, name) for name in names}, "person": person}


def _told(found: Today, due: Sequence[Reminder], doubles: int | None) -> Iterator[str]:
    if found.step is None and not found.items and not due:
        yield "Nobody waits today."
    if found.step is not None:
        yield _HEADS[items.STEP]
        yield from _lines(found.step)
    head = ""
    for item in found.items:
        if _HEADS[item.kind] != head:
            head = _HEADS[item.kind]
            yield head
        yield from _lines(item)
    if due:
        yield "Others wait"
    for one in due:
        yield f"  {one.title}"
        yield f"    {one.why}"
        yield f"    {one.kind}: {one.uid}"
    if found.ask:
        yield f"Your ask this week: {found.ask.look_for or 'not chosen yet, see grapevine asks show'}"
    if doubles:
        yield f"{doubles} look-alikes wait for a word: grapevine people doubles"
    if found.doubts:
        yield f"{found.doubts} records of imports wait for a word: grapevine import list"
    if found.unsorted:
        yield f"{_many(found.unsorted, 'person', 'people')} to sort into a part of life: grapevine people segment"
    if found.comments:
        yield f"{_many(found.comments, 'comment', 'comments')} to decide on: grapevine stories comments"
    if found.webhooks:
        yield f"Paused, nobody takes what we send: {', '.join(found.webhooks)}: grapevine webhooks list"


def _many(count: int, one: str, more: str) -> str:
    return f"{count} {one if count == 1 else more}"


def _lines(item: Item) -> Iterator[str]:
    yield f"  {item.title}"
    yield f"    {item.reason}"
    if item.words:
        yield f"    ask: {item.words}"
    yield f"    key: {item.key}"


def _row(aside: Aside) -> dict[str, Any]:
    return {
        "id": str(aside.uid),
        "kind": aside.kind,
        "person": aside.person.name,
        "promise": aside.promise.what if aside.promise else "",
        "until": aside.until,
        "said_at": aside.said_at,
    }


def _answer(call: Call, aside: Aside) -> None:
    until = f"until {aside.until:%Y-%m-%d}" if aside.until else "for good"
    call.answer(_row(aside), [f"Put aside {until}.", f"id: {aside.uid}"])
