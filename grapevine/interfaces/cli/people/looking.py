"""Looking into the book: the list, and one person with everything known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import click

from grapevine.domain.depth.rules.reach import REACHES
from grapevine.domain.network.queries import people_list as network
from grapevine.domain.network.queries import relationship
from grapevine.domain.network.queries.people_list import LIMIT_MAX, SORTS, Row, Wanted
from grapevine.domain.network.rules.relation import Relation
from grapevine.domain.people import queries
from grapevine.domain.people.models import Person
from grapevine.domain.people.rules.card import SEGMENTS, Card
from grapevine.domain.people.rules.details import as_json
from grapevine.interfaces.cli.acting import Call, member_command
from grapevine.interfaces.cli.tables import cell
from grapevine.interfaces.exchange.measures import measures

_COLUMNS = ("name", "firm", "segment", "depth", "i_know", "they_know", "stage", "missing", "last_touch_at", "id")


@click.command("list")
@click.argument("text", default="")
@click.option("--segment", type=click.Choice([*SEGMENTS, "none"]), help="One part of life; none: not sorted yet.")
@click.option("--tag", default="", help="Only people with this tag.")
@click.option("--reach", type=click.Choice(REACHES), help="How far you have come with them.")
@click.option("--quiet-days", type=click.IntRange(1), metavar="N", help="No touch for this long.")
@click.option("--archived", is_flag=True, help="Those put aside instead.")
@click.option("--sort", type=click.Choice(list(SORTS)), default="depth", show_default=True)
@click.option("--limit", type=click.IntRange(1), metavar="N", help="At most so many; without it, all.")
@member_command
def list_people(call: Call, limit: int | None, **wanted: Any) -> None:
    """List people, deepest first. TEXT looks for words in name, firm, work, tags and notes."""
    asked = Wanted(**{name: value for name, value in wanted.items() if value})
    rows = [person_row(row) for row in rows_of(call, asked, limit)]
    call.table(rows, _COLUMNS, none="Nobody found." if wanted["text"] else "Nobody here yet.")


def rows_of(call: Call, wanted: Wanted, limit: int | None = None) -> Iterator[Row]:
    """Every row of the list, page after page, at most ``limit``."""
    left, cursor = limit, ""
    while left is None or left > 0:
        size = LIMIT_MAX if left is None else min(LIMIT_MAX, left)
        page = network.people_list(call.actor, replace(wanted, cursor=cursor, limit=size), call.now)
        yield from page.rows
        left, cursor = None if left is None else left - len(page.rows), page.next
        if not cursor:
            return


def person_row(row: Row) -> dict[str, Any]:
    """A person of the list as programs get them; what was not measured is null."""
    return {
        "id": row.uid,
        "name": row.name,
        "firm": row.firm,
        "title": row.title,
        "profession": row.profession,
        "segment": row.segment,
        "emails": row.emails,
        "phones": row.phones,
        **measures(row.relation),
        "stage": row.relation.stage,
        "missing": row.relation.missing,
        "last_touch_at": row.last_touch_at,
    }


@click.command()
@click.argument("person_id", metavar="ID")
@member_command
def show(call: Call, person_id: str) -> None:
    """Show everything known of one person: contact data, depth from both sides and where it comes from."""
    person = queries.person(call.actor, person_id)
    card = queries.card_of(person)
    relation = relationship.relation(call.actor, person, call.now)
    evidence = relationship.evidence_of(call.actor, person, call.now)
    data = {
        **as_json(card),
        "id": str(person.uid),
        "profession_key": person.profession_key,
        "profession_sure": person.profession_sure,
        "profession_said": person.profession_said,
        "archived_at": person.archived_at,
        "revision": person.revision,
        **measures(relation),
        "stage": relation.stage,
        "missing": relation.missing,
        "evidence": {
            "sentence": evidence.sentence,
            "shares": dict(evidence.shares),
            "touches": evidence.touches,
            "minutes": evidence.minutes,
            "since": evidence.since,
            "last": evidence.last,
        },
    }
    data.pop("uid", None)
    call.answer(data, _told(person, card, relation, evidence.sentence))


def _told(person: Person, card: Card, relation: Relation, sentence: str) -> Iterator[str]:
    yield person.name + (" (put aside)" if person.archived_at else "")
    yield from (f"  {text}" for text in (card.title, card.firm, card.profession, card.segment) if text)
    for heading, values in (("mail", card.emails), ("phone", card.phones), ("link", card.links), ("date", card.dates),
                            ("known", card.facts)):  # fmt: skip
        yield from (f"  {heading}: {each.value}{f' ({each.label})' if each.label else ''}" for each in values)
    yield from (f"  address: {each.one_line}" for each in card.addresses)
    if card.tags:
        yield f"  tags: {', '.join(card.tags)}"
    if card.note:
        yield f"  note: {card.note}"
    if relation.depth is None:
        yield "  depth: not measured yet"
    else:
        sides = f"you know them {cell(relation.i_know)}, they know you {cell(relation.they_know)}"
        yield f"  depth: {cell(relation.depth)} ({sides}), stage {relation.stage}"
    if relation.missing:
        yield f"  first gap: {relation.missing}"
    yield f"  {sentence}"
    yield f"  id: {person.uid}"
