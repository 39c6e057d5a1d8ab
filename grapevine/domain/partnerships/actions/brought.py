"""Agreements out of an archive: each once, as it stood. Nothing is signed anew, and no link of the partner comes along.

The caller writes the log entry.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from grapevine.domain.accounts.queries import seats
from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.partnerships.actions.agreements import close_the_forgotten
from grapevine.domain.partnerships.actions.reckoning import reckon
from grapevine.domain.partnerships.models import AgreementMove, AgreementTerms, CheckIn, Partnership, PartnershipNote
from grapevine.domain.partnerships.queries.agreements import standing_of
from grapevine.domain.partnerships.rules import check_ins, told
from grapevine.domain.partnerships.rules.agreement import OPEN, State
from grapevine.domain.partnerships.rules.terms import as_data
from grapevine.domain.people.models import Person
from grapevine.kit.errors import Refused
from grapevine.kit.source_keys import by_source_keys

LINKED = "you are linked: what both of you signed does not come out of a file"


def bring_agreement(
    *, actor: Actor, now: datetime, key: str, person_id: int, at: datetime, said: Mapping[str, Any]
) -> Partnership | None:
    """One agreement with all that hangs on it; None where it is there already.

    ``said``: the fields of an archive's record. Raises Refused for what no archive writes, for somebody with whom
    an agreement is open (that one stays), and for a linked member.
    """
    require(actor, Permission.BOOK_WRITE)
    found = told.read(said)
    if isinstance(found, str):
        raise Refused(found)
    if by_source_keys(Partnership.objects.filter(owner_id=actor.member_id), [key]):
        return None
    person = Person.objects.get(pk=person_id, owner_id=actor.member_id)
    one = _row(actor, person, found, key, at)
    _must_have_room(one, person, now)
    one.save()
    AgreementTerms.objects.bulk_create(
        AgreementTerms(partnership=one, version=each.version, by=each.by, at=each.at, said=as_data(each.terms))
        for each in found.wordings
    )
    AgreementMove.objects.bulk_create(
        AgreementMove(
            partnership=one, at=each.at, by=each.by, how=each.how, move=each.move, version=each.version, note=each.note
        )
        for each in found.moves
    )
    CheckIn.objects.bulk_create(CheckIn(partnership=one, **look.columns()) for look in found.looks)
    if found.note:
        PartnershipNote.objects.create(
            partnership=one, owner_id=actor.member_id, text=found.note, at=found.noted or at
        )
    reckon(actor=actor, now=now, person_ids=[person_id])
    return one


def effect_of(one: Partnership) -> dict[str, Any]:
    """What tells later whether anybody has acted on it since it came."""
    noted = PartnershipNote.objects.filter(partnership=one).values_list("at", flat=True).first()
    return {"id": one.pk, "moves": one.moves.count(), "noted": noted.isoformat() if noted else ""}


def take_back(*, actor: Actor, now: datetime, effects: Iterable[Mapping[str, Any]]) -> None:
    """Take what an import brought back, as far as neither side did anything with it since."""
    require(actor, Permission.BOOK_WRITE)
    told_then = {each["id"]: dict(each) for each in effects}
    own = Partnership.objects.select_for_update().filter(owner_id=actor.member_id, pk__in=told_then).order_by("pk")
    gone = [one for one in own if {**told_then[one.pk], **effect_of(one)} == told_then[one.pk]]
    for one in gone:
        one.delete()
    reckon(actor=actor, now=now, person_ids=[one.person_id for one in gone])


def _row(actor: Actor, person: Person, found: told.Told, key: str, at: datetime) -> Partnership:
    seat = seats(actor).first()
    last = found.looks[-1] if found.looks else None
    return Partnership(
        owner_id=actor.member_id, person=person, source_key=key, created_at=at, regulated=found.regulated,
        organisation_id=seat.organisation_id if seat else None, chapter_id=seat.chapter_id if seat else None,
        asked_side=check_ins.still_asked(last.owner_at is not None, last.partner_at is not None) if last else "",
        asked_on=last.due_on if last else None, told_no_more_at=found.told_no_more,
        **found.numbers, **found.days,
    )  # fmt: skip


def _must_have_room(one: Partnership, person: Person, now: datetime) -> None:
    """Refuse where another one is open; a proposal whose time ran out is over, here as there."""
    if standing_of(one, now.date()).state is State.EXPIRED:
        one.state = State.EXPIRED
    close_the_forgotten(person, now.date())
    if person.linked_member_id:
        raise Refused(LINKED)
    if one.state in OPEN and Partnership.objects.filter(person=person, state__in=OPEN).exists():
        raise Refused(f"there is an open agreement with {person.name} already, and it stays")
