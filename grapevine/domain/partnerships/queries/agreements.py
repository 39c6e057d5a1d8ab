"""Reads of agreements: those of an actor, whichever side of them they sit on, and what came of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from django.db.models import Q, QuerySet

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.depth.models import LinkEnd, Relationship
from grapevine.domain.gives.models import Give
from grapevine.domain.partnerships.models import AgreementTerms, CheckIn, PartnerLink, Partnership, PartnershipNote
from grapevine.domain.partnerships.rules import agreement, check_ins
from grapevine.domain.partnerships.rules import terms as wordings
from grapevine.domain.partnerships.rules.agreement import OPEN, Standing, State
from grapevine.domain.partnerships.rules.health import QUARTER_DAYS, Health, Produced, health
from grapevine.domain.partnerships.rules.terms import Side, Terms
from grapevine.kit import ids, tokens
from grapevine.kit.errors import NotFound
from grapevine.kit.prepared import Prepared


@dataclass(frozen=True, slots=True)
class Agreed:
    """One agreement as one side sees it. ``terms``: the wording that stands or waits; ``in_force``: signed by both."""

    partnership: Partnership
    side: Side
    standing: Standing
    terms: Terms
    in_force: Terms | None
    produced: Produced
    health: Health
    check_in_due: bool

    @property
    def other_name(self) -> str:
        """The one across the table."""
        one = self.partnership
        return one.person.name if self.side is Side.OWNER else one.owner.name

    @property
    def my_turn(self) -> bool:
        """Whether a wording waits for this side."""
        return self.standing.waits_for() is self.side


def visible_to(actor: Actor) -> QuerySet[Partnership]:
    """The actor's own, and those of members linked with them in which they are the partner."""
    require(actor, Permission.BOOK_READ)
    me = LinkEnd.objects.filter(link__ends__owner_id=actor.member_id).exclude(owner_id=actor.member_id)
    mine = Q(owner_id=actor.member_id) | Q(person__in=me.values("person"))
    return Partnership.objects.filter(mine).select_related("owner", "person")


def side_of(actor: Actor, partnership: Partnership) -> Side:
    """Where the actor sits."""
    return Side.OWNER if partnership.owner_id == actor.member_id else Side.PARTNER


def agreements(actor: Actor, now: datetime, *, over: bool = False) -> list[Agreed]:
    """Those that are open, or those that are over; whoever's turn it is first, then by name."""
    found = visible_to(actor).order_by("-created_at", "-pk")
    found = found.exclude(state__in=OPEN) if over else found.filter(state__in=OPEN)
    seen = agreed(list(found[:500]), now, actor)
    return sorted(seen, key=lambda one: (not one.my_turn, not one.check_in_due, one.other_name.casefold()))


def agreement_of(actor: Actor, partnership_uid: object, now: datetime) -> Agreed:
    """One of them. Raises NotFound."""
    uid = ids.parse(partnership_uid)
    one = visible_to(actor).filter(uid=uid).first() if uid else None
    if one is None:
        raise NotFound("There is no such agreement of yours.")
    (found,) = agreed([one], now, actor)
    return found


def open_with(actor: Actor, person_ids: Iterable[int]) -> int:
    """How many open agreements there are with these people (inner ids) of the actor's own book."""
    own = Partnership.objects.filter(owner_id=actor.member_id, person__in=list(person_ids), state__in=OPEN)
    return own.count()


def newest_with(actor: Actor, person_id: int, today: date) -> tuple[Partnership, Standing] | None:
    """The newest agreement with somebody of the actor's book (inner id), open ones first, in one statement.

    Whichever of the two it stands with: the actor, or the linked member who is that person.
    """
    require(actor, Permission.BOOK_READ)
    found = [(one, standing_of(one, today)) for one in _with_person(actor.member_id, person_id)]
    return min(found, key=lambda pair: pair[1].state not in OPEN, default=None)


def _of_person(member_id: int, person_id: int) -> QuerySet[Partnership]:
    me = LinkEnd.objects.filter(link__ends__owner_id=member_id, link__ends__person_id=person_id)
    theirs = Q(owner__in=me.exclude(owner_id=member_id).values("owner"), person__linked_member=member_id)
    own = Q(owner_id=member_id, person_id=person_id)
    return Partnership.objects.filter(own | theirs).select_related("owner", "person").order_by("-created_at")[:20]


_with_person = Prepared(_of_person, 0, 0)


def by_secret(secret: str, now: datetime) -> tuple[PartnerLink, Agreed] | None:
    """The link and the agreement as the partner sees it, whether it can still be used or not; None: unknown."""
    links = PartnerLink.objects.filter(digest=tokens.digest(secret), partnership__owner__is_active=True)
    link = links.select_related("partnership__owner", "partnership__person").first()
    if link is None:
        return None
    (seen,) = agreed([link.partnership], now, None)
    return link, seen


def usable(link: PartnerLink, now: datetime) -> bool:
    """Whether a link opens the partner's page."""
    return link.revoked_at is None and link.expires_at > now and link.partnership.told_no_more_at is None


