"""Goals and past forecasts as records of a complete archive."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, time

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.goals.models import ForecastRecord, Goal
from grapevine.domain.goals.queries.archived import every_forecast, every_goal
from grapevine.domain.imports.rules.goal_records import GoalRecord, PastForecastRecord
from grapevine.domain.imports.rules.records import Party, Record
from grapevine.kit.source_keys import OWN_KEY

_CHUNK = 200


def parts(actor: Actor) -> dict[str, Iterator[Record]]:
    """The parts of a complete archive."""
    who = Party(name=actor.name)
    return {
        "goals": (_goal(row, who) for row in every_goal(actor).iterator(_CHUNK)),
        "forecasts": (_forecast(row, who) for row in every_forecast(actor).iterator(_CHUNK)),
    }


def _goal(row: Goal, who: Party) -> Record:
    return GoalRecord(
        key=f"{OWN_KEY}{row.uid}", who=who, at=row.created_at, counts=row.kind, amount=row.amount,
        begins=row.begins_on.isoformat(), ends=row.ends_on.isoformat(), let_go=_moment(row.let_go_at),
    )  # fmt: skip


def _forecast(row: ForecastRecord, who: Party) -> Record:
    return PastForecastRecord(
        key=f"{OWN_KEY}forecast:{row.made_on}:{row.days}", who=who,
        at=datetime.combine(row.made_on, time(), tzinfo=UTC), days=row.days, won=json.dumps(row.won),
        value=json.dumps(row.value) if row.value else "", sigma=repr(row.sigma),
        sigma_set_on=row.sigma_set_on.isoformat(), came_won=row.came_won, came_value=row.came_value,
        settled=_moment(row.settled_at),
    )  # fmt: skip


def _moment(at: datetime | None) -> str:
    return at.isoformat() if at else ""
