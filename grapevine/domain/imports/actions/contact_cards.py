"""The cards of an account: what the server lists, whom new ones become, what leaves and what stays.

Every step is one transaction that notes all it did, so that a look that dies anywhere is simply begun again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.imports.actions.apply import apply_some
from grapevine.domain.imports.actions.begin import begin
from grapevine.domain.imports.actions.stage import all_read, found_kind, stage
from grapevine.domain.imports.models import AddressBook, Agreement, Batch, ContactAccount, ServerCard, Staged
from grapevine.domain.imports.queries import contacts, files
from grapevine.domain.imports.rules.in_step import CardState
from grapevine.domain.imports.rules.records import Item, Where
from grapevine.domain.imports.rules.states import AT_WORK, State
from grapevine.domain.people.actions import archive_person
from grapevine.domain.people.rules.card import Card


@dataclass(frozen=True, slots=True)
class Listing:
    """What a server says of an address book. ``cards``: key -> (path, version). ``gone``: keys.

    ``whole``: every card is named, so that the others are gone.
    """

    cards: Mapping[str, tuple[str, str]]
    gone: frozenset[str]
    whole: bool
    token: str = ""
    ctag: str = ""


@dataclass(frozen=True, slots=True)
class Fetched:
    """A card as the server gave it. Without ``said`` it is nobody's card, for this reason."""

    card: ServerCard
    version: str
    said: Card | None = None
    reason: str = ""


@transaction.atomic
def note_listing(*, account: ContactAccount, book: AddressBook, listing: Listing) -> None:
    """Keep what the server lists, together with up to where its changes are known now."""
    known = {card.key: card for card in ServerCard.objects.filter(book=book)}
    changed = []
    for key, card in known.items():
        path, seen = listing.cards.get(key, (card.path, card.seen))
        if key in listing.gone or (listing.whole and key not in listing.cards):
            seen = ""
        if card.state != CardState.LEFT and (card.seen, card.path) != (seen, path):
            card.seen, card.path = seen, path
            if card.state == CardState.PASSED and seen != card.etag:  # it may be a person's now
                card.state = CardState.NEW
            changed.append(card)
    ServerCard.objects.bulk_update(changed, ["seen", "path", "state"], batch_size=500)
    ServerCard.objects.bulk_create(
        (
            ServerCard(book=book, key=key, path=path, state=CardState.NEW, seen=seen)
            for key, (path, seen) in listing.cards.items()
            if key not in known
        ),
        batch_size=500,
    )
    own = ServerCard.objects.filter(book=book, seen="")  # never anybody's, and gone again
    own.filter(Q(state=CardState.PASSED) | Q(state=CardState.NEW, batch=None)).delete()
    book.token, book.ctag = listing.token, listing.ctag
    book.save(update_fields=["token", "ctag"])


@transaction.atomic
def bring_in(*, actor: Actor, now: datetime, account: ContactAccount, name: str, found: Sequence[Fetched]) -> None:
    """Stage new cards as an import does; ``name`` is what the import is called."""
    people = [one for one in found if one.said is not None]
    if people:
        batch = _batch(actor, now, account, name)
        (file,) = files(batch)
        items = [Item(Where(name, one.card.pk), (one.said,)) for one in people if one.said is not None]
        stage(actor=actor, file=file, items=items, last=True)
        rows = Staged.objects.filter(batch=batch, line__in=[one.card.pk for one in people])
        keys = dict(rows.values_list("line", "origin_key"))
        for one in people:
            one.card.batch, one.card.etag = batch, one.version
            one.card.origin_key = keys.get(one.card.pk, "")
            if not one.card.origin_key:
                one.card.state, one.card.reason = CardState.PASSED, "The card names nobody."
    for one in found:
        if one.said is None:
            one.card.state, one.card.etag, one.card.reason = CardState.PASSED, one.version, one.reason[:300]
    ServerCard.objects.bulk_update(
        [one.card for one in found], ["state", "etag", "reason", "batch", "origin_key"], batch_size=500
    )


def _batch(actor: Actor, now: datetime, account: ContactAccount, name: str) -> Batch:
    batch = contacts.open_batch(account)
    if batch is None or batch.state != State.READING:
        batch = begin(actor=actor, now=now, files=[(name, "")], direct=True)
        found_kind(actor=actor, file=files(batch)[0], kind=contacts.SOURCE)
    return batch


def apply_new(*, actor: Actor, now: datetime, account: ContactAccount) -> bool:
    """Bring the next chunk of staged cards into the book. False when there is none left."""
    batch = contacts.open_batch(account)
    if batch is None:
        return False
    if batch.state == State.READING:
        all_read(actor=actor, now=now, batch_uid=batch.uid)
    else:
        batch = apply_some(actor=actor, now=now, batch_uid=batch.uid)
        return batch.state in AT_WORK
    return True


@transaction.atomic
def put_aside(*, actor: Actor, now: datetime, cards: Iterable[ServerCard]) -> int:
    """Cards that were deleted there: their people are archived here, unless another card is theirs too, in this or in
    another account; then they stay, and the card is not made again.
    """
    count = 0
    found = contacts.agreements_of(card.pk for card in cards)
    for agreement in found.values():
        others = Agreement.objects.filter(person=agreement.person_id, card__state=CardState.LINKED)
        elsewhere = others.exclude(pk=agreement.pk).exists()
        if not elsewhere and agreement.person.archived_at is None:
            archive_person(actor=actor, now=now, person_uid=agreement.person.uid)
            count += 1
        aside = not elsewhere or agreement.person.archived_at is not None
        reason = "deleted there, put aside here" if aside else "deleted there, kept here because another card is theirs"
        _part(agreement, aside=aside, reason=reason)
    return count


@transaction.atomic
def keep(*, cards: Iterable[ServerCard]) -> None:
    """Cards that were deleted there, of people who were changed or put aside here since: they stay as they are."""
    for agreement in contacts.agreements_of(card.pk for card in cards).values():
        aside = agreement.person.archived_at is not None
        reason = "deleted there" if aside else "deleted there, kept here because it was changed here"
        _part(agreement, aside=aside, reason=reason)


def _part(agreement: Agreement, *, aside: bool, reason: str) -> None:
    """A card is no more there; its person stays, and is known should the card come back."""
    agreement.aside, agreement.clashes, agreement.answers = aside, [], {}
    agreement.save(update_fields=["aside", "clashes", "answers"])
    card = agreement.card
    card.state, card.seen, card.etag, card.reason = CardState.GONE, "", "", reason
    card.save(update_fields=["state", "seen", "etag", "reason"])


@transaction.atomic
def forget(*, cards: Iterable[ServerCard]) -> None:
    """Cards that are nowhere any more."""
    ServerCard.objects.filter(pk__in=[card.pk for card in cards]).delete()


@transaction.atomic
def leave(*, cards: Iterable[ServerCard]) -> None:
    """Cards of people who were erased here: they stay there, are not brought back, and nothing is kept of them."""
    ServerCard.objects.filter(pk__in=[card.pk for card in cards]).update(
        state=CardState.LEFT, path="", origin_key="", etag="", seen="", reason=""
    )


@transaction.atomic
def deleted(*, card: ServerCard, kept: str) -> None:
    """We deleted a card there. Its text is kept as long as the person is, in case they come back."""
    agreement = contacts.agreements_of([card.pk]).get(card.pk)
    if agreement is None:
        card.delete()
        return
    agreement.kept = kept
    agreement.save(update_fields=["kept"])
    _part(agreement, aside=True, reason="put aside here, deleted there")
