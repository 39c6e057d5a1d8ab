"""What was counted over an organisation, as plain data and as CSV; for API, command line, page and file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from grapevine.domain.insights.queries.organisation import Standing
from grapevine.domain.insights.rules.organisation import Share, Sums
from grapevine.domain.professions.rules import PROFESSIONS

from .audit import table


def standing(found: Standing) -> dict[str, Any]:
    """Everything. Shares 0..1, rounded; None where there is nothing or too few to tell."""
    told = found.figures
    return {
        "id": found.organisation.uid, "name": found.organisation.name,
        "counting": found.asked_at is not None, "percent": found.percent, "failed": found.failed,
        "since": found.since, "until": found.until, "seconds": round(found.seconds, 1),
        "figures": None if told is None else {
            "members": told.members, "giving": told.giving, "between_chapters": _share(told.abroad),
            "totals": None if told.totals is None else _sums(told.totals),
            "hours_to_accept": dict(zip(("p10", "median", "p90"), told.hours, strict=True)) if told.hours else None,
            "returned_within_chapters": _share(told.reciprocity.inside),
            "returned_between_chapters": _share(told.reciprocity.between),
            "density": round(told.reciprocity.density, 6),
            "rho": None if told.reciprocity.rho is None else round(told.reciprocity.rho, 4),
            "professions": [
                {"giver": one.giver, "receiver": one.receiver, "referrals": one.referrals, "won": _share(one.won),
                 "lift": round(one.lift, 3)}
                for one in told.professions
            ],
            "chapters": chapters(found),
        },
    }  # fmt: skip


def chapters(found: Standing) -> list[dict[str, Any]]:
    """A row for each chapter, by name; only its size where it is too small to be told of."""
    if found.figures is None:
        return []
    rows = [
        {"name": found.names.get(one.chapter_id, ""), "members": one.members,
         **(_sums(one.sums) if one.sums else dict.fromkeys(_NAMES))}
        for one in found.figures.by_chapter
    ]  # fmt: skip
    return sorted(rows, key=lambda row: (len(row["name"]), row["name"]))


def lines(found: Standing) -> Iterator[bytes]:
    """The chapters as CSV."""
    rows = chapters(found)
    return table(("name", "members", *_NAMES), [list(row.values()) for row in rows])


def profession(key: str) -> str:
    """What people call it."""
    return PROFESSIONS[key].name if key in PROFESSIONS else key


_NAMES = ("referrals", "accepted", "soon", "won", "thanked", "told", "value")


def _sums(sums: Sums) -> dict[str, Any]:
    found = (sums.referrals, sums.accepted, _share(sums.soon), _share(sums.won), _share(sums.thanked), sums.told,
             sums.value)  # fmt: skip
    return dict(zip(_NAMES, found, strict=True))


def _share(share: Share) -> float | None:
    return None if share.of is None else round(share.of, 4)
