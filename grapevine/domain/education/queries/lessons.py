"""Reads of lessons, teach-backs, and what partners remember."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, QuerySet

from grapevine.domain.accounts.models import Member
from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.education.models import Card, Learner, Lesson, TeachBack
from grapevine.domain.education.queries.briefs import brief_for, main_brief
from grapevine.domain.education.rules import memory, teaching
from grapevine.domain.education.rules.brief import BriefText, Part
from grapevine.domain.education.rules.memory import Memory
from grapevine.domain.education.rules.questions import Question
from grapevine.domain.gives.models import Give
from grapevine.domain.gives.rules import RECEIVED, REFERRAL
from grapevine.domain.people.models import Person
from grapevine.kit import ids, tokens
from grapevine.kit.errors import NotFound
from grapevine.kit.moments import day_in
from grapevine.kit.prepared import Prepared

#: Learners shown at most; a book has a few dozen partners, and a page has a size.
LEARNERS_MAX = 100
_DUE = Prepared(
    lambda owner, today: Learner.objects.filter(
        owner=owner, due_on__lte=today, person__archived_at=None
    ).exclude(refreshers=teaching.Refreshers.OFF).order_by("due_on", "pk").values_list(
        "person__uid", "person__name", "person__nickname", "person__given", "due_on", "refreshers"
    )[:LEARNERS_MAX],
    1, date(2000, 1, 1),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Due:
    """A partner whose memory of something is due to be asked."""

    person_uid: UUID
    name: str
    short: str
    due_on: date
    refreshers: str


@dataclass(frozen=True, slots=True)
class Known:
    """One partner and what they know: their memories, what ``educated`` comes to, what they were told and asked."""

    person: Person
    learner: Learner
    memories: dict[Part, Memory]
    points: tuple[Part, ...]
    educated: float | None
    first_told: datetime | None
    lessons: int
    answered: int
    referrals: int


def lessons(actor: Actor, person: Person | None = None) -> QuerySet[Lesson]:
    """Every lesson the actor gave (to one person), newest first."""
    require(actor, Permission.BOOK_READ)
    own = Lesson.objects.filter(owner_id=actor.member_id).select_related("person", "version")
    return (own.filter(person=person) if person else own).order_by("-at", "-pk")


def teach_backs(actor: Actor, person: Person | None = None) -> QuerySet[TeachBack]:
    """Every teach-back of the actor's partners (of one of them), newest first."""
    require(actor, Permission.BOOK_READ)
    own = TeachBack.objects.filter(owner_id=actor.member_id).select_related("person", "version")
    return (own.filter(person=person) if person else own).order_by("-asked_at", "-pk")


def teach_back(actor: Actor, teach_back_uid: object) -> TeachBack:
    """One of them. Raises NotFound."""
    uid = ids.parse(teach_back_uid)
    found = teach_backs(actor).filter(uid=uid).first() if uid else None
    if found is None:
        raise NotFound("There is no such teach-back of yours.")
    return found


def teach_back_by_secret(secret: str) -> TeachBack | None:
    """What stands behind an address, in whatever state: for whoever holds it. None where it opens nothing."""
    living = TeachBack.objects.filter(digest=tokens.digest(secret), owner__is_active=True)
    return living.select_related("person", "owner", "version").first()


def state_of(row: TeachBack, now: datetime) -> str:
    """One of ``teaching.STATES``."""
    fact = teaching.LinkFact(
        row.expires_at, row.revoked_at is not None, row.declined_at is not None, len(row.asked), len(row.answers)
    )
    return teaching.state(fact, now)


def questions_of(row: TeachBack) -> list[Question]:
    """The questions as they were made."""
    return [Question(**{**each, "options": tuple(each["options"])}) for each in row.asked]


def memories_of(person_ids: Iterable[int]) -> dict[int, dict[Part, Memory]]:
    """What these people (inner ids) remember, part by part."""
    found: dict[int, dict[Part, Memory]] = {}
    for card in Card.objects.filter(person__in=list(person_ids)).order_by("pk"):
        found.setdefault(card.person_id, {})[Part(card.part)] = memory_of(card)
    return found


def memory_of(card: Card) -> Memory:
    """A card as the rules know it."""
    return Memory(card.since, card.due_on, card.stability, card.difficulty, card.asked, card.recalled, card.last)


