"""`grapevine asks`: this week's ask, the next one instead, who has heard it, what came of it."""

from __future__ import annotations

from typing import Any

import click

from grapevine.domain.education.actions import asks as actions
from grapevine.domain.education.models import Ask
from grapevine.domain.education.queries import asks as queries
from grapevine.domain.education.rules import asks as rules
from grapevine.interfaces.cli.acting import Call, member_command


@click.group()
def asks() -> None:
    """One specific ask a week: look for, tell, introduce."""


@asks.command("show")
@click.option("--earlier", is_flag=True, help="The asks before instead, with who has heard them and what came of it.")
@member_command
def show(call: Call, earlier: bool) -> None:
    """This week's ask; nothing is written."""
    if earlier:
        rows = _kept(call)
        call.table(rows, ["week", "look_for", "skipped", "heard_by", "came_of", "id"], none="No ask was told yet.")
        return
    _answer(call)


@asks.command("next")
@member_command
def next_(call: Call) -> None:
    """Not this one: the next by turn, for this week."""
    actions.skip_ask(actor=call.actor, now=call.now)
    _answer(call)


@asks.command("choose")
@click.argument("key")
@member_command
def choose(call: Call, key: str) -> None:
    """Another of your brief's asks for this week, by its KEY (`asks show --json` has them)."""
    actions.choose_ask(actor=call.actor, now=call.now, key=key)
    _answer(call)


@asks.command("edit")
@click.option("--look-for", help="Whom to look for.")
@click.option("--tell", help="What to say to them.")
@click.option("--introduce", help="How to bring you together.")
@member_command
def edit(call: Call, **lines: str | None) -> None:
    """This week's ask in your own words; what is left out stays."""
    actions.edit_ask(
        actor=call.actor, now=call.now, lines={name: text for name, text in lines.items() if text is not None}
    )
    _answer(call)


@asks.command("heard")
@click.option("--person", "people", metavar="ID", multiple=True, help="Somebody of your book; as often as needed.")
@click.option("--meeting", is_flag=True, help="Your chapter, at its meeting.")
@member_command
def heard(call: Call, people: tuple[str, ...], meeting: bool) -> None:
    """Note who has heard this week's ask."""
    actions.note_heard(actor=call.actor, now=call.now, person_uids=people, meeting=meeting)
    _answer(call)


@asks.command("came")
@click.argument("ask_id", metavar="ID")
@click.argument("text")
@member_command
def came(call: Call, ask_id: str, text: str) -> None:
    """Note what came of an ask, in a sentence; an empty one takes it away."""
    row = actions.note_came_of(actor=call.actor, now=call.now, uid=ask_id, text=text)
    call.answer({"id": str(row.uid), "came_of": row.came_of}, "Kept.")


def _answer(call: Call) -> None:
    found = queries.this_weeks_ask(call.actor, call.now)
    if found.chosen is None:
        raise click.ClickException(actions.NO_BRIEF)
    shown = {
        "week": found.week,
        "key": found.chosen.key,
        "moment": found.row.moment if found.row else found.chosen.moment,
        **found.lines,
        "heard_by": _names(call, [found.row])[found.row.pk] if found.row else [],
        "others": [{"key": each.key, "look_for": each.look_for} for each in found.others],
    }
    call.answer(shown, [f"Week of {found.week}", "", rules.as_text(**found.lines, name=call.actor.name)])


def _kept(call: Call) -> list[dict[str, Any]]:
    rows = list(queries.asks(call.actor)[:100])
    names = _names(call, rows)
    return [
        {
            "id": str(row.uid),
            "week": row.week,
            **{name: getattr(row, name) for name in rules.FIELDS},
            "skipped": row.skipped_at is not None,
            "heard_by": names[row.pk],
            "came_of": row.came_of,
        }
        for row in rows
    ]


def _names(call: Call, rows: list[Ask]) -> dict[int, list[str]]:
    found = queries.hearings(call.actor, rows)
    return {pk: [each.person.name if each.person else "chapter" for each in ears] for pk, ears in found.items()}
