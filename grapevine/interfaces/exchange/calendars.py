"""Calendars at an address: asked by the worker, and what is new in them brought in like any other file.

An unchanged calendar is not read again, until something in it can have become past in the meantime. Of a changed one
only what it had not said before is brought in, so a look without news leaves no trace.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from grapevine.domain.accounts import queries as account_queries
from grapevine.domain.accounts.models import Member
from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.imports.actions import calendars as actions
from grapevine.domain.imports.actions.withdraw import withdraw
from grapevine.domain.imports.models import Batch, Subscription
from grapevine.domain.imports.queries import calendars as queries
from grapevine.domain.imports.rules import calendars as rules
from grapevine.domain.imports.rules.records import Me
from grapevine.kit import clock, public_hosts, sealing
from grapevine.kit.errors import NotDone, NotFound
from grapevine.kit.fetching import Answer, Limits, NotReached, Request, fetch
from grapevine.kit.jobs import enqueue

from . import imports, kinds
from .calendar_reading import Calendar, check, digest, news_of, own_name, read
from .uploads import uploads_folder

JOB = "grapevine.interfaces.exchange.calendars.look"
LIMITS = Limits(seconds=30, size=30_000_000)
#: A member who adds a calendar waits for the first answer.
FIRST = Limits(seconds=20, size=30_000_000)
REFUSED_KEPT = 20


def every() -> timedelta:
    """How often a calendar is asked."""
    return timedelta(minutes=settings.REFRESH_MINUTES)


def add(*, actor: Actor, now: datetime, address: str, name: str = "", queue: bool = True) -> Subscription:
    """Ask the address once, keep it, and begin to bring in what it says. Raises Refused where it is no calendar."""
    require(actor, Permission.IMPORTS_WRITE)
    target = public_hosts.target(address, settings.TRUSTED_HOSTS)
    answer = fetch(Request(address), FIRST)
    check(answer)
    name = name or own_name(answer.body)
    calendar = _read(actor, now, name, answer)
    with transaction.atomic():
        found = actions.add_calendar(actor=actor, now=now, name=name, host=target.host, address=address.strip())
        _take(actor, now, found, answer, calendar, queue)
    found.refresh_from_db()
    return found


def change(
    *, actor: Actor, now: datetime, uid: object, name: str | None = None, address: str = "", queue: bool = True
) -> Subscription:
    """Another name or address. A new address is asked before it is kept. Raises Refused, NotFound."""
    queries.subscription(actor, uid)
    host = ""
    if address:
        host = public_hosts.target(address, settings.TRUSTED_HOSTS).host
        check(fetch(Request(address), FIRST))
    with transaction.atomic():
        found = actions.change_calendar(
            actor=actor, now=now, uid=uid, name=name, host=host, address=address.strip()
        )
        if address:
            _queue(actor, found, queue)
    return found


def refresh(*, actor: Actor, now: datetime, uid: object, queue: bool = True) -> Subscription:
    """Look at it now; without ``queue`` here, to the end. Raises Refused, NotFound."""
    with transaction.atomic():
        found = actions.refresh_calendar(actor=actor, now=now, uid=uid)
        _queue(actor, found, queue)
    if not queue:
        _ask(actor, found, queue=False)
        found.refresh_from_db()
    return found


def resume(*, actor: Actor, now: datetime, uid: object, queue: bool = True) -> Subscription:
    """Let a paused one go on."""
    with transaction.atomic():
        found = actions.pause_calendar(actor=actor, now=now, uid=uid, paused=False)
        _queue(actor, found, queue)
    return found


def remove(*, actor: Actor, now: datetime, uid: object, take_back: bool = False, queue: bool = True) -> int:
    """Forget it; with ``take_back`` undo what it brought. Returns how many imports are undone."""
    with transaction.atomic():
        batches = actions.remove_calendar(actor=actor, now=now, uid=uid, take_back=take_back)
        for batch in batches:
            if queue:
                enqueue(imports.JOB, batch.owner_id, str(batch.uid))
    if not queue:
        for batch in batches:
            imports.finish(actor, batch.uid)
    return len(batches)


def look_at_all() -> None:
    """What the timetable calls: every calendar whose time has come gets a job of its own."""
    for owner_id, uid in queries.due(clock.now()):
        enqueue(JOB, owner_id, uid)


def look(member_id: int, uid: str) -> None:
    """The worker's job: ask one calendar, unless it was asked in the meantime or is gone."""
    member = Member.objects.filter(pk=member_id, is_active=True).first()
    if member is None:
        return
    actor = account_queries.actor_of(member)
    try:
        found = queries.subscription(actor, uid)
    except NotFound:
        return
    if not found.paused and found.due_at <= clock.now() and not queries.is_at_work(found):
        _ask(actor, found)


