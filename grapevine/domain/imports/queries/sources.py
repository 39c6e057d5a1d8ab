"""Whom an import brought, and which file brought somebody."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import Exists, OuterRef

from grapevine.domain.imports.models import Batch, BatchFile, Staged
from grapevine.domain.people.models import Person


def brought(batch: Batch) -> Callable[[str], Exists]:
    """A condition on people, given the column that holds their inner id: this import put them into the book."""

    def came(column: str) -> Exists:
        return Exists(_made.filter(batch=batch.pk, person=OuterRef(column)))

    return came


def source_of(person: Person) -> BatchFile | None:
    """The file out of which somebody came into the book, of the newest import that says so; None: by hand."""
    found = _made.filter(person=person).select_related("file").order_by("-pk").first()
    return found.file if found else None


_made = Staged.objects.filter(applied_at__isnull=False, effects__0__did="created")
