"""Reading the log: a member sees what was done in their own name."""

from __future__ import annotations

from typing import Protocol

from django.db.models import QuerySet

from grapevine.domain.audit_log.models import Entry


class _Somebody(Protocol):
    member_id: int


def entries(actor: _Somebody) -> QuerySet[Entry]:
    """The actor's own entries, newest first."""
    return Entry.objects.filter(member_id=actor.member_id).order_by("-at", "-id")
