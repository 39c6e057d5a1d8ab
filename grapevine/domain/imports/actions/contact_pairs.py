"""A person and their card on the server: first meeting, bringing together, making a card for somebody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.imports.models import Agreement, ContactAccount, ServerCard, Staged
from grapevine.domain.imports.queries import contacts
from grapevine.domain.imports.rules import payload
from grapevine.domain.imports.rules.both_sides import Outcome, Pair, as_told, follow, meet
from grapevine.domain.imports.rules.in_step import CardState
from grapevine.domain.imports.rules.one_value import Terms
from grapevine.domain.imports.rules.states import AT_WORK, Verdict
from grapevine.domain.people.actions import change_people, restore_person
from grapevine.domain.people.actions.book import remember_origins
from grapevine.domain.people.models import Origin, Person
from grapevine.domain.people.queries import by_uids, cards_of, origins
from grapevine.domain.people.rules.card import Card
from grapevine.domain.people.rules.details import as_json, from_json

LINKS_AT_ONCE = 200
#: The version of a card of which the server did not tell it when we wrote it: the next look asks.
UNTOLD = "?"


@dataclass(frozen=True, slots=True)
class Together:
    """What bringing one pair together means: the outcome, and the person's revision that it was worked out from."""

    card: ServerCard
    person: Person
    outcome: Outcome
    revision: int
    changes_here: bool
    must_send: bool


def link_new(*, actor: Actor, now: datetime, account: ContactAccount, after: int = 0) -> int:
    """Tie cards that came in to the people they became, a chunk a transaction. Returns where it came to; 0 at the end.

    Cards about which a question stands wait; those whose person is gone again are left alone from now on.
    """
    with transaction.atomic():
        new = contacts.cards(account).filter(state=CardState.NEW, pk__gt=after).exclude(origin_key="")
        rows = list(new.exclude(batch__state__in=AT_WORK).select_related("batch")[:LINKS_AT_ONCE])
        found = origins(actor, contacts.SOURCE, [row.origin_key for row in rows])
        tied = [(row, found[row.origin_key]) for row in rows if row.origin_key in found]
        people = Person.objects.select_for_update().order_by("pk").in_bulk([origin.person_id for _, origin in tied])
        _meet(actor, now, account, [(row, people[origin.person_id], from_json(origin.said)) for row, origin in tied])
        _leave_lost(actor, [row for row in rows if row.origin_key not in found])
    return rows[-1].pk if rows else 0


def named(card: Card, uid: str) -> Card:
    """The card under the id by which this account knows it."""
    return replace(card, uid=uid)


def own_people(actor: Actor, uids: Sequence[str]) -> dict[str, int]:
    """Which of these ids are those of own people: cards that this system wrote."""
    return by_uids(actor, uids)


@transaction.atomic
def link_own(
    *, actor: Actor, now: datetime, account: ContactAccount, found: Sequence[tuple[ServerCard, str, int, Card]]
) -> None:
    """Tie cards that bear the id of a person of the book: (card, version, inner id of the person, what it says)."""
    people = Person.objects.select_for_update().filter(owner_id=actor.member_id).order_by("pk")
    known = people.in_bulk([person for _, _, person, _ in found])
    making = ServerCard.objects.filter(book__account=account, state=CardState.MAKING, seen="")
    making.filter(agreement__person__in=known).delete()  # it arrived, under another address than we gave it
    pairs = []
    for card, version, person, said in found:
        card.etag = version
        if person in known:
            pairs.append((card, known[person], said))
    _meet(actor, now, account, pairs)


def _meet(
    actor: Actor, now: datetime, account: ContactAccount, pairs: Sequence[tuple[ServerCard, Person, Card]]
) -> None:
    here = cards_of([person for _, person, _ in pairs])
    changes, agreements = [], []
    for card, person, said in pairs:
        out = meet(here[person.pk], said, _terms(account, person, sends=account.sends, answers={}))
        if out.now.here != here[person.pk]:
            here[person.pk] = out.now.here
            changes.append((person, out.now.here))
        card.state, card.reason = CardState.LINKED, ""
        agreements.append(_agreement(card, person, out, sent=out.now.there == said))
    if changes:
        change_people(actor=actor, now=now, changes=list({person.pk: (person, c) for person, c in changes}.values()))
    for agreement, (_, person, _) in zip(agreements, pairs, strict=True):
        agreement.stamp = agreement.stamp and contacts.stamp_of(person.pk, person.revision)
    Agreement.objects.filter(card__in=[card.pk for card, _, _ in pairs]).delete()
    Agreement.objects.bulk_create(agreements, batch_size=200)
    ServerCard.objects.bulk_update([card for card, _, _ in pairs], ["state", "etag", "reason"], batch_size=500)


