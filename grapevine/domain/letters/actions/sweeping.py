"""Clearing away letters that are long through."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from grapevine.domain.letters.models import Letter
from grapevine.domain.letters.rules.states import AT_REST, CANCELLABLE, State

#: How long a letter that is through is shown, and how long one that failed can be sent once more.
KEPT, MENDABLE = timedelta(days=365), timedelta(days=30)


@transaction.atomic
def sweep(*, now: datetime) -> int:
    """Forget the words of what failed long ago, and letters that are through for a year; how many of these."""
    failed = Letter.objects.filter(state__in=CANCELLABLE - {State.QUEUED}, next_try_at__lt=now - MENDABLE)
    failed.exclude(sealed="").update(sealed="")
    return Letter.objects.filter(state__in=AT_REST, created_at__lt=now - KEPT).delete()[0]
