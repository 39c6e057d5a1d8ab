"""Referrals out of an archive: each once, as it stood, in this book alone; nobody is told and nothing is sent anew.

The caller holds the book and writes the log entry.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.gives import rules as gives
from grapevine.domain.gives.actions import delete_gives
from grapevine.domain.gives.models import Give
from grapevine.domain.people.models import Person
from grapevine.domain.referrals.actions.holding import Held
from grapevine.domain.referrals.actions.ledgers import settle
from grapevine.domain.referrals.models import Move, Prospect, Referral, Side, Thanks
from grapevine.domain.referrals.queries.archived import by_keys
from grapevine.domain.referrals.rules import told
from grapevine.domain.referrals.rules.chains import makes_a_circle
from grapevine.domain.referrals.rules.consent import Consent, How
from grapevine.domain.referrals.rules.moves import UNSENT, By
from grapevine.domain.referrals.rules.place import place
from grapevine.kit.errors import Refused
from grapevine.kit.moments import AHEAD
from grapevine.kit.source_keys import by_source_keys

#: In an archive a link's yes is the archive's word: here nobody pressed anything.
BY_A_LINK = "By a link, as the archive tells"


def bring_referral(
    *, actor: Actor, now: datetime, key: str, person_id: int, at: datetime, said: Mapping[str, Any]
) -> Side | None:
    """One referral from the actor's side; None where it is there already. ``said``: the fields of an archive's record.

    Raises Refused for what no archive writes, and for times to come.
    """
    require(actor, Permission.BOOK_WRITE)
    found = told.read(said)
    if isinstance(found, str):
        raise Refused(found)
    if found.moves[-1]["at"] > now:
        raise Refused("its last move lies in the future")
    if found.latest > now + AHEAD:
        raise Refused(told.NOT_OURS)
    if by_keys(actor, [key]):
        return None
    person = Person.objects.get(pk=person_id, owner_id=actor.member_id)
    organisation, chapter = place(actor.seats)
    parent = by_keys(actor, [said["from_key"]]).get(said["from_key"]) if said["from_key"] else None
    referral = Referral.objects.create(
        created_at=at, organisation_id=organisation, chapter_id=chapter,
        came_from_id=parent.referral_id if parent else None, **found.shared,
    )  # fmt: skip
    if found.shared["stage"] in UNSENT and found.whom["how"] == How.LINK:
        found.whom.update(how=How.SAID, words=BY_A_LINK)
    if found.whom["consent"] == Consent.ASKED:
        found.whom.update(consent=Consent.NONE, how="")
    prospect = Prospect.objects.create(referral=referral, **found.whom)
    Move.objects.bulk_create(Move(referral=referral, **move) for move in found.moves)
    thanks = Thanks.objects.create(referral=referral, **found.thanks) if found.thanks else None
    side = Side.objects.create(
        owner_id=actor.member_id, referral=referral, role=found.role, person=person, stage=referral.stage,
        moved_at=referral.moved_at, thanked=thanks is not None, source_key=key, told_version=referral.version,
        **found.own,
    )  # fmt: skip
    _attach(side, said)
    settle(Held(referral, prospect, {found.role: side}, thanks, found.role), actor, now)
    return side


def bring_about(*, actor: Actor, person_id: int, referral: str) -> Side | None:
    """That the prospect is this person of the book."""
    require(actor, Permission.BOOK_WRITE)
    side = by_keys(actor, [referral]).get(referral)
    if side is None or side.about_id is not None or side.person_id == person_id:
        return None
    side.about_id = person_id
    side.save(update_fields=["about"])
    return side


def put_in_chains(*, actor: Actor, chains: Mapping[str, str]) -> None:
    """Referral -> the one it came from, by their keys: told of before the other was there. A circle is none."""
    require(actor, Permission.BOOK_WRITE)
    sides = by_keys(actor, [*chains, *chains.values()])
    own = Side.objects.filter(owner_id=actor.member_id)
    parents = dict(own.values_list("referral_id", "referral__came_from_id")) if chains else {}
    for key, parent in chains.items():
        if key in sides and parent in sides:
            child, first = sides[key].referral_id, sides[parent].referral_id
            if parents[child] is None and not makes_a_circle(child, first, parents):
                Referral.objects.filter(pk=child, came_from=None).update(came_from=first)
                parents[child] = first


def effect_of(side: Side) -> dict[str, Any]:
    """What tells later whether anybody has acted on it since it came."""
    return {"id": side.pk, "version": side.referral.version, "thanked": side.thanked}


def take_back(*, actor: Actor, effects: Iterable[Mapping[str, Any]], abouts: Iterable[int]) -> None:
    """Take what an import brought back, as far as nobody moved it since; its gives go with it or with their import."""
    require(actor, Permission.BOOK_WRITE)
    then = {each["id"]: dict(each) for each in effects}
    own = Side.objects.filter(owner_id=actor.member_id)
    own.filter(pk__in=list(abouts)).update(about=None)
    for side in own.filter(pk__in=then).select_related("referral").order_by("pk"):
        same = {**then[side.pk], **effect_of(side)} == then[side.pk]
        if not same or Side.objects.filter(referral=side.referral_id).count() > 1:
            continue
        kept = Give.objects.filter(pk__in=[pk for pk in (side.give_id, side.thanks_give_id) if pk])
        delete_gives(actor=actor, gives=list(kept.filter(source_key__startswith=f"referral:{side.referral.uid}:")))
        kept.update(source="import")
        side.referral.delete()


def _attach(side: Side, said: Mapping[str, Any]) -> None:
    """Its entries of the ledger came with the archive: they are its own again, and are not written twice."""
    given = By(side.role) is By.GIVER
    ways = (gives.GIVEN, gives.RECEIVED) if given else (gives.RECEIVED, gives.GIVEN)
    own = Give.objects.filter(owner_id=side.owner_id)
    for column, kind, way in (("give", gives.REFERRAL, ways[0]), ("thanks_give", gives.THANKS, ways[1])):
        give = by_source_keys(own, [said[column]]).get(said[column]) if said[column] else None
        fits = give is not None and (give.person_id, give.kind, give.direction) == (side.person_id, kind, way)
        if give is not None and fits and not Side.objects.filter(**{column: give}).exists():
            Give.objects.filter(pk=give.pk).update(source=gives.OF_A_REFERRAL)
            setattr(side, f"{column}_id", give.pk)
    side.save(update_fields=["give", "thanks_give"])
