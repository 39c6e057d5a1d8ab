"""Writing what an archive holds of warm introductions: wishes, who knows whom, requests, who is hidden or open.

A request never reaches the member it went to: who brings an archive in keeps its account, and only the name is known.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Any

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.imports.actions.bringing import bring_in, wrong_time
from grapevine.domain.imports.actions.desk import Desk
from grapevine.domain.imports.actions.write_ledgers import about_somebody
from grapevine.domain.imports.models import Staged
from grapevine.domain.imports.rules.records import AcquaintedRecord, AskedRecord, Record, StandingRecord, WishRecord
from grapevine.domain.network.actions import brought
from grapevine.domain.network.models import Introduction, Wish
from grapevine.domain.network.queries.introductions import wishes_by_source_keys
from grapevine.kit.errors import Refused

WHOM = "the archive does not say whom this is about"
WHICH = "the archive does not say which wish this is about"
#: What their effects are called.
EFFECTS = ("wish", "acquainted", "asked", "standing")


def write_wishes(desk: Desk, now: datetime, records: Sequence[tuple[Staged, Record]]) -> None:
    """Apply wishes; of somebody who is not in the book their name is enough."""
    for staged, record in records:
        assert isinstance(record, WishRecord)
        person = desk.whom(staged.file.kind, record.who) if record.who.uid else None
        reason = wrong_time(record, now) or _nobody(record, person)
        bring_in(staged, reason, partial(_bring_wish, desk.actor, record, person), "wish", person)


def _bring_wish(actor: Actor, record: WishRecord, person: int | None) -> Wish | None:
    said = {name: getattr(record, name) for name in ("key", "at", "firm", "title", "email", "why")}
    given_up_at = _moment(record.given_up)
    return brought.bring_wish(actor=actor, person_id=person, name=record.who.name, given_up_at=given_up_at, **said)


def write_acquaintances(desk: Desk, now: datetime, records: Sequence[tuple[Staged, Record]]) -> None:
    """Apply who knows whom."""
    wishes = _wishes(desk, records)
    for staged, record, person in about_somebody(desk, now, records, wrong_time, WHOM):
        other = desk.whom(staged.file.kind, record.other) if record.other.uid else None
        wish = wishes.get(record.wish)
        reason = "" if (other is None) != (wish is None) and other != person else WHOM
        said = {name: getattr(record, name) for name in ("key", "at", "how_well", "how_sure")}
        bring = partial(brought.bring_acquaintance, actor=desk.actor, one_id=person, other_id=other, wish=wish, **said)
        bring_in(staged, reason, bring, "acquainted", person)


def write_requests(desk: Desk, now: datetime, records: Sequence[tuple[Staged, Record]]) -> None:
    """Apply requests with all their steps; nobody is asked anything."""
    wishes = _wishes(desk, records)
    for staged, record in records:
        assert isinstance(record, AskedRecord)
        person = desk.whom(staged.file.kind, record.who) if record.who.uid else None
        wish = wishes.get(record.wish)
        reason = wrong_time(record, now) or _nobody(record, person)
        bring = partial(_bring_request, desk.actor, record, wish, person)
        bring_in(staged, reason, bring, "asked", person)


def _bring_request(actor: Actor, record: AskedRecord, wish: Wish | None, person: int | None) -> Introduction | None:
    if wish is None:
        raise Refused(WHICH)
    said = {name: getattr(record, name) for name in ("key", "at", "state", "letter")}
    return brought.bring_request(
        actor=actor, wish=wish, person_id=person, through=record.who.name, steps=_steps(record), **said
    )


def write_standings(desk: Desk, now: datetime, records: Sequence[tuple[Staged, Record]]) -> None:
    """Apply who is hidden and who is open."""
    for staged, record, person in about_somebody(desk, now, records, wrong_time, WHOM):
        assert isinstance(record, StandingRecord)
        bring = partial(
            brought.bring_standing, actor=desk.actor, key=record.key, person_id=person, standing=record.standing,
            at=record.at,
        )  # fmt: skip
        bring_in(staged, "", bring, "standing", person)


def _wishes(desk: Desk, records: Sequence[tuple[Staged, Record]]) -> dict[str, Any]:
    keys = [record.wish for _, record in records if isinstance(record, AcquaintedRecord | AskedRecord) and record.wish]
    return wishes_by_source_keys(desk.actor, keys)


def _nobody(record: WishRecord | AskedRecord, person: int | None) -> str:
    """Why it names nobody: an id that is nobody's here, or neither id nor name."""
    return WHOM if (record.who.uid and person is None) or not (record.who.uid or record.who.name) else ""


def _steps(record: AskedRecord) -> list[tuple[str, datetime, str, str]]:
    found = []
    for step in record.steps:
        at = _moment(step.at)
        if at is None:
            raise Refused("a step of a request has its time")
        found.append((step.state, at, step.by, step.note))
    return found


def _moment(text: str) -> datetime | None:
    if not text:
        return None
    try:
        at = datetime.fromisoformat(text)
    except ValueError as error:
        raise Refused(f"“{text}” is no time") from error
    if at.tzinfo is None:
        raise Refused("a time needs its zone")
    return at
