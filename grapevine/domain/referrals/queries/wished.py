"""Which letters about referrals a member wishes for: what is new since the last one, and what waits for too long."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from django.db.models import F, Q

from grapevine.domain.accounts.models import Member
from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.referrals.models import Address, Incoming, LettersWished, Move, Side, Thanks
from grapevine.domain.referrals.queries.board import Card, cards
from grapevine.domain.referrals.queries.detail import worth_told
from grapevine.domain.referrals.queries.one import times_of
from grapevine.domain.referrals.rules.moves import By, Stage
from grapevine.domain.referrals.rules.turn import DAYS, REMINDERS
from grapevine.domain.referrals.rules.wished import BACK, Often, is_due, reminder_due
from grapevine.kit.moments import time_in

#: A letter holds so many referrals at most; the board has the rest.
MOST = 40
_LONG_AGO = datetime(1970, 1, 2, tzinfo=UTC)


def wished_of(actor: Actor) -> LettersWished:
    """The actor's choice; the defaults where nothing was chosen (not saved)."""
    require(actor, Permission.REFERRALS_READ)
    return LettersWished.objects.filter(owner_id=actor.member_id).first() or LettersWished(owner_id=actor.member_id)


@dataclass(frozen=True, slots=True)
class Moved:
    """One referral that others moved. ``who``: initials; ``moves``: (by whom, stage, their word), the oldest first."""

    side_id: int
    version: int
    role: By
    who: str
    person: str
    need: str
    moves: list[tuple[By, Stage, str]]


@dataclass(frozen=True, slots=True)
class Thanked:
    """Thanks that came. ``worth``: what the earner chose to tell, in words."""

    who: str
    person: str
    words: str
    worth: str


@dataclass(frozen=True, slots=True)
class News:
    """What is new for one member; ``requests``: how many came by their public page."""

    moved: list[Moved] = field(default_factory=list)
    thanked: list[Thanked] = field(default_factory=list)
    requests: int = 0

    def __bool__(self) -> bool:
        """Is there anything to tell?"""
        return bool(self.moved or self.thanked or self.requests)


def due_for_news(now: datetime) -> tuple[list[int], list[int]]:
    """(owners for whom it is time and who may have news, owners for whom it is time and who have none)."""
    rows = LettersWished.objects.filter(owner__is_active=True).exclude(moves=Often.NEVER)
    due: dict[int, Often] = {}
    for owner, moves, told, zone in rows.values_list("owner_id", "moves", "moves_told_at", "owner__time_zone"):
        often = Often(moves)
        if is_due(often, time_in(told or _LONG_AGO, zone), time_in(now, zone)):
            due[owner] = often
    with_news = _may_have_news(due, now)
    return sorted(with_news), sorted(owner for owner in due if owner not in with_news and due[owner] is not Often.EACH)


def _may_have_news(due: Mapping[int, Often], now: datetime) -> set[int]:
    """Those of them in whose books something happened, in three reads however many they are."""
    if not due:
        return set()
    since = now - timedelta(days=max(BACK[often] for often in due.values()))
    sides = Side.objects.filter(owner__in=due, moved_at__gte=since, referral__version__gt=F("told_version"))
    thanked = Side.objects.filter(owner__in=due, role=By.GIVER, referral__thanks__at__gte=since)
    came = Incoming.objects.filter(owner__in=due, created_at__gte=since)
    return {owner for rows in (sides, thanked, came) for owner in rows.values_list("owner_id", flat=True).distinct()}


def news(wish: LettersWished, now: datetime) -> News:
    """What others did since the last letter, in the book of one member who wished to be told."""
    since = now - timedelta(days=BACK[Often(wish.moves)])
    told = max(wish.moves_told_at or _LONG_AGO, since)
    own = Side.objects.filter(owner=wish.owner_id)
    fresh = own.filter(moved_at__gte=since, referral__version__gt=F("told_version")).order_by("-moved_at", "-pk")
    sides = list(fresh.select_related("referral__prospect", "person")[:MOST])
    thanks = Thanks.objects.filter(referral__sides__in=own.filter(role=By.GIVER), at__gt=told)
    return News(
        [moved for moved in (_moved(side, rows) for side, rows in _with_moves(sides)) if moved.moves],
        [_thanked(each, wish.owner_id) for each in _by_others(thanks.select_related("referral__prospect")[:MOST])],
        Incoming.objects.filter(owner=wish.owner_id, created_at__gt=told).count(),
    )


def _with_moves(sides: Collection[Side]) -> list[tuple[Side, list[Move]]]:
    rows = Move.objects.filter(referral__in=[side.referral_id for side in sides]).order_by("number")
    of: dict[int, list[Move]] = {}
    for row in rows:
        of.setdefault(row.referral_id, []).append(row)
    return [(side, of.get(side.referral_id, [])) for side in sides]


def _moved(side: Side, rows: list[Move]) -> Moved:
    """What others said themselves; what the owner heard and noted is no news to them."""
    fresh = [row for row in rows if row.number > side.told_version and row.by != side.role and row.via != "heard"]
    return Moved(
        side.pk, side.referral.version, By(side.role), side.referral.prospect.label, side.person.name,
        side.referral.need, [(By(row.by), Stage(row.to_stage), row.note) for row in fresh],
    )  # fmt: skip


def _by_others(rows: Collection[Thanks]) -> list[Thanks]:
    """Thanks that somebody gave themselves: a receiver with a book of their own, or with a link."""
    ids = [row.referral_id for row in rows]
    able = set(Side.objects.filter(referral__in=ids, role=By.RECEIVER).values_list("referral_id", flat=True))
    able |= set(Address.objects.filter(referral__in=ids, purpose="receiver").values_list("referral_id", flat=True))
    return [row for row in rows if row.referral_id in able]


def _thanked(row: Thanks, owner_id: int) -> Thanked:
    side = Side.objects.select_related("person").get(referral=row.referral_id, owner=owner_id)
    return Thanked(row.referral.prospect.label, side.person.name, row.words, worth_told(row))


def due_for_reminders(now: datetime) -> list[Member]:
    """Members who wished to be reminded, and for whom it is morning and no letter went out today."""
    rows = LettersWished.objects.filter(reminders=True, owner__is_active=True).select_related("owner")
    return [
        row.owner
        for row in rows
        if is_due(
            Often.DAILY, time_in(row.reminded_at or _LONG_AGO, row.owner.time_zone), time_in(now, row.owner.time_zone)
        )
    ]


def waiting_for(actor: Actor, told: datetime | None, now: datetime) -> list[Card]:
    """What waits for the actor and whose reminder has fallen due since ``told``, the longest waiting first."""
    times, last = times_of(actor), told or _LONG_AGO
    ripe = Q(pk__in=[])
    for stage in DAYS:
        allowed = timedelta(days=times[stage])
        ripe |= Q(stage=stage, moved_at__lt=now - allowed, moved_at__gt=last - allowed * 2**REMINDERS)
    rows = Side.objects.filter(ripe, owner_id=actor.member_id).order_by("moved_at", "pk")
    return [
        card
        for card in cards(rows, now, times)
        if card.turn.who is card.role and reminder_due(card.moved_at, last, now, times[card.stage])
    ][:MOST]
