"""Whether a letter may go to somebody: the facts for ``rules.why_not``."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings

from grapevine.domain.accounts.queries import own_emails
from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.letters import rules
from grapevine.domain.letters.models import Bounce, Letter, Stop
from grapevine.domain.letters.rules.letter import address_key
from grapevine.domain.people.models import Person
from grapevine.domain.people.queries import reach_of

_DAY = timedelta(days=1)


def address_of(actor: Actor, person: Person) -> str:
    """Where a letter to this person goes: the first of their addresses, "" where none is known."""
    return next(iter(_addresses(actor, person)), "")


def may_write_to(actor: Actor, person: Person, now: datetime) -> str:
    """Why no letter of the member's may go to this person, as a sentence to show beside the button; "" if one may."""
    address = address_of(actor, person)
    if not address:
        return f"No e-mail address of {person.name} is known: add one to them first."
    return rules.why_not(facts_for(actor, address, person, now), address=address, name=person.name)


def facts_for(
    actor: Actor, address: str, person: Person | None, now: datetime, *, again: bool = False
) -> rules.Facts:
    """What counts about a letter to this address; ``again``: it does not matter that the last one came back."""
    theirs = _addresses(actor, person) if person else list(own_emails(actor))
    lately = Letter.objects.filter(owner_id=actor.member_id, created_at__gt=now - _DAY)
    return rules.Facts(
        chosen=address_key(address) in map(address_key, theirs),
        stopped=person is not None and is_stopped(actor.member_id, address),
        bounced="" if again else _last_bounce(actor.member_id, address),
        today=lately.count(),
        cap=settings.LETTERS_A_DAY,
    )


def is_stopped(owner_id: int, address: str) -> bool:
    """Whether the reader of this address asked this member for no more."""
    return Stop.objects.filter(owner=owner_id, key=address_key(address)).exists()


def _addresses(actor: Actor, person: Person) -> list[str]:
    return reach_of(actor, [person.pk])[person.pk]["email"]


def _last_bounce(owner_id: int, address: str) -> str:
    """What was said when a letter to this address came back, and none went through since; "" otherwise."""
    key = address_key(address)
    last = Bounce.objects.filter(owner=owner_id, key=key, dead=True).order_by("-at").first()
    if last is None:
        return ""
    since = Letter.objects.filter(owner=owner_id, to_address__iexact=address, sent_at__gt=last.at)
    return "" if since.exists() else f"{last.code} {last.said}".strip()
