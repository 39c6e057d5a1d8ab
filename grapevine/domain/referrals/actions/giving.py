"""Writing a referral down: one that the member wants to give, or one that came to them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.audit_log import actions as audit_log
from grapevine.domain.audit_log.rules import Verb
from grapevine.domain.letters.rules import checked_address
from grapevine.domain.people.models import Person
from grapevine.domain.people.queries import person_for_writing
from grapevine.domain.professions.rules import MOMENTS
from grapevine.domain.referrals.actions.holding import Held, hold, must_be_version
from grapevine.domain.referrals.actions.ledgers import settle
from grapevine.domain.referrals.actions.telling import tell_sides
from grapevine.domain.referrals.models import Move, Prospect, Referral, Side
from grapevine.domain.referrals.queries.one import side as side_of
from grapevine.domain.referrals.rules.chains import makes_a_circle
from grapevine.domain.referrals.rules.consent import Consent, How, label_of
from grapevine.domain.referrals.rules.moves import UNSENT, By, Stage
from grapevine.domain.referrals.rules.place import Warmth, place
from grapevine.kit.errors import Refused
from grapevine.kit.moments import must_have_happened
from grapevine.kit.text import clean, clean_lines

NEED_MAX, ABOUT_MAX = 500, 5_000
_PAST = "That lies in the past: note it once it has come."


@dataclass(frozen=True, slots=True)
class Whom:
    """Whom a referral is about. Only the initials are told before they agree."""

    name: str = ""
    email: str = ""
    phone: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class What:
    """What for: the need in a line that names nobody, the client moment, how warm, and whether the giver needs it."""

    need: str
    moment_key: str = ""
    warmth: str = Warmth.KNOWS
    inside: bool = False


@transaction.atomic
def give_referral(
    *,
    actor: Actor,
    now: datetime,
    person_uid: object,
    whom: Whom,
    what: What,
    about_uid: object = None,
    came_from_uid: object = None,
) -> Referral:
    """Note a referral to a person of the book; it is sent once the prospect agreed. Raises Refused, NotFound.

    ``about_uid``: the prospect as a person of the book; ``came_from_uid``: the referral out of which this one came.
    """
    require(actor, Permission.REFERRALS_WRITE)
    person = _own(actor, person_uid)
    about = _own(actor, about_uid) if about_uid else None
    if about and about.pk == person.pk:
        raise Refused("They cannot be sent to themselves.", "about")
    if what.inside:
        whom = Whom(actor.name, whom.email or actor.email, whom.phone, whom.about)
    elif about and not whom.name.strip():
        whom = Whom(about.name, whom.email, whom.phone, whom.about)
    return _write(actor, now, By.GIVER, person, about, whom, what, now, came_from_uid)


@transaction.atomic
def note_received(
    *, actor: Actor, now: datetime, person_uid: object, whom: Whom, what: What, at: datetime | None = None,
    came_from_uid: object = None,
) -> Referral:  # fmt: skip
    """Note a referral that came from a person of the book, at ``at`` (now): it stands as sent. Raises as above."""
    require(actor, Permission.REFERRALS_WRITE)
    when = at or now
    must_have_happened(when, now, _PAST)
    return _write(actor, now, By.RECEIVER, _own(actor, person_uid), None, whom, what, min(when, now), came_from_uid)


@transaction.atomic
def edit_referral(
    *, actor: Actor, now: datetime, referral_uid: object, whom: Whom, what: What, version: int | None = None
) -> Referral:
    """Word anew what the actor noted themselves, as long as nobody else has seen it. Raises Refused, NotFound."""
    held = hold(actor, referral_uid)
    must_be_version(held, version)
    alone = len(held.sides) == 1 and held.referral.noted_by == held.role
    if not alone or (held.role is By.GIVER and held.referral.stage not in UNSENT):
        raise Refused("It has passed on already: a note with the next move tells the other side what changed.")
    _fill(held.referral, held.prospect, whom, what)
    held.referral.save(update_fields=["need", "moment_key", "warmth", "inside"])
    held.prospect.save(update_fields=["label", "name", "email", "phone", "about"])
    audit_log.record(Verb.REFERRAL_CHANGED, now=now, member_id=actor.member_id, thing_id=held.referral.uid)
    return held.referral


def _own(actor: Actor, person_uid: object) -> Person:
    """A person of the book, held: what is written hangs on them."""
    return person_for_writing(replace(actor, scopes=None), person_uid)


@transaction.atomic
def came_by_link(*, actor: Actor, now: datetime, person_uid: object, whom: Whom, what: What) -> Referral:
    """A referral that the giver wrote themselves by a link, into the receiver's book; the caller knows that they may.

    Raises as above.
    """
    person = _own(actor, person_uid)
    return _write(actor, now, By.RECEIVER, person, None, whom, what, now, None, noted_by=By.GIVER)


def _write(
    actor: Actor, now: datetime, role: By, person: Person, about: Person | None, whom: Whom, what: What,
    at: datetime, came_from_uid: object, noted_by: By | None = None,
) -> Referral:  # fmt: skip
    """``role``: of the book it is written into; ``noted_by``: who wrote it, when that is the other side by a link."""
    organisation, chapter = place(actor.seats)
    by = noted_by or role
    stage = Stage.NOTED if role is By.GIVER else Stage.SENT
    referral = Referral(
        organisation_id=organisation, chapter_id=chapter, stage=stage, moved_by=by, moved_at=at, noted_by=by,
        sent_at=at if stage is Stage.SENT else None, created_at=now, came_from=_root(actor, came_from_uid),
    )  # fmt: skip
    prospect = Prospect(referral=referral)
    if role is By.RECEIVER:
        prospect.consent, prospect.how = Consent.GIVEN, How.CAME
    _fill(referral, prospect, whom, what)
    referral.save()
    prospect.save()
    side = Side.objects.create(
        owner_id=actor.member_id, referral=referral, role=role, person=person, about=about, stage=stage, moved_at=at
    )
    Move.objects.create(referral=referral, number=1, by=by, via="book" if by is role else "link", to_stage=stage, at=at)
    held = Held(referral, prospect, {role: side}, None, role)
    settle(held, actor, now)
    tell_sides(held, now, stage, by=by)
    audit_log.record(Verb.REFERRAL_NOTED, now=now, member_id=actor.member_id, thing_id=referral.uid)
    return referral


def _fill(referral: Referral, prospect: Prospect, whom: Whom, what: What) -> None:
    """Put the cleaned words on both rows (not saved). Raises Refused, naming the field."""
    need = clean(what.need, NEED_MAX)
    if not need:
        raise Refused("Say in a line what they need, without naming them.", "need")
    if what.moment_key and what.moment_key not in MOMENTS:
        raise Refused(f"There is no moment “{what.moment_key}”.", "moment")
    if what.warmth not in set(Warmth):
        raise Refused(f"How warm is one of {', '.join(Warmth)}.", "warmth")
    email = clean(whom.email, 254)
    email = checked_address(email) if email else ""
    referral.need, referral.moment_key = need, what.moment_key
    referral.warmth, referral.inside = what.warmth, what.inside
    prospect.name, prospect.email = clean(whom.name, 300), email
    prospect.phone, prospect.about = clean(whom.phone, 60), clean_lines(whom.about, ABOUT_MAX)
    prospect.label = label_of(prospect.name)[:60]


def _root(actor: Actor, uid: object) -> Referral | None:
    return side_of(replace(actor, scopes=None), uid).referral if uid else None


def _above(referral: Referral) -> dict[int, int | None]:
    """Out of which it came, and that one, and so on, in whichever books: others chain what is shared with them."""
    found = {referral.pk: referral.came_from_id}
    at = referral.came_from_id
    while at is not None and at not in found:
        found[at] = Referral.objects.filter(pk=at).values_list("came_from_id", flat=True).first()
        at = found[at]
    return found


@transaction.atomic
def put_in_chain(*, actor: Actor, now: datetime, referral_uid: object, came_from_uid: object = None) -> Referral:
    """Say out of which referral this one came, or out of none. Raises Refused for a circle, NotFound."""
    held = hold(actor, referral_uid)
    parent = _root(actor, came_from_uid)
    if parent is not None and makes_a_circle(held.referral.pk, parent.pk, _above(parent)):
        raise Refused("That one came out of this one: they cannot both come first.", "came_from")
    held.referral.came_from = parent
    held.referral.save(update_fields=["came_from"])
    audit_log.record(Verb.REFERRAL_CHANGED, now=now, member_id=actor.member_id, thing_id=held.referral.uid)
    return held.referral
