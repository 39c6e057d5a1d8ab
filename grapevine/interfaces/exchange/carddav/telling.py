"""An account of contacts as plain data, in the shape in which every interface tells it. The password is never in it."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.imports.models import ContactAccount
from grapevine.domain.imports.queries import contacts, contacts_unsent
from grapevine.domain.imports.rules.in_step import Phase

#: What a look counts, in the order in which it is told.
COUNTED = ("came", "changed_here", "put_aside", "changed_there", "made_there", "deleted_there", "clashes", "refused")


def host(found: ContactAccount) -> str:
    """The machine that was entered, as it is shown."""
    return urlsplit(found.address).hostname or found.address


def state(found: ContactAccount, now: datetime) -> str:
    """How it stands: a phase that waits for the member, or new, looking, in step, late."""
    if found.phase != Phase.READY:
        return str(found.phase)
    if found.busy_until is not None and found.busy_until > now:
        return "looking"
    if found.failures:
        return "late"
    return "in step" if found.looked_at else "new"


def account(found: ContactAccount, now: datetime) -> dict[str, Any]:
    """One account with its address books and how its cards stand."""
    return {
        "id": str(found.uid),
        "host": host(found),
        "user": found.user,
        "state": state(found, now),
        "message": found.message,
        "sends": found.sends,
        "creates": found.creates,
        "deletes": found.deletes,
        "asked": {"here": found.asked.get("here", 0), "there": found.asked.get("there", 0)},
        "looked_at": found.looked_at,
        "next_at": found.next_at if found.phase == Phase.READY else None,
        "progress": {"done": found.done, "total": found.total},
        "last": {name: found.counts.get(name, 0) for name in COUNTED},
        "cards": contacts.tally(found),
        "books": [
            {"id": str(book.uid), "name": book.name, "chosen": book.chosen} for book in contacts.books(found)
        ],
    }


def clashes(actor: Actor, found: ContactAccount) -> list[dict[str, str]]:
    """Fields that both sides changed to something else, and that wait for the member's word."""
    return [
        {"person": str(one.person.uid), "name": one.person.name, **clash}
        for one in contacts.clashes(actor, found)
        for clash in one.clashes
    ]


def preview(actor: Actor, found: ContactAccount) -> dict[str, int]:
    """What each switch would do there at the next look."""
    seen = contacts_unsent.preview(actor, found)
    return {"change": seen.change, "create": seen.create, "delete": seen.delete, "cards": seen.cards}
