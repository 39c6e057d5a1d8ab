"""What today's list is made of, as plain values: few queries, each a range of an index, whatever the size of a book."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import chain
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q, QuerySet

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.coach.rules import cooling, promised, waiting
from grapevine.domain.coach.rules.birthdays import days_until
from grapevine.domain.coach.rules.ties import Tie
from grapevine.domain.coach.rules.waiting import Gave
from grapevine.domain.depth.models import Relationship
from grapevine.domain.depth.rules import score, stage
from grapevine.domain.depth.rules.sums import days
from grapevine.domain.depth.rules.tempo import TEMPOS
from grapevine.domain.gives.models import Give, Promise
from grapevine.domain.gives.rules import OF_A_REFERRAL, RECEIVED, REFERRAL
from grapevine.domain.gives.rules.promises import OPEN
from grapevine.domain.network.queries.facts import COLUMNS, facts_of
from grapevine.domain.network.rules.relation import Facts
from grapevine.domain.people.models import Detail, Person
from grapevine.domain.people.rules.details import DATE
from grapevine.domain.people.rules.yearly import key_ranges
from grapevine.domain.touches.models import Touch
from grapevine.kit.moments import EARLIEST, day_in
from grapevine.kit.prepared import Prepared

#: Today looks after the deepest ties: as many as the rings of closeness hold; nobody has more to tend.
TIES = 150
#: Shallower than this there is nothing yet that could cool.
DEPTH_FROM = 10.0
#: From here on a birthday is kept.
BIRTHDAYS_FROM = 20.0
SLEEPING, MESSAGES, GIVES, PROMISES, RHYTHMS = 20, 60, 200, 100, 40
#: A rhythm is that of the last year: nobody is held to how it was long ago.
RHYTHM_DAYS = 400
BIRTHDAY = "birthday"


class Known(NamedTuple):
    """One tie and its last touch."""

    tie: Tie
    last_touch_at: datetime


class Open(NamedTuple):
    """An open promise; who it is with is told by :func:`whos`."""

    pk: int
    uid: UUID
    person: int
    by: str
    what: str
    due: date | None
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Who:
    """A person of the list."""

    uid: UUID
    name: str
    short: str
    work: str


def _ties(**where: object) -> QuerySet:
    living = Relationship.objects.filter(person__archived_at=None, **where)
    return living.filter(at__isnull=False).values_list("person", "rank_key", "at", "last_touch_at", "peak")


def _deepest(owner: int, floor: float) -> QuerySet:
    return _ties(owner_id=owner, rank_key__gte=floor).order_by("-rank_key", "person")[:TIES]


def _faded(owner: int, edge: float, quiet: datetime) -> QuerySet:
    faded = _ties(owner_id=owner, rank_key__lt=edge, last_touch_at__lte=quiet, peak__gte=stage.DORMANT_PEAK)
    return faded.order_by("-peak", "person")[:SLEEPING]


def _any_of(*parts: QuerySet) -> QuerySet:
    """The inner ids in any of the parts, each a range of an index cut at its end: in one set, so that no database
    walks through all the ties of a book."""
    first, *rest = (Relationship.objects.filter(person__in=part).values("person") for part in parts)
    return first.union(*rest, all=True)


_NAME = ("uid", "name", "nickname", "given", "title", "profession", "firm")
_NAME_OF = tuple(f"person__{column}" for column in _NAME)
_RELATED = Prepared(
    lambda people: Relationship.objects.filter(person__among=people)
    .values_list("person", "last_touch_at", *COLUMNS),
    [1],
)  # fmt: skip
_ALL = Prepared(
    lambda owner, deepest_of, floor, faded_of, edge, quiet, also_of, people: _ties(
        owner_id=owner,
        person__in=_any_of(
            _deepest(deepest_of, floor).values("person"), _faded(faded_of, edge, quiet).values("person"),
            Relationship.objects.filter(owner_id=also_of, person__among=people).values("person"),
        ),
    ),
    1, 1, 1.0, 1, 1.0, EARLIEST, 1, [1],
)  # fmt: skip
_NAMED = Prepared(
    lambda people: Relationship.objects.filter(person__among=people).values_list("person", *_NAME_OF, *COLUMNS), [1]
)
_MESSAGES = Prepared(
    lambda owner, since, until: Touch.objects.filter(
        Exists(Relationship.objects.filter(person=OuterRef("person"), last_touch_at=OuterRef("at"))),
        owner_id=owner, at__gte=since, at__lte=until, began_by="them", kind__in=("message", "call"),
        person__archived_at=None,
    ).order_by("-at", "-pk").values_list("person", "at", "kind", "began_by", "minutes")[:MESSAGES],
    1, EARLIEST, EARLIEST,
)  # fmt: skip
_GIVES = Prepared(
    lambda owner, since: Give.objects.filter(owner_id=owner, at__gte=since, person__archived_at=None)
    # A referral asks for its thanks itself, once there is an outcome to tell.
    .exclude(kind=REFERRAL, direction=RECEIVED, source=OF_A_REFERRAL)
    .order_by("-at", "-pk").values_list("person", "at", "kind", "direction")[:GIVES],
    1, EARLIEST,
)  # fmt: skip
_PROMISES = Prepared(
    lambda owner, soon, old: Promise.objects.filter(
        Q(due__lte=soon) | Q(due=None, made_at__lte=old), owner_id=owner, outcome=OPEN, person__archived_at=None
    ).order_by(F("due").asc(nulls_last=True), "made_at", "pk")
    .values_list("pk", "uid", "person", "by", "what", "due", "made_at")[:PROMISES],
    1, EARLIEST.date(), EARLIEST,
)  # fmt: skip
_WHOS = Prepared(lambda people: Person.objects.filter(pk__among=people).values_list("pk", *_NAME), [1])
_RHYTHMS = Prepared(
    lambda people, since: Touch.objects.filter(person__among=people, day__gte=since)
    .values_list("person").annotate(Min("day"), Max("day"), Count("day", distinct=True)).order_by(),
    [1], 1,
)  # fmt: skip
_BIRTHDAYS = Prepared(
    lambda owner, first, below, other, until: Detail.objects.filter(
        Q(key__gte=first, key__lt=below) | Q(key__gte=other, key__lt=until), owner_id=owner, kind=DATE, label=BIRTHDAY
    ).order_by("-position").values_list("person", "value"),
    1, "", "", "", "",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ties:
    """``deepest``: the deepest living ties that were ever in touch. ``sleeping``: those that once were deep and have
    faded, the deepest first; asleep or not is the rule's to say. ``known``: all that was read."""

    known: dict[int, Known]
    deepest: dict[int, Known]
    sleeping: dict[int, Known]


