"""Clearing away deliveries that are long past."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from grapevine.domain.webhooks.models import Delivery

#: How long a delivery is shown and can be replayed, and how long one waits for a paused endpoint.
KEPT = timedelta(days=30)


@transaction.atomic
def sweep(*, now: datetime) -> int:
    """Forget deliveries older than that, whatever came of them; how many."""
    return Delivery.objects.filter(created_at__lt=now - KEPT).delete()[0]