def _agreement(card: ServerCard, person: Person, out: Outcome, *, sent: bool) -> Agreement:
    """With an empty stamp what has to be sent yet is looked at again."""
    return Agreement(
        card=card, person=person, here=as_json(out.agreed.here), there=as_json(out.agreed.there),
        stamp="sent" if sent else "", aside=person.archived_at is not None, clashes=_plain(out),
    )  # fmt: skip


def _plain(out: Outcome) -> list[dict[str, str]]:
    return [{"field": clash.field, "here": clash.here, "there": clash.there} for clash in out.clashes]


def _terms(account: ContactAccount, person: Person, *, sends: bool, answers: dict[str, str]) -> Terms:
    return Terms(sends=sends, hand=frozenset(() if sends else person.hand_edited), answers=answers)


def _leave_lost(actor: Actor, rows: Sequence[ServerCard]) -> None:
    """Cards whose person is erased, or whose import was undone: unless a question about them still stands."""
    asked = Staged.objects.filter(
        batch__owner_id=actor.member_id, file__kind=contacts.SOURCE, verdict=Verdict.DOUBTFUL, applied_at=None,
        origin_key__in=[row.origin_key for row in rows],
    )  # fmt: skip
    open_keys = set(asked.exclude(said=None).values_list("origin_key", flat=True))
    lost = [row.pk for row in rows if row.origin_key not in open_keys]
    ServerCard.objects.filter(pk__in=lost).update(state=CardState.LEFT, path="", origin_key="", etag="", seen="")


def together(account: ContactAccount, agreement: Agreement, said: Card, *, sends: bool) -> Together:
    """What bringing this pair together means, now that the server's card says this. Writes nothing."""
    person = agreement.person
    here = cards_of([person])[person.pk]
    terms = _terms(account, person, sends=sends, answers=agreement.answers)
    if agreement.here or agreement.there:
        out = follow(Pair(from_json(agreement.here), from_json(agreement.there)), Pair(here, said), terms)
    else:
        out = meet(here, said, terms)
    return Together(
        agreement.card, person, out, person.revision, out.now.here != here, sends and out.now.there != said
    )


@transaction.atomic
def agree(*, actor: Actor, now: datetime, found: Together, told: Card, version: str, reason: str = "") -> bool:
    """Write what was worked out: the person here, and that both sides agree. ``told`` is what the server holds now,
    ``reason`` why a change could not be sent.

    False, and nothing written, when the person was changed meanwhile: then it is worked out again.
    """
    person = Person.objects.select_for_update().filter(pk=found.person.pk, owner_id=actor.member_id).first()
    agreement = Agreement.objects.select_for_update().filter(card=found.card.pk).first()
    if person is None or agreement is None or person.revision != found.revision:
        return False
    out = found.outcome
    if out.now.here != cards_of([person])[person.pk]:
        change_people(actor=actor, now=now, changes=[(person, out.now.here)])
    if found.card.state == CardState.GONE and agreement.aside and person.archived_at is not None:
        person = restore_person(actor=actor, now=now, person_uid=person.uid)
    agreed = as_told(out.agreed, out.now.there, told)
    agreement.here, agreement.there = as_json(agreed.here), as_json(agreed.there)
    agreement.stamp, agreement.aside = contacts.stamp_of(person.pk, person.revision), person.archived_at is not None
    agreement.clashes, agreement.answers, agreement.kept = _plain(out), {}, ""
    agreement.save()
    card = found.card
    card.state, card.etag, card.reason = CardState.LINKED, version, reason
    card.seen = version or UNTOLD
    card.save(update_fields=["state", "etag", "seen", "reason"])
    _remember(actor, card, person, told)
    return True


def _remember(actor: Actor, card: ServerCard, person: Person, told: Card) -> None:
    """What this source said last, so that the account is known again should it be connected anew."""
    if card.origin_key:
        said = payload.dump(told)
        origin = Origin(
            owner_id=actor.member_id, person=person, source=contacts.SOURCE, key=card.origin_key,
            digest=payload.digest(said), said=said,
        )  # fmt: skip
        remember_origins([origin])