def ties(actor: Actor, now: datetime, also: Iterable[int]) -> Ties:
    """The deepest ties, those asleep and those with the people of ``also``, in one statement."""
    floor, edge, quiet_since = _edges(actor, now)
    owner = actor.member_id
    known = _known(_ALL(owner, owner, floor, owner, edge, quiet_since, owner, [*also] or [0]))
    deep = [one for one in known.values() if one.tie.rank_key >= floor]
    faded = [
        one for one in known.values()
        if one.tie.rank_key < edge and one.last_touch_at <= quiet_since and one.tie.peak >= stage.DORMANT_PEAK
    ]  # fmt: skip
    deep = sorted(deep, key=lambda one: (-one.tie.rank_key, one.tie.person))[:TIES]
    faded = sorted(faded, key=lambda one: (-one.tie.peak, one.tie.person))[:SLEEPING]
    return Ties(known, *({one.tie.person: one for one in part} for part in (deep, faded)))


def named(person_ids: Iterable[int]) -> dict[int, tuple[Who, Facts]]:
    """Who they are and the facts of their relationships, all of them the actor's own."""
    width = len(_NAME)
    return {person: (who(*row[:width]), facts_of(row[width:])) for person, *row in _NAMED(sorted(person_ids))}


def who(uid: UUID, name: str, nickname: str, given: str, title: str, profession: str, firm: str) -> Who:
    """Somebody as the list calls them."""
    work = title or profession
    said = f"{work}, {firm}" if work and firm else work or firm
    return Who(uid, name, nickname or given or (name.split() or [name])[0], said)


