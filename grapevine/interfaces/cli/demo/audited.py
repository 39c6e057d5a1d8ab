"""What Leah says of those she knows well: her own word on what each of them has and lacks, for the audit."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from random import Random

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.depth.actions import correct_part
from grapevine.domain.depth.rules.parts import INGREDIENTS
from grapevine.domain.people.models import Person

#: Part of life -> how many of its people she has thought through, and what is typical of them (1..5, in order of the
#: five): clients and family would gladly send and were never told how; friends never promised to.
TYPICAL: dict[str, tuple[int, tuple[int, int, int, int, int]]] = {
    "client": (16, (4, 5, 5, 4, 1)),
    "family": (8, (5, 5, 5, 4, 1)),
    "friend": (12, (4, 5, 5, 2, 2)),
    "school": (6, (2, 4, 4, 2, 1)),
}
SAID_AGO = timedelta(days=18)


def write_audited(actor: Actor, now: datetime, people: Iterable[Person], random: Random) -> None:
    """Her words, one for each ingredient, the typical one or a step beside it."""
    left = {segment: number for segment, (number, _) in TYPICAL.items()}
    for person in people:
        if not left.get(person.segment):
            continue
        left[person.segment] -= 1
        for part, usual in zip(INGREDIENTS, TYPICAL[person.segment][1], strict=True):
            value = min(5, max(1, usual + random.choice((-1, 0, 0, 0))))
            correct_part(actor=actor, now=now - SAID_AGO, person_uid=person.uid, side="theirs", part=part, value=value)
