"""Links between two members: asked, declined, joined, ended; and holding them while either ledger is written.

Locks are taken in one order everywhere: people, links, relationships, books, each by its number. Two members who
write about each other at once meet at their link, and the second waits. See docs/decisions/0010.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction

from grapevine.domain.accounts.models import Member
from grapevine.domain.accounts.queries import members
from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.audit_log import actions as audit_log
from grapevine.domain.audit_log.rules import Verb
from grapevine.domain.depth.actions.credit import store, turn_page
from grapevine.domain.depth.models import Link, LinkEnd, Relationship
from grapevine.domain.depth.queries import counterparts, extra_of, fact_of, link_by_secret, sums_of
from grapevine.domain.depth.queries import link as link_of
from grapevine.domain.depth.rules import linking, shared
from grapevine.domain.depth.rules.tempo import TEMPOS
from grapevine.domain.people.models import Person
from grapevine.domain.people.queries import card_of, person_for_writing
from grapevine.kit import tokens
from grapevine.kit.errors import NotFound, Refused

OVER = "This link does not work any more. Ask for a new one."


def hold(person_ids: Iterable[int]) -> dict[int, int]:
    """Hold the living links of these people until the end of the transaction; who stands at their other ends.

    For every write of a ledger; the people themselves are held already. Both ways: inner id -> inner id.
    """
    wanted = list(person_ids)
    if not wanted:
        return {}
    living = LinkEnd.objects.filter(person__in=wanted).values("link")
    held = Link.objects.select_for_update().filter(pk__in=living).order_by("pk")
    return counterparts(wanted) if list(held.values_list("pk", flat=True)) else {}


@transaction.atomic
def ask_to_link(*, actor: Actor, now: datetime, person_uid: object) -> tuple[Link, str]:
    """Ask to be linked with a person; the request and the secret of its link, which is never shown again.

    The answer is the same whether or not that person is a member. It is brought to them without the link only when
    they share a chapter with the actor, who therefore knows of them anyhow. Raises Refused, NotFound.
    """
    person = person_for_writing(actor, person_uid)
    if person.linked_member_id:
        raise Refused(f"You and {person.name} are linked already.")
    earlier = Link.objects.filter(owner_id=actor.member_id, person=person, accepted_at=None, ended_at=None)
    earlier.update(ended_at=now)
    secret = tokens.make()
    link = Link.objects.create(
        owner_id=actor.member_id, person=person, other=_known_member(actor, person), digest=tokens.digest(secret),
        created_at=now, expires_at=linking.ends(now),
    )  # fmt: skip
    audit_log.record(Verb.LINK_ASKED, now=now, member_id=actor.member_id, thing_id=link.uid)
    return link, secret


def _known_member(actor: Actor, person: Person) -> Member | None:
    """The fellow of a chapter who has this person's mail; nobody who has said no before, or is linked already."""
    emails = {mail.value.strip().lower() for mail in card_of(person).emails}
    fellow = members(actor).exclude(pk=actor.member_id).filter(email__in=emails).first() if emails else None
    if fellow is None:
        return None
    before = Link.objects.filter(owner_id=actor.member_id, other=fellow)
    no = before.filter(declined_at__isnull=False).exists()
    return None if no or _linked(actor.member_id, fellow.pk) else fellow


def _linked(one: int, other: int) -> bool:
    return LinkEnd.objects.filter(owner_id=one, link__ends__owner_id=other).exists()


def agreeable(*, actor: Actor, now: datetime, secret: str = "", link_uid: object = None) -> Link:
    """The request that the actor may agree to: by its secret, or one that was brought to them.

    Raises NotFound where there is none, Refused for one's own.
    """
    link = link_by_secret(secret) if secret else link_of(actor, link_uid)
    if link is None or not link.owner.is_active:
        raise NotFound(OVER)
    if link.owner_id == actor.member_id:
        raise Refused("This is your own link: hand it to the person you mean.")
    if link.accepted_at and link.other_id != actor.member_id:
        raise NotFound(OVER)
    if not linking.can_be_agreed(fact_of(link), now):
        raise NotFound(OVER)
    return link


@transaction.atomic
def decline_link(*, actor: Actor, now: datetime, secret: str = "", link_uid: object = None) -> None:
    """No, thank you. Who asked is not told. Raises NotFound, Refused."""
    require(actor, Permission.BOOK_WRITE)
    link = agreeable(actor=actor, now=now, secret=secret, link_uid=link_uid)
    Link.objects.filter(pk=link.pk, accepted_at=None).update(declined_at=now, other_id=actor.member_id)
    audit_log.record(Verb.LINK_DECLINED, now=now, member_id=actor.member_id, thing_id=link.uid)


