"""What the ledgers of touches, gives and promises have in common at the API: pages, one entry, and its version."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.people import queries as people_queries
from grapevine.interfaces.api import tags
from grapevine.interfaces.api.answers import answer
from grapevine.interfaces.api.paging import newest_first
from grapevine.interfaces.api.shapes.common import Input
from grapevine.interfaces.api.shapes.ledgers import LedgerWanted


@dataclass(frozen=True, slots=True)
class Ledger:
    """One ledger: its name (``touches``), the fields of an entry, its reads, and the operation that shows one.

    ``stamp``: the field by which entries follow each other.
    """

    name: str
    fields: tuple[str, ...]
    visible_to: Callable[[Actor], QuerySet]
    find: Callable[[Actor, object], Any]
    shown_by: str
    stamp: str = "at"

    def page(self, request: HttpRequest, wanted: LedgerWanted) -> HttpResponse:
        """Entries, newest first. Raises NotFound for somebody who is not in the actor's book."""
        rows = self.visible_to(request.auth)
        if wanted.person:
            rows = rows.filter(person=people_queries.person(request.auth, wanted.person).pk)
        fields = ("uid", "person__uid", *self.fields)
        found, after = newest_first(rows, wanted, name=self.name, stamp=self.stamp, fields=fields)
        return answer({"items": [self._shape(row["uid"], row["person__uid"], row) for row in found], "next": after})

    def made(self, entry: Any, person: UUID) -> HttpResponse:
        """An entry that was made just now, and where it is."""
        shown = self._shape(entry.uid, person, vars(entry))
        location = reverse(f"api:{self.shown_by}", args=[entry.uid])
        return answer(shown, 201, etag=tags.of_content(shown), location=location)

    def shown(self, entry: Any) -> HttpResponse:
        """One entry with its version."""
        shown = self._content(entry)
        return answer(shown, etag=tags.of_content(shown))

    @contextmanager
    def unchanged(self, request: HttpRequest, uid: UUID) -> Iterator[None]:
        """A transaction in which the entry still is the version that ``If-Match`` names. Raises Problem (412)."""
        with transaction.atomic():
            if request.headers.get("If-Match"):
                people_queries.lock(request.auth, [self.find(request.auth, uid).person_id])
                tags.check(request, tags.of_content(self._content(self.find(request.auth, uid))))
            yield

    def _content(self, entry: Any) -> dict[str, Any]:
        return self._shape(entry.uid, entry.person.uid, vars(entry))

    def _shape(self, uid: UUID, person: UUID, values: Mapping[str, Any]) -> dict[str, Any]:
        return {"id": uid, "person": person, **{name: values[name] for name in self.fields}}


def sent(entry: Input, now: datetime) -> dict[str, Any]:
    """What was sent of a new entry, without the person; ``at`` is now when it is left out."""
    values = entry.dict(exclude={"person"})
    return {**values, "at": values["at"] or now}
