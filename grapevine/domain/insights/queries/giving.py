"""Give and take over a year: month by month, by person, and what came round."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.gives.models import Give
from grapevine.domain.gives.rules import RECEIVED, REFERRAL, THANKS, effort
from grapevine.domain.insights.rules.reciprocity import GIVEN, Act, Flow, came_round, faded, flow, only_takes
from grapevine.domain.people import queries as people_queries
from grapevine.kit.prepared import Prepared

YEAR = timedelta(days=365)
#: People shown by name.
SHOWN = 20
_ROWS = Prepared(
    lambda owner, since: Give.objects.filter(owner=owner, at__gte=since).exclude(kind=THANKS)
    .values_list("person", "at", "kind", "direction", "minutes").order_by("at", "pk"),
    1, datetime(2026, 1, 1, tzinfo=UTC),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Month:
    """One month of the calendar: acts of help and, of these, referrals, both ways."""

    first: date
    gave: int = 0
    got: int = 0
    gave_referrals: int = 0
    got_referrals: int = 0


@dataclass(frozen=True, slots=True)
class Between:
    """One person of the year: acts of help both ways, and of these referrals."""

    id: str
    name: str
    gave: int
    got: int
    gave_referrals: int
    got_referrals: int


@dataclass(frozen=True, slots=True)
class Giving:
    """``months`` of the year, oldest first; ``flow`` over everybody; ``around`` of ``came`` came round; ``people`` with
    most between them first; ``takes``: the private hint."""

    months: tuple[Month, ...]
    flow: Flow
    around: int
    came: int
    people: tuple[Between, ...]
    takes: bool

    @property
    def gave(self) -> int:
        """Acts of help given in the year."""
        return sum(month.gave for month in self.months)

    @property
    def got(self) -> int:
        """Acts of help received in the year."""
        return sum(month.got for month in self.months)


def giving(actor: Actor, now: datetime) -> Giving:
    """The actor's own give and take of the last twelve months."""
    require(actor, Permission.GIVES_READ)
    first = _months(now, actor.time_zone)
    begin = datetime.combine(first[0], datetime.min.time(), _zone(actor.time_zone))
    # Fading wants all of it, and whether it came round a year before.
    rows = _ROWS(actor.member_id, min(begin, now - YEAR) - 2 * YEAR)
    acts = [Act(who, at, way, effort(minutes)) for who, at, _, way, minutes in rows]
    of = flow(*faded(acts, now))
    around, came = came_round(acts, now - YEAR)
    recent = [row for row in rows if row[1] >= begin]
    oldest = min((act.at for act in acts), default=now)
    return Giving(
        months=_by_month(recent, first, _zone(actor.time_zone)),
        flow=of,
        around=around,
        came=came,
        people=_people(actor, recent),
        takes=only_takes(of.given, of.received, (now - oldest).total_seconds() / 86_400.0),
    )


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return ZoneInfo("UTC")


def _months(now: datetime, zone: str) -> list[date]:
    """The first days of the last twelve months, this one the last."""
    today = now.astimezone(_zone(zone)).date()
    numbers = range(today.year * 12 + today.month - 12, today.year * 12 + today.month)
    return [date(number // 12, number % 12 + 1, 1) for number in numbers]


def _by_month(rows: list[tuple], first: list[date], zone: ZoneInfo) -> tuple[Month, ...]:
    counts: dict[tuple[date, str, bool], int] = {}
    for _, at, kind, way, _ in rows:
        key = (at.astimezone(zone).date().replace(day=1), way, kind == REFERRAL)
        counts[key] = counts.get(key, 0) + 1

    def of(day: date, way: str) -> tuple[int, int]:
        referrals = counts.get((day, way, True), 0)
        return counts.get((day, way, False), 0) + referrals, referrals

    found = []
    for day in first:
        (gave, gave_referrals), (got, got_referrals) = of(day, GIVEN), of(day, RECEIVED)
        found.append(Month(day, gave, got, gave_referrals, got_referrals))
    return tuple(found)


def _people(actor: Actor, rows: list[tuple]) -> tuple[Between, ...]:
    counts: dict[int, list[int]] = {}
    for who, _, kind, way, _ in rows:
        of = counts.setdefault(who, [0, 0, 0, 0])
        place = 0 if way == GIVEN else 1
        of[place] += 1
        of[place + 2] += kind == REFERRAL
    most = sorted(counts, key=lambda who: (-(counts[who][0] + counts[who][1]), who))[:SHOWN]
    named = {person.pk: person for person in people_queries.visible_to(actor).filter(pk__in=most)}
    return tuple(Between(str(named[who].uid), named[who].name, *counts[who]) for who in most if who in named)
