"""What an archive says of today’s list, practice, the guard and plans: brought in with its batch, and taken back."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Model

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.coach.actions.restored import WRONG, made_of, same_as
from grapevine.domain.coach.models import Aside, Overrule, PlannedAction, Practice
from grapevine.domain.gives.queries import promises_by_source_keys
from grapevine.domain.imports.actions.desk import Desk
from grapevine.domain.imports.models import Batch, Staged
from grapevine.domain.imports.rules import payload
from grapevine.domain.imports.rules.records import AsideRecord, PractisedRecord
from grapevine.domain.imports.rules.states import Verdict

WHOM = "the archive does not say about whom this is"
MODELS: dict[str, type[Model]] = {payload.ASIDE: Aside, payload.PRACTISED: Practice, payload.OVERRULED: Overrule,
                                  payload.PLANNED: PlannedAction}  # fmt: skip
_AT_ONCE = 500


def restore(*, actor: Actor, now: datetime, batch: Batch) -> None:
    """Write what a batch brought, in its transaction; what is about people not settled yet is left out."""
    require(actor, Permission.BOOK_WRITE)
    rows = batch.records.filter(kind__in=payload.OF_COACH, applied_at=None, verdict="").select_related("file")
    pairs = [(staged, payload.load(staged.kind, staged.said)) for staged in rows.order_by("pk")]
    if not pairs:
        return
    desk = Desk(actor)
    desk.lay_out(pairs)
    keys = [record.promise for _, record in pairs if isinstance(record, AsideRecord) and record.promise]
    promises = promises_by_source_keys(actor, keys)
    mine = (model._default_manager.filter(owner=actor.member_id) for model in MODELS.values())
    standing = {same_as(row) for rows in mine for row in rows}
    for staged, record in pairs:
        alone = isinstance(record, PractisedRecord) and not record.who.uid
        person = None if alone else desk.judge(staged, record).person
        made = made_of(actor, record, person, promises, now) if alone or person is not None else None
        if made is None:
            known = alone or person is not None
            staged.verdict, staged.reason = Verdict.REFUSED, WRONG[staged.kind] if known else WHOM
        elif (same := same_as(made)) in standing:
            staged.verdict, staged.applied_at = Verdict.UNCHANGED, now
        else:
            made.save()
            standing.add(same)
            staged.verdict, staged.applied_at, staged.person_id = Verdict.NEW, now, person
            staged.effects = [{"did": staged.kind, "id": made.pk, "person": person}]
    fields = ["verdict", "reason", "applied_at", "person", "effects"]
    Staged.objects.bulk_update([staged for staged, _ in pairs], fields, batch_size=_AT_ONCE)


def withdraw(*, actor: Actor, batch: Batch) -> None:
    """Take back what a batch wrote, before the batch itself is taken back."""
    require(actor, Permission.BOOK_WRITE)
    rows = Staged.objects.filter(batch=batch, applied_at__isnull=False)
    for kind, model in MODELS.items():
        found = rows.filter(kind=kind).values_list("effects", flat=True)
        written = [effect["id"] for effects in found for effect in effects or ()]
        for start in range(0, len(written), _AT_ONCE):
            own = model._default_manager.filter(owner=actor.member_id, pk__in=written[start : start + _AT_ONCE])
            own.delete()
