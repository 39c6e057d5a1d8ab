"""Writing what an archive holds of goals and past forecasts, and taking it back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.goals.actions import brought
from grapevine.domain.goals.models import ForecastRecord, Goal
from grapevine.domain.imports.actions.desk import Desk
from grapevine.domain.imports.actions.judge import note
from grapevine.domain.imports.models import Staged
from grapevine.domain.imports.rules.goal_records import GoalRecord, PastForecastRecord
from grapevine.domain.imports.rules.judge import Decision
from grapevine.domain.imports.rules.records import Record
from grapevine.domain.imports.rules.states import Verdict
from grapevine.kit.errors import Refused
from grapevine.kit.moments import must_have_happened

_GOAL, _FORECAST = "goal", "forecast"
_PAST = "it lies in the past, and its time has a zone"


def write_goals(desk: Desk, now: datetime, records: Sequence[tuple[Staged, Record]]) -> None:
    """Apply goals and past forecasts, which are about nobody but the member."""
    for staged, record in records:
        assert isinstance(record, (GoalRecord, PastForecastRecord))
        staged.effects = []
        try:
            must_have_happened(record.at, now, _PAST)
            made = _made(desk.actor, record)
        except Refused as refusal:
            note(staged, Decision(Verdict.REFUSED, reason=refusal.reason))
            continue
        note(staged, Decision(Verdict.NEW if made else Verdict.UNCHANGED))
        did = _GOAL if isinstance(made, Goal) else _FORECAST
        staged.effects = [{"did": did, "id": made.pk}] if made else []


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
    made: dict[str, list[int]] = {_GOAL: [], _FORECAST: []}
    for effect in (effect for staged in chunk for effect in staged.effects):
        if effect["did"] in made:
            made[effect["did"]].append(effect["id"])
    if any(made.values()):
        brought.take_back(actor=actor, goals=made[_GOAL], forecasts=made[_FORECAST])
