"""Webhooks on their way out: the job of the worker, and one parcel taken to its address; and both as plain data.

Only to public hosts, over https, at the very address that was checked, and wherever it sends us on we do not go
(``kit.fetching``): a member may write any address into a form, and this server stands inside somebody's network.
"""

from __future__ import annotations

import random
import time
from collections.abc import Mapping
from typing import Any

from grapevine.domain.webhooks.actions import delivering, sweeping
from grapevine.domain.webhooks.actions.delivering import Parcel
from grapevine.domain.webhooks.models import Delivery, Endpoint
from grapevine.domain.webhooks.rules.signature import HEADER, header
from grapevine.domain.webhooks.rules.states import State, Try
from grapevine.kit import clock
from grapevine.kit.errors import NotDone
from grapevine.kit.fetching import Limits, Request, fetch

#: Ten seconds for everything; an answer is read no further than this, and a redirect is not followed.
LIMITS = Limits(seconds=10.0, size=1_000_000, redirects=0)
#: Seconds one job takes at most before it leaves the rest to the next, well below the queue's own time-out.
A_JOB = 90.0


def send_due() -> None:
    """Send whatever is due. The queue runs it after each happening, the timetable every minute."""
    until = time.monotonic() + A_JOB
    delivering.deliver_due(
        now=clock.now(), hand_over=hand_over, chance=random.random, go_on=lambda: time.monotonic() < until
    )


def sweep() -> None:
    """Forget deliveries that are long past."""
    sweeping.sweep(now=clock.now())


def hand_over(parcel: Parcel) -> Try:
    """Post it, signed, and say what came of it."""
    began = time.monotonic()
    at = int(clock.now().timestamp())
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "Grapevine-Webhooks/1",
        "Grapevine-Id": str(parcel.uid),
        "Grapevine-Event": parcel.event,
        HEADER: header(parcel.secrets, at, parcel.body),
    }
    try:
        answer = fetch(Request(parcel.address, "POST", headers, parcel.body), LIMITS)
    except NotDone as refusal:
        status, said = 0, refusal.reason
    else:
        status, said = answer.status, _first_of(answer.text)
    return Try(status, round((time.monotonic() - began) * 1000), said)


def _first_of(text: str) -> str:
    """The beginning of an answer on one line."""
    return " ".join("".join(ch if ch.isprintable() else " " for ch in text[:1_000]).split())


_SAME = ("event", "state", "attempts", "created_at", "tries", "body")
#: What :func:`delivery_of` reads.
FIELDS = (*_SAME, "uid", "next_try_at")


def endpoint(found: Endpoint) -> dict[str, Any]:
    """An endpoint as plain data, without address and secret."""
    same = ("name", "host", "events", "paused_at", "paused_why", "failures", "failing_since", "created_at")
    return {"id": found.uid, **{name: getattr(found, name) for name in same}}


def delivery(found: Delivery, endpoint_uid: object) -> dict[str, Any]:
    """A delivery as plain data."""
    return delivery_of({name: getattr(found, name) for name in FIELDS}, endpoint_uid)


def delivery_of(row: Mapping[str, Any], endpoint_uid: object) -> dict[str, Any]:
    """The same of a row of ``FIELDS``."""
    waits = row["state"] == State.WAITING
    return {
        **{name: row[name] for name in _SAME},
        "id": row["uid"],
        "webhook": endpoint_uid,
        "next_try_at": row["next_try_at"] if waits else None,
    }
