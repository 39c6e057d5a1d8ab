"""The owner's own word on one of the five ingredients: shown in place of what was measured, and never part of depth."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.audit_log import actions as audit_log
from grapevine.domain.audit_log.rules import Verb
from grapevine.domain.depth.actions.credit import Credit, credit
from grapevine.domain.depth.models import Correction
from grapevine.domain.depth.queries import words_of
from grapevine.domain.depth.rules.parts import INGREDIENTS
from grapevine.domain.depth.rules.rating import HIGHEST, LOWEST
from grapevine.domain.people.queries import lock, person_for_writing
from grapevine.kit import ids
from grapevine.kit.errors import NotFound, Refused
from grapevine.kit.text import clean

REASON_MAX = 300
SIDES = ("mine", "theirs")
_NOTHING = {"my_corrected": "", "their_corrected": ""}


@transaction.atomic
def correct_part(
    *, actor: Actor, now: datetime, person_uid: object, side: str, part: str, value: int, reason: str = ""
) -> Correction:
    """Say what one ingredient of one side really is, 1..5; an older correction of it is replaced.

    Raises Refused for a side, part or value that there is not, NotFound.
    """
    person = person_for_writing(actor, person_uid)
    check(side, part, value)
    Correction.objects.filter(person=person, side=side, part=part).delete()
    made = add_correction(
        actor=actor, person_id=person.pk, side=side, part=part, value=value, reason=reason, at=now
    )
    audit_log.record(
        Verb.PART_CORRECTED, now=now, member_id=actor.member_id, thing_id=person.uid, side=side, part=part
    )
    return made


def check(side: str, part: str, value: int) -> None:
    """Raise Refused, naming the field, for a correction that cannot be."""
    if side not in SIDES:
        raise Refused("It is “mine” or “theirs”.", "side")
    if part not in INGREDIENTS:
        raise Refused(f"There is no part “{part}”: choose {', '.join(INGREDIENTS)}.", "part")
    if value not in range(LOWEST, HIGHEST + 1):
        raise Refused(f"It lies between {LOWEST} and {HIGHEST}.", "value")


@transaction.atomic
def add_correction(
    *, actor: Actor, person_id: int, side: str, part: str, value: int, at: datetime, reason: str = ""
) -> Correction:
    """Write one correction of one's own people down; the newest of a part counts. The caller writes the log entry."""
    require(actor, Permission.BOOK_WRITE)
    check(side, part, value)
    made = Correction.objects.create(
        owner_id=actor.member_id, person_id=person_id, side=side, part=part, value=value,
        reason=clean(reason, REASON_MAX), at=at,
    )  # fmt: skip
    _tell([person_id], actor)
    return made


@transaction.atomic
def take_back_correction(*, actor: Actor, now: datetime, correction_uid: object) -> None:
    """Let the measured value stand again. Raises NotFound."""
    require(actor, Permission.BOOK_WRITE)
    own = Correction.objects.filter(owner_id=actor.member_id, uid=ids.parse(correction_uid)).select_related("person")
    found = own.first() if ids.parse(correction_uid) else None
    if found is None:
        raise NotFound("There is no such correction in your book.")
    lock(actor, [found.person_id])
    same = Correction.objects.filter(person_id=found.person_id, side=found.side, part=found.part)
    delete_corrections(actor=actor, found=list(same))
    audit_log.record(
        Verb.PART_RESTORED, now=now, member_id=actor.member_id, thing_id=found.person.uid,
        side=found.side, part=found.part,
    )  # fmt: skip


@transaction.atomic
def delete_corrections(*, actor: Actor, found: Iterable[Correction]) -> None:
    """Take corrections of one's own back; the caller writes the log entry."""
    rows = list(found)
    Correction.objects.filter(owner_id=actor.member_id, pk__in=[row.pk for row in rows]).delete()
    _tell({row.person_id for row in rows}, actor)


def _tell(person_ids: Iterable[int], actor: Actor) -> None:
    wanted = list(person_ids)
    words = words_of(wanted)
    said = {pk: {**_NOTHING, **words.get(pk, {})} for pk in wanted}
    credit(actor=actor, credits={pk: Credit(said=dict(columns)) for pk, columns in said.items()})
