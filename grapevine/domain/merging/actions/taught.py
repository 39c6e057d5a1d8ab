"""What two entries of one partner were taught and showed, made one; and parted again.

Lessons and teach-backs move like every ledger; what is remembered is folded anew from them. What the member chose about
refreshers is a setting of each: the quieter of the two stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.education.actions.folding import refold
from grapevine.domain.education.models import Learner
from grapevine.domain.education.rules.teaching import Refreshers
from grapevine.domain.merging.actions import held
from grapevine.domain.people.models import Person

_QUIETEST_FIRST = (Refreshers.OFF, Refreshers.ASK, Refreshers.SEND)


def settings_of(people: Iterable[Person]) -> list[dict[str, Any]]:
    """What the member chose for each, as plain rows."""
    return [held.as_row(row) for row in Learner.objects.filter(person__in=list(people)).order_by("pk")]


def join(actor: Actor, keep: Person, rows: Iterable[Mapping[str, Any]]) -> None:
    """After the other is gone: the quieter choice for who is kept, and everything folded anew."""
    chosen = sorted((row["refreshers"] for row in rows), key=_QUIETEST_FIRST.index)
    if chosen:
        Learner.objects.update_or_create(
            person=keep, defaults={"owner_id": actor.member_id, "refreshers": chosen[0]}
        )
    refold(actor, [keep])


def part(actor: Actor, people: Iterable[Person], rows: Iterable[Mapping[str, Any]]) -> None:
    """After the other is back: each with its own choice again, and everything folded anew."""
    both = list(people)
    Learner.objects.filter(person__in=both).delete()
    Learner.objects.bulk_create([held.from_row(Learner, row) for row in rows])
    refold(actor, both)
