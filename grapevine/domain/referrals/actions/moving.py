"""Moving a referral: every way on, back by a correction, withdrawn, void. One row a move, and the ledgers with it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from grapevine.domain.accounts.queries import actor_of
from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.audit_log import actions as audit_log
from grapevine.domain.audit_log.rules import Verb
from grapevine.domain.depth.queries import counterparts
from grapevine.domain.people.models import Person
from grapevine.domain.referrals.actions.holding import Held, hold, must_be_version
from grapevine.domain.referrals.actions.ledgers import settle
from grapevine.domain.referrals.actions.telling import tell_sides
from grapevine.domain.referrals.models import Move, Referral, Side
from grapevine.domain.referrals.rules.consent import Consent
from grapevine.domain.referrals.rules.moves import OUTCOMES, SAY_WHY, UNSENT, By, Stage, refusal, speakers
from grapevine.domain.referrals.rules.place import place
from grapevine.kit.errors import Refused
from grapevine.kit.moments import must_have_happened
from grapevine.kit.text import clean

NOTE_MAX = 1_000
BOOK, LINK, HEARD = "book", "link", "heard"
_COLUMNS = ["stage", "version", "before", "moved_by", "moved_at", "sent_at", "accepted_at", "ended_at", "told_at",
            "organisation", "chapter"]  # fmt: skip


@transaction.atomic
def move_referral(
    *,
    actor: Actor,
    now: datetime,
    referral_uid: object,
    to: str,
    by: str = "",
    note: str = "",
    at: datetime | None = None,
    correcting: bool = False,
    version: int | None = None,
) -> Referral:
    """Move one of the actor's referrals. ``by``: for whom, when the other side has no book here and told them.

    ``version`` is the one they saw. Saying the same again is no second move. Raises Refused, NotFound, Conflict.
    """
    stage, who = _stage(to), _side(by)
    held = hold(actor, referral_uid)
    who = who or _whose(held, stage, correcting)
    if held.referral.stage == stage and held.referral.moved_by == who and not correcting:
        return held.referral
    must_be_version(held, version)
    if not held.speaks_for(who):
        raise Refused(f"That is the {who}'s to say.", "by")
    if stage is Stage.CONSENTED and who is By.GIVER and not correcting:
        raise Refused("Say how they agreed, or ask them by a link.", "to")
    via = BOOK if who is held.role else HEARD
    make_move(held, actor=actor, now=now, to=stage, by=who, note=note, at=at, correcting=correcting, via=via)
    verb = Verb.REFERRAL_CORRECTED if correcting else Verb.REFERRAL_MOVED
    audit_log.record(verb, now=now, member_id=actor.member_id, thing_id=held.referral.uid, to=str(stage))
    return held.referral


def _stage(to: str) -> Stage:
    if to not in set(Stage):
        raise Refused(f"There is no stage “{to}”: choose {', '.join(Stage)}.", "to")
    return Stage(to)


def _side(by: str) -> By | None:
    if by and by not in (By.GIVER, By.RECEIVER):
        raise Refused("A move is the giver's or the receiver's.", "by")
    return By(by) if by else None


def _whose(held: Held, to: Stage, correcting: bool) -> By:
    """Whose move it is when nobody says: the actor's own, else of the one they speak for, where that is legal."""
    able = speakers(held.role, held.sides)
    legal = (by for by in able if not refusal(held.fact, to, by, correcting=correcting, reason="given"))
    return next(legal, held.role)


def make_move(
    held: Held, *, actor: Actor | None, now: datetime, to: Stage, by: By, note: str = "", at: datetime | None = None,
    correcting: bool = False, via: str = BOOK,
) -> None:  # fmt: skip
    """The move itself, of a referral that is held: the rule, the row, both sides, the ledgers. Raises Refused."""
    words = clean(note, NOTE_MAX)
    told = refusal(held.fact, to, by, correcting=correcting, reason=words)
    if told:
        raise Refused(told, "note" if told == SAY_WHY else "to")
    referral = held.referral
    when = _when(referral, now, at)
    if correcting and to is Stage.NOTED:
        held.prospect.consent, held.prospect.how, held.prospect.agreed_at = Consent.NONE, "", None
        held.prospect.save()
    before, referral.before, referral.stage = referral.stage, referral.stage, to
    referral.version, referral.moved_by, referral.moved_at = referral.version + 1, by, when
    _mark(held, to, when)
    Move.objects.create(
        referral=referral, number=referral.version, by=by, via=via, from_stage=before, to_stage=to,
        correction=correcting, note=words, at=when,
    )  # fmt: skip
    if to is Stage.SENT:
        _hand_over(held, actor)
    referral.save(update_fields=_COLUMNS)
    for side in held.sides.values():
        side.stage, side.moved_at = to, when
        side.save(update_fields=["stage", "moved_at"])
    settle(held, actor, now)
    tell_sides(held, now, to, by=by, correction=correcting)


def _when(referral: Referral, now: datetime, at: datetime | None) -> datetime:
    """The time of a move: not to come, and not before the last one."""
    when = at or now
    must_have_happened(when, now, "That lies in the past: note it once it has happened.")
    if at is not None and when < referral.moved_at:
        raise Refused(f"The last move was on {referral.moved_at:%Y-%m-%d}: this one cannot lie before it.", "at")
    return max(when, referral.moved_at)


def _mark(held: Held, to: Stage, when: datetime) -> None:
    """Since when it was sent, taken on, over, and known to the giver; a correction takes back what it undoes."""
    referral = held.referral
    if to in UNSENT:
        referral.sent_at = None
    elif to is Stage.SENT:
        referral.sent_at = referral.sent_at or when
        referral.accepted_at = None
    elif to not in (Stage.DECLINED, Stage.WITHDRAWN, Stage.VOID):
        referral.accepted_at = referral.accepted_at or when
    if to in OUTCOMES:
        referral.ended_at = when
        referral.told_at = when if By.GIVER in held.sides else None
    elif to is not Stage.VOID:
        referral.ended_at = referral.told_at = None


def _hand_over(held: Held, actor: Actor | None) -> None:
    """Put it into the receiver's book when they are a linked member, and into the chapter that both sit in."""
    giver = held.sides.get(By.GIVER)
    if giver is None or By.RECEIVER in held.sides:
        return
    person_id = counterparts([giver.person_id]).get(giver.person_id)
    theirs = Person.objects.filter(pk=person_id).select_related("owner").first()
    if theirs is None or not theirs.owner.is_active:
        return
    seats = actor.seats if actor and actor.member_id == giver.owner_id else actor_of(giver.owner).seats
    organisation, chapter = place(seats, actor_of(theirs.owner).seats)
    held.referral.organisation_id, held.referral.chapter_id = organisation, chapter
    side = Side(
        owner=theirs.owner, referral=held.referral, role=By.RECEIVER, person=theirs, stage=held.referral.stage,
        moved_at=held.referral.moved_at,
    )  # fmt: skip
    side.save(force_insert=True)
    held.sides[By.RECEIVER] = side
