"""Something happened: a delivery for each endpoint of the member that wants to know, in the same transaction."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from grapevine.domain.webhooks.models import Delivery, Endpoint
from grapevine.domain.webhooks.rules.events import wants
from grapevine.kit import ids
from grapevine.kit.jobs import enqueue

#: What the worker is told to do: send what is due.
JOB = "grapevine.interfaces.exchange.webhooks.send_due"


def tell(*, owner_id: int, now: datetime, event: str, payload: Mapping[str, Any]) -> None:
    """Tell the member's programs. Called within the transaction of what happened: both are kept, or neither.

    ``payload``: plain values without anybody's name, address or words. It costs one query where nobody listens.
    An endpoint that is paused is told later, when it goes on.
    """
    told = [each for each in Endpoint.objects.filter(owner_id=owner_id) if wants(each.events, event)]
    put_on_queue(told, now, event, payload)


def put_on_queue(
    endpoints: Iterable[Endpoint], now: datetime, event: str, payload: Mapping[str, Any]
) -> list[Delivery]:
    """The deliveries, each with the bytes it will be sent as."""
    made = []
    for endpoint in endpoints:
        uid = ids.new()
        said = {"id": str(uid), "event": event, "at": now.astimezone(UTC).isoformat(), "data": dict(payload)}
        body = json.dumps(said, ensure_ascii=False, separators=(",", ":"), default=str)
        made.append(
            Delivery(endpoint=endpoint, owner_id=endpoint.owner_id, uid=uid, event=event, body=body,
                     next_try_at=now, created_at=now)
        )  # fmt: skip
    if made:
        Delivery.objects.bulk_create(made)
        enqueue(JOB)
    return made
