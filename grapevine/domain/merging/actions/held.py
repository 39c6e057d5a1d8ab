"""What hangs on a person, package by package: rows that move with a merge, and rows that are made anew.

A test walks every foreign key to a person: a table that is in neither list would lose its rows with the person who is
merged away, so a new one must be named here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import models

from grapevine.domain.coach.models import Aside, Overrule, PlannedAction, Practice
from grapevine.domain.depth.models import Correction, Link, LinkEnd, QuestionLink, Rating, Relationship
from grapevine.domain.education.models import AskHearing, BriefReader, Card, Learner, Lesson, RecentClient, TeachBack
from grapevine.domain.gives.models import Give, Promise
from grapevine.domain.imports.models import Agreement, Staged
from grapevine.domain.letters.models import Letter, Stop
from grapevine.domain.merging.models import Merge
from grapevine.domain.network.models import Acquaintance, Introduction, Standing, Wish
from grapevine.domain.partnerships.models import NotForMe, Partnership
from grapevine.domain.people.models import Apart, Before, Detail, Knowledge, Origin, Person
from grapevine.domain.referrals.models import Side
from grapevine.domain.stories.models import Party, Testimonial
from grapevine.domain.touches.models import Touch

#: Whatever of them names the other names the one who is kept.
MOVED: tuple[type[models.Model], ...] = (
    Touch, Give, Rating, Correction, QuestionLink, Link, LinkEnd, Knowledge, Origin, Staged, Agreement, Merge,
    Wish, Acquaintance, Introduction, Standing, Promise, Aside, BriefReader, RecentClient, Letter, Stop,
    Lesson, TeachBack, AskHearing, NotForMe, Partnership, Side, Party, Testimonial,
    Overrule, Practice, PlannedAction,
)  # fmt: skip
#: Made anew from the merged card, folded anew from the ledgers and the lessons, answered for the pair, or let go: what
#: one entry had before a change of many is not what the other had.
ANEW: tuple[type[models.Model], ...] = (Detail, Relationship, Apart, Before, Card, Learner)


def columns() -> list[tuple[type[models.Model], str, str]]:
    """Every column of MOVED that names a person, and what a merge calls it: the table, with the column where it is
    not ``person``."""
    found = []
    for model in MOVED:
        for field in model._meta.concrete_fields:
            if field.related_model is Person:
                label = model._meta.label
                found.append((model, field.name, label if field.name == "person" else f"{label}.{field.name}"))
    return found


def move(held_by: int, to: int) -> dict[str, list[int]]:
    """Hand every row over; which ones they were, by the name of their column."""
    moved = {}
    for model, column, name in columns():
        rows = model._default_manager.filter(**{column: held_by})
        found = list(rows.order_by("pk").values_list("pk", flat=True))
        if found:
            rows.update(**{column: to})
            moved[name] = found
    return moved


def move_back(moved: Mapping[str, list[int]], held_by: int, to: int) -> None:
    """Hand back those of the rows that are still there, and still with the one who got them."""
    for model, column, name in columns():
        wanted = moved.get(name, [])
        for start in range(0, len(wanted), 500):
            rows = model._default_manager.filter(**{column: held_by, "pk__in": wanted[start : start + 500]})
            rows.update(**{column: to})


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
