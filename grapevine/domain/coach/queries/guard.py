"""The guard on a draft to one person of the book, and what was overruled."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.coach.models import Overrule
from grapevine.domain.coach.queries.situations import Situated, situation_and_readiness
from grapevine.domain.coach.rules.guard.opening import Known, Opening, openings
from grapevine.domain.coach.rules.guard.verdict import Verdict, judge
from grapevine.domain.depth.rules import ready
from grapevine.domain.people.queries import person as person_of
from grapevine.domain.people.rules.knowledge import GOALS
from grapevine.kit import ids
from grapevine.kit.errors import NotFound


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict with whom it is about, whether it is time to ask them, and better first lines."""

    verdict: Verdict
    situated: Situated
    ready: ready.Verdict
    openings: tuple[Opening, ...]


def judged(actor: Actor, person_uid: object, draft: str, now: datetime) -> Judged:
    """The verdict on a draft to somebody, against the stage of this relationship. Nothing is kept. Raises NotFound."""
    situated, asking = situation_and_readiness(actor, person_of(actor, person_uid), now)
    return Judged(judge(draft, situated.now.stage, asking), situated, asking, openings(_known(situated)))


def overrules(actor: Actor) -> QuerySet[Overrule]:
    """What the actor sent all the same, newest first."""
    require(actor, Permission.BOOK_READ)
    own = Overrule.objects.filter(owner_id=actor.member_id).select_related("person")
    return own.order_by("-said_at", "-pk")


def overrule(actor: Actor, overrule_uid: object) -> Overrule:
    """One of them. Raises NotFound."""
    uid = ids.parse(overrule_uid)
    found = overrules(actor).filter(uid=uid).first() if uid else None
    if found is None:
        raise NotFound("There is no such note. Perhaps it was struck out already.")
    return found


def _known(situated: Situated) -> Known:
    situation = situated.now
    goals = ((GOALS, situation.goals),) if situation.goals else ()
    return Known(situation.name, situation.owed, situation.note, goals, situation.question)
