"""Writing what an archive says was promised between two people, and taking it back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.gives.actions import promises as actions
from grapevine.domain.gives.models import Promise
from grapevine.domain.gives.queries import by_source_keys, promises_by_source_keys
from grapevine.domain.imports.actions.desk import Desk
from grapevine.domain.imports.actions.write_ledgers import about_somebody
from grapevine.domain.imports.models import Staged
from grapevine.domain.imports.rules.records import PromiseRecord, Record
from grapevine.domain.imports.rules.states import Verdict
from grapevine.kit.errors import NotDone

WHOM = "the archive does not say between whom this was promised"
WHEN = "its days are written as an archive does not write them"


def write_promises(desk: Desk, now: datetime, records: Sequence[tuple[Staged, Record]]) -> None:
    """Apply promises; one that stands in the book already is left as it is."""
    told = [record for _, record in records if isinstance(record, PromiseRecord)]
    seen = set(promises_by_source_keys(desk.actor, [record.key for record in told]))
    gives = by_source_keys(desk.actor, [record.give for record in told if record.give])
    fresh = []
    for staged, record, person in about_somebody(desk, now, records, _wrong, WHOM):
        if record.key in seen:
            staged.verdict = Verdict.UNCHANGED
            continue
        seen.add(record.key)
        give = gives.get(record.give)
        fresh.append((staged, _draft(record, person, give.pk if give and give.person_id == person else None)))
    made = actions.add_promises(actor=desk.actor, now=now, drafts=[draft for _, draft in fresh]) if fresh else []
    for (staged, draft), promise in zip(fresh, made, strict=True):
        staged.verdict = Verdict.NEW
        staged.effects = [{"did": "promise", "id": promise.pk, "person": draft.person_id}]


def promises_back(actor: Actor, chunk: Sequence[Staged]) -> None:
    """Take the promises of these records back, as far as they still are what the archive said."""
    made = {effect["id"]: staged for staged in chunk for effect in staged.effects if effect["did"] == "promise"}
    found = Promise.objects.filter(owner_id=actor.member_id, pk__in=made)
    same = [one for one in found if _is_as_said(one, made[one.pk].said or {})]
    if same:
        actions.delete_promises(actor=actor, promises=same)


def _is_as_said(promise: Promise, said: dict) -> bool:
    return (promise.what, promise.outcome) == (said.get("what", ""), said.get("outcome", ""))


def _wrong(record: PromiseRecord, now: datetime) -> str:
    try:
        actions.check(_draft(record, 0, None), now)
    except NotDone as refusal:
        return refusal.reason
    except ValueError:
        return WHEN
    return ""


def _draft(record: PromiseRecord, person: int, give: int | None) -> actions.Draft:
    return actions.Draft(
        person, record.by, record.what, record.at,
        due=date.fromisoformat(record.due) if record.due else None,
        outcome=record.outcome,
        ended_at=datetime.fromisoformat(record.ended) if record.ended else None,
        ended_note=record.note, give_id=give, source_key=record.key,
    )  # fmt: skip
