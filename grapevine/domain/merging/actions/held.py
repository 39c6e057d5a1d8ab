"""What hangs on a person, package by package: rows that move with a merge, and rows that are made anew.

A test walks every foreign key to a person: a table that is in neither list would lose its rows with the person who is
merged away, so a new one must be named here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import models

from grapevine.domain.depth.models import Rating, Relationship
from grapevine.domain.gives.models import Give
from grapevine.domain.imports.models import Staged
from grapevine.domain.merging.models import Merge
from grapevine.domain.people.models import Apart, Before, Detail, Knowledge, Origin, Person
from grapevine.domain.touches.models import Touch

#: Their ``person`` becomes the one who is kept.
MOVED: tuple[type[models.Model], ...] = (Touch, Give, Rating, Knowledge, Origin, Staged, Merge)
#: Made anew from the merged card, folded anew from the ledgers, answered for the pair, or let go: what one entry had
#: before a change of many is not what the other had.
ANEW: tuple[type[models.Model], ...] = (Detail, Relationship, Apart, Before)


def move(held_by: int, to: int) -> dict[str, list[int]]:
    """Hand every row over; which ones they were, by the name of their table."""
    moved = {}
    for model in MOVED:
        rows = model._default_manager.filter(person=held_by)
        found = list(rows.order_by("pk").values_list("pk", flat=True))
        if found:
            rows.update(person=to)
            moved[model._meta.label] = found
    return moved


def move_back(moved: Mapping[str, list[int]], held_by: int, to: int) -> None:
    """Hand back those of the rows that are still there, and still with the one who got them."""
    for model in MOVED:
        wanted = moved.get(model._meta.label, [])
        for start in range(0, len(wanted), 500):
            rows = model._default_manager.filter(person=held_by, pk__in=wanted[start : start + 500])
            rows.update(person=to)


def as_row(thing: models.Model) -> dict[str, Any]:
    """Every column of a row as plain data."""
    row: dict[str, Any] = {}
    for field in thing._meta.concrete_fields:
        value = getattr(thing, field.attname)
        plain = value is None or isinstance(value, (str, int, float, list, dict))
        row[field.attname] = value if plain else field.value_to_string(thing)
    return row


def from_row(model: type[models.Model], row: Mapping[str, Any]) -> models.Model:
    """A row from :func:`as_row` (not saved). Columns that are gone are passed over, new ones have their default."""
    known = {field.attname: field for field in model._meta.concrete_fields}
    return model(**{name: known[name].to_python(value) for name, value in row.items() if name in known})


def kept_columns() -> list[str]:
    """The columns of a person that a merge writes."""
    fixed = {"id", "uid", "owner_id", "created_at"}
    return [field.attname for field in Person._meta.concrete_fields if field.attname not in fixed]
