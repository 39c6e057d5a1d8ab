"""Entries that an import made, and how to tell later whether the member has changed them since."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from django.db.models import QuerySet

from grapevine.domain.imports.rules.payload import digest

#: What an effect did -> the fields of that entry which a member can change.
FIELDS = {
    "touch": ("at", "kind", "minutes", "began_by", "about", "note"),
    "give": ("at", "kind", "direction", "sphere", "minutes", "note"),
    "knowledge": ("at", "heading", "text", "source", "heard_from"),
}


def brought(did: str, entry: Any) -> dict[str, Any]:
    """The effect of having made an entry. One that an archive brought as changed by hand notes what it said."""
    effect = {"did": did, "id": entry.pk}
    return {**effect, "said": _said(did, entry)} if entry.by_hand else effect


def untouched(rows: QuerySet, did: str, effects: Iterable[dict]) -> Sequence[Any]:
    """The entries of these effects that the member has not changed since."""
    said = {effect["id"]: effect.get("said") for effect in effects if effect["did"] == did}
    return [row for row in rows.filter(pk__in=said) if not row.by_hand or _said(did, row) == said[row.pk]]


def _said(did: str, entry: Any) -> str:
    return digest({name: _plain(getattr(entry, name)) for name in FIELDS[did]})


def _plain(value: Any) -> Any:
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else value
