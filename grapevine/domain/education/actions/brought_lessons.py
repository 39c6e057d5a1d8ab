"""Lessons and teach-backs out of an archive: each record once. A link comes back closed: it belongs to its server.

Each function returns the new row, or None where it is there already. The caller writes the log entry.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.education.actions.folding import refold
from grapevine.domain.education.models import Learner, Lesson, TeachBack
from grapevine.domain.education.rules.brief import Part
from grapevine.domain.education.rules.memory import Rating
from grapevine.domain.education.rules.teaching import LESSONS, How, Refreshers
from grapevine.domain.people.models import Person
from grapevine.kit.errors import Refused
from grapevine.kit.moments import moment_of
from grapevine.kit.source_keys import by_source_keys

NOT_OURS = "the answers are not as an archive writes them"


def bring_lesson(*, actor: Actor, key: str, person_id: int, part: str, how: str, at: datetime) -> Lesson | None:
    """One lesson. Raises Refused for a part or way that there is none of."""
    if part not in set(Part) or how not in LESSONS:
        raise Refused("there is no such part of a brief, or no such way of telling it")
    if by_source_keys(Lesson.objects.filter(owner_id=actor.member_id), [key]):
        return None
    made = Lesson.objects.create(
        owner_id=actor.member_id, person_id=person_id, part=part, how=how, at=at, source_key=key
    )
    refold(actor, [made.person])
    return made


def bring_teach_back(
    *, actor: Actor, key: str, person_id: int, how: str, at: datetime, asked: str, answers: str, answered: str,
    declined: str,
) -> TeachBack | None:  # fmt: skip
    """One occasion with its answers. Raises Refused for what an archive never writes."""
    if how not in set(How):
        raise Refused("there is no such way of showing what one knows")
    said = [_answer(each) for each in _listed(answers)]
    questions = [_question(each) for each in _listed(asked)]
    if by_source_keys(TeachBack.objects.filter(owner_id=actor.member_id), [key]):
        return None
    made = TeachBack.objects.create(
        owner_id=actor.member_id, person_id=person_id, how=how, asked=questions, answers=said, asked_at=at,
        expires_at=at if how == How.LINK else None, 
        answered_at=moment_of(answered, NOT_OURS), declined_at=moment_of(declined, NOT_OURS),
        source_key=key,
    )  # fmt: skip
    refold(actor, [made.person])
    return made


def bring_refreshers(*, actor: Actor, person_id: int, chosen: str) -> Learner | None:
    """The choice for one partner; what was chosen here stands. Raises Refused."""
    if chosen not in set(Refreshers):
        raise Refused("there is no such choice about refreshers")
    known = Learner.objects.filter(person_id=person_id).first()
    if known and known.refreshers != Refreshers.ASK:
        return None
    made, _ = Learner.objects.update_or_create(
        person_id=person_id, defaults={"owner_id": actor.member_id, "refreshers": chosen}
    )
    return made


def take_back(*, actor: Actor, lessons: Iterable[int], teach_backs: Iterable[int], refreshers: Iterable[int]) -> None:
    """Take what an import brought back, by inner ids; memories are folded anew."""
    require(actor, Permission.BOOK_WRITE)
    touched: set[int] = set(refreshers)
    Learner.objects.filter(owner_id=actor.member_id, pk__in=touched).update(refreshers=Refreshers.ASK)
    told = Lesson.objects.filter(owner_id=actor.member_id, pk__in=list(lessons))
    shown = TeachBack.objects.filter(owner_id=actor.member_id, pk__in=list(teach_backs))
    for rows in (told, shown):
        touched |= set(rows.values_list("person_id", flat=True))
        rows.delete()
    refold(actor, Person.objects.filter(pk__in=touched).order_by("pk"))


def _listed(text: str) -> list[Any]:
    try:
        found = json.loads(text)
    except ValueError as error:
        raise Refused(NOT_OURS) from error
    if not isinstance(found, list):
        raise Refused(NOT_OURS)
    return found


def _answer(one: Any) -> dict[str, Any]:
    try:
        share, chosen = float(one["share"]), one["chosen"]
        if not 0.0 <= share <= 1.0 or not (chosen is None or isinstance(chosen, int)):
            raise Refused(NOT_OURS)
        at = moment_of(one["at"], NOT_OURS)
        assert at is not None
        return {
            "part": Part(one["part"]).value, "rating": Rating(one["rating"]).value, "share": share, "chosen": chosen,
            "at": at.isoformat(),
        }  # fmt: skip
    except (KeyError, TypeError, ValueError, AssertionError) as error:
        raise Refused(NOT_OURS) from error


def _question(one: Any) -> dict[str, Any]:
    try:
        options, right = [str(option)[:300] for option in one["options"]], int(one["right"])
        if not 0 <= right < len(options):
            raise Refused(NOT_OURS)
        sentence, why = (str(one[name])[:4000] for name in ("sentence", "why"))
        return {"part": Part(one["part"]).value, "sentence": sentence, "options": options, "right": right, "why": why}
    except (KeyError, TypeError, ValueError) as error:
        raise Refused(NOT_OURS) from error
