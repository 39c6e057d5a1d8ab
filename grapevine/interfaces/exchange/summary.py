"""What became of a batch, in the shape in which every interface tells it."""

from __future__ import annotations

from typing import Any

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.imports import queries
from grapevine.domain.imports.models import Batch
from grapevine.domain.imports.rules import payload
from grapevine.domain.imports.rules.states import Verdict


def summary(actor: Actor, batch: Batch) -> dict[str, Any]:
    """The batch as plain data. ``people.created`` counts people that calendars and mail brought as well."""
    counts = queries.counts(batch)
    people, touches, gives = (counts.get(kind, {}) for kind in (payload.PERSON, payload.TOUCH, payload.GIVE))
    refused: dict[str, list[dict[str, str]]] = {}
    for row in queries.refused(batch):
        refused.setdefault(row["where"].rsplit(":", 1)[0], []).append(row)
    return {
        "id": str(batch.uid),
        "state": batch.state,
        "message": batch.message,
        "progress": {"done": batch.done, "total": batch.total},
        "files": [
            {
                "name": file.name,
                "kind": file.kind,
                "state": file.state,
                "records": file.items,
                "refused": [{"where": file.name, "reason": file.reason}] if file.reason else refused.get(file.name, []),
            }
            for file in queries.files(batch)
        ],
        "skipped": queries.skipped(batch),
        "people": {
            "created": people.get(Verdict.NEW, 0) + people.get(queries.NAMED, 0),
            "updated": people.get(Verdict.JOINED, 0) + people.get(Verdict.UPDATED, 0),
            "unchanged": people.get(Verdict.UNCHANGED, 0),
            "doubtful": sum(counts.get(kind, {}).get(Verdict.DOUBTFUL, 0) for kind in payload.TURN),
        },
        "touches": _made(touches),
        "gives": _made(gives),
    }


def _made(counts: dict[str, int]) -> dict[str, int]:
    return {
        "created": counts.get(Verdict.NEW, 0) + counts.get(Verdict.JOINED, 0),
        "updated": counts.get(Verdict.UPDATED, 0),
        "unchanged": counts.get(Verdict.UNCHANGED, 0),
    }