def join(*, actor: Actor, now: datetime, link: Link, person_uid: object) -> tuple[Person, Person]:
    """Make the two people the two ends of the link: (theirs who asked, the actor's). Sums are not folded here.

    Called inside the transaction of ``network.actions.accept_link``. Raises NotFound, Refused.
    """
    both = hold_people([link.person_id, person_for_writing(actor, person_uid).pk])
    found = list(Link.objects.select_for_update().filter(pk=link.pk))
    if not found or not linking.can_be_agreed(fact_of(found[0]), now) or link.person_id not in both:
        raise NotFound(OVER)
    theirs = both.pop(link.person_id)
    (mine,) = both.values()
    if theirs.linked_member_id or mine.linked_member_id or _linked(link.owner_id, actor.member_id):
        raise Refused("One of the two is linked already. End that link first.")
    Link.objects.filter(pk=link.pk).update(accepted_at=now, declined_at=None, other_id=actor.member_id)
    open_requests = Link.objects.filter(person__in=[theirs.pk, mine.pk], accepted_at=None, ended_at=None)
    open_requests.update(ended_at=now)
    for person, other in ((theirs, actor.member_id), (mine, link.owner_id)):
        LinkEnd.objects.create(link=link, owner_id=person.owner_id, person=person)
        Person.objects.filter(pk=person.pk).update(linked_member_id=other)
        Relationship.objects.get_or_create(person_id=person.pk, defaults={"owner_id": person.owner_id})
    audit_log.record(Verb.LINK_ACCEPTED, now=now, member_id=actor.member_id, thing_id=link.uid)
    return theirs, mine


def hold_people(person_ids: Iterable[int]) -> dict[int, Person]:
    """Hold people of two books, in the order of their numbers."""
    return Person.objects.select_for_update().order_by("pk").in_bulk(list(person_ids))


@transaction.atomic
def end_link(*, actor: Actor, now: datetime, link_uid: object) -> None:
    """End a link, or take a request back; what the other's ledger added goes, to the last digit. Raises NotFound."""
    require(actor, Permission.BOOK_WRITE)
    link = link_of(actor, link_uid)
    living = link.accepted_at is not None
    if link.ended_at or not (living or link.owner_id == actor.member_id):
        raise NotFound("There is no such link of yours.")
    ends = list(LinkEnd.objects.filter(link=link).order_by("pk"))
    hold_people(end.person_id for end in ends)
    part(ends)
    Link.objects.filter(pk=link.pk).update(ended_at=now)
    audit_log.record(Verb.LINK_ENDED, now=now, member_id=actor.member_id, thing_id=link.uid)


def part(ends: Sequence[LinkEnd]) -> None:
    """Take the links of these ends apart: each relationship loses what the other's ledger added to it."""
    links = sorted({end.link_id for end in ends})
    if not links:
        return
    people = LinkEnd.objects.filter(link__in=links).values_list("person_id", flat=True)
    hold_people(people)
    list(Link.objects.select_for_update().filter(pk__in=links).order_by("pk"))
    living = {end.person_id: end for end in LinkEnd.objects.filter(link__in=links).select_related("owner")}
    rows = Relationship.objects.select_for_update().order_by("pk").in_bulk(list(living))
    for person_id, row in rows.items():
        tempo = TEMPOS[living[person_id].owner.tempo]
        store(row, shared.without(sums_of(row), extra_of(living[person_id]), tempo), tempo)
    Relationship.objects.bulk_update(
        rows.values(), ["theirs_fast", "theirs_slow", "mine_fast", "mine_slow", "at", "rank_key", "reach"]
    )
    LinkEnd.objects.filter(link__in=links).delete()
    Person.objects.filter(pk__in=list(living)).update(linked_member=None)
    turn_page({end.owner_id for end in living.values()})


def relabel(person_ids: Iterable[int]) -> None:
    """After people were made one or two: each is marked as linked with whom its living link says, or with nobody."""
    wanted = list(person_ids)
    others = counterparts(wanted)
    owners = dict(Person.objects.filter(pk__in=others.values()).values_list("pk", "owner_id"))
    for pk in wanted:
        Person.objects.filter(pk=pk).update(linked_member_id=owners.get(others[pk]) if pk in others else None)
