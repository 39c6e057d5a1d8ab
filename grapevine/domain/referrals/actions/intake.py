"""Referrals from outside: by the form of the public page, and by a partner's own link."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from django.db import transaction

from grapevine.domain.accounts.queries import actor_of
from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.audit_log import actions as audit_log
from grapevine.domain.audit_log.rules import Verb
from grapevine.domain.letters.rules import checked_address
from grapevine.domain.partnerships.actions.partner_links import as_partner
from grapevine.domain.people.actions import add_person
from grapevine.domain.people.rules.card import Card, Labelled
from grapevine.domain.referrals.actions.giving import ABOUT_MAX, NEED_MAX, What, Whom, came_by_link, note_received
from grapevine.domain.referrals.actions.moving import move_referral
from grapevine.domain.referrals.models import Incoming, Prospect, Referral, Side
from grapevine.domain.referrals.queries.incoming import age_of, taking
from grapevine.domain.referrals.rules import intake
from grapevine.domain.referrals.rules.intake import A_DAY, KEPT_DAYS, WAITING_MOST, Said, Sent
from grapevine.domain.referrals.rules.moves import By, Stage
from grapevine.kit import ids, tokens
from grapevine.kit.errors import NotFound, Refused
from grapevine.kit.text import clean, clean_lines

MISSING = "There is no such request, or you have taken or dropped it already."
TICKED = "They said yes, as {name} ticked on your page."
FULL = "More has been sent here than one person can read just now. Please write or call instead."
#: A partner sends so many a day by their page at most; the same words within a day are the same referral.
BY_LINK_A_DAY = 20


@transaction.atomic
def take_in(*, now: datetime, slug: str, stamp: str, trap: str, said: Said) -> None:
    """Keep what somebody sent by a public page, for the member to look at. A form sent twice is kept once.

    A program gets no answer that differs from a person's. Raises NotFound where no such page takes any, Refused with
    its field where something is missing or has to be sent once more.
    """
    owner = taking(slug)
    if owner is None:
        raise NotFound("Nothing can be sent here.")
    texts = (said.sender_name, said.name, said.contact, said.need, said.when)
    sent = Sent(age_of(stamp, slug, now), trap, texts, (said.sender_name, said.name))
    if intake.swallowed(sent):
        return
    field, what = intake.missing(said)
    if field:
        raise Refused(what, field)
    email = checked_address(said.sender_email)
    again = intake.once_more(sent)
    if again:
        raise Refused(again, "stamp")
    digest = tokens.digest(stamp)
    if Incoming.objects.filter(stamp=digest).exists():
        return
    own = Incoming.objects.filter(owner=owner)
    if own.count() >= WAITING_MOST or own.filter(created_at__gt=now - timedelta(days=1)).count() >= A_DAY:
        raise Refused(FULL)
    mail, phone = ("", "") if said.self_sent else intake.reach(said.contact)
    row = Incoming.objects.create(
        owner=owner, stamp=digest, sender_name=clean(said.sender_name, 300), sender_email=email,
        self_sent=said.self_sent, name=clean(said.name, 300), email=checked_address(mail) if mail else "",
        phone=clean(phone, 60), need=clean(said.need, NEED_MAX), about=clean_lines(said.when, ABOUT_MAX),
        created_at=now,
    )  # fmt: skip
    audit_log.record(Verb.REFERRAL_CAME_IN, now=now, member_id=owner.pk, thing_id=row.uid)


@transaction.atomic
def accept_incoming(*, actor: Actor, now: datetime, incoming_uid: object, person_uid: object = None) -> Referral:
    """Take it on: it becomes a referral from ``person_uid``, or from a new person of the book, and is accepted.

    Raises NotFound, Refused.
    """
    row = _held(actor, incoming_uid)
    sender = person_uid or _new_person(actor, now, row)
    name = row.sender_name if row.self_sent else row.name
    mail = row.sender_email if row.self_sent else row.email
    made = note_received(
        actor=actor, now=now, person_uid=sender, whom=Whom(name, mail, row.phone, row.about),
        what=What(row.need, inside=row.self_sent), at=row.created_at,
    )  # fmt: skip
    words = "" if row.self_sent else TICKED.format(name=row.sender_name)
    Prospect.objects.filter(referral=made).update(words=words[:500], agreed_at=row.created_at)
    moved = move_referral(actor=actor, now=now, referral_uid=made.uid, to=Stage.ACCEPTED)
    audit_log.record(Verb.REFERRAL_TAKEN, now=now, member_id=actor.member_id, thing_id=row.uid)
    row.delete()
    return moved


def _new_person(actor: Actor, now: datetime, row: Incoming) -> object:
    """The sender as a person of the book: the member's press on the button puts them there."""
    card = Card(name=row.sender_name, emails=(Labelled(row.sender_email),))
    return add_person(actor=replace(actor, scopes=None), now=now, card=card).uid


@transaction.atomic
def drop_incoming(*, actor: Actor, now: datetime, incoming_uid: object) -> None:
    """Drop it: nothing of it is kept, and nobody is told. Raises NotFound."""
    row = _held(actor, incoming_uid)
    audit_log.record(Verb.REFERRAL_DROPPED, now=now, member_id=actor.member_id, thing_id=row.uid)
    row.delete()


def _held(actor: Actor, incoming_uid: object) -> Incoming:
    require(actor, Permission.REFERRALS_WRITE)
    uid = ids.parse(incoming_uid)
    own = Incoming.objects.select_for_update().filter(owner_id=actor.member_id, uid=uid)
    found = own.first() if uid else None
    if found is None:
        raise NotFound(MISSING)
    return found


def forget_old(now: datetime) -> int:
    """Erase what nobody looked at for too long; how many."""
    return Incoming.objects.filter(created_at__lt=now - timedelta(days=KEPT_DAYS)).delete()[0]


@transaction.atomic
def send_by_partner_link(*, now: datetime, secret: str, whom: Whom, what: What, agreed: bool) -> Referral:
    """A partner without an account sends somebody by their own page; it waits for the member to accept or decline.

    The same words within a day are the same referral. Raises NotFound, Refused.
    """
    partnership, _, _ = as_partner(secret, now)()
    if not clean(whom.name, 300):
        raise Refused("Write their name, or a first name.", "name")
    if not (whom.email.strip() or whom.phone.strip()):
        raise Refused("How are they reached best: a phone number or a mail?", "contact")
    if not agreed:
        raise Refused("Ask them first, then tick that they said yes.", "agreed")
    actor = actor_of(partnership.owner)
    lately = Side.objects.filter(
        owner=partnership.owner, role=By.RECEIVER, person=partnership.person, referral__noted_by=By.GIVER,
        referral__created_at__gt=now - timedelta(days=1),
    ).select_related("referral__prospect")  # fmt: skip
    for side in lately:
        if (side.referral.need, side.referral.prospect.name) == (clean(what.need, NEED_MAX), clean(whom.name, 300)):
            return side.referral
    if len(lately) >= BY_LINK_A_DAY:
        raise Refused("That is a good day’s work. Send the next one tomorrow.")
    made = came_by_link(actor=actor, now=now, person_uid=partnership.person.uid, whom=whom, what=what)
    words = TICKED.format(name=partnership.person.name)
    Prospect.objects.filter(referral=made).update(words=words[:500], agreed_at=now)
    return made
