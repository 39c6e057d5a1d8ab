"""What came by the public page and waits; whether a page takes referrals, and how old a form of it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.core.signing import BadSignature, Signer
from django.db.models import QuerySet

from grapevine.domain.accounts.models import Member
from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.education.models import Brief
from grapevine.domain.people.models import Person
from grapevine.domain.people.queries import by_keys, by_name_keys
from grapevine.domain.people.rules import names
from grapevine.domain.people.rules.reach import email_key
from grapevine.domain.referrals.models import Incoming, LettersWished
from grapevine.kit import tokens

#: More look-alikes than these are no help.
LIKE_MOST = 5
_signer = Signer(salt="grapevine.referrals.intake", sep="~")


def taking(slug: str) -> Member | None:
    """Whose public page stands under this address and takes referrals; None where there is none."""
    found = Brief.objects.filter(
        slug=slug, owner__is_active=True, published_number__isnull=False, taken_down_at=None
    ).select_related("owner")
    brief = found.first()
    if brief is None or LettersWished.objects.filter(owner=brief.owner, intake=False).exists():
        return None
    return brief.owner


def stamp(slug: str, now: datetime) -> str:
    """What a form carries so that we know it for ours, and when it was opened; each one is another."""
    return _signer.sign(f"{slug}~{int(now.timestamp())}~{tokens.make()[:16]}")


def age_of(made: str, slug: str, now: datetime) -> float | None:
    """How many seconds ago a form with this stamp was opened; None when it is not ours, or of another page."""
    try:
        of, at, _ = _signer.unsign(made).split("~", 2)
    except (BadSignature, ValueError):
        return None
    return now.timestamp() - int(at) if of == slug else None


@dataclass(frozen=True, slots=True)
class Waiting:
    """One that waits. ``like``: people of the book who may be the sender, the likeliest first."""

    row: Incoming
    like: list[Person]


def incoming(actor: Actor) -> QuerySet[Incoming]:
    """What waits for the actor, the newest first."""
    require(actor, Permission.REFERRALS_READ)
    return Incoming.objects.filter(owner_id=actor.member_id).order_by("-created_at", "-pk")


def with_senders(actor: Actor, rows: list[Incoming]) -> list[Waiting]:
    """Each with the people of the book who may have sent it: by mail first, then by name."""
    mails = by_keys(actor, "email", {email_key(row.sender_email) for row in rows})
    called = by_name_keys(actor, {names.key(row.sender_name) for row in rows})
    of = {
        row.pk: list(
            dict.fromkeys([*mails.get(email_key(row.sender_email), ()), *called.get(names.key(row.sender_name), ())])
        )[:LIKE_MOST]
        for row in rows
    }
    wanted = {pk for pks in of.values() for pk in pks}
    people = Person.objects.filter(pk__in=wanted, owner_id=actor.member_id, archived_at=None).in_bulk()
    return [Waiting(row, [people[pk] for pk in of[row.pk] if pk in people]) for row in rows]
