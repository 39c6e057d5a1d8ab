"""Open questions of imports that name somebody who was merged away: they mean the person who was kept."""

from __future__ import annotations

from typing import Any

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.imports.models import Staged


def rename(actor: Actor, gone: int, kept: int) -> list[dict[str, Any]]:
    """Let what waits for an answer mean the person kept (inner ids); what it said before, for the way back."""
    waiting = Staged.objects.filter(batch__owner_id=actor.member_id, applied_at=None, said__isnull=False)
    changed = []
    for row in waiting.exclude(candidates=[], answer=None).iterator(500):
        answered = (row.answer or {}).get("person") == gone
        if gone not in row.candidates and not answered:
            continue
        changed.append({"id": row.pk, "candidates": row.candidates, "answer": row.answer})
        row.candidates = list(dict.fromkeys(kept if pk == gone else pk for pk in row.candidates))
        row.answer = {**row.answer, "person": kept} if answered else row.answer
        row.save(update_fields=["candidates", "answer"])
    return changed


def rename_back(actor: Actor, changed: list[dict[str, Any]]) -> None:
    """Let the questions that still wait mean whom they meant before."""
    before = {row["id"]: row for row in changed}
    waiting = Staged.objects.filter(batch__owner_id=actor.member_id, applied_at=None, said__isnull=False)
    for row in waiting.filter(pk__in=list(before)):
        row.candidates, row.answer = before[row.pk]["candidates"], before[row.pk]["answer"]
        row.save(update_fields=["candidates", "answer"])
