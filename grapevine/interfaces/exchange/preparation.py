"""The one sheet before a talk as plain data, the same for programs at the API and at the command line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from grapevine.domain.gives.models import Give
from grapevine.domain.network.queries.preparation import Preparation
from grapevine.interfaces.exchange.measures import measures


def plain(ready: Preparation) -> dict[str, Any]:
    """Everything of it; what was not measured is null, depth and sides are 0 to 100 with four decimals."""
    found = ready.relation
    return {
        "id": str(ready.person.uid),
        "name": ready.person.name,
        **measures(found),
        "stage": found.stage,
        "ready_to_ask": asdict(ready.ready),
        "thanks_owed": ready.thanks_owed,
        "talks": [{"at": one.at, "kind": one.kind, "about": one.about, "note": one.note} for one in ready.talks],
        "gave": _gives(ready.gave),
        "received": _gives(ready.got),
        "known": [
            {"heading": row.heading, "texts": [one.text for one in row.entries]} for row in ready.sheet if row.entries
        ],
        "ask": [{"heading": row.heading, "text": row.question} for row in ready.ask],
        "tell": [{"heading": row.heading, "text": row.tell} for row in ready.tell],
    }


def _gives(gives: Iterable[Give]) -> list[dict[str, Any]]:
    return [{"at": one.at, "kind": one.kind, "note": one.note} for one in gives]
