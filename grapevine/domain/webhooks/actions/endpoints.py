"""What a member does with their endpoints: added, changed, paused, tried, removed; a secret changed."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db import transaction

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.audit_log import actions as audit_log
from grapevine.domain.audit_log.rules import Verb
from grapevine.domain.webhooks.actions.telling import JOB, put_on_queue
from grapevine.domain.webhooks.models import Delivery, Endpoint
from grapevine.domain.webhooks.queries.endpoints import address as address_of
from grapevine.domain.webhooks.queries.endpoints import endpoint as endpoint_of
from grapevine.domain.webhooks.rules import events as rules
from grapevine.domain.webhooks.rules.states import BOTH_SECRETS, State
from grapevine.kit import public_hosts, tokens
from grapevine.kit.errors import Refused
from grapevine.kit.jobs import enqueue
from grapevine.kit.sealing import seal
from grapevine.kit.text import clean

NAME_MAX, ADDRESS_MAX, MOST = 100, 2_000, 10
WITH_PASSWORD = (
    "Leave out the name and password before the @: that it is us, your program sees by the signature of each message."
)
NO_ADDRESS_YET = (
    "Its address is not known here: enter it first, under “Change name, address or events”, then let it go on."
)
#: What a secret begins with, so that people and scanners know what it is.
PREFIX = "gvwh_"


@transaction.atomic
def add_endpoint(
    *, actor: Actor, now: datetime, name: str, address: str, events: Iterable[str] = ()
) -> tuple[Endpoint, str]:
    """A new endpoint and its secret, which is never shown again. ``events``: none means all. Raises Refused."""
    require(actor, Permission.WEBHOOKS_WRITE)
    called = _name(name)
    target, wanted = _target(address), _events(events)
    if Endpoint.objects.filter(owner_id=actor.member_id).count() >= MOST:
        raise Refused(f"You have {MOST} webhooks, and that is the most. Remove one first.")
    secret = tokens.make(PREFIX)
    made = Endpoint.objects.create(
        owner_id=actor.member_id, name=called, host=target.named[:300], sealed_address=seal(address.strip()),
        sealed_secret=seal(secret), events=wanted, created_at=now,
    )  # fmt: skip
    audit_log.record(Verb.WEBHOOK_ADDED, now=now, member_id=actor.member_id, thing_id=made.uid)
    return made, secret


@transaction.atomic
def change_endpoint(
    *, actor: Actor, now: datetime, endpoint_uid: object, name: str | None = None, address: str | None = None,
    events: Iterable[str] | None = None,
) -> Endpoint:  # fmt: skip
    """Another name, address or choice of events; what is None stays. Raises Refused, NotFound."""
    found = _held(actor, endpoint_uid)
    if name is not None:
        found.name = _name(name)
    if address is not None:
        found.host, found.sealed_address = _target(address).named[:300], seal(address.strip())
    if events is not None:
        found.events = _events(events)
    found.save(update_fields=["name", "host", "sealed_address", "events"])
    audit_log.record(Verb.WEBHOOK_CHANGED, now=now, member_id=actor.member_id, thing_id=found.uid)
    return found


@transaction.atomic
def rotate_secret(*, actor: Actor, now: datetime, endpoint_uid: object) -> tuple[Endpoint, str]:
    """A new secret, shown this once; for a day both sign, so that the other end can change over. Raises NotFound."""
    found = _held(actor, endpoint_uid)
    secret = tokens.make(PREFIX)
    found.sealed_before, found.before_until = found.sealed_secret, now + BOTH_SECRETS
    found.sealed_secret = seal(secret)
    found.save(update_fields=["sealed_before", "before_until", "sealed_secret"])
    audit_log.record(Verb.WEBHOOK_SECRET_CHANGED, now=now, member_id=actor.member_id, thing_id=found.uid)
    return found, secret


@transaction.atomic
def pause_endpoint(*, actor: Actor, now: datetime, endpoint_uid: object) -> Endpoint:
    """Send nothing there for now; what happens meanwhile waits. Raises NotFound."""
    found = _held(actor, endpoint_uid)
    if found.paused_at is None:
        found.paused_at, found.paused_why = now, ""
        found.save(update_fields=["paused_at", "paused_why"])
        audit_log.record(Verb.WEBHOOK_PAUSED, now=now, member_id=actor.member_id, thing_id=found.uid)
    return found


@transaction.atomic
def resume_endpoint(*, actor: Actor, now: datetime, endpoint_uid: object) -> Endpoint:
    """Go on, and send what waited, at once. Raises NotFound, Refused while nobody said where it goes."""
    found = _held(actor, endpoint_uid)
    if found.paused_at is not None:
        if not address_of(found):
            raise Refused(NO_ADDRESS_YET, "address")
        found.paused_at, found.paused_why, found.failures, found.failing_since = None, "", 0, None
        found.save(update_fields=["paused_at", "paused_why", "failures", "failing_since"])
        Delivery.objects.filter(endpoint=found, state=State.WAITING).update(next_try_at=now, attempts=0)
        audit_log.record(Verb.WEBHOOK_RESUMED, now=now, member_id=actor.member_id, thing_id=found.uid)
        enqueue(JOB)
    return found


@transaction.atomic
def try_endpoint(*, actor: Actor, now: datetime, endpoint_uid: object) -> Delivery:
    """Send a trial that is about nothing, to see whether anybody listens. Raises Refused while paused, NotFound."""
    found = _held(actor, endpoint_uid)
    if found.paused_at is not None:
        raise Refused("It is paused: let it go on first.")
    (made,) = put_on_queue([found], now, rules.TRIAL, {"said": "This is a trial: nothing happened."})
    audit_log.record(Verb.WEBHOOK_TRIED, now=now, member_id=actor.member_id, thing_id=found.uid)
    return made


@transaction.atomic
def remove_endpoint(*, actor: Actor, now: datetime, endpoint_uid: object) -> None:
    """Forget address, secrets and log; what waited is not sent. Raises NotFound."""
    found = _held(actor, endpoint_uid)
    uid = found.uid
    found.delete()
    audit_log.record(Verb.WEBHOOK_REMOVED, now=now, member_id=actor.member_id, thing_id=uid)


def _held(actor: Actor, uid: object) -> Endpoint:
    """An endpoint of the actor's, held until the end of the transaction. Raises NotFound, NotAllowed."""
    require(actor, Permission.WEBHOOKS_WRITE)
    return Endpoint.objects.select_for_update().get(pk=endpoint_of(actor, uid).pk)


def _name(name: str) -> str:
    called = clean(name, NAME_MAX)
    if not called:
        raise Refused("Give it a name by which you will know it.", "name")
    return called


def _target(address: str) -> public_hosts.Target:
    """The address taken apart. One written in digits is judged at once; a name is, each time something is sent."""
    if len(address) > ADDRESS_MAX:
        raise Refused(f"An address has at most {ADDRESS_MAX} characters.", "address")
    trusted = settings.TRUSTED_HOSTS
    target = public_hosts.target(address, trusted)
    if target.user or target.password:
        raise Refused(WITH_PASSWORD, "address")
    try:
        ipaddress.ip_address(target.host)
    except ValueError:
        return target
    public_hosts.addresses(target, trusted, lambda host, _: [host])
    return target


def _events(events: Iterable[str]) -> list[str]:
    try:
        return rules.chosen(events)
    except KeyError as error:
        raise Refused(f"There is no event {error}: see the list in docs/webhooks.md.", "events") from error
