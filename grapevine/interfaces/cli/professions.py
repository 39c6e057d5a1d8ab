"""`grapevine professions` and `grapevine moments`: the catalogue, and what a person works as."""

from __future__ import annotations

import click

from grapevine.domain.people import actions
from grapevine.domain.professions.rules import MOMENTS, PROFESSIONS, moments_about, professions_about
from grapevine.interfaces.cli.acting import Call, member_command
from grapevine.interfaces.exchange import professions as plain

_WORDS = click.argument("words", nargs=-1)


@click.group()
def professions() -> None:
    """What people do: trades with the moments of their clients."""


@professions.command("list")
@_WORDS
@member_command
def list_professions(call: Call, words: tuple[str, ...]) -> None:
    """List professions, all or those that WORDS find."""
    rows = [plain.profession(one) for one in professions_about(" ".join(words))]
    call.table(rows, ("key", "name", "sphere", "regulated"), none="No such profession.")


@professions.command("show")
@click.argument("key")
@member_command
def show_profession(call: Call, key: str) -> None:
    """Show one profession: its moments, its best partners, whom you know who does it."""
    found = plain.profession_shown(call.actor, key)
    lines = [found["name"], f"  also: {', '.join(found['aliases'][:5])}"]
    lines += [f"  serves: {MOMENTS[one].name}" for one in found["serves"]]
    lines += [f"  hears of: {MOMENTS[one].name}" for one in found["hears"]]
    lines += [f"  partner: {PROFESSIONS[one['key']].name} ({one['score']:.2f})" for one in found["partners"]]
    call.answer(found, [*lines, *(f"  you know: {one['name']}" for one in found["people"])])


@professions.command("choose")
@click.argument("person_id", metavar="ID")
@click.argument("key")
@member_command
def choose(call: Call, person_id: str, key: str) -> None:
    """Say what a person works as: KEY of the catalogue, "none", or "" to have it read from their title again."""
    person = actions.choose_profession(actor=call.actor, now=call.now, person_uid=person_id, key=key)
    said = {"id": str(person.uid), "name": person.name, "profession_key": person.profession_key,
            "profession_sure": person.profession_sure, "profession_said": person.profession_said}  # fmt: skip
    call.answer(said, f"{person.name}: {person.profession_key or 'no profession of the catalogue'}.")


@click.group()
def moments() -> None:
    """When clients need somebody: who serves it, who hears of it early."""


@moments.command("list")
@_WORDS
@member_command
def list_moments(call: Call, words: tuple[str, ...]) -> None:
    """List moments, all or those that WORDS find."""
    rows = [plain.moment(one) for one in moments_about(" ".join(words))]
    call.table(rows, ("key", "name", "whom", "sentence"), none="No such moment.")


@moments.command("show")
@click.argument("key")
@member_command
def show_moment(call: Call, key: str) -> None:
    """Show one moment: who serves it, who hears of it early, and whom of them you know."""
    found = plain.moment_shown(call.actor, key)
    lines = [found["name"], f"  “{found['sentence']}”"]
    lines += [f"  serves: {PROFESSIONS[one].name}" for one in found["serves"]]
    lines += [f"  hears: {PROFESSIONS[one].name}" for one in found["hears"]]
    call.answer(found, [*lines, *(f"  you know: {one['name']} ({one['profession_key']})" for one in found["people"])])
