"""Answers to one action of one week's plan that both entries have: the one of who is kept stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from grapevine.domain.coach.models import PlannedAction
from grapevine.domain.merging.actions import held
from grapevine.domain.people.models import Person


def let_go_doubles(keep: Person, other: Person) -> list[dict[str, Any]]:
    """Before the rows move: take away the other's answers to what the kept one was answered too, as plain rows."""
    kept = set(PlannedAction.objects.filter(person=keep).values_list("week", "technique"))
    doubles = [row for row in PlannedAction.objects.filter(person=other) if (row.week, row.technique) in kept]
    said = [held.as_row(row) for row in doubles]
    for row in doubles:
        row.delete()
    return said


def bring_back(rows: Iterable[Mapping[str, Any]]) -> None:
    """After the other is back: those answers with them."""
    PlannedAction.objects.bulk_create([held.from_row(PlannedAction, row) for row in rows], ignore_conflicts=True)
