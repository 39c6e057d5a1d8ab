"""Writing an entry; called by every other package's actions inside their own transaction."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from grapevine.domain.audit_log.models import Entry
from grapevine.domain.audit_log.rules import Verb


def record(verb: Verb, *, now: datetime, member_id: int | None, thing_id: object = "", **detail: Any) -> None:
    """Write one entry. ``detail`` holds counts and field names only."""
    Entry.objects.create(at=now, member_id=member_id, verb=verb, thing_id=str(thing_id), detail=detail)


def erase(member_id: int) -> None:
    """Remove every entry of a member."""
    Entry.objects.filter(member_id=member_id).delete()