def _queue(actor: Actor, found: Subscription, queue: bool) -> None:
    if queue:
        enqueue(JOB, actor.member_id, str(found.uid))


def _ask(actor: Actor, found: Subscription, queue: bool = True) -> None:
    """Ask and take what came. What goes wrong is kept with the calendar; nothing that was known is lost."""
    now = clock.now()
    try:
        unchanged = found.stale_at is not None and now < found.stale_at
        told = {"If-None-Match": found.etag, "If-Modified-Since": found.modified} if unchanged else {}
        headers = {name: value for name, value in told.items() if value}
        answer = fetch(Request(sealing.unseal(found.sealed), headers=headers), LIMITS)
        if answer.status == 304 and headers:
            actions.note_look(actor=actor, now=now, uid=found.uid, every=every(), look=None)
            return
        check(answer)
        if unchanged and digest(answer.body) == found.digest:
            actions.note_look(actor=actor, now=now, uid=found.uid, every=every(), look=None)
            return
        calendar = _read(actor, now, found.name, answer)
        with transaction.atomic():
            _take(actor, now, found, answer, calendar, queue)
    except NotDone as refusal:
        lasting = refusal.lasting if isinstance(refusal, NotReached) else not isinstance(
            refusal, public_hosts.NoSuchHost
        )
        after = refusal.after if isinstance(refusal, NotReached) else timedelta(0)
        actions.note_failure(
            actor=actor, now=now, uid=found.uid, every=every(), reason=refusal.reason, lasting=lasting, after=after
        )


def _read(actor: Actor, now: datetime, name: str, answer: Answer) -> Calendar:
    """What the calendar says; read before the transaction, so that nobody waits for the book meanwhile."""
    me = Me(emails=account_queries.own_emails(actor), names=frozenset((actor.name.lower(),)))
    return read(answer.body, name, now, me, uploads_folder())


def _take(
    actor: Actor, now: datetime, found: Subscription, answer: Answer, calendar: Calendar, queue: bool
) -> Batch | None:
    """Bring in the news of a whole calendar and withdraw what is gone, all in the transaction of the caller."""
    actions.held(actor, found.uid)  # one look at a time
    if queries.is_at_work(found):
        return None
    change = rules.compare(
        queries.heard(found), calendar.said, now=now, reach=calendar.reach, whole=not calendar.refused
    )
    withdrawn = withdraw(actor=actor, now=now, uid=found.uid, gone=change.gone) if change.gone else 0
    news = news_of(calendar.items, change.news)
    batch = None
    if news:
        batch = imports.begin_read(
            actor=actor, now=now, name=found.name, kind=kinds.ICS, items=news, subscription=found, queue=queue
        )
    counts = {
        "meetings": len(calendar.said), "news": len(change.news), "withdrawn": withdrawn, "held": change.held,
        "refused": calendar.refused[:REFUSED_KEPT], "refused_count": len(calendar.refused),
    }  # fmt: skip
    etag, modified = answer.headers.get("etag", ""), answer.headers.get("last-modified", "")
    seen = actions.Look(counts, digest(answer.body), etag, modified, calendar.stale_at)
    actions.note_look(actor=actor, now=now, uid=found.uid, every=every(), look=seen)
    if batch is not None and not queue:
        imports.finish(actor, batch.uid)
    return batch
