"""`grapevine audit show`: who sends you people, who could, and what is missing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from grapevine.domain.depth.rules.parts import INGREDIENTS
from grapevine.domain.insights.queries import audit as queries
from grapevine.domain.insights.queries.audit import Audit, Source
from grapevine.domain.insights.queries.audit_facts import GROUPS
from grapevine.domain.insights.rules.audit import Group
from grapevine.domain.insights.rules.missing_words import Verdict
from grapevine.domain.insights.rules.next_steps import step
from grapevine.interfaces.cli.acting import Call, member_command
from grapevine.interfaces.cli.tables import aligned
from grapevine.interfaces.exchange import audit as plain


@click.group()
def audit() -> None:
    """Who sends you people, who could, and what is missing."""


@audit.command("show")
@click.option("--group", type=click.Choice(GROUPS), help="The people of one group instead.")
@click.option("--top", type=click.IntRange(1, 1000), default=50, show_default=True, help="How many people.")
@member_command
def show(call: Call, group: str | None, top: int) -> None:
    """Show what each group has and lacks, beside what it sent in a year."""
    if group is None:
        found = queries.audit(call.actor, call.now)
        call.answer(plain.audit(found), _told(found))
        return
    people = queries.sources(call.actor, call.now, group, limit=top)[1]
    rows = [_person(one) for one in people]
    words = aligned(rows, ("name", *INGREDIENTS, "sent", "missing", "next")) if rows else "Nobody is in this group."
    call.answer([plain.source(one) for one in people], words)


def _told(found: Audit) -> Iterator[str]:
    for one in found.questions:
        yield f"{one.kind}: {one.answer.value} ({one.people} people, {one.senders} of them sent {one.sent})"
    yield "What is missing, assuming each of the five is necessary:"
    if found.groups:
        columns = ("group", "people", *INGREDIENTS, "sent", "missing", "next")
        yield from aligned([_group(row) for row in found.groups], columns)


def _group(row: Group) -> dict[str, Any]:
    parts = {
        name: "-" if cell is None else f"{100 * cell.mean:.0f}"
        for name, cell in zip(INGREDIENTS, row.cells, strict=True)
    }
    return {"group": row.key, "people": row.people, **parts, "sent": row.sent, **_missing(row.verdict)}


def _person(one: Source) -> dict[str, Any]:
    parts = {
        name: "-" if share is None else f"{100 * share:.0f}"
        for name, share in zip(INGREDIENTS, one.shares, strict=True)
    }
    return {"name": one.name, **parts, "sent": one.sent, **_missing(one.verdict)}


def _missing(verdict: Verdict) -> dict[str, str]:
    two = ", ".join(f"{one.ingredient} {100 * one.p:.0f}" for one in verdict.two)
    return {"missing": two or verdict.state.value, "next": step(verdict).do}
