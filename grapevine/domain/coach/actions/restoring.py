"""What an archive says was put off or set aside, brought in with its batch and taken back with it."""

from __future__ import annotations

from datetime import datetime

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.coach.models import Aside
from grapevine.domain.coach.rules import items
from grapevine.domain.gives.models import Promise
from grapevine.domain.gives.queries import promises_by_source_keys
from grapevine.domain.imports.actions.desk import Desk
from grapevine.domain.imports.models import Batch, Staged
from grapevine.domain.imports.rules import payload
from grapevine.domain.imports.rules.records import AsideRecord
from grapevine.domain.imports.rules.states import Verdict
from grapevine.kit.errors import Refused
from grapevine.kit.moments import must_have_happened

WRONG = "this is no reminder that could have been put aside"
WHOM = "the archive does not say about whom this is"


def restore_asides(*, actor: Actor, now: datetime, batch: Batch) -> None:
    """Write what a batch brought, in its transaction; reminders about people not settled yet are left out."""
    require(actor, Permission.BOOK_WRITE)
    rows = batch.records.filter(kind=payload.ASIDE, applied_at=None, verdict="").select_related("file")
    pairs = [(staged, payload.load(staged.kind, staged.said)) for staged in rows.order_by("pk")]
    told = [record for _, record in pairs if isinstance(record, AsideRecord)]
    if not told:
        return
    desk = Desk(actor)
    desk.lay_out(pairs)
    promises = promises_by_source_keys(actor, [record.promise for record in told if record.promise])
    for (staged, _), record in zip(pairs, told, strict=True):
        person = desk.judge(staged, record).person
        made = _made(actor, record, person, promises.get(record.promise), now)
        if made is None:
            staged.verdict, staged.reason = Verdict.REFUSED, WHOM if person is None else WRONG
        elif _stands(made):
            staged.verdict, staged.applied_at = Verdict.UNCHANGED, now
        else:
            made.save()
            staged.verdict, staged.applied_at, staged.person_id = Verdict.NEW, now, made.person_id
            staged.effects = [{"did": "aside", "id": made.pk, "person": made.person_id}]
        staged.save(update_fields=["verdict", "reason", "applied_at", "person", "effects"])


def withdraw_asides(*, actor: Actor, batch: Batch) -> None:
    """Take back what a batch wrote, before the batch itself is taken back."""
    require(actor, Permission.BOOK_WRITE)
    rows = Staged.objects.filter(batch=batch, kind=payload.ASIDE, applied_at__isnull=False)
    written = [effect["id"] for effects in rows.values_list("effects", flat=True) for effect in effects]
    Aside.objects.filter(owner_id=actor.member_id, pk__in=written).delete()


def _stands(made: Aside) -> bool:
    same = Aside.objects.filter(owner=made.owner_id, kind=made.kind, person=made.person_id, said_at=made.said_at)
    return same.filter(promise=made.promise).exists()


def _made(
    actor: Actor, record: AsideRecord, person: int | None, promise: Promise | None, now: datetime
) -> Aside | None:
    """The row, not saved; None for what cannot be."""
    about_promise = record.kind in items.OF_PROMISES
    if person is None or record.kind not in items.KINDS or about_promise != (promise is not None):
        return None
    try:
        must_have_happened(record.at, now, WRONG)
        until = datetime.fromisoformat(record.until) if record.until else None
    except (Refused, ValueError):
        return None
    if until is not None and until.tzinfo is None:
        return None
    return Aside(
        owner_id=actor.member_id, person_id=person, promise=promise, kind=record.kind, until=until, said_at=record.at
    )
