"""Warm introductions out of an archive: each record once, and none of them reaches another member.

Each function returns the new row, or None where the record is there already. The caller writes the log entry.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import models

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.network.actions.introductions import LETTER_MAX, NOTE_MAX
from grapevine.domain.network.actions.wishes import NAMED, WHY_MAX, check
from grapevine.domain.network.models import Acquaintance, Introduction, Standing, Step, Wish
from grapevine.domain.network.rules.introductions.across import HIDDEN, OPEN
from grapevine.domain.network.rules.introductions.requests import BY, STATES
from grapevine.kit.errors import Refused
from grapevine.kit.source_keys import by_source_keys
from grapevine.kit.text import clean, clean_lines


def bring_wish(
    *, actor: Actor, key: str, person_id: int | None, name: str, at: datetime, firm: str, title: str, email: str,
    why: str, given_up_at: datetime | None,
) -> Wish | None:  # fmt: skip
    """Somebody to meet."""
    if _there(actor, Wish, key):
        return None
    said = {"name": name, "firm": firm, "title": title, "email": email}
    named = {field: clean(text, NAMED[field]) for field, text in said.items()}
    return Wish.objects.create(
        owner_id=actor.member_id, person_id=person_id, why=clean_lines(why, WHY_MAX), since=at, given_up_at=given_up_at,
        source_key=key, **named,
    )  # fmt: skip


def bring_acquaintance(
    *, actor: Actor, key: str, one_id: int, other_id: int | None, wish: Wish | None, how_well: str, how_sure: str,
    at: datetime,
) -> Acquaintance | None:  # fmt: skip
    """Who knows whom. Raises Refused for words that are none."""
    check(how_well, how_sure)
    if _there(actor, Acquaintance, key):
        return None
    return Acquaintance.objects.create(
        owner_id=actor.member_id, one_id=one_id, other_id=other_id, wish=wish, how_well=how_well, how_sure=how_sure,
        at=at, source_key=key,
    )  # fmt: skip


def bring_request(
    *, actor: Actor, key: str, wish: Wish, person_id: int | None, through: str, state: str, at: datetime, letter: str,
    steps: Sequence[tuple[str, datetime, str, str]],
) -> Introduction | None:  # fmt: skip
    """A request with its steps (state, at, by, note). Raises Refused for a state or a speaker that is none."""
    if {state, *(step[0] for step in steps)} - STATES.keys() or {step[2] for step in steps} - set(BY):
        raise Refused("a request cannot stand so")
    if _there(actor, Introduction, key):
        return None
    row = Introduction.objects.create(
        owner_id=actor.member_id, wish=wish, person_id=person_id, through=clean(through, 300), state=state, at=at,
        letter=clean_lines(letter, LETTER_MAX), source_key=key,
    )  # fmt: skip
    Step.objects.bulk_create(
        Step(introduction=row, state=said, at=when, by=by, note=clean_lines(note, NOTE_MAX))
        for said, when, by, note in steps
    )
    return row


def bring_standing(*, actor: Actor, key: str, person_id: int, standing: str, at: datetime) -> Standing | None:
    """Who is hidden, who is open; what was said here before counts. Raises Refused for another word."""
    if standing not in (HIDDEN, OPEN):
        raise Refused(f"“{standing}” is no standing")
    if Standing.objects.filter(owner_id=actor.member_id, person=person_id).exists():
        return None
    return Standing.objects.create(
        owner_id=actor.member_id, person_id=person_id, standing=standing, at=at, source_key=key
    )


def take_back(
    *, actor: Actor, wish: Iterable[int], acquainted: Iterable[int], asked: Iterable[int], standing: Iterable[int]
) -> None:
    """Remove what an archive brought (inner ids). A wish to which something was added since stays."""
    require(actor, Permission.BOOK_WRITE)
    own = {"owner_id": actor.member_id}
    brought: tuple[tuple[type[models.Model], Iterable[int]], ...] = (
        (Standing, standing), (Introduction, asked), (Acquaintance, acquainted),
    )  # fmt: skip
    for model, ids in brought:
        model._default_manager.filter(**own, pk__in=list(ids)).delete()
    used = set(Introduction.objects.filter(**own).values_list("wish_id", flat=True))
    used |= set(Acquaintance.objects.filter(**own).values_list("wish_id", flat=True))
    Wish.objects.filter(**own, pk__in=set(wish) - used).delete()


def _there(actor: Actor, model: type[models.Model], key: str) -> bool:
    return bool(by_source_keys(model._default_manager.filter(owner_id=actor.member_id), [key]))