def links_of(agreed_one: Agreed, now: datetime) -> list[PartnerLink]:
    """The partner's links that work, newest first."""
    rows = PartnerLink.objects.filter(partnership=agreed_one.partnership, revoked_at=None, expires_at__gt=now)
    return list(rows.order_by("-created_at"))


def check_ins_of(partnership: Partnership) -> list[CheckIn]:
    """Looks at it so far, newest first."""
    return list(CheckIn.objects.filter(partnership=partnership).order_by("-due_on")[:40])


def private_note(actor: Actor, partnership: Partnership) -> str:
    """What the actor noted about it for themselves; "" where nothing was, and for anybody but the owner."""
    own = PartnershipNote.objects.filter(partnership=partnership, owner_id=actor.member_id)
    return own.values_list("text", flat=True).first() or ""


def standing_of(one: Partnership, today: date) -> Standing:
    """What the rule needs, as of a day."""
    stored = Standing(
        State(one.state), one.version, one.signed_owner, one.signed_partner, one.in_force, one.latest,
        one.proposed_on, one.paused_until,
    )  # fmt: skip
    return agreement.now_standing(stored, today)


def agreed(rows: Sequence[Partnership], now: datetime, actor: Actor | None) -> list[Agreed]:
    """Rows with all that belongs to them, in three statements; without an actor as the partner sees them."""
    wanted = Q()
    for one in rows:
        wanted |= Q(partnership=one, version__in={one.version, one.in_force})
    said = AgreementTerms.objects.filter(wanted) if rows else []
    terms = {(row.partnership_id, row.version): wordings.from_data(row.said) for row in said}
    produced = _produced([one for one in rows if one.started_on], now)
    found = []
    for one in rows:
        side = Side.PARTNER if actor is None else side_of(actor, one)
        in_force = terms.get((one.pk, one.in_force))
        came = _hoping(produced.get(one.pk, Produced(0.0)), in_force)
        came = came if side is Side.OWNER else _other_way(came)
        standing = standing_of(one, now.date())
        found.append(
            Agreed(
                one, side, standing, terms[one.pk, one.version], in_force, came, health(came),
                standing.state is State.ACTIVE and _asked(one, side, now.date()),
            )  # fmt: skip
        )
    return found


def _asked(one: Partnership, side: Side, today: date) -> bool:
    """Whether it is time for this side to look at it, or to say its word to a look the other began."""
    return check_ins.due(one.check_in_on, today) or check_ins.open_for(side, one.asked_side, one.asked_on, today)


def _hoping(came: Produced, said: Terms | None) -> Produced:
    """With what both hoped to send so far; one number alone is nothing to weigh the other side by."""
    if said is None or not (said.owner_hopes and said.partner_hopes):
        return came
    quarters = came.days / QUARTER_DAYS
    return replace(came, hoped=said.owner_hopes * quarters, hoped_back=said.partner_hopes * quarters)


def _other_way(came: Produced) -> Produced:
    return replace(
        came, given=came.received, received=came.given, given_now=came.received_now, received_now=came.given_now,
        given_year=came.received_year, received_year=came.given_year, hoped=came.hoped_back, hoped_back=came.hoped,
    )  # fmt: skip


def _produced(rows: Sequence[Partnership], now: datetime) -> dict[int, Produced]:
    """What came of each since it is in force, as the owner's ledgers tell it."""
    people = [one.person_id for one in rows]
    gives: dict[int, list[tuple[str, datetime]]] = defaultdict(list)
    if rows:
        for person, direction, at in _referrals(people, min(_start(one) for one in rows)):
            gives[person].append((direction, at))
    touched = dict(
        Relationship.objects.filter(person__in=people).values_list("person_id", "last_touch_at") if rows else ()
    )
    return {one.pk: _came(one, gives[one.person_id], touched.get(one.person_id), now) for one in rows}


def _referrals(people: Iterable[int], since: datetime) -> Iterable[tuple[int, str, datetime]]:
    rows = Give.objects.filter(person__in=list(people), kind="referral", at__gte=since)
    return rows.values_list("person_id", "direction", "at")


def _start(one: Partnership) -> datetime:
    assert one.started_on is not None
    return datetime.combine(one.started_on, time(), tzinfo=UTC)


def _came(one: Partnership, gives: Iterable[tuple[str, datetime]], touch: datetime | None, now: datetime) -> Produced:
    start, quarter, year = _start(one), now - timedelta(days=QUARTER_DAYS), now - timedelta(days=365)
    since = [(direction, at) for direction, at in gives if start <= at <= now]

    def count(direction: str, after: datetime) -> int:
        return sum(way == direction and at >= after for way, at in since)

    return Produced(
        days=max(0.0, _days(now - start)),
        given=count("given", start),
        received=count("received", start),
        given_now=count("given", quarter),
        received_now=count("received", quarter),
        given_year=count("given", year),
        received_year=count("received", year),
        since_referral=min((_days(now - at) for _, at in since), default=None),
        since_touch=None if touch is None else max(0.0, _days(now - touch)),
    )


def _days(gap: timedelta) -> float:
    return gap.total_seconds() / 86_400