def told(actor: Actor, person: Person) -> dict[Part, datetime]:
    """When each part was told this person last."""
    rows = lessons(actor, person).order_by("at", "pk").values_list("part", "at")
    return {Part(part): at for part, at in rows if part in set(Part)}


def text_for(actor: Actor, person: Person) -> BriefText | None:
    """What the brief for this person says; None before there is one."""
    found = brief_for(actor, person.uid)
    return found.text if found else None


def chosen_refreshers(actor: Actor) -> QuerySet[Learner]:
    """Those for whom the member chose something other than being shown what is due."""
    require(actor, Permission.BOOK_READ)
    own = Learner.objects.filter(owner_id=actor.member_id).exclude(refreshers=teaching.Refreshers.ASK)
    return own.select_related("person").order_by("pk")


def learner(actor: Actor, person: Person) -> Learner | None:
    """What the member chose for this partner, and when they are due; None: not taught yet."""
    require(actor, Permission.BOOK_READ)
    return Learner.objects.filter(owner_id=actor.member_id, person=person).first()


def known(actor: Actor, now: datetime) -> list[Known]:
    """Everybody the actor teaches, the soonest due first; at most LEARNERS_MAX. A few statements, however many."""
    require(actor, Permission.BOOK_READ)
    rows = Learner.objects.filter(owner_id=actor.member_id, person__archived_at=None).select_related("person")
    learners = list(rows.order_by("due_on", "person_id")[:LEARNERS_MAX])
    ids_ = [row.person_id for row in learners]
    memories, main = memories_of(ids_), main_brief(actor)
    points = memory.points_of(main.text) if main else ()
    first: dict[int, datetime] = {}
    count: dict[int, int] = {}
    for person_id, at in Lesson.objects.filter(person__in=ids_).order_by("-at").values_list("person", "at"):
        first[person_id], count[person_id] = at, count.get(person_id, 0) + 1
    asked = TeachBack.objects.filter(person__in=ids_, answered_at__isnull=False).values_list("person")
    answered = dict(asked.annotate(n=Count("pk")).order_by())
    sent = _sent_since(first)
    return [
        Known(
            row.person, row, memories.get(row.person_id, {}), points,
            memory.educated(points, memories.get(row.person_id, {}), now), first.get(row.person_id),
            count.get(row.person_id, 0), answered.get(row.person_id, 0), sent.get(row.person_id, 0),
        )
        for row in learners
    ]  # fmt: skip


def due(actor: Actor, today: date) -> list[Due]:
    """Whose refresher is due, longest overdue first: one statement."""
    require(actor, Permission.BOOK_READ)
    return [
        Due(uid, name, nickname or given or (name.split() or [name])[0], due_on, chosen)
        for uid, name, nickname, given, due_on, chosen in _DUE(actor.member_id, today)
    ]


def to_send(now: datetime) -> list[tuple[Member, object]]:
    """Whom the schedule may send a refresher now, whoever's: (member, public id of the person). For the worker."""
    rows = Learner.objects.filter(
        refreshers=teaching.Refreshers.SEND, due_on__isnull=False, owner__is_active=True, person__archived_at=None
    ).select_related("owner", "person").order_by("owner_id", "due_on")  # fmt: skip
    return [
        (row.owner, row.person.uid)
        for row in rows.filter(due_on__lte=now.date() + timedelta(days=1))
        if teaching.may_send(row.refreshers, row.due_on, row.sent_at, now, day_in(now, row.owner.time_zone))
    ]


def missed(actor: Actor) -> dict[Part, tuple[int, int]]:
    """Part -> (how many recalled it when asked last, how many were asked): what the brief tells badly."""
    require(actor, Permission.BOOK_READ)
    found: dict[Part, tuple[int, int]] = {}
    cards = Card.objects.filter(owner_id=actor.member_id, asked__gt=0).order_by("pk").values_list("part", "last")
    for part, last in cards:
        right, all_ = found.get(Part(part), (0, 0))
        found[Part(part)] = (right + (last != memory.Rating.AGAIN), all_ + 1)
    return found


def _sent_since(first: dict[int, datetime]) -> dict[int, int]:
    """How many referrals came from each of these people since they were first told something."""
    found: dict[int, int] = {}
    gives = Give.objects.filter(person__in=list(first), kind=REFERRAL, direction=RECEIVED)
    for person_id, at in gives.values_list("person", "at"):
        if at >= first[person_id]:
            found[person_id] = found.get(person_id, 0) + 1
    return found
