"""Writing what an archive knows of people under five headings, and what they know of the member."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from grapevine.domain.imports.actions.brought import brought
from grapevine.domain.imports.actions.desk import Desk
from grapevine.domain.imports.actions.write_ledgers import about_somebody
from grapevine.domain.imports.models import Staged
from grapevine.domain.imports.rules.records import KnowledgeRecord, Record
from grapevine.domain.imports.rules.states import Verdict
from grapevine.domain.people.actions import knowledge as actions
from grapevine.domain.people.queries import knowledge_by_source_keys
from grapevine.kit.errors import NotDone

WHOM = "the archive does not say whom this is about"


def write_knowledge(desk: Desk, now: datetime, records: Sequence[tuple[Staged, Record]]) -> None:
    """Apply knowledge records; only about people whom the archive itself names."""
    known = knowledge_by_source_keys(desk.actor, [record.key for _, record in records])  # type: ignore[union-attr]
    fresh, seen = [], set(known)
    for staged, record, person in about_somebody(desk, now, records, _wrong, WHOM):
        if record.key in seen:
            staged.verdict = Verdict.UNCHANGED
        else:
            seen.add(record.key)
            fresh.append((staged, _draft(record, person)))
    made = actions.add_many(actor=desk.actor, now=now, drafts=[draft for _, draft in fresh]) if fresh else []
    for (staged, draft), row in zip(fresh, made, strict=True):
        staged.verdict = Verdict.NEW
        staged.effects = [{**brought("knowledge", row), "person": draft.person_id}]


def _wrong(record: KnowledgeRecord, now: datetime) -> str:
    try:
        actions.check(_draft(record, 0), now)
    except NotDone as refusal:
        return refusal.reason
    return ""


def _draft(record: KnowledgeRecord, person: int) -> actions.Draft:
    return actions.Draft(
        person, record.heading, record.at, record.text, record.source, record.heard_from, record.about, record.key,
        record.by_hand,
    )
