"""What keeps coming in, as plain data in the shape in which every interface tells it; no address is in it whole."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.imports.actions.dropping import place_of
from grapevine.domain.imports.models import Subscription
from grapevine.domain.imports.queries import calendars as queries
from grapevine.domain.imports.rules.dropping import address
from grapevine.kit.sealing import Lost, unseal

from . import drop

#: So many letters are told.
LETTERS = 20
NOT_SET_UP = "Whoever runs this Grapevine has not given it a mailbox for letters (GRAPEVINE_DROP_URL)."


def every(actor: Actor) -> dict[str, Any]:
    """Calendars and the mailbox. Connected address books are told by themselves."""
    return {"calendars": [calendar(each) for each in queries.subscriptions(actor)], "letters": letters(actor)}


def calendar(found: Subscription) -> dict[str, Any]:
    """One calendar. ``state``: one of ``rules.calendars.Health``; ``last``: what the last look that worked found."""
    counts = found.counts
    return {
        "id": str(found.uid),
        "name": found.name,
        "host": found.host,
        "state": str(queries.health(found)),
        "message": found.message,
        "looked_at": found.looked_at,
        "fresh_at": found.fresh_at,
        "next_at": None if found.paused else found.due_at,
        "created_at": found.created_at,
        "last": {
            **{name: counts.get(name, 0) for name in ("meetings", "news", "withdrawn", "held", "refused_count")},
            "refused": counts.get("refused", []),
        },
    }


def letters(actor: Actor) -> dict[str, Any]:
    """How letters can be dropped, and what became of the last ones. The secret address itself is not in it."""
    own = queries.drop_address(actor)
    place = place_of(settings.DROP_URL) if drop.is_set_up() else None
    return {
        "set_up": drop.is_set_up(),
        "has_address": own is not None,
        "made_at": own.made_at if own else None,
        "message": place.message if place else "",
        "looked_at": place.looked_at if place else None,
        "items": [
            {
                "at": each.at,
                "touches": each.touches,
                "reason": each.reason,
                "import_id": str(each.batch.uid) if each.batch else None,
            }
            for each in queries.letters(actor).select_related("batch")[:LETTERS]
        ],
    }


def drop_address(actor: Actor) -> str:
    """The actor's secret address; empty where there is none. Raises Lost when it cannot be read any more."""
    require(actor, Permission.IMPORTS_WRITE)
    own = queries.drop_address(actor)
    return address(settings.DROP_ADDRESS, unseal(own.sealed)) if own and drop.is_set_up() else ""


def drop_address_or_why(actor: Actor) -> tuple[str, str]:
    """As :func:`drop_address`, with the reason instead of an error."""
    try:
        return drop_address(actor), ""
    except Lost:
        return "", "The secret key of this Grapevine has changed, so your address cannot be shown. Make a new one."
