"""Offering oneself as a partner, passing somebody over, and what is counted anew every night."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Count, Max, OuterRef, Subquery, Sum

from grapevine.domain.accounts import queries as accounts
from grapevine.domain.accounts.models import Member
from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.audit_log import actions as audit_log
from grapevine.domain.audit_log.rules import Verb
from grapevine.domain.gives.models import Give
from grapevine.domain.gives.rules import GIVEN, RECEIVED, REFERRAL
from grapevine.domain.partnerships.models import NotForMe, OfferTotals, PartnerOffer, ReferralFlow
from grapevine.domain.partnerships.queries import offers as queries
from grapevine.domain.partnerships.rules.matching.grid import cell
from grapevine.domain.partnerships.rules.matching.partner import GROUPS
from grapevine.domain.people.queries import person_for_writing
from grapevine.kit import ids
from grapevine.kit.errors import NotFound, Refused
from grapevine.kit.text import clean

#: How long a list of languages or conflicts may be, and one entry of it.
_ENTRIES, _LONGEST = 50, 200
#: Fewer referrals than this between two professions are not counted: nobody shall be read out of a sum.
LEAST_TOLD = 5


@dataclass(frozen=True, slots=True)
class Draft:
    """What a member says. seen_by: "" (nobody), "chapter:UID" or "organisation:UID" of a seat of theirs."""

    seen_by: str = ""
    place: str = ""
    latitude: float | None = None
    longitude: float | None = None
    clients: Collection[str] = ()
    languages: Collection[str] = ()
    full: bool = False
    overflow: bool = False
    conflicts: Collection[str] = ()


@transaction.atomic
def save_offer(*, actor: Actor, now: datetime, draft: Draft) -> PartnerOffer:
    """Say who may see the actor as a possible partner, and what others should know. Raises Refused with the field."""
    require(actor, Permission.BOOK_WRITE)
    _check(draft)
    member = Member.objects.get(pk=actor.member_id)
    organisation, chapter = _seen_by(actor, draft.seen_by)
    if organisation and not member.profession_key:
        raise Refused("Say first, in your settings, what you work as: nobody can be matched without it.", "seen_by")
    there = draft.latitude is not None and draft.longitude is not None
    said = {
        "organisation_id": organisation, "chapter_id": chapter, "profession_key": member.profession_key,
        "place": clean(draft.place, 200), "latitude": draft.latitude, "longitude": draft.longitude,
        "cell": cell(draft.latitude or 0.0, draft.longitude or 0.0) if there else None,
        "clients": [key for key in GROUPS if key in draft.clients],
        "languages": _lines([text.lower() for text in draft.languages], "languages"),
        "full": draft.full, "overflow": draft.overflow, "conflicts": _lines(draft.conflicts, "conflicts"),
        "changed_at": now,
    }  # fmt: skip
    made, _ = PartnerOffer.objects.update_or_create(member_id=actor.member_id, defaults=said)
    audit_log.record(Verb.OFFER_CHANGED, now=now, member_id=actor.member_id, seen_by=draft.seen_by.split(":")[0])
    return made


@transaction.atomic
def pass_over(*, actor: Actor, now: datetime, person_uid: object = None, member_uid: object = None) -> NotForMe:
    """Do not suggest this person of the book, or this member, again. Raises Refused for nobody, NotFound."""
    require(actor, Permission.BOOK_WRITE)
    if not person_uid and not member_uid:
        raise Refused("Say whom: a person of your book, or a member.", "person")
    if person_uid:
        ends = {"person": person_for_writing(actor, person_uid), "member": None}
    else:
        known = ids.parse(member_uid)
        # Who did not offer themselves is not told apart from nobody.
        member = queries.offered_to(actor).filter(uid=known).first() if known else None
        if member is None:
            raise NotFound("There is no such member near you.")
        ends = {"person": None, "member": member}
    made, new = NotForMe.objects.get_or_create(owner_id=actor.member_id, **ends, defaults={"at": now})
    if new:
        audit_log.record(Verb.SUGGESTION_PASSED_OVER, now=now, member_id=actor.member_id, thing_id=made.uid)
    return made


@transaction.atomic
def take_back(*, actor: Actor, now: datetime, uid: object) -> NotForMe:
    """Somebody passed over may be suggested again. Raises NotFound."""
    require(actor, Permission.BOOK_WRITE)
    row = queries.one_passed_over(actor, uid)
    audit_log.record(Verb.SUGGESTION_WANTED, now=now, member_id=actor.member_id, thing_id=row.uid)
    NotForMe.objects.filter(pk=row.pk).delete()
    return row


@transaction.atomic
def count_anew(*, now: datetime) -> int:
    """Every night: the copies in the offers, what professions referred to each other, and the sums. How many offers."""
    open_ones = PartnerOffer.objects.exclude(organisation=None)
    key = Member.objects.filter(pk=OuterRef("pk")).values("profession_key")[:1]
    got = Give.objects.filter(owner=OuterRef("pk"), kind=REFERRAL, direction=RECEIVED).order_by()
    count = got.values("owner").annotate(number=Count("pk")).values("number")[:1]
    for row in open_ones.annotate(key=Subquery(key), got=Subquery(count)).iterator(2_000):
        if (row.key, row.got or 0) != (row.profession_key, row.received):
            PartnerOffer.objects.filter(pk=row.pk).update(profession_key=row.key or "", received=row.got or 0)
    ReferralFlow.objects.all().delete()
    ReferralFlow.objects.bulk_create(_flows(), batch_size=1_000)
    OfferTotals.objects.all().delete()
    sums = open_ones.filter(chapter=None).order_by()
    OfferTotals.objects.bulk_create(
        OfferTotals(organisation_id=place, offers=number, received=got, most_received=most, counted_at=now)
        for place, number, got, most in sums.values_list("organisation").annotate(
            number=Count("pk"), got=Sum("received"), most=Max("received")
        )
    )
    return open_ones.count()


def _flows() -> list[ReferralFlow]:
    """Referrals that members who offer themselves logged, by the professions of both ends."""
    counted: dict[tuple[int, str, str], int] = {}
    rows = Give.objects.filter(kind=REFERRAL, owner__in=PartnerOffer.objects.exclude(organisation=None).values("pk"))
    own = PartnerOffer.objects.filter(pk=OuterRef("owner")).values("organisation")[:1]
    named = rows.exclude(person__profession_key="").exclude(owner__profession_key="").annotate(place=Subquery(own))
    for place, mine, theirs, direction, number in (
        named.order_by()
        .values_list("place", "owner__profession_key", "person__profession_key", "direction")
        .annotate(number=Count("pk"))
    ):
        pair = (place, mine, theirs) if direction == GIVEN else (place, theirs, mine)
        counted[pair] = counted.get(pair, 0) + number
    return [
        ReferralFlow(organisation_id=place, giver_key=giver, receiver_key=receiver, referrals=number)
        for (place, giver, receiver), number in counted.items()
        if number >= LEAST_TOLD
    ]


def _check(draft: Draft) -> None:
    strange = sorted(set(draft.clients) - GROUPS.keys())
    if strange:
        raise Refused(f"“{strange[0]}” is no group of clients. Choose of {', '.join(GROUPS)}.", "clients")
    if (draft.latitude is None) != (draft.longitude is None):
        raise Refused("A point needs both: latitude and longitude.", "latitude")
    if draft.latitude is not None and not -90.0 <= draft.latitude <= 90.0:
        raise Refused("A latitude lies between -90 and 90 degrees.", "latitude")
    if draft.longitude is not None and not -180.0 <= draft.longitude <= 180.0:
        raise Refused("A longitude lies between -180 and 180 degrees.", "longitude")


def _seen_by(actor: Actor, seen_by: str) -> tuple[int | None, int | None]:
    """(organisation, chapter) that may see the offer; both None for nobody. Raises Refused."""
    if not seen_by:
        return None, None
    kind, _, uid = seen_by.partition(":")
    for seat in accounts.seats(actor):
        if kind == "chapter" and seat.chapter and str(seat.chapter.uid) == uid:
            return seat.organisation_id, seat.chapter_id
        if kind == "organisation" and str(seat.organisation.uid) == uid:
            return seat.organisation_id, None
    raise Refused(
        "Who may see you? Nobody (left empty), a chapter of yours (chapter:ID) or its organisation.",
        "seen_by",
    )


def _lines(texts: Collection[str], field: str) -> list[str]:
    found = list(dict.fromkeys(clean(text, _LONGEST) for text in texts if text.strip()))
    if len(found) > _ENTRIES:
        raise Refused(f"At most {_ENTRIES} entries, please.", field)
    return found
