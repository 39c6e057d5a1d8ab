"""Keys by which a record of another source is known again when it comes a second time."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from grapevine.kit import ids

#: How a complete archive names a record that no other source named.
OWN_KEY = "grapevine:"


def key_of(source_key: str | None, uid: UUID) -> str:
    """The key of a record: its source's, or the one that stands for its own public id."""
    return source_key or f"{OWN_KEY}{uid}"


def by_source_keys(rows: QuerySet, keys: Iterable[str]) -> dict[str, Any]:
    """Those of ``rows`` (with ``source_key`` and ``uid``) that came before: key -> row, by either kind of key."""
    wanted = set(keys)
    found = {row.source_key: row for row in rows.filter(source_key__in=wanted)}
    own = {uid: key for key in wanted if (uid := ids.parse(key.removeprefix(OWN_KEY)))}
    return found | {own[row.uid]: row for row in rows.filter(uid__in=own)} if own else found
