"""Writing what an archive holds of goals and past forecasts, and taking it back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.goals.actions import brought
from grapevine.domain.goals.models import ForecastRecord, Goal
from grapevine.domain.imports.actions.bringing import bring_in, brought_by, wrong_time
from grapevine.domain.imports.actions.desk import Desk
from grapevine.domain.imports.models import Staged
from grapevine.domain.imports.rules.goal_records import GoalRecord, PastForecastRecord
from grapevine.domain.imports.rules.records import Record

_GOAL, _FORECAST = "goal", "forecast"


def write_goals(desk: Desk, now: datetime, records: Sequence[tuple[Staged, Record]]) -> None:
    """Apply goals and past forecasts, which are about nobody but the member."""
    for staged, record in records:
        assert isinstance(record, (GoalRecord, PastForecastRecord))
        did = _GOAL if isinstance(record, GoalRecord) else _FORECAST
        bring_in(staged, wrong_time(record, now), partial(_made, desk.actor, record), did, None)


def _made(actor: Actor, record: GoalRecord | PastForecastRecord) -> Goal | ForecastRecord | None:
    if isinstance(record, GoalRecord):
        return brought.bring_goal(
            actor=actor, at=record.at, counts=record.counts, amount=record.amount or 0, begins=record.begins,
            ends=record.ends, let_go=record.let_go,
        )  # fmt: skip
    return brought.bring_forecast(
        actor=actor, at=record.at, days=record.days or 0, won=record.won, value=record.value, sigma=record.sigma,
        sigma_set_on=record.sigma_set_on, came_won=record.came_won, came_value=record.came_value,
        settled=record.settled,
    )  # fmt: skip


def goals_back(actor: Actor, chunk: Sequence[Staged]) -> None:
    """Take back what these records brought."""
    made = brought_by(chunk, (_GOAL, _FORECAST))
    if any(made.values()):
        brought.take_back(actor=actor, goals=made[_GOAL], forecasts=made[_FORECAST])
