"""Rows of `lab depth` as the events of each pair: which kind credits whom, by the same tables the application uses."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import BinaryIO

from grapevine.domain.depth.rules.rating import Rating
from grapevine.domain.depth.rules.rating import weight as rating_weight
from grapevine.domain.depth.rules.sums import Event
from grapevine.domain.gives import rules as gives
from grapevine.domain.touches import rules as touches
from grapevine.interfaces.cli.lab import table

RATING = "rating"
_COLUMNS = {"sender": "source", "from": "source", "recipient": "target", "to": "target", "timestamp": "time"}
#: Other names in common use for our kinds.
_KINDS = {"email": "message", "e_mail": "message", "mail": "message", "comment": "message", "event_together": "event"}


@dataclass(slots=True)
class Pair:
    """What the file holds of two people; `mine` is the one whose id comes first."""

    touches: list[Event] = field(default_factory=list)
    gives: list[Event] = field(default_factory=list)
    my_ratings: list[Rating] = field(default_factory=list)
    their_ratings: list[Rating] = field(default_factory=list)
    #: Newest thanks for an outcome from each side: the other side's referral was closed.
    my_thanks: float | None = None
    their_thanks: float | None = None


@dataclass(slots=True)
class Read:
    """The pairs of a file by (a, b), a < b as text, and how many rows named one person twice."""

    pairs: dict[tuple[str, str], Pair] = field(default_factory=dict)
    selves: int = 0


def read(stream: BinaryIO, at: float) -> Read:
    """Events up to `at` (days). Raises table.Refused naming every bad row, or when a column is missing."""
    found, bad = Read(), []
    for line, row in table.rows(stream, ("source", "target", "time"), _COLUMNS):
        try:
            _take(found, row, at)
        except ValueError as error:
            bad.append(f"line {line}: {error}")
    table.refuse(bad)
    return found


def _take(found: Read, row: dict[str, str], at: float) -> None:
    source, target = row.get("source", ""), row.get("target", "")
    if not source or not target:
        raise ValueError("source or target is empty")
    when = table.moment(row.get("time", ""))
    kind = (row.get("kind") or touches.MESSAGE).lower().replace("-", "_").replace(" ", "_")
    kind = _KINDS.get(kind, kind)
    weight = table.number(row["weight"], "weight") if row.get("weight") else None
    if kind in touches.WEIGHTS:
        ours, others = _touch(kind, row, source, target, weight)
    elif kind in gives.WEIGHTS:
        ours, others = (gives.WEIGHTS[kind] if weight is None else weight), 0.0
    elif kind == RATING:
        if weight is None:
            raise ValueError("a rating needs its value, 1 to 5, in the column weight")
        ours, others = rating_weight(weight), 0.0
    else:
        raise ValueError(f"kind {kind!r} is not one of {', '.join((*touches.KINDS, *gives.KINDS, RATING))}")
    if source == target:
        found.selves += 1
    elif when <= at:
        first = source < target
        pair = found.pairs.setdefault((source, target) if first else (target, source), Pair())
        event = Event(when, ours, others) if first else Event(when, others, ours)
        _file(pair, kind, event, first, weight or 0.0)


def _touch(kind: str, row: dict[str, str], source: str, target: str, weight: float | None) -> tuple[float, float]:
    """(source's side, target's side). A message is its source's; so is a short call, unless `began_by` says."""
    began = _began(row.get("began_by", ""), source, target)
    length = round(table.number(row["minutes"], "minutes")) if row.get("minutes") else None
    if kind == touches.MESSAGE:
        began = touches.ME
    elif kind == touches.CALL and length is not None and length < touches.SHORT_CALL_MINUTES:
        kind, began = touches.MESSAGE, began or touches.ME
    ours, others = touches.weights(kind, began, length)
    factor = 1.0 if weight is None else weight / touches.WEIGHTS[kind][0]
    return ours * factor, others * factor


def _began(began_by: str, source: str, target: str) -> str:
    if began_by in ("", touches.UNKNOWN):
        return touches.UNKNOWN
    if began_by == source or (began_by == "source" and target != "source"):
        return touches.ME
    if began_by in (target, "target"):
        return touches.THEM
    raise ValueError(f"began_by {began_by!r} is neither source nor target")


def _file(pair: Pair, kind: str, event: Event, first: bool, rated: float) -> None:
    """Puts an event where its kind belongs; `first`: its source is the pair's first person. `rated`: of a rating."""
    if kind in touches.WEIGHTS:
        pair.touches.append(event)
        return
    if kind == RATING:
        (pair.my_ratings if first else pair.their_ratings).append(Rating(event.at, rated))
        return
    pair.gives.append(event)
    if kind == gives.THANKS and first:
        pair.my_thanks = max(event.at, pair.my_thanks or event.at)
    elif kind == gives.THANKS:
        pair.their_thanks = max(event.at, pair.their_thanks or event.at)
