"""The links of one referral: which can be made, which work, to whom a letter with one would go, is a reminder due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from grapevine.domain.accounts.queries import actor_of
from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.letters.queries import address_of
from grapevine.domain.people.models import Person
from grapevine.domain.people.queries import by_keys
from grapevine.domain.people.rules.reach import email_key
from grapevine.domain.referrals.models import Address, Side
from grapevine.domain.referrals.queries.one import side, times_of
from grapevine.domain.referrals.rules import addresses
from grapevine.domain.referrals.rules.consent import Consent
from grapevine.domain.referrals.rules.moves import By, Stage
from grapevine.domain.referrals.rules.turn import DAYS, turn
from grapevine.domain.referrals.rules.wished import reminder_due

_WHOSE = {addresses.PROSPECT: By.PROSPECT, addresses.RECEIVER: By.RECEIVER}


@dataclass(frozen=True, slots=True)
class Way:
    """The links of one purpose. ``why_not``: why none can be made now, else empty; ``live``: those that work.

    ``person``: of the book, to whom a letter may go; ``name``, ``email``: of whoever it is for; ``late``: it is their
    turn, and they have had the time that the member gives it.
    """

    purpose: str
    why_not: str
    live: list[Address]
    person: Person | None
    name: str
    email: str
    late: bool


def ways(actor: Actor, referral_uid: object, now: datetime) -> tuple[Side, list[Way]]:
    """One of the actor's referrals and its links, those that can be made or work. Raises NotFound."""
    own = side(actor, referral_uid)
    referral, stage = own.referral, Stage(own.stage)
    both = referral.sides.count() == 2
    live = [
        address
        for address in Address.objects.filter(referral=referral, owner_id=actor.member_id).order_by("-pk")
        if addresses.works(address.expires_at, address.revoked_at is not None, now)
    ]
    consent = Consent(referral.prospect.consent)
    times = times_of(actor)
    found = []
    for purpose in addresses.PURPOSES:
        why_not = addresses.refusal(purpose, By(own.role), stage, other_has_book=both)
        mine = [address for address in live if address.purpose == purpose]
        if mine or not why_not:
            person, name, email = _whom(actor, own, purpose)
            asked = max([referral.moved_at, *(address.created_at for address in mine)])
            due = turn(stage, asked, now, consent=consent, thanked=own.thanked, times=times)
            late = due.who is _WHOSE[purpose] and due.overdue
            found.append(Way(purpose, why_not, mine, person, name, email, late))
    return own, found


def way(actor: Actor, referral_uid: object, purpose: str, now: datetime) -> tuple[Side, Way | None]:
    """The links of one purpose; None where there are none and can be none. Raises NotFound."""
    own, found = ways(actor, referral_uid, now)
    return own, next((each for each in found if each.purpose == purpose), None)


def _whom(actor: Actor, own: Side, purpose: str) -> tuple[Person | None, str, str]:
    """Whom it is for: as a person of the book, where they are one; their name, and the mail that is known."""
    if purpose == addresses.RECEIVER:
        return own.person, own.person.name, address_of(actor, own.person)
    prospect = own.referral.prospect
    person = own.about or _by_mail(actor, prospect.email)
    email = address_of(actor, person) if person else prospect.email
    return person, prospect.name or prospect.label, email


def _by_mail(actor: Actor, email: str) -> Person | None:
    """Who of the book has this address; nobody where it is shared by several."""
    found = {pk for having in by_keys(actor, "email", [email_key(email)]).values() for pk in having} if email else set()
    if len(found) != 1:
        return None
    return Person.objects.filter(pk__in=found, owner_id=actor.member_id).first()


def to_remind(now: datetime) -> list[Address]:
    """Links whose holder is to be reminded now by itself: it is their turn, and a reminder has fallen due."""
    rows = Address.objects.filter(remind=True, revoked_at=None, expires_at__gt=now, owner__is_active=True)
    return [row for row in rows.select_related("owner", "referral__prospect") if _to_remind(row, now)]


def _to_remind(row: Address, now: datetime) -> bool:
    referral, stage = row.referral, Stage(row.referral.stage)
    if stage not in DAYS:
        return False
    times = times_of(actor_of(row.owner))
    due = turn(stage, referral.moved_at, now, consent=Consent(referral.prospect.consent), times=times)
    told = row.reminded_at or row.created_at
    return due.who is _WHOSE[row.purpose] and reminder_due(referral.moved_at, told, now, times[stage])
