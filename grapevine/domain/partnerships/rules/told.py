"""An agreement as an archive tells it, read strictly: whole and possible, or not at all."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from grapevine.domain.partnerships.rules import check_ins
from grapevine.domain.partnerships.rules.agreement import LIVING, Move, State
from grapevine.domain.partnerships.rules.check_ins import Answers
from grapevine.domain.partnerships.rules.terms import MOST_HOPED, TEXT_MAX, Side, Terms, from_data

NOT_OURS = "the agreement is not as an archive writes it"
NUMBERS = ("version", "latest", "signed_owner", "signed_partner", "in_force")
DAYS = ("proposed_on", "started_on", "paused_until", "check_in_on", "review_on", "ended_on")
WAYS = ("member", "link")


@dataclass(frozen=True, slots=True)
class Wording:
    """One wording, who made it and when."""

    version: int
    by: Side
    at: datetime
    terms: Terms


@dataclass(frozen=True, slots=True)
class Moved:
    """One thing that happened; ``how``: "member" or "link"."""

    at: datetime
    by: Side
    how: str
    move: Move
    version: int
    note: str


@dataclass(frozen=True, slots=True)
class Look:
    """One look together: what each side said and when, None while it said nothing."""

    due_on: date
    owner_at: datetime | None
    owner_said: Answers | None
    partner_at: datetime | None
    partner_said: Answers | None

    def columns(self) -> dict[str, Any]:
        """As its table has it."""
        said = {f"{side}_said": getattr(self, f"{side}_said") for side in Side}
        return {
            "due_on": self.due_on, "owner_at": self.owner_at, "partner_at": self.partner_at,
            **{name: asdict(answers) if answers else None for name, answers in said.items()},
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """A whole agreement. ``numbers`` holds the state and NUMBERS, ``days`` DAYS (None: there is none)."""

    numbers: dict[str, Any]
    days: dict[str, date | None]
    regulated: bool
    told_no_more: datetime | None
    note: str
    noted: datetime | None
    wordings: tuple[Wording, ...]
    moves: tuple[Moved, ...]
    looks: tuple[Look, ...]


def read(said: Mapping[str, Any]) -> Told | str:
    """The agreement out of an archive's record, or why it cannot be one."""
    try:
        found = Told(
            numbers={"state": State(said["state"]), **{name: _number(said[name]) for name in NUMBERS}},
            days={name: _day(said[name]) for name in DAYS},
            regulated=said["regulated"],
            told_no_more=_moment(said["told_no_more"]),
            note=_text(said["note"]),
            noted=_moment(said["noted"]),
            wordings=_list(said["wordings"], _wording),
            moves=_list(said["moves"], _moved),
            looks=tuple(sorted(_list(said["looks"], _look), key=lambda look: look.due_on)),
        )
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError):
        return NOT_OURS
    return found if _possible(found) else NOT_OURS


def _possible(found: Told) -> bool:
    """Whether its numbers fit: every wording once, what is signed and in force among them, a living one in force."""
    version, latest, *signed, in_force = (found.numbers[name] for name in NUMBERS)
    numbers = [each.version for each in found.wordings]
    there = {0, *numbers}
    living = found.numbers["state"] in LIVING
    hopes = any(each.terms.hopes(side) for each in found.wordings for side in Side)
    return (
        len(set(numbers)) == len(numbers)
        and version in numbers
        and latest == max(numbers)
        and there.issuperset({*signed, in_force})
        and len({look.due_on for look in found.looks}) == len(found.looks)
        and (not living or (in_force > 0 and found.days["started_on"] is not None))
        and not (found.regulated and hopes)
    )


def _list(text: str, one: Callable[[Any], Any]) -> tuple[Any, ...]:
    found = json.loads(text)
    if not isinstance(found, list):
        raise TypeError
    return tuple(one(each) for each in found)


def _wording(each: Any) -> Wording:
    said = from_data(each["said"])
    hopes = [hope for hope in (said.owner_hopes, said.partner_hopes) if hope is not None]
    if not all(1 <= _number(hope) <= MOST_HOPED for hope in hopes):
        raise ValueError
    for name in ("introduce", "note", "disclosure"):
        _text(getattr(said, name))
    for moment in (*said.owner_moments, *said.partner_moments):
        _text(moment)
    if said.review_on is not None and not isinstance(said.review_on, date):
        raise TypeError
    _number(said.cadence)
    return Wording(_number(each["version"]), Side(each["by"]), _must(each["at"]), said)


def _moved(each: Any) -> Moved:
    if each["how"] not in WAYS:
        raise ValueError
    version, note = _number(each["version"]), _text(each["note"])
    return Moved(_must(each["at"]), Side(each["by"]), each["how"], Move(each["move"]), version, note)


def _look(each: Any) -> Look:
    due_on = date.fromisoformat(each["due_on"])
    owner, partner = ((_moment(each[f"{side}_at"]), _answers(each[f"{side}_said"])) for side in Side)
    if any((at is None) != (said is None) for at, said in (owner, partner)):
        raise ValueError
    return Look(due_on, *owner, *partner)


def _answers(said: Any) -> Answers | None:
    if said is None:
        return None
    answers = Answers(**{name: _text(value) for name, value in said.items()})
    if check_ins.faults(answers):
        raise ValueError
    return answers


def _number(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 10_000:
        raise TypeError
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str) or len(value) > TEXT_MAX:
        raise TypeError
    return value


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _must(text: str) -> datetime:
    found = datetime.fromisoformat(text)
    if found.tzinfo is None:
        raise ValueError
    return found


def _moment(text: str) -> datetime | None:
    return _must(text) if text else None
