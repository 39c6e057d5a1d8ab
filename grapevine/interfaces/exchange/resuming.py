"""Imports that stopped half way while nobody was there to go on with them."""

from __future__ import annotations

from datetime import datetime, timedelta

from grapevine.domain.imports.models import Batch
from grapevine.domain.imports.rules.states import AT_WORK
from grapevine.kit.jobs import enqueue, waiting

from .imports import JOB

#: What is younger may be worked on without the queue just now.
LEFT_ALONE = timedelta(hours=1)


def resume(now: datetime) -> None:
    """Queue what is still at work and of which the queue knows nothing: its job failed too often while the database
    was away, or whoever worked on it without the queue was stopped."""
    left = Batch.objects.filter(state__in=AT_WORK, created_at__lt=now - LEFT_ALONE)
    known = waiting(JOB) if left.exists() else set()
    for batch in left:
        if (batch.owner_id, str(batch.uid)) not in known:
            enqueue(JOB, batch.owner_id, str(batch.uid))
