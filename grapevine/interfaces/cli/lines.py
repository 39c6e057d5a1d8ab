"""One line at a terminal: `touches log "LINE"` and `gives log "LINE"`."""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterable, Mapping
from typing import Any, NoReturn

import click

from grapevine.domain.network.actions import Logged, log_line
from grapevine.domain.network.rules.line.asking import Unsettled, answers
from grapevine.domain.network.rules.line.describe import ask, said
from grapevine.domain.network.rules.line.result import Unsure
from grapevine.interfaces.cli.acting import Call
from grapevine.interfaces.cli.ledger_rows import entry_row
from grapevine.interfaces.cli.promises import promise_row

WHO = click.option("--who", "who", multiple=True, metavar="WORDS=ID",
                   help="With LINE: who is meant; ID may be new (add them) or happened (it is no plan).")  # fmt: skip


def keep_line(call: Call, line: str, who: Iterable[str], others: Mapping[str, Any]) -> None:
    """Keep a line and say what it became. What is unsure goes to standard error, and the exit code is 1.

    Raises click.UsageError for options that the line says itself.
    """
    named = [f"--{name.replace('_', '-')}" for name, value in others.items() if value is not None]
    if named:
        raise click.UsageError(f"A line says it all by itself: leave out {', '.join(named)}.")
    choices = _choices(who)
    try:
        logged = log_line(actor=call.actor, now=call.now, text=line, choices=choices)
    except Unsettled as unsettled:
        _ask(call, unsettled)
    _answer(call, logged)


def _answer(call: Call, logged: Logged) -> None:
    new = [f"New in your book: {each.name}." for each in logged.added]
    call.answer(
        {
            "touches": [entry_row(touch) for touch in logged.touches],
            "gives": [entry_row(give) for give in logged.gives],
            "promises": [promise_row(promise) for promise in logged.promises],
            "added": [{"id": str(each.uid), "name": each.name} for each in logged.added],
        },
        [*said(logged.understood), *new],
    )


def require_options(who: Iterable[str], **options: Any) -> None:
    """Without a line these have to be named. Raises click.UsageError."""
    missing = [f"--{name}" for name, value in options.items() if value is None]
    if missing:
        raise click.UsageError(f'Type a line, like "coffee with Dana yesterday 1h", or name {", ".join(missing)}.')
    if any(who):
        raise click.UsageError("--who belongs to a line; without one name --person.")


def _choices(who: Iterable[str]) -> dict[str, str]:
    found = {}
    for each in who:
        words, equals, answer = each.rpartition("=")
        if not (words and equals and answer):
            raise click.UsageError(f"“{each}” names nobody: write --who Dana=ID.")
        found[words] = answer
    return found


def _ask(call: Call, unsettled: Unsettled) -> NoReturn:
    if call.json:
        told = {"error": unsettled.reason, "unsure": [_row(each) for each in unsettled.unsure]}
        click.echo(json.dumps(told, ensure_ascii=False, indent=2), err=True)
    else:
        for each in unsettled.unsure:
            click.echo(ask(each), err=True)
            for person in each.candidates:
                firm = f", {person.firm}" if person.firm else ""
                click.echo(f"  --who {shlex.quote(f'{each.text}={person.uid}')}   {person.name}{firm}", err=True)
            for answer in answers(each):
                click.echo(f"  --who {shlex.quote(f'{each.text}={answer}')}", err=True)
    raise SystemExit(1)


def _row(unsure: Unsure) -> dict[str, Any]:
    return {
        "text": unsure.text,
        "reason": unsure.reason,
        "candidates": [{"id": each.uid, "name": each.name, "firm": each.firm} for each in unsure.candidates],
        "answers": list(answers(unsure)),
    }
