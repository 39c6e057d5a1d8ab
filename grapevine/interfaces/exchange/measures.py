"""Depth and both sides as programs get them, at the API and at the command line."""

from __future__ import annotations

from grapevine.domain.network.rules.relation import Relation


def measured(value: float | None) -> float | None:
    """A depth as it is told, to four digits after the point like everywhere else; not measured stays None."""
    return None if value is None else round(value, 4)


def measures(relation: Relation) -> dict[str, float | None]:
    """Depth and both sides, 0..100; None when not measured."""
    values = {"depth": relation.depth, "i_know": relation.i_know, "they_know": relation.they_know}
    return {name: measured(value) for name, value in values.items()}
