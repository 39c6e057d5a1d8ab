"""Accounts of contacts: connect, choose address books, switch sending on, pause, answer, disconnect."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.audit_log import actions as audit_log
from grapevine.domain.audit_log.rules import Verb
from grapevine.domain.imports.models import AddressBook, Agreement, ContactAccount, ServerCard
from grapevine.domain.imports.queries import contacts, contacts_unsent
from grapevine.domain.imports.rules.in_step import Phase
from grapevine.domain.imports.rules.one_value import HERE, THERE
from grapevine.domain.people.queries import person as person_of
from grapevine.kit.errors import NotFound, Refused
from grapevine.kit.sealing import seal
from grapevine.kit.text import clean

ACCOUNTS_MAX = 10
BOOKS_MAX = 100


@transaction.atomic
def connect(
    *, actor: Actor, now: datetime, address: str, user: str, password: str, books: Sequence[tuple[str, str]]
) -> ContactAccount:
    """Keep an account with the address books (url, name) that were found. A single one is chosen at once.

    Raises Refused when there is none, when it is connected already, or for too many accounts.
    """
    require(actor, Permission.IMPORTS_WRITE)
    require(actor, Permission.BOOK_WRITE)
    if not books:
        raise Refused("There is no address book at this address.", "address")
    own = ContactAccount.objects.filter(owner_id=actor.member_id)
    if AddressBook.objects.filter(account__in=own, url__in=[url for url, _ in books]).exists():
        raise Refused("You are connected to this account already.", "address")
    if own.count() >= ACCOUNTS_MAX:
        raise Refused(f"At most {ACCOUNTS_MAX} accounts: disconnect one first.", "address")
    account = ContactAccount.objects.create(
        owner_id=actor.member_id, address=address[:500], user=clean(user, 254), sealed=seal(password),
        phase=Phase.READY if len(books) == 1 else Phase.CHOOSING, next_at=now, created_at=now,
    )  # fmt: skip
    AddressBook.objects.bulk_create(
        AddressBook(account=account, url=url[:1000], name=clean(name, 200) or "Contacts", chosen=len(books) == 1)
        for url, name in books[:BOOKS_MAX]
    )
    record(Verb.CONTACTS_CONNECTED, actor, now, account, books=len(books))
    return account


@transaction.atomic
def choose(*, actor: Actor, now: datetime, account_uid: object, book_uids: Iterable[object]) -> ContactAccount:
    """Keep these address books in step, and no others. Raises NotFound, Refused for none."""
    account = held(actor, account_uid)
    wanted = {str(uid) for uid in book_uids}
    books = contacts.books(account)
    if not wanted:
        raise Refused("Choose at least one address book.", "books")
    if not wanted <= {str(book.uid) for book in books}:
        raise NotFound("There is no such address book.")
    for book in books:
        book.chosen = str(book.uid) in wanted
        book.token = book.ctag = ""
    AddressBook.objects.bulk_update(books, ["chosen", "token", "ctag"])
    if account.phase == Phase.CHOOSING:
        account.phase = Phase.READY
    _changed(actor, now, account, "books")
    return account


@transaction.atomic
def set_switches(
    *, actor: Actor, now: datetime, account_uid: object, sends: bool, creates: bool = False, deletes: bool = False
) -> ContactAccount:
    """Say what may be done on the server: nothing, changes, and with them new cards and deletions."""
    account = held(actor, account_uid)
    if sends and not account.sends:
        waiting = contacts_unsent.unsent(account)  # what was changed here meanwhile goes at the next look
        for start in range(0, len(waiting), 500):
            Agreement.objects.filter(pk__in=waiting[start : start + 500]).update(stamp="")
    account.sends, account.creates, account.deletes = sends, sends and creates, sends and deletes
    _changed(actor, now, account, "sends", "creates", "deletes")
    return account


@transaction.atomic
def pause(*, actor: Actor, now: datetime, account_uid: object, paused: bool = True) -> ContactAccount:
    """Look no more until told to, or look again. Raises Refused while address books must be chosen first."""
    account = held(actor, account_uid)
    if account.phase == Phase.CHOOSING:
        raise Refused("Choose the address books first.")
    if paused:
        account.phase = Phase.PAUSED
    elif account.phase == Phase.PAUSED:
        account.phase = Phase.READY
    _changed(actor, now, account, "phase")
    return account


@transaction.atomic
def new_password(*, actor: Actor, now: datetime, account_uid: object, password: str) -> ContactAccount:
    """The password there is another one now."""
    account = held(actor, account_uid)
    account.sealed = seal(password)
    if account.phase == Phase.LOCKED:
        account.phase = Phase.READY
    _changed(actor, now, account, "password")
    return account


@transaction.atomic
def allow(*, actor: Actor, now: datetime, account_uid: object) -> ContactAccount:
    """Yes, so many are to go. Raises Refused when nothing is asked."""
    account = held(actor, account_uid)
    if account.phase != Phase.ASKING:
        raise Refused("Nothing waits for a yes.")
    account.phase, account.allowed, account.asked = Phase.READY, account.asked, {}
    _changed(actor, now, account, "allowed")
    return account


@transaction.atomic
def look_now(*, actor: Actor, now: datetime, account_uid: object) -> ContactAccount:
    """Have both sides compared now. Raises Refused, with what to do first, when the account waits for the member."""
    account = held(actor, account_uid)
    reasons = {
        Phase.CHOOSING: "Choose the address books first.",
        Phase.PAUSED: "This account is paused. Let it go on first.",
        Phase.LOCKED: "The server refused the password. Enter it again first.",
        Phase.ASKING: "Many people would go. Say yes to that, or put it right on the server, first.",
    }
    if account.phase in reasons and account.phase != Phase.ASKING:
        raise Refused(reasons[Phase(account.phase)])
    if account.phase == Phase.ASKING:  # put right meanwhile, or it asks again
        account.phase, account.asked = Phase.READY, {}
    account.next_at = now
    account.save(update_fields=["next_at", "phase", "asked"])
    return account


@transaction.atomic
def answer_clash(
    *, actor: Actor, now: datetime, account_uid: object, person_uid: object, field: str, word: str
) -> Agreement:
    """Keep what stands "here" or take what stands "there". Raises NotFound, Refused."""
    account = held(actor, account_uid)
    if word not in (HERE, THERE):
        raise Refused("Say “here” or “there”.", "word")
    person = person_of(actor, person_uid)
    for agreement in contacts.agreements(account).filter(person=person).select_for_update():
        if any(clash["field"] == field for clash in agreement.clashes):
            agreement.answers = {**agreement.answers, field: word}
            agreement.clashes = [clash for clash in agreement.clashes if clash["field"] != field]
            agreement.stamp = ""
            agreement.save(update_fields=["answers", "clashes", "stamp"])
            ServerCard.objects.filter(pk=agreement.card_id).update(etag="")
            record(Verb.CONTACTS_ANSWERED, actor, now, account, field=field)
            return agreement
    raise NotFound("There is no such question.")


def held(actor: Actor, account_uid: object) -> ContactAccount:
    """An account of the actor's, locked until the end of the transaction. Raises NotFound, NotAllowed."""
    require(actor, Permission.IMPORTS_WRITE)
    require(actor, Permission.BOOK_WRITE)
    found = contacts.account(actor, account_uid)
    return ContactAccount.objects.select_for_update().get(pk=found.pk)


def _changed(actor: Actor, now: datetime, account: ContactAccount, *fields: str) -> None:
    account.next_at, account.failures, account.message = now, 0, ""
    account.save()
    record(Verb.CONTACTS_CHANGED, actor, now, account, fields=list(fields))


def record(verb: Verb, actor: Actor, now: datetime, account: ContactAccount, **detail: object) -> None:
    """One entry of the audit log about an account."""
    audit_log.record(verb, now=now, member_id=actor.member_id, thing_id=account.uid, **detail)
