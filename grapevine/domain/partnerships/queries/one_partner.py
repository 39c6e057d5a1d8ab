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


def why_partner(actor: Actor, person: Person) -> Reasons | None:
    """The reasons of both directions, where both professions and the ledger carry both; else None.

    None, too, for somebody passed over, archived, or with whom there is an agreement: they are not suggested either.
    """
    require(actor, Permission.BOOK_READ)
    if not person.profession_key or person.archived_at is not None:
        return None
    mine = Member.objects.filter(pk=actor.member_id).annotate(
        given=_referrals(actor, person, GIVEN),
        received=_referrals(actor, person, RECEIVED),
        passed=Exists(NotForMe.objects.filter(owner_id=actor.member_id, person=person)),
        agreed=Exists(Partnership.objects.filter(owner_id=actor.member_id, person=person, ended_on=None)),
    )
    own, given, received, passed, agreed = mine.values_list(
        "profession_key", "given", "received", "passed", "agreed"
    ).get()
    theirs = person.profession_key
    if not own or passed or agreed or compete(own, theirs):
        return None
    seen = Flows({(own, theirs): float(given), (theirs, own): float(received)})
    me, them = Professional(own), Professional(theirs)
    found = verdict(me, them, 0.0, Setting(lambda giver, receiver: term(giver, receiver, seen)))
    told = reasons(me, them, found, Met(person.given or person.name, (), 0, given, received))
    return told if told.out and told.back else None


def _referrals(actor: Actor, person: Person, direction: str) -> Coalesce:
    """How many referrals there were with people of this profession, one way."""
    rows: QuerySet[Give] = Give.objects.filter(
        owner_id=actor.member_id, kind=REFERRAL, direction=direction, person__profession_key=person.profession_key
    )
    count = rows.order_by().values("owner").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(count), Value(0))
