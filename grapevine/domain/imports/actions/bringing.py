"""One record of an archive brought in: what came of it is noted, with what takes it back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any

from grapevine.domain.imports.actions.judge import note
from grapevine.domain.imports.models import Staged
from grapevine.domain.imports.rules.judge import Decision
from grapevine.domain.imports.rules.states import Verdict
from grapevine.kit.errors import NotDone, Refused
from grapevine.kit.moments import must_have_happened


def by_number(made: Any) -> dict[str, Any]:
    """What takes a row back that stands for itself: its inner number."""
    return {"id": made.pk}


def bring_in(
    staged: Staged, reason: str, bring: Callable[[], Any], did: str, person: int | None,
    effect_of: Callable[[Any], dict[str, Any]] = by_number,
) -> Any:  # fmt: skip
    """Bring one in and note what takes it back (``effect_of``); what cannot be is refused with the reason.

    Returns what was made; None where nothing was.
    """
    staged.effects = []
    try:
        if reason:
            raise Refused(reason)
        made = bring()
    except NotDone as refusal:
        note(staged, Decision(Verdict.REFUSED, reason=refusal.reason))
        return None
    note(staged, Decision(Verdict.NEW if made else Verdict.UNCHANGED, person))
    staged.effects = [{"did": did, **effect_of(made)}] if made else []
    return made


def said_by(record: Any) -> dict[str, Any]:
    """The fields of a record by name."""
    return {name: getattr(record, name) for name in record.__slots__}


def wrong_time(record: Any, now: datetime) -> str:
    """Why the time of a record (its ``at``) cannot be; "" when it lies in the past and has a zone."""
    try:
        must_have_happened(record.at, now, "it lies in the past, and its time has a zone")
    except NotDone as refusal:
        return refusal.reason
    return ""


def brought_by(chunk: Sequence[Staged], kinds: Iterable[str]) -> dict[str, list[int]]:
    """What these records brought, as :func:`bring_in` noted it: kind (its ``did``) -> inner ids."""
    made: dict[str, list[int]] = {kind: [] for kind in kinds}
    for effect in (effect for staged in chunk for effect in staged.effects):
        if effect["did"] in made:
            made[effect["did"]].append(effect["id"])
    return made
