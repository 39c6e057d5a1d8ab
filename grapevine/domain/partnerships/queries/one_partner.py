"""Why somebody of the book could be a partner, for their own page: in one statement."""

from __future__ import annotations

from django.db.models import Count, Exists, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from grapevine.domain.accounts.models import Member
from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.gives.models import Give
from grapevine.domain.gives.rules import GIVEN, RECEIVED, REFERRAL
from grapevine.domain.partnerships.models import NotForMe, Partnership
from grapevine.domain.partnerships.rules.matching.flows import Flows, term
from grapevine.domain.partnerships.rules.matching.partner import Professional, Setting, compete, verdict
from grapevine.domain.partnerships.rules.matching.reasons import Met, Reasons, reasons
from grapevine.domain.people.models import Person
from grapevine.kit.prepared import Prepared


def why_partner(actor: Actor, person: Person) -> Reasons | None:
    """The reasons of both directions, where both professions and the ledger carry both; else None.

    None, too, for somebody passed over, archived, or with whom there is an agreement: they are not suggested either.
    """
    require(actor, Permission.BOOK_READ)
    if not person.profession_key or person.archived_at is not None:
        return None
    theirs = person.profession_key
    ((own, given, received, passed, agreed),) = _both_sides(actor.member_id, person.pk, theirs)
    if not own or passed or agreed or compete(own, theirs):
        return None
    seen = Flows({(own, theirs): float(given), (theirs, own): float(received)})
    me, them = Professional(own), Professional(theirs)
    found = verdict(me, them, 0.0, Setting(lambda giver, receiver: term(giver, receiver, seen)))
    told = reasons(me, them, found, Met(person.given or person.name, (), 0, given, received))
    return told if told.out and told.back else None


def _of_both(member_id: int, person_id: int, profession: str) -> QuerySet:
    """My profession, the referrals with theirs each way, and whether this was passed over or agreed."""
    mine = Member.objects.filter(pk=member_id).annotate(
        given=_referrals(member_id, profession, GIVEN),
        received=_referrals(member_id, profession, RECEIVED),
        passed=Exists(NotForMe.objects.filter(owner_id=member_id, person=person_id)),
        agreed=Exists(Partnership.objects.filter(owner_id=member_id, person=person_id, ended_on=None)),
    )
    return mine.values_list("profession_key", "given", "received", "passed", "agreed")


def _referrals(member_id: int, profession: str, direction: str) -> Coalesce:
    """How many referrals there were with people of this profession, one way."""
    rows: QuerySet[Give] = Give.objects.filter(
        owner_id=member_id, kind=REFERRAL, direction=direction, person__profession_key=profession
    )
    count = rows.order_by().values("owner").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(count), Value(0))


_both_sides = Prepared(_of_both, 0, 0, "")
