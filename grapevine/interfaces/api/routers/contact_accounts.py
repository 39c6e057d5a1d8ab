"""Accounts of contacts (CardDAV): connect, look, choose, send changes, answer clashes, disconnect."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Router

from grapevine.domain.accounts.rules.access import Permission
from grapevine.domain.imports.actions import contact_accounts as actions
from grapevine.domain.imports.models import ContactAccount
from grapevine.domain.imports.queries import contacts
from grapevine.interfaces.api import tags
from grapevine.interfaces.api.answers import answer, nothing
from grapevine.interfaces.api.door import needs
from grapevine.interfaces.api.shapes.contact_accounts import (
    Account,
    AccountChange,
    AccountIn,
    Accounts,
    ClashAnswer,
    Clashes,
    Preview,
)
from grapevine.interfaces.exchange.carddav import jobs, telling
from grapevine.kit import clock

router = Router(tags=["sources"])
READ = Permission.IMPORTS_READ
WRITE = Permission.IMPORTS_WRITE, Permission.BOOK_WRITE
_ONE = "/sources/contacts/{uuid:account_id}"


@router.get("/sources/contacts", response=Accounts, **needs(READ))
def list_contact_accounts(request: HttpRequest) -> HttpResponse:
    """Accounts of contacts with their state; no password is told."""
    now = clock.now()
    return answer({"items": [telling.account(found, now) for found in contacts.accounts(request.auth)]})


@router.post("/sources/contacts", response={201: Account}, **needs(*WRITE))
def connect_contact_account(request: HttpRequest, account: AccountIn) -> HttpResponse:
    """Find the address books of an account and keep it. With several, choose among them next (state choosing)."""
    found = jobs.connect(actor=request.auth, now=clock.now(), **account.dict())
    return _shown(found, 201, location=reverse("api:show_contact_account", args=[found.uid]))


@router.get(_ONE, response=Account, **needs(READ))
def show_contact_account(request: HttpRequest, account_id: UUID) -> HttpResponse:
    """One account and how it stands."""
    return _shown(contacts.account(request.auth, account_id))


@router.patch(_ONE, response=Account, **needs(*WRITE))
def change_contact_account(request: HttpRequest, account_id: UUID, account: AccountChange) -> HttpResponse:
    """Other address books, another password, or what may be done on the server (nothing, unless switched on)."""
    found, now = _unchanged(request, account_id), clock.now()
    if account.password:
        found = jobs.new_password(actor=request.auth, now=now, account_uid=account_id, password=account.password)
    if account.books is not None:
        found = actions.choose(actor=request.auth, now=now, account_uid=account_id, book_uids=account.books)
    wanted = {name: getattr(account, name) for name in ("sends", "creates", "deletes")}
    if any(word is not None for word in wanted.values()):
        said = {name: getattr(found, name) if word is None else word for name, word in wanted.items()}
        found = actions.set_switches(actor=request.auth, now=now, account_uid=account_id, **said)
    return _shown(jobs.again_soon(found))


@router.delete(_ONE, response={204: None}, **needs(*WRITE))
def disconnect_contact_account(request: HttpRequest, account_id: UUID, take_back: bool = False) -> HttpResponse:
    """Forget it and its password; with `take_back` whoever came only from there goes again."""
    _unchanged(request, account_id)
    jobs.disconnect(actor=request.auth, now=clock.now(), account_uid=account_id, take_back=take_back)
    return nothing()


@router.post(f"{_ONE}/look", response={202: Account}, **needs(*WRITE))
def look_at_contact_account(request: HttpRequest, account_id: UUID) -> HttpResponse:
    """Compare both sides now. Ask the account itself how it went."""
    return _shown(jobs.look_now(actor=request.auth, now=clock.now(), account_uid=account_id), 202)


@router.post(f"{_ONE}/pause", response=Account, **needs(*WRITE))
def pause_contact_account(request: HttpRequest, account_id: UUID) -> HttpResponse:
    """Look no more for now."""
    return _shown(actions.pause(actor=request.auth, now=clock.now(), account_uid=account_id))


@router.post(f"{_ONE}/resume", response=Account, **needs(*WRITE))
def resume_contact_account(request: HttpRequest, account_id: UUID) -> HttpResponse:
    """Let it go on."""
    found = actions.pause(actor=request.auth, now=clock.now(), account_uid=account_id, paused=False)
    return _shown(jobs.again_soon(found))


@router.post(f"{_ONE}/allow", response=Account, **needs(*WRITE))
def allow_deletions(request: HttpRequest, account_id: UUID) -> HttpResponse:
    """Yes, as many as `asked` says are to go."""
    found = actions.allow(actor=request.auth, now=clock.now(), account_uid=account_id)
    return _shown(jobs.again_soon(found))


@router.get(f"{_ONE}/preview", response=Preview, **needs(READ))
def preview_sending(request: HttpRequest, account_id: UUID) -> HttpResponse:
    """What each switch would do on the server at the next look."""
    return answer(telling.preview(request.auth, contacts.account(request.auth, account_id)))


@router.get(f"{_ONE}/clashes", response=Clashes, **needs(READ))
def list_clashes(request: HttpRequest, account_id: UUID) -> HttpResponse:
    """Fields that both sides changed to something else: both stay until you say which counts."""
    return answer({"items": telling.clashes(request.auth, contacts.account(request.auth, account_id))})


@router.post(f"{_ONE}/clashes", response=Account, **needs(*WRITE))
def answer_clash(request: HttpRequest, account_id: UUID, said: ClashAnswer) -> HttpResponse:
    """Say which of the two counts."""
    found = actions.answer_clash(
        actor=request.auth, now=clock.now(), account_uid=account_id, person_uid=said.person, field=said.field,
        word=said.word,
    )  # fmt: skip
    return _shown(jobs.again_soon(found.card.book.account))


def _unchanged(request: HttpRequest, account_id: UUID) -> ContactAccount:
    found = contacts.account(request.auth, account_id)
    if request.headers.get("If-Match"):
        tags.check(request, tags.of_content(telling.account(found, clock.now())))
    return found


def _shown(found: ContactAccount, status: int = 200, **headers: str) -> HttpResponse:
    shown = telling.account(found, clock.now())
    return answer(shown, status, etag=tags.of_content(shown), **headers)