def related(person_ids: Iterable[int]) -> dict[int, tuple[Facts, Known | None]]:
    """The facts and the ties of these people, all of them the actor's own; no tie where they were never in touch."""
    found: dict[int, tuple[Facts, Known | None]] = {}
    for person, last, *row in _RELATED(list(person_ids)):
        one = facts_of(row)
        known = None
        if one.rank_key is not None and one.sums.at is not None and last is not None:
            known = Known(Tie(person, one.rank_key, one.sums.at, days(last), one.peak), last)
        found[person] = one, known
    return found


def _edges(actor: Actor, now: datetime) -> tuple[float, float, datetime]:
    """The key from which a tie is deep, the one below which it has faded, and since when it is quiet."""
    clock, tempo = days(now), TEMPOS[actor.tempo]
    floor, edge = (score.key_for_depth(depth, clock, tempo) for depth in (DEPTH_FROM, stage.DORMANT_BELOW))
    return floor, edge, now - timedelta(days=cooling.SLEEPING_QUIET_DAYS)


def _known(rows: Iterable[Sequence]) -> dict[int, Known]:
    found = {}
    for person, key, at, last, peak in rows:
        if key is not None and last is not None:
            found[person] = Known(Tie(person, key, at, days(last), peak), last)
    return found


def messages(actor: Actor, now: datetime) -> dict[int, float]:
    """Who wrote and nothing touched the two of us since: inner id -> when, newest first."""
    since, until = (now - timedelta(days=age) for age in (waiting.ANSWER_UNTIL, waiting.ANSWER_FROM))
    found: dict[int, float] = {}
    for person, at, kind, began_by, minutes in _MESSAGES(actor.member_id, since, until):
        if waiting.is_message(kind, began_by, minutes):
            found.setdefault(person, days(at))
    return found


def gives(actor: Actor, now: datetime) -> dict[int, list[Gave]]:
    """What went either way in the time in which thanks can be owed: inner id -> gives."""
    found: dict[int, list[Gave]] = {}
    for person, at, kind, direction in _GIVES(actor.member_id, now - timedelta(days=waiting.THANK_UNTIL)):
        found.setdefault(person, []).append(Gave(days(at), kind, direction))
    return found


def promises(actor: Actor, now: datetime, today: date) -> list[Open]:
    """Open promises that may be worth a line, the one due first in front."""
    soon = today + timedelta(days=max(promised.BEFORE_DAYS.values()))
    old = now - timedelta(days=min(promised.UNDATED_DAYS.values()))
    return [Open(*row) for row in _PROMISES(actor.member_id, soon, old)]


def whos(person_ids: Iterable[int]) -> dict[int, Who]:
    """Who these people are, all of them the actor's own."""
    return {person: who(*name) for person, *name in _WHOS(sorted(set(person_ids)))}


def rhythms(person_ids: Sequence[int], now: datetime) -> dict[int, float]:
    """The usual days between two days in touch of those of one's own people who have a rhythm, by inner id."""
    rows = _RHYTHMS(list(person_ids), int(days(now)) - RHYTHM_DAYS)
    gaps = {person: cooling.usual_gap(first, last, count) for person, first, last, count in rows}
    return {person: gap for person, gap in gaps.items() if gap is not None}


def birthdays(actor: Actor, now: datetime, ahead: int, known: Mapping[int, Known]) -> dict[int, int]:
    """Days until the birthday, by inner id, of those of ``known`` who are near and have theirs in ``ahead`` days."""
    today = day_in(now, actor.time_zone)
    floor = score.key_for_depth(BIRTHDAYS_FROM, days(now), TEMPOS[actor.tempo])
    rows = _BIRTHDAYS(actor.member_id, *chain.from_iterable(key_ranges(today, ahead)))
    near = ((pk, value) for pk, value in rows if pk in known and known[pk].tie.rank_key >= floor)
    left = ((person, days_until(value, today)) for person, value in near)
    return {person: until for person, until in left if until is not None}
