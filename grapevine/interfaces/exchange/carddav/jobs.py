"""What pages, commands and the timetable call: connect, look now, look at all that are due, disconnect."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.imports.actions import contact_accounts, contact_leaving
from grapevine.domain.imports.models import Batch, ContactAccount
from grapevine.domain.imports.queries import contacts
from grapevine.domain.imports.rules.in_step import Phase
from grapevine.interfaces.exchange.imports import JOB as UNDO
from grapevine.kit import clock
from grapevine.kit.jobs import enqueue

from .look import look
from .server import Login, find_books

JOB = "grapevine.interfaces.exchange.carddav.jobs.look_at"


def connect(
    *, actor: Actor, now: datetime, address: str, user: str, password: str, queue: bool = True
) -> ContactAccount:
    """Find the address books of an account and keep it. Raises Refused with what to do."""
    require(actor, Permission.IMPORTS_WRITE)
    login = Login.of(address, user, password)
    books = find_books(login)
    with transaction.atomic():
        account = contact_accounts.connect(
            actor=actor, now=now, address=login.address, user=login.user, password=password, books=books
        )
        _queue(account, queue)
    return account


def new_password(
    *, actor: Actor, now: datetime, account_uid: object, password: str, queue: bool = True
) -> ContactAccount:
    """Try the new password, then keep it. Raises Refused when it is wrong too."""
    account = contacts.account(actor, account_uid)
    require(actor, Permission.IMPORTS_WRITE)
    find_books(Login.of(account.address, account.user, password))
    with transaction.atomic():
        account = contact_accounts.new_password(actor=actor, now=now, account_uid=account_uid, password=password)
        _queue(account, queue)
    return account


def look_now(*, actor: Actor, now: datetime, account_uid: object, queue: bool = True) -> ContactAccount:
    """Compare both sides now: in the worker, or (without ``queue``) here until it is through. Raises Refused."""
    with transaction.atomic():
        account = contact_accounts.look_now(actor=actor, now=now, account_uid=account_uid)
        _queue(account, queue)
    if not queue:
        while look(account.pk):
            pass
        account.refresh_from_db()
    return account


def again_soon(account: ContactAccount) -> ContactAccount:
    """After a change of an account: have it looked at by the worker."""
    _queue(account, True)
    return account


def disconnect(
    *, actor: Actor, now: datetime, account_uid: object, take_back: bool = False, queue: bool = True
) -> list[Batch]:
    """Forget an account; the batches to be undone go to the worker, or are returned to be undone here."""
    with transaction.atomic():
        batches = contact_leaving.disconnect(actor=actor, now=now, account_uid=account_uid, take_back=take_back)
        for batch in batches if queue else ():
            enqueue(UNDO, batch.owner_id, str(batch.uid))
    return batches


def look_at(account_id: int) -> None:
    """The worker's job: one step, and the next one queued as long as there is one."""
    if look(account_id):
        enqueue(JOB, account_id)


def look_at_due() -> None:
    """The timetable's job: every account whose next look has come goes on the queue."""
    for account_id in contacts.due(clock.now()):
        enqueue(JOB, account_id)


def _queue(account: ContactAccount, queue: bool) -> None:
    if queue and account.phase == Phase.READY:
        enqueue(JOB, account.pk)
