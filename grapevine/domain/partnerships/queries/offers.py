"""Reads of who may be suggested to whom, and of what was passed over."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from math import log

from django.db.models import Q, QuerySet

from grapevine.domain.accounts.models import Member, Seat
from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.depth.models import LinkEnd
from grapevine.domain.partnerships.models import NotForMe, OfferTotals, PartnerOffer, ReferralFlow
from grapevine.domain.partnerships.rules.matching.partner import Professional
from grapevine.kit import ids
from grapevine.kit.errors import NotFound
from grapevine.kit.prepared import Prepared

_COLUMNS = ("member_id", "profession_key", "place", "latitude", "longitude", "clients", "languages", "full", "overflow",
            "received")  # fmt: skip
_LIGHT = ("member_id", "profession_key", "received", "latitude", "longitude")
#: At most so many rows of one question are read; the largest city has fewer of eight professions.
PART = 5_000
#: At most so many of the member's own links, and of each of those, are followed.
_LINKS = 200

_NEAR = Prepared(
    lambda organisation, cells, keys, least: PartnerOffer.objects.filter(
        organisation=organisation, chapter=None, cell__among=cells, profession_key__among=keys, received__gte=least
    ).values_list(*_LIGHT)[:PART],
    1, [1], [""], 1,
)  # fmt: skip
_FAR = Prepared(
    lambda organisation, key, least, most, after: PartnerOffer.objects.filter(
        Q(received__lt=most) | Q(received=most, member__gt=after),
        organisation=organisation, chapter=None, profession_key=key, received__gte=least, received__lte=most,
    ).order_by("-received", "member_id").values_list(*_LIGHT)[:200],
    1, "", 1, 1, 1,
)  # fmt: skip
_BY_MEMBER = Prepared(
    lambda organisation, members: PartnerOffer.objects.filter(
        organisation=organisation, chapter=None, member__among=members
    ).values_list(*_COLUMNS),
    1, [1],
)  # fmt: skip


_OFFER = Prepared(
    lambda member: PartnerOffer.objects.filter(member=member).select_related("organisation", "chapter"), 1
)
_WORK = Prepared(lambda member: Member.objects.filter(pk=member).values_list("profession_key", "place"), 1)
_TOTALS = Prepared(lambda organisation: OfferTotals.objects.filter(organisation=organisation), 1)
_OPEN = Prepared(
    lambda members: PartnerOffer.objects.filter(member__among=members, organisation__isnull=False)
    .values_list("member"),
    [1],
)
_LINKED = Prepared(
    lambda member: LinkEnd.objects.filter(owner=member).values_list("link__ends__owner")[: 2 * _LINKS], 1
)
_LINKED_OF = Prepared(
    lambda members: LinkEnd.objects.filter(owner__among=members).values_list("owner", "link__ends__owner")[
        : 2 * _LINKS * _LINKS
    ],
    [1],
)

#: Member (inner id), profession, referrals received, latitude and longitude: enough to say how well at best.
Light = tuple[int, str, int, float | None, float | None]


@dataclass(frozen=True, slots=True)
class Offered:
    """A member who may be suggested (inner id), as matching knows them."""

    member_id: int
    professional: Professional


def offer(actor: Actor) -> PartnerOffer | None:
    """What the actor said about being suggested; None while nothing was said."""
    require(actor, Permission.BOOK_READ)
    return _OFFER.first(actor.member_id)


def passed_over(actor: Actor) -> QuerySet[NotForMe]:
    """Whom the actor does not want suggested, newest first."""
    require(actor, Permission.BOOK_READ)
    own = NotForMe.objects.filter(owner_id=actor.member_id)
    return own.select_related("person", "member").order_by("-at", "-pk")


def one_passed_over(actor: Actor, uid: object) -> NotForMe:
    """One of them. Raises NotFound."""
    known = ids.parse(uid)
    found = passed_over(actor).filter(uid=known).first() if known else None
    if found is None:
        raise NotFound("There is no such note.")
    return found


def myself(actor: Actor, said: PartnerOffer | None) -> Professional:
    """The actor as matching knows them: from what they offered, else from their account."""
    ((profession_key, place),) = _WORK(actor.member_id)
    if said is None:
        return Professional(profession_key, place)
    at = None if said.latitude is None or said.longitude is None else (said.latitude, said.longitude)
    return Professional(
        profession_key, said.place or place, at, frozenset(said.clients), frozenset(said.languages),
        said.full, said.overflow, float(said.received),
    )  # fmt: skip


def near(organisation: int, cells: list[int], keys: list[str], least: int) -> list[Light]:
    """Who offers themselves to all of an organisation, in these squares, of these professions, with at least so many
    referrals received."""
    return _NEAR(organisation, cells, keys, least)


def far(organisation: int, key: str, least: int, received: int, after: int) -> list[Light]:
    """The same anywhere, of one profession, the most referred to first: a part of them, from this place on."""
    return _FAR(organisation, key, least, received, after)


def by_member(organisation: int, members: Iterable[int]) -> list[Offered]:
    """The same, these members (inner ids) alone."""
    return _offered(_BY_MEMBER(organisation, sorted(members)))


def of_chapters(actor: Actor) -> list[Offered]:
    """Who offers themselves to a chapter of the actor, or to all of its organisation and sits in the chapter."""
    chapters = [seat.chapter_id for seat in actor.seats if seat.chapter_id]
    seated = Seat.objects.filter(chapter__in=chapters, until=None).values("member_id")
    places = {seat.organisation_id for seat in actor.seats}
    found = PartnerOffer.objects.filter(
        Q(chapter__in=chapters) | Q(chapter=None, organisation__in=places), member__in=seated
    )
    return _offered(found.exclude(member_id=actor.member_id).values_list(*_COLUMNS)[:PART])


def offered_to(actor: Actor) -> QuerySet[Member]:
    """Members who may be suggested to the actor: seated near by, and offered to that chapter or organisation."""
    chapters = [seat.chapter_id for seat in actor.seats if seat.chapter_id]
    places = {seat.organisation_id for seat in actor.seats}
    said = PartnerOffer.objects.filter(Q(chapter__in=chapters) | Q(chapter=None, organisation__in=places))
    seats = Seat.objects.filter(organisation__in=places, until=None)
    found = Member.objects.filter(pk__in=said.values("pk"), is_active=True).filter(pk__in=seats.values("member_id"))
    return found.exclude(pk=actor.member_id)


def still_there(actor: Actor, members: Collection[int], chapters_only: bool) -> dict[int, Member]:
    """Those members who still sit where they offered themselves, with name and firm; by inner id."""
    seats = Seat.objects.filter(until=None, member__in=list(members), member__is_active=True)
    if chapters_only:
        seats = seats.filter(chapter__in=[seat.chapter_id for seat in actor.seats if seat.chapter_id])
    else:
        seats = seats.filter(organisation__in={seat.organisation_id for seat in actor.seats})
    found = Member.objects.filter(pk__in=seats.values("member_id"))
    return {one.pk: one for one in found.only("uid", "name", "firm", "profession", "profession_key", "email")}


def in_common(actor: Actor, mine: Collection[int] | None = None) -> dict[int, list[float]]:
    """Members linked with somebody the actor is linked with: what each of those in common counts.

    Those in common count only where they offer themselves as well: others' links are nobody's business. ``mine``: the
    members linked with the actor, where they are known already.
    """
    linked = linked_members(actor) if mine is None else set(mine)
    open_ones = sorted(pk for (pk,) in _OPEN(sorted(linked)))
    found: dict[int, list[float]] = {}
    for others in _linked(open_ones).values():
        worth = 1.0 / log(max(len(others), 2))
        for other in others - {actor.member_id} - linked:
            found.setdefault(other, []).append(worth)
    return found


def linked_members(actor: Actor) -> set[int]:
    """Members with whom the actor is linked (inner ids)."""
    return {other for (other,) in _LINKED(actor.member_id)} - {actor.member_id}


def flow_rows(organisations: Collection[int]) -> dict[tuple[str, str], float]:
    """Referrals from profession to profession in these organisations."""
    found: dict[tuple[str, str], float] = {}
    rows = ReferralFlow.objects.filter(organisation__in=organisations)
    for giver, receiver, number in rows.values_list("giver_key", "receiver_key", "referrals"):
        found[giver, receiver] = found.get((giver, receiver), 0.0) + number
    return found


def totals(organisation: int) -> OfferTotals:
    """How many offer themselves, and what they received; nothing before the first night."""
    return _TOTALS.first(organisation) or OfferTotals(pk=organisation)


def _linked(members: list[int]) -> dict[int, set[int]]:
    """member -> the members at the other ends of their living links."""
    found: dict[int, set[int]] = {}
    for member, other in _LINKED_OF(members):
        if member != other:
            found.setdefault(member, set()).add(other)
    return found


def _offered(rows: Iterable[tuple]) -> list[Offered]:
    found = []
    for pk, key, place, latitude, longitude, clients, languages, full, overflow, received in rows:
        at = None if latitude is None or longitude is None else (latitude, longitude)
        one = Professional(key, place, at, frozenset(clients), frozenset(languages), full, overflow, float(received))
        found.append(Offered(pk, one))
    return found
