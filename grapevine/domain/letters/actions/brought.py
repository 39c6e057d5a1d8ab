"""Letters and stops that an archive tells of, and taking them back. What waits there is never sent from here."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.letters.models import Letter, Stop
from grapevine.domain.letters.rules import without_secrets
from grapevine.domain.letters.rules.letter import NAME_MAX, SUBJECT_MAX, TEXT_MAX, checked_address
from grapevine.domain.letters.rules.states import AT_REST, State
from grapevine.kit.errors import Refused
from grapevine.kit.text import clean, clean_lines

_DIGEST = 64


def bring_letter(
    *, actor: Actor, key: str, person_id: int | None, name: str, at: datetime, kind: str, address: str, subject: str,
    text: str, state: str, sent_at: datetime | None, said: str,
) -> Letter | None:  # fmt: skip
    """Keep a letter that went out elsewhere; None when it is known. Raises Refused for no address or no state."""
    require(actor, Permission.BOOK_WRITE)
    if state not in set(State):
        raise Refused(f"a letter has no state “{state}”")
    message_id = f"<{clean(key, 200)}>"
    if Letter.objects.filter(owner_id=actor.member_id, message_id=message_id).exists():
        return None
    if Letter.objects.filter(message_id=message_id).exists():
        message_id = f"<{clean(key, 200)}.{actor.member_id}>"
        if Letter.objects.filter(message_id=message_id).exists():
            return None
    return Letter.objects.create(
        owner_id=actor.member_id, person_id=person_id, kind=clean(kind, 40), to_address=checked_address(address),
        to_name=clean(name, NAME_MAX), subject=clean(subject, SUBJECT_MAX),
        text=without_secrets(clean_lines(text, TEXT_MAX)), unsubscribe=person_id is not None,
        state=state if State(state) in AT_REST else State.STOPPED, next_try_at=at, sent_at=sent_at,
        last_error=clean(said, 500), message_id=message_id, created_at=at,
    )  # fmt: skip


def bring_stop(*, actor: Actor, person_id: int | None, at: datetime, digest: str) -> Stop | None:
    """Keep that the reader of an address wants no more; None when it is known. Raises Refused for no digest."""
    require(actor, Permission.BOOK_WRITE)
    if len(digest) != _DIGEST or set(digest) - set("0123456789abcdef"):
        raise Refused("this is no digest of an address")
    made, new = Stop.objects.get_or_create(
        owner_id=actor.member_id, key=digest, defaults={"at": at, "person_id": person_id}
    )
    return made if new else None


def take_back(*, actor: Actor, letters: Iterable[int], stops: Iterable[int]) -> None:
    """Forget what was brought in: inner ids."""
    require(actor, Permission.BOOK_WRITE)
    Letter.objects.filter(owner_id=actor.member_id, pk__in=list(letters)).delete()
    Stop.objects.filter(owner_id=actor.member_id, pk__in=list(stops)).delete()
