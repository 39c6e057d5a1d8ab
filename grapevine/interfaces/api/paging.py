"""Lists in pages: ``limit`` and ``cursor`` in, ``items`` and ``next`` out. Cursors are signed: none can be made up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.core.signing import BadSignature, Signer
from django.db.models import Q, QuerySet
from ninja import Schema
from pydantic import Field

from grapevine.domain.network.rules.paging import Cursor, decode, encode
from grapevine.kit.errors import Refused

LIMIT_MAX = 200
_signer = Signer(salt="grapevine.api.cursor")


class Cut(Schema):
    """Which part of a list: how many, and from where on (the ``next`` of the page before)."""

    limit: int = Field(50, ge=1, le=LIMIT_MAX)
    cursor: str = Field("", max_length=1000, pattern=r"^[\x20-\x7e]*$")


def sealed(cursor: str) -> str | None:
    """A cursor for the outside; None where the list ends."""
    return _signer.sign(cursor) if cursor else None


def opened(text: str) -> str:
    """The cursor behind what :func:`sealed` gave. Raises Refused for anything else."""
    try:
        return _signer.unsign(text) if text else ""
    except BadSignature as error:
        raise Refused("This cursor is broken: start the list again.", "cursor") from error


def newest_first(
    rows: QuerySet, cut: Cut, *, name: str, stamp: str, fields: Sequence[str]
) -> tuple[list[dict[str, Any]], str | None]:
    """A page of rows as dicts of ``fields``, newest first by the time in ``stamp``; and the next cursor.

    ``name`` is the list's own, so that a cursor of another list is refused.
    """
    cursor = decode(opened(cut.cursor), name)
    if cursor is not None:
        last = datetime.fromisoformat(str(cursor.value))
        earlier = Q(**{f"{stamp}__lt": last}) | Q(pk__lt=cursor.row_id)
        rows = rows.filter(earlier, **{f"{stamp}__lte": last})
    found = list(rows.order_by(f"-{stamp}", "-pk").values("pk", stamp, *fields)[: cut.limit + 1])
    return found[: cut.limit], _next(found, cut.limit, lambda row: Cursor(name, 0, row[stamp].isoformat(), row["pk"]))


def in_order(rows: QuerySet, cut: Cut, *, name: str, turn: str) -> tuple[list[Any], str | None]:
    """A page of objects in the order of the number in ``turn`` and their id; and the next cursor."""
    cursor = decode(opened(cut.cursor), name)
    if cursor is not None:
        rows = rows.filter(Q(**{f"{turn}__gt": cursor.value}) | Q(**{turn: cursor.value}, pk__gt=cursor.row_id))
    found = list(rows.order_by(turn, "pk")[: cut.limit + 1])
    return found[: cut.limit], _next(found, cut.limit, lambda row: Cursor(name, 0, getattr(row, turn), row.pk))


def counted(rows: Sequence[Any], cut: Cut, *, name: str) -> tuple[list[Any], str | None]:
    """A page of a list that is all at hand, and the next cursor, which is a place in it."""
    cursor = decode(opened(cut.cursor), name)
    start = cursor.row_id if cursor else 0
    end = start + cut.limit
    return list(rows[start:end]), sealed(encode(Cursor(name, 0, None, end))) if len(rows) > end else None


def _next(found: list[Any], limit: int, cursor_of: Any) -> str | None:
    return sealed(encode(cursor_of(found[limit - 1]))) if len(found) > limit else None
