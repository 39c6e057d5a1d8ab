"""The week's plan as plain values, the same for the API and the command line."""

from __future__ import annotations

from grapevine.domain.coach.queries.week import Week


def not_yet(found: Week) -> dict[str, str] | None:
    """Who should not be asked for anything yet: .person .name .reason .step; None when there is nobody."""
    if found.not_yet is None:
        return None
    who = found.not_yet.who
    return {"person": str(who.uid), "name": who.name, "reason": found.not_yet.reason, "step": found.not_yet.step}
