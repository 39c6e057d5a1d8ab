"""Writes the demo through the same actions as everything else, in one transaction."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from django.db import transaction

from grapevine.domain.accounts import queries
from grapevine.domain.accounts.models import Member
from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.depth.actions import rate_person
from grapevine.domain.gives.actions import log_gives
from grapevine.domain.people.actions import add_people
from grapevine.domain.people.models import Person
from grapevine.domain.touches.actions import log_touches
from grapevine.interfaces.cli.demo import cast
from grapevine.interfaces.cli.demo.agreed import write_agreed
from grapevine.interfaces.cli.demo.aimed import write_aimed
from grapevine.interfaces.cli.demo.asked import write_asked
from grapevine.interfaces.cli.demo.audited import write_audited
from grapevine.interfaces.cli.demo.briefed import write_briefed
from grapevine.interfaces.cli.demo.brought import write_brought
from grapevine.interfaces.cli.demo.cast import CLOSE, WARM, Known
from grapevine.interfaces.cli.demo.chapter import (
    among_known,
    table,
    write_chapter,
    write_leah_in_their_books,
    written,
)
from grapevine.interfaces.cli.demo.crowd import card, everybody
from grapevine.interfaces.cli.demo.history import History
from grapevine.interfaces.cli.demo.known import write_known
from grapevine.interfaces.cli.demo.practised import write_practised
from grapevine.interfaces.cli.demo.referred import write_referred
from grapevine.interfaces.cli.demo.sent_in import write_sent_in
from grapevine.interfaces.cli.demo.taught import write_taught
from grapevine.interfaces.cli.demo.together import write_together
from grapevine.interfaces.cli.demo.told import write_told
from grapevine.interfaces.cli.demo.wished import write_wished
from grapevine.kit.errors import Refused


@transaction.atomic
def make_demo(now: datetime, seed: int = 1) -> Member:
    """The demo chapter with Leah's book; the same seed gives the same book, seen from ``now``. Returns Leah.

    Raises Refused when she is here already.
    """
    if Member.objects.filter(email=cast.LEAH).exists():
        raise Refused(f"The demo is here already: {cast.LEAH} is a member. Nothing was changed.")
    random = Random(seed)
    # The chapter has a chance of its own: Leah's book is the same whoever sits beside her.
    told = table(seed)
    leah, fellows = write_chapter(now, told)
    actor = queries.actor_of(leah)
    known = among_known(everybody(random), told)
    people = add_people(actor=actor, now=now, cards=[written(card(each, random), fellows) for each in known])
    pairs = list(zip(people, known, strict=True))
    history = History(now, random)
    touches = {each.name: history.touches(person.pk, each) for person, each in pairs}
    log_touches(actor=actor, now=now, drafts=[draft for drafts in touches.values() for draft in drafts])
    gives = {each.name: history.gives(person.pk, each) for person, each in pairs}
    log_gives(actor=actor, now=now, drafts=[draft for drafts in gives.values() for draft in drafts])
    write_leah_in_their_books(now, fellows, touches, gives)
    _rate(actor, now, pairs, random)
    named = {each.name: person for person, each in pairs}
    write_known(actor, now, {each.name: person.pk for person, each in pairs})
    write_wished(actor, now, named)
    write_briefed(actor, now, named)
    # A chance of its own, so that nothing after it changes.
    write_audited(actor, now, people, Random(seed))
    write_taught(actor, now, named)
    write_agreed(actor, now, named)
    write_referred(actor, now, named)
    write_sent_in(actor, now, named)
    write_aimed(actor, leah, now)
    write_practised(actor, now, named)
    write_told(actor, now, named)
    write_together(actor, now, fellows, Random(seed))
    write_asked(actor, now, named, [each.name for each in known])
    write_brought(actor, now, named)
    return leah


def _rate(actor: Actor, now: datetime, pairs: list[tuple[Person, Known]], random: Random) -> None:
    """Leah's own word on the people she knows well, and what some of them said of her."""
    for person, known in pairs:
        if known.closeness not in (CLOSE, WARM) or random.random() < 0.25:
            continue
        asked = now - timedelta(days=random.randint(20, 170))
        mine = random.choice((4, 5) if known.closeness == CLOSE else (3, 4))
        rate_person(actor=actor, now=asked, person_uid=person.uid, value=mine)
        if known.closeness == CLOSE and random.random() < 0.7:
            theirs = random.choice((3, 4)) if 0 < known.ratio < 1 else random.choice((4, 5))
            rate_person(actor=actor, now=asked, person_uid=person.uid, value=theirs, side="theirs")
