"""Goals and forecasts as plain data and as CSV; for the API, the command line and the file."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from grapevine.domain.goals.queries.ahead import Past
from grapevine.domain.goals.queries.wanted import Wanted
from grapevine.domain.goals.rules.forecast import Forecast, Range
from grapevine.domain.goals.rules.needed import Needed
from grapevine.domain.goals.rules.rates import Rate, Rates

_POINTS = ("p10", "p25", "median", "p75", "p90")
COLUMNS = ("days", "measure", *_POINTS)
RECORD = ("made_on", "days", *(f"clients_{point}" for point in _POINTS), "clients_came",
          *(f"value_{point}" for point in _POINTS), "value_came")  # fmt: skip
_RATES = ("won", "worth", "talks", "minutes", "sent")


def forecast(found: Forecast) -> dict[str, Any]:
    """One length. ``value`` is None where none is known or may be named."""
    return {
        "days": int(found.days),
        "won": points(found.won),
        "value": points(found.value) if found.with_value else None,
        "regime_change": found.change.changed,
        "won_lately": _share(found.change.lately),
        "won_before": _share(found.change.before),
        "referrals": found.known,
        "closed": found.closed,
    }


def points(drawn: Range) -> dict[str, float]:
    """The five points, to the cent."""
    return {name: round(point, 2) for name, point in asdict(drawn).items()}


def _share(value: float | None) -> float | None:
    return None if value is None else round(value, 3)


def past(row: Past) -> dict[str, Any]:
    """A kept forecast; what came is None until its days are over."""
    return {
        "made_on": row.made_on.isoformat(), "days": row.days, "won": points(row.won),
        "value": points(row.value) if row.value else None, "came_won": row.came_won, "came_value": row.came_value,
    }  # fmt: skip


def goal(one: Wanted) -> dict[str, Any]:
    """A goal as it stands."""
    return {
        "id": str(one.uid), "kind": one.kind.value, "amount": one.amount, "period": one.period.value,
        "begins_on": one.begins_on.isoformat(), "ends_on": one.ends_on.isoformat(), "so_far": one.so_far,
        "chance": round(one.chance, 3), "takes": [needed(each) for each in one.takes],
    }  # fmt: skip


def needed(one: Needed) -> dict[str, Any]:
    """What it takes with one confidence."""
    return {
        "confidence": one.confidence, "referrals": one.referrals, "partners": one.partners, "talks": one.talks,
        "hours_a_week": round(one.hours_a_week, 2),
    }  # fmt: skip


def rates(found: Rates, *, money: bool) -> dict[str, Any]:
    """The rates, the member's own and the usual ones beside what is reckoned with."""
    return {name: _rate(getattr(found, name)) for name in _RATES if money or name != "worth"}


def _rate(one: Rate) -> dict[str, Any]:
    own = None if one.own is None else round(one.own, 3)
    return {"used": round(one.value, 3), "own": own, "cases": one.cases, "usual": round(one.usual, 3)}


def forecast_lines(found: Sequence[Forecast]) -> Iterator[bytes]:
    """The forecasts as CSV, a row for each length and measure."""
    rows: list[tuple[object, ...]] = []
    for one in found:
        rows.append((int(one.days), "clients", *points(one.won).values()))
        if one.with_value:
            rows.append((int(one.days), "value", *points(one.value).values()))
    return _csv(COLUMNS, rows)


def record_lines(rows: Sequence[Past]) -> Iterator[bytes]:
    """The kept forecasts as CSV."""
    nothing = ("",) * len(_POINTS)
    return _csv(
        RECORD,
        [
            (row.made_on.isoformat(), row.days, *points(row.won).values(), _cell(row.came_won),
             *(points(row.value).values() if row.value else nothing), _cell(row.came_value))
            for row in rows
        ],
    )  # fmt: skip


def _cell(number: int | None) -> object:
    return "" if number is None else number


def _csv(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> Iterator[bytes]:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows(rows)
    yield ("\ufeff" + text.getvalue()).encode()
