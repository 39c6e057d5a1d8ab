"""Changing the book one person at a time: adding, editing, erasing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import click

from grapevine.domain.people import actions, queries
from grapevine.domain.people.models import Person
from grapevine.domain.people.rules.card import SEGMENTS, Card, Labelled
from grapevine.interfaces.cli.acting import Call, member_command

_TEXTS = ("given", "family", "nickname", "firm", "department", "title", "profession", "note")
#: Option -> field of the card; each may be given several times, as VALUE or LABEL=VALUE.
_LISTS = {"email": "emails", "phone": "phones", "link": "links", "date": "dates", "fact": "facts"}


def _card_options(function: Callable[..., None]) -> Callable[..., None]:
    function = click.option("--tag", "tags", multiple=True, metavar="TAG")(function)
    for option, field in reversed(_LISTS.items()):
        function = click.option(f"--{option}", field, multiple=True, metavar="[LABEL=]VALUE")(function)
    function = click.option("--segment", type=click.Choice(list(SEGMENTS)), help="Part of life.")(function)
    for name in reversed(_TEXTS):
        function = click.option(f"--{name}", name)(function)
    return function


@click.command()
@click.option("--name", help="The name as written; or --given and --family, or only a mail or phone.")
@_card_options
@member_command
def add(call: Call, **said: Any) -> None:
    """Add a person."""
    person = actions.add_person(actor=call.actor, now=call.now, card=replace(Card(), **_given(said)))
    _answer(call, person, f"Added {person.name}.")


@click.command()
@click.argument("person_id", metavar="ID")
@click.option("--name")
@click.option("--revision", type=int, help="The revision you looked at; refused when somebody saved in between.")
@_card_options
@member_command
def edit(call: Call, person_id: str, revision: int | None, **said: Any) -> None:
    """Change a person: only what you name changes; a repeated option replaces the whole list. "" empties."""
    card = replace(queries.card_of(queries.person(call.actor, person_id)), **_given(said))
    person = actions.edit_person(actor=call.actor, now=call.now, person_uid=person_id, card=card, revision=revision)
    _answer(call, person, f"Changed {person.name}.")


@click.command()
@click.argument("person_id", metavar="ID")
@click.option("--yes", is_flag=True, help="Do not ask.")
@member_command
def erase(call: Call, person_id: str, yes: bool) -> None:
    """Remove a person and everything about them, for good."""
    person = queries.person(call.actor, person_id)
    if not yes:
        click.confirm(f"Erase {person.name} with every touch and give, for good?", abort=True, err=True)
    actions.erase_person(actor=call.actor, now=call.now, person_uid=person_id)
    call.answer({"id": str(person.uid), "erased": True}, "Erased.")


def _given(said: dict[str, Any]) -> dict[str, Any]:
    """What was named on the command line, as fields of a card."""
    fields: dict[str, Any] = {name: value for name, value in said.items() if isinstance(value, str)}
    for name in _LISTS.values():
        if said[name]:
            fields[name] = tuple(_labelled(text) for text in said[name])
    if said["tags"]:
        fields["tags"] = said["tags"]
    return fields


def _labelled(text: str) -> Labelled:
    """``work=leah@example.com`` -> that address, labelled "work". A link's own "=" stays part of it."""
    label, sign, value = text.partition("=")
    return Labelled(value, label) if sign and label.replace(" ", "").isalnum() else Labelled(text)


def _answer(call: Call, person: Person, words: str) -> None:
    said = {"id": str(person.uid), "name": person.name, "segment": person.segment, "revision": person.revision,
            "archived_at": person.archived_at}  # fmt: skip
    call.answer(said, [words, f"id: {person.uid}"])
