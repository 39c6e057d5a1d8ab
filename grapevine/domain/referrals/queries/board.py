"""The board and the list: where everything stands, whose turn it is, what is overdue.

A board is one statement for the totals and one for each lane, over indexes of the book alone: of 5,000 referrals it
reads the few it shows. The list is paged by the time of the last move.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet, Sum

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.referrals.models import Prospect, Side
from grapevine.domain.referrals.queries.one import seen_of, sides, times_of
from grapevine.domain.referrals.rules.consent import PASSING, Consent
from grapevine.domain.referrals.rules.moves import OPEN, OUTCOMES, By, Stage
from grapevine.domain.referrals.rules.turn import DAYS, Turn, turn
from grapevine.kit.errors import Refused

#: Lanes of the board and the stages they show; what is before sending is one lane, what came to nothing another.
LANES: dict[str, tuple[Stage, ...]] = {
    "noted": (Stage.NOTED, Stage.CONSENTED),
    **{stage.value: (stage,) for stage in (*OPEN[2:], Stage.WON)},
    "ended": (Stage.LOST, Stage.DECLINED, Stage.WITHDRAWN),
}
#: So many cards a lane; the rest is in the list.
CARDS = 30
#: What is over stays on the board for so long, in days: a quarter.
SHOWN_DAYS = 91
PAGE = 50
#: More names than this make no list to choose from.
PARTNERS = 300
#: What a card is made of.
COLUMNS = (
    "pk", "role", "stage", "moved_at", "thanked", "worth", "earned", "next_step", "next_on", "person__uid",
    "person__name", "referral__uid", "referral__version", "referral__need", "referral__noted_by", "referral__told_at",
    "referral__prospect__label", "referral__prospect__name", "referral__prospect__consent", "referral__prospect__how",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Card:
    """One referral as a board or a list shows it. ``who``: name of the prospect, or their initials."""

    uid: UUID
    version: int
    role: By
    stage: Stage
    who: str
    person_uid: UUID
    person: str
    need: str
    turn: Turn
    next_step: str
    next_on: date | None
    moved_at: datetime
    told: bool
    thanked: bool
    worth: int | None
    row_id: int = 0


@dataclass(frozen=True, slots=True)
class Total:
    """How many, and what they are worth together by the owner's own guesses."""

    count: int = 0
    worth: int = 0


@dataclass(frozen=True, slots=True)
class Lane:
    """One column of the board: its total, and the first of its cards, the longest waiting in front."""

    key: str
    total: Total
    cards: list[Card] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Board:
    """One direction: lanes in order, totals of both directions by role, how many open ones are overdue."""

    role: By
    lanes: list[Lane]
    totals: dict[By, Total]
    overdue: int


def board(actor: Actor, role: By, now: datetime, *, each: int = CARDS) -> Board:
    """The board of what the actor gave (role giver) or received (receiver); ``each``: cards a lane at most."""
    own, times = sides(actor), times_of(actor)
    by_stage = _by_stage(own)
    recent = now - timedelta(days=SHOWN_DAYS)
    lanes = []
    for key, stages in LANES.items():
        of_lane = own.filter(role=role, stage__in=stages)
        if stages[0] in OPEN:
            of_lane = of_lane.order_by("moved_at", "pk")
        else:
            of_lane = of_lane.filter(moved_at__gte=recent).order_by("-moved_at", "-pk")
        total = _sum(by_stage.get((role, stage), Total()) for stage in stages)
        lanes.append(Lane(key, total, cards(of_lane[:each], now, times) if total.count else []))
    totals = {
        side: _sum(found for (of, _), found in by_stage.items() if of is side) for side in (By.GIVER, By.RECEIVER)
    }
    return Board(role, lanes, totals, late_ones(own.filter(role=role), now, times).count())


def _by_stage(own: QuerySet[Side]) -> dict[tuple[By, Stage], Total]:
    """Totals by direction and stage; void counts for nothing."""
    rows = own.exclude(stage=Stage.VOID).values_list("role", "stage").annotate(count=Count("pk"), worth=Sum("worth"))
    return {(By(role), Stage(stage)): Total(count, worth or 0) for role, stage, count, worth in rows.order_by()}


def _sum(totals: Iterable[Total]) -> Total:
    found = list(totals)
    return Total(sum(each.count for each in found), sum(each.worth for each in found))


def late_ones(own: QuerySet[Side], now: datetime, times: Mapping[Stage, int]) -> QuerySet[Side]:
    """Those that have stood longer than their time and wait for somebody: one day is whole before it counts."""
    late = Q(pk__in=[])
    for stage in DAYS:
        over = Q(stage=stage, moved_at__lte=now - timedelta(days=times[stage] + 1))
        late |= over & Q(thanked=False) if stage in OUTCOMES else over
    return own.filter(late)


