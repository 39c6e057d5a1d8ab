"""The insights as plain data and as CSV; for API, command line and file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from grapevine.domain.insights.queries.giving import Giving
from grapevine.domain.insights.queries.growth import Growth
from grapevine.domain.insights.queries.together import Standing, Together
from grapevine.domain.insights.rules.funnel import Step
from grapevine.domain.insights.rules.headline import Outcome

from .audit import table

#: What can be taken along, by the name of its file.
PARTS = ("months", "people", "way", "growth", "hours")


def giving(found: Giving) -> dict[str, Any]:
    """Give and take: shares 0..1; given and received are weighted by effort and faded."""
    return {
        "given": _told(found.flow.given), "received": _told(found.flow.received), "share": _told(found.flow.share),
        "low": _told(found.flow.low), "high": _told(found.flow.high), "balance": _told(found.flow.balance),
        "came": found.came, "came_round": found.around, "hardly_gives": found.takes,
        "months": [asdict(month) for month in found.months], "people": [asdict(one) for one in found.people],
    }  # fmt: skip


def way(steps: Sequence[Step]) -> list[dict[str, Any]]:
    """From a name to a client; shares 0..1, days; None for too few."""
    return [
        {"stage": step.stage.value, "count": step.count, "partners": step.partners, "share": _told(step.share),
         "days": _told(step.days), "waiting": step.waiting, "waiting_days": _told(step.waiting_days)}
        for step in steps
    ]  # fmt: skip


def growth(found: Growth) -> dict[str, Any]:
    """The network's shape over the year, and hours against depth gained (0..100)."""
    looks = [
        {"at": at, "deep": shape.deep, "one_sided": shape.one_sided, "measured": shape.measured}
        for at, shape in zip(found.at, found.shapes, strict=True)
    ]
    hours = [
        {"id": found.names[one.who][0], "name": found.names[one.who][1], "minutes": one.minutes,
         "before": _told(one.before), "after": _told(one.after), "gained": _told(one.gained)}
        for one in found.invested
    ]  # fmt: skip
    return {"shapes": looks, "hours": hours}


def lines(part: str, found: Any) -> Iterator[bytes]:
    """One of PARTS as CSV, from what the function of the same kind was given."""
    rows: list[dict[str, Any]]
    if part in ("months", "people"):
        rows = giving(found)[part]
    elif part == "way":
        rows = way(found)
    else:
        rows = growth(found)["shapes" if part == "growth" else "hours"]
    columns = list(rows[0]) if rows else ["nothing"]
    return table(columns, ([row[name] for name in columns] for row in rows))


def _told(value: float | None) -> float | None:
    return None if value is None else round(value, 3)


def place(one: Together) -> dict[str, Any]:
    """One chapter or organisation: the comparison as far as it may be shown, and its last survey."""
    of = one.headline
    return {
        "name": one.name, "chapter": one.chapter_id, "members": of.members, "fit": of.fit, "wanted": of.wanted,
        "outcomes": [_outcome(each) for each in of.outcomes],
        "survey": _survey(one.survey) if one.survey else None,
    }  # fmt: skip


def _outcome(one: Outcome) -> dict[str, Any]:
    shown = one.within or one.crude
    return {
        "name": one.name, "a": _told(shown.a), "low": _told(shown.low), "high": _told(shown.high), "p": _told(one.p),
        "crude": _told(one.crude.a), "slope": _told(one.slope), "first": shown.first, "other": shown.other,
        "verdict": shown.shows_verdict,
    }  # fmt: skip


def _survey(one: Standing) -> dict[str, Any]:
    groups = None if one.told is None else [asdict(group) for group in one.told.groups]
    return {
        "id": one.id, "open": one.open, "answered": one.answered, "answers": one.answers, "groups": groups,
    }  # fmt: skip
