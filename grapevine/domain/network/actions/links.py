"""Two members agree to be linked: from then on each one's ledger speaks of the other's relationship, too."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from grapevine.domain.accounts.models import Member
from grapevine.domain.accounts.queries import actor_of
from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.depth.actions import replace_sums
from grapevine.domain.depth.actions.credit import turn_page
from grapevine.domain.depth.actions.links import agreeable, hold, join
from grapevine.domain.depth.models import Link
from grapevine.domain.depth.rules.tempo import TEMPOS
from grapevine.domain.network.queries.relationship import refolded
from grapevine.domain.people.actions import add_person
from grapevine.domain.people.models import Person
from grapevine.domain.people.rules.card import Card, Labelled


@transaction.atomic
def accept_link(
    *, actor: Actor, now: datetime, secret: str = "", link_uid: object = None, person_uid: object = None
) -> Link:
    """Agree to a request, by its secret or as it was brought to the actor; ``person_uid`` is who asked, in their book.

    Without a person, who asked is added to the book with name, work and mail. Raises NotFound, Refused.
    """
    require(actor, Permission.BOOK_WRITE)
    link = agreeable(actor=actor, now=now, secret=secret, link_uid=link_uid)
    if person_uid is None:
        person_uid = add_person(actor=actor, now=now, card=card_of_member(link.owner)).uid
    both = join(actor=actor, now=now, link=link, person_uid=person_uid)
    refold_ends(person.pk for person in both)
    link.refresh_from_db()
    return link


def card_of_member(member: Member) -> Card:
    """What a member shows of themselves to whom they asked."""
    return Card(
        name=member.name, firm=member.firm, profession=member.profession, emails=(Labelled(member.email, "work", True),)
    )


def refold_ends(person_ids: Iterable[int]) -> None:
    """Fold relationships at the ends of links anew, each with the tempo of whose book it is."""
    wanted = sorted(set(person_ids))
    hold(wanted)
    for person in Person.objects.filter(pk__in=wanted).select_related("owner").order_by("pk"):
        owner = actor_of(person.owner)
        tempo = TEMPOS[owner.tempo]
        replace_sums(actor=owner, tempo=tempo, found=refolded(owner, [person.pk], tempo))
    turn_page(Person.objects.filter(pk__in=wanted).values_list("owner_id", flat=True))