def cards(rows: QuerySet[Side], now: datetime, times: Mapping[Stage, int]) -> list[Card]:
    """The cards of some sides of one book, in the order of the rows."""
    return [_card(row, now, times) for row in rows.values(*COLUMNS)]


def cards_of(actor: Actor, rows: Iterable[Mapping[str, Any]], now: datetime) -> list[Card]:
    """The cards of rows of :func:`listed` that were read by their ``COLUMNS``."""
    times = times_of(actor)
    return [_card(row, now, times) for row in rows]


def _card(row: Mapping[str, Any], now: datetime, times: Mapping[Stage, int]) -> Card:
    role, stage = By(row["role"]), Stage(row["stage"])
    prospect = Prospect(
        label=row["referral__prospect__label"], name=row["referral__prospect__name"],
        consent=row["referral__prospect__consent"], how=row["referral__prospect__how"],
    )  # fmt: skip
    seen = seen_of(prospect, role, row["referral__noted_by"])
    worth = row["earned"] if row["earned"] is not None else row["worth"]
    return Card(
        uid=row["referral__uid"], version=row["referral__version"], role=role, stage=stage,
        who=seen["name"] or seen["label"], person_uid=row["person__uid"], person=row["person__name"],
        need=row["referral__need"], next_step=row["next_step"], next_on=row["next_on"], moved_at=row["moved_at"],
        turn=turn(
            stage, row["moved_at"], now, consent=Consent(prospect.consent), thanked=row["thanked"], times=times
        ),
        told=row["referral__told_at"] is not None, thanked=row["thanked"], worth=worth,
        row_id=row["pk"],
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list is narrowed to; empty means all. ``due``: overdue, thanks (a thank-you is due) or open.

    ``text``: in the need, in the name of the other one, in what the actor may see of whom it is about.
    """

    role: str = ""
    stages: Sequence[str] = ()
    person_uid: object = None
    due: str = ""
    text: str = ""


DUE = ("overdue", "thanks", "open")


def listed(actor: Actor, filters: Filters, now: datetime) -> QuerySet[Side]:
    """The actor's referrals that fit, the last moved first. Raises Refused for a filter that is none."""
    own = sides(actor).order_by("-moved_at", "-pk")
    if filters.role:
        if filters.role not in (By.GIVER, By.RECEIVER):
            raise Refused("Choose what you gave (giver) or what you received (receiver).", "role")
        own = own.filter(role=filters.role)
    if filters.stages:
        strange = set(filters.stages) - set(Stage)
        if strange:
            raise Refused(f"There is no stage “{min(strange)}”: choose {', '.join(Stage)}.", "stage")
        own = own.filter(stage__in=filters.stages)
    if filters.person_uid:
        own = own.filter(person__uid=filters.person_uid)
    if filters.due and filters.due not in DUE:
        raise Refused(f"Choose one of {', '.join(DUE)}.", "due")
    if filters.due == "overdue":
        own = late_ones(own, now, times_of(actor))
    elif filters.due == "thanks":
        own = own.filter(stage__in=OUTCOMES, thanked=False)
    elif filters.due == "open":
        own = own.filter(stage__in=OPEN)
    return own.filter(_speaks_of(filters.text.strip())) if filters.text.strip() else own


def _speaks_of(text: str) -> Q:
    """Only what the asking side may see is searched: a name that has not passed is not found either."""
    found = Q(referral__need__icontains=text) | Q(person__name__icontains=text)
    found |= Q(referral__prospect__label__icontains=text)
    wrote_it = Q(role=F("referral__noted_by"))
    passed = Q(referral__prospect__consent=Consent.GIVEN, referral__prospect__how__in=PASSING)
    return found | Q(referral__prospect__name__icontains=text) & (wrote_it | passed)


def page(actor: Actor, filters: Filters, now: datetime, *, after: int | None = None, limit: int = PAGE) -> list[Card]:
    """The next cards of a list, after the one with this inner number of the last page."""
    rows = listed(actor, filters, now)
    if after is not None:
        last = sides(actor).filter(pk=after).values_list("moved_at", "pk").first()
        if last is not None:
            rows = rows.filter(Q(moved_at__lt=last[0]) | Q(moved_at=last[0], pk__lt=last[1]))
    return cards(rows[:limit], now, times_of(actor))


def every_card(actor: Actor, filters: Filters, now: datetime) -> Iterable[Card]:
    """All that fit, the last moved first, read a part at a time."""
    rows, times = listed(actor, filters, now), times_of(actor)
    return (_card(row, now, times) for row in rows.values(*COLUMNS).iterator(chunk_size=500))


def partners(actor: Actor) -> list[tuple[UUID, str]]:
    """With whom the actor has referrals, by name: (public id, name)."""
    found = sides(actor).order_by("person__sort_name", "person").values_list("person__uid", "person__name")
    return list(found.distinct()[:PARTNERS])
