"""Sending what is due, each delivery by one worker at a time, with no transaction open while the other end thinks.

At least once: a worker that dies between the answer and its note sends again, with the same id, by which the other end
knows it has it already.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import connection, transaction
from django.db.models import QuerySet

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.audit_log import actions as audit_log
from grapevine.domain.audit_log.rules import Verb
from grapevine.domain.webhooks.actions.telling import JOB
from grapevine.domain.webhooks.models import Delivery, Endpoint
from grapevine.domain.webhooks.queries.endpoints import deliveries
from grapevine.domain.webhooks.rules.states import (
    GONE,
    HELD_AT_MOST,
    KEPT_SAID,
    KEPT_TRIES,
    State,
    Try,
    must_pause,
    next_try,
)
from grapevine.kit import ids
from grapevine.kit.errors import NotFound, Refused
from grapevine.kit.jobs import enqueue
from grapevine.kit.sealing import Lost, unseal

#: One job sends so many at most and leaves the rest to the next; the worker has other things to do.
AT_ONCE = 50
LOST = "The secret key of this Grapevine has changed, so address and secret cannot be read: add the webhook anew."
PAUSED, GONE_FOR_GOOD = "Nothing was taken there for a day: {said}.", "It says that nobody will be there again (410)."


@dataclass(frozen=True, slots=True, repr=False)
class Parcel:
    """What goes to the other end, and the secrets that sign it."""

    uid: object
    event: str
    address: str
    secrets: tuple[str, ...]
    body: bytes


#: Takes the parcel to the other end and says what came of it; it does not raise.
HandOver = Callable[[Parcel], Try]


def deliver_due(
    *, now: datetime, hand_over: HandOver, chance: Callable[[], float], go_on: Callable[[], bool], most: int = AT_ONCE
) -> int:
    """Send what is due, the longest waiting first, while ``go_on`` says so; how many were tried.

    An endpoint that failed is left alone for the rest of this run: nobody else waits for its time-outs.
    """
    _recover(now)
    failed: set[int] = set()
    for tried in range(most):
        held = _claim(now, failed) if go_on() else None
        if held is None:
            return tried
        parcel = _parcel(held, now)
        came = hand_over(parcel) if parcel else Try(0, 0, LOST)
        if not came.taken:
            failed.add(held.endpoint_id)
        _note(held, came, now, chance())
    return most


@transaction.atomic
def replay(*, actor: Actor, now: datetime, delivery_uid: object) -> Delivery:
    """Send once more what was delivered or given up, with the same id and body. Raises NotFound, Refused."""
    require(actor, Permission.WEBHOOKS_WRITE)
    own = deliveries(actor).filter(uid=ids.parse(delivery_uid)).first()
    if own is None:
        raise NotFound("There is no such delivery of yours.")
    held = Delivery.objects.select_for_update().get(pk=own.pk)
    if held.state == State.SENDING:
        raise Refused("It is going out right now. Look again in a moment.")
    held.state, held.attempts, held.next_try_at = State.WAITING, 0, now
    held.save(update_fields=["state", "attempts", "next_try_at"])
    audit_log.record(Verb.WEBHOOK_REPLAYED, now=now, member_id=actor.member_id, thing_id=held.uid)
    enqueue(JOB)
    return held


@transaction.atomic
def _claim(now: datetime, failed: set[int]) -> Delivery | None:
    """The next delivery that is due, now held by this sending alone."""
    due = Delivery.objects.filter(state=State.WAITING, next_try_at__lte=now, endpoint__paused_at=None)
    held = _locked(due.exclude(endpoint_id__in=failed).order_by("next_try_at", "pk")[:1]).first()
    if held is not None:
        held.state, held.claim, held.claimed_at = State.SENDING, ids.new(), now
        held.attempts += 1
        held.save(update_fields=["state", "claim", "claimed_at", "attempts"])
    return held


def _parcel(held: Delivery, now: datetime) -> Parcel | None:
    """What is sent; None where the key of this house has changed."""
    endpoint = Endpoint.objects.filter(pk=held.endpoint_id).first()
    if endpoint is None:
        return None
    sealed = [endpoint.sealed_secret]
    if endpoint.before_until and now < endpoint.before_until:
        sealed.append(endpoint.sealed_before)
    try:
        secrets = tuple(unseal(each) for each in sealed)
        return Parcel(held.uid, held.event, unseal(endpoint.sealed_address), secrets, held.body.encode())
    except Lost:
        return None


@transaction.atomic
def _note(held: Delivery, came: Try, now: datetime, chance: float) -> None:
    """Keep what came of it. The endpoint is held first, as by whoever removes it; it may be gone by now."""
    endpoint = Endpoint.objects.select_for_update().filter(pk=held.endpoint_id).first()
    found = Delivery.objects.select_for_update().filter(pk=held.pk, claim=held.claim, state=State.SENDING).first()
    if endpoint is None or found is None:
        return
    told = {"at": now.astimezone(UTC).isoformat(), "status": came.status, "milliseconds": came.milliseconds,
            "said": came.said[:KEPT_SAID]}  # fmt: skip
    found.tries = [*found.tries, told][-KEPT_TRIES:]
    found.claim = found.claimed_at = None
    _mark(endpoint, came, now)
    if came.taken:
        found.state = State.DELIVERED
    else:
        due = next_try(found.attempts, now, chance)
        # What paused the endpoint waits with it: it goes out first when the member lets it go on.
        given_up = due is None and endpoint.paused_at is None
        found.state, found.next_try_at = State.FAILED if given_up else State.WAITING, due or now
    found.save(update_fields=["tries", "claim", "claimed_at", "state", "next_try_at"])


def _mark(endpoint: Endpoint, came: Try, now: datetime) -> None:
    """How the endpoint does: a success forgets the failures, too many of them pause it."""
    if came.taken:
        if endpoint.failures:
            endpoint.failures, endpoint.failing_since = 0, None
            endpoint.save(update_fields=["failures", "failing_since"])
        return
    endpoint.failures += 1
    endpoint.failing_since = endpoint.failing_since or now
    if endpoint.paused_at is None and must_pause(endpoint.failures, endpoint.failing_since, came.status, now):
        said = f"{came.status} {came.said}".strip() if came.status else came.said
        endpoint.paused_at = now
        endpoint.paused_why = GONE_FOR_GOOD if came.status == GONE else PAUSED.format(said=said[:400].rstrip(". "))
        audit_log.record(Verb.WEBHOOK_GIVEN_UP, now=now, member_id=endpoint.owner_id, thing_id=endpoint.uid)
    endpoint.save(update_fields=["failures", "failing_since", "paused_at", "paused_why"])


@transaction.atomic
def _recover(now: datetime) -> None:
    """Deliveries of a worker that died are due again; whether they arrived nobody knows."""
    dead = Delivery.objects.filter(state=State.SENDING, claimed_at__lt=now - HELD_AT_MOST)
    for held in _locked(dead[:AT_ONCE]):
        held.state, held.claim, held.claimed_at, held.next_try_at = State.WAITING, None, None, now
        held.save(update_fields=["state", "claim", "claimed_at", "next_try_at"])


def _locked(found: QuerySet[Delivery]) -> QuerySet[Delivery]:
    """Locked, and past those that another worker holds. SQLite has one writer at a time: nothing to pass there."""
    return found.select_for_update(skip_locked=connection.features.has_select_for_update_skip_locked, of=("self",))
