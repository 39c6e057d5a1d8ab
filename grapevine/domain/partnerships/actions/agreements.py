"""What the two sides do with an agreement: propose, change, sign, decline, take back, pause, resume, check in, end.

Whoever acts is a member (the owner, or a linked member who is the partner) or somebody who holds the partner's link.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction

from grapevine.domain.accounts.queries import actor_of, seats
from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.audit_log import actions as audit_log
from grapevine.domain.audit_log.rules import Verb
from grapevine.domain.partnerships.models import AgreementMove, AgreementTerms, CheckIn, Partnership, PartnershipNote
from grapevine.domain.partnerships.queries.agreements import side_of, standing_of, visible_to
from grapevine.domain.partnerships.rules import agreement, check_ins, terms
from grapevine.domain.partnerships.rules.agreement import Move, Standing, State
from grapevine.domain.partnerships.rules.terms import Side, Terms
from grapevine.domain.people.models import Person
from grapevine.domain.people.queries import person_for_writing
from grapevine.domain.professions.rules import MOMENTS, PROFESSIONS
from grapevine.kit import ids
from grapevine.kit.errors import Conflict, NotFound, Refused
from grapevine.kit.text import clean_lines

NOTE_MAX = 2_000
MEMBER, LINK = "member", "link"
_VERBS = {
    Move.PROPOSE: Verb.AGREEMENT_PROPOSED,
    Move.CHANGE: Verb.AGREEMENT_CHANGED,
    Move.SIGN: Verb.AGREEMENT_SIGNED,
    Move.DECLINE: Verb.AGREEMENT_DECLINED,
    Move.WITHDRAW: Verb.AGREEMENT_WITHDRAWN,
    Move.PAUSE: Verb.AGREEMENT_PAUSED,
    Move.RESUME: Verb.AGREEMENT_RESUMED,
    Move.CHECK_IN: Verb.AGREEMENT_CHECKED,
    Move.END: Verb.AGREEMENT_ENDED,
}
Find = Callable[[], tuple[Partnership, Side, str]]


@transaction.atomic
def propose(*, actor: Actor, now: datetime, person_uid: object, said: Terms) -> Partnership:
    """Propose an agreement to somebody of the book. Raises NotFound, Refused for bad terms or a second open one."""
    person = person_for_writing(actor, person_uid)
    regulated = regulated_between(actor, person)
    said = _checked(said, regulated, now.date())
    _close_the_forgotten(person, now.date())
    start = agreement.proposal(Side.OWNER, now.date())
    seat = seats(actor).first()
    one = Partnership(
        owner_id=actor.member_id, person=person, regulated=regulated, created_at=now,
        organisation_id=seat.organisation_id if seat else None, chapter_id=seat.chapter_id if seat else None,
    )  # fmt: skip
    _put(one, start)
    try:
        with transaction.atomic():
            one.save()
    except IntegrityError:
        raise Refused(f"There is an open agreement with {person.name} already: change that one.", "person") from None
    _word(one, Side.OWNER, now, said)
    _note(one, Move.PROPOSE, Side.OWNER, MEMBER, now, "")
    return one


@transaction.atomic
def change(*, now: datetime, find: Find, version: int, said: Terms, note: str = "") -> Partnership:
    """Put another wording on the table, signed by whoever does. Raises NotFound, Refused, Conflict."""
    one, side, how = find()
    standing = _allowed(one, Move.CHANGE, side, now, version)
    said = _checked(said, one.regulated, now.date())
    current = terms.from_data(AgreementTerms.objects.get(partnership=one, version=one.version).said)
    if not terms.changed(current, said):
        raise Refused("Nothing is different from the wording that stands.", "owner_hopes")
    _put(one, agreement.after(standing, Move.CHANGE, side, today=now.date()))
    one.save()
    _word(one, side, now, said)
    _note(one, Move.CHANGE, side, how, now, note)
    return one


@transaction.atomic
def sign(*, now: datetime, find: Find, version: int) -> Partnership:
    """Sign the wording that was read. When both have, it is in force. Raises NotFound, Refused, Conflict."""
    one, side, how = find()
    standing = _allowed(one, Move.SIGN, side, now, version)
    after = agreement.after(standing, Move.SIGN, side, today=now.date())
    _put(one, after)
    if after.in_force == after.version:
        _begin(one, now.date())
    one.save()
    _note(one, Move.SIGN, side, how, now, "")
    return one


@transaction.atomic
def answer(
    *, now: datetime, find: Find, move: Move, version: int | None = None, note: str = "", until: date | None = None
) -> Partnership:
    """Decline, withdraw, pause (``until``, or open), resume, or end. Raises NotFound, Refused, Conflict."""
    one, side, how = find()
    standing = _allowed(one, move, side, now, version)
    if move is Move.PAUSE and until is not None and not now.date() < until <= now.date() + timedelta(days=366):
        raise Refused("A pause ends on a day after today, within a year.", "until")
    _put(one, agreement.after(standing, move, side, until=until, today=now.date()))
    if one.state == State.ENDED:
        one.ended_on = now.date()
    one.save()
    _note(one, move, side, how, now, note)
    return one


@transaction.atomic
def check_in(*, now: datetime, find: Find, answers: check_ins.Answers) -> CheckIn:
    """Keep what one side says of the agreement; with the first side's word the next look gets its day."""
    one, side, how = find()
    _allowed(one, Move.CHECK_IN, side, now, None)
    for field, reason in check_ins.faults(answers):
        raise Refused(reason, field)
    row = _open_check_in(one, side, now.date())
    setattr(row, f"{side}_at", now)
    setattr(row, f"{side}_said", asdict(answers))
    row.save()
    cadence = terms.from_data(AgreementTerms.objects.get(partnership=one, version=one.in_force).said).cadence
    one.check_in_on = agreement.next_check_in(max(row.due_on, now.date()), cadence)
    one.asked_side = check_ins.still_asked(row.owner_at is not None, row.partner_at is not None)
    one.asked_on = row.due_on
    one.save(update_fields=["check_in_on", "asked_side", "asked_on"])
    _note(one, Move.CHECK_IN, side, how, now, "")
    return row


@transaction.atomic
def keep_private_note(*, actor: Actor, now: datetime, partnership_uid: object, note: str) -> Partnership:
    """What the owner notes for themselves; the partner never sees it. Raises NotFound."""
    one, side, _ = as_member(actor, partnership_uid)()
    if side is not Side.OWNER:
        raise NotFound("There is no such agreement of yours.")
    text = clean_lines(note, NOTE_MAX)
    if text:
        PartnershipNote.objects.update_or_create(
            partnership=one, defaults={"owner_id": actor.member_id, "text": text, "at": now}
        )
    else:
        PartnershipNote.objects.filter(partnership=one).delete()
    audit_log.record(Verb.AGREEMENT_NOTED, now=now, member_id=actor.member_id, thing_id=one.uid)
    return one


def as_member(actor: Actor, partnership_uid: object) -> Find:
    """The agreement for a member who acts, held until the end of the transaction."""

    def find() -> tuple[Partnership, Side, str]:
        require(actor, Permission.BOOK_WRITE)
        uid = ids.parse(partnership_uid)
        seen = visible_to(actor).filter(uid=uid).first() if uid else None
        if seen is None:
            raise NotFound("There is no such agreement of yours.")
        return held(seen.pk), side_of(actor, seen), MEMBER

    return find


def held(pk: int) -> Partnership:
    """The row, locked where the database locks rows."""
    rows = Partnership.objects.select_for_update(of=("self",)).select_related("owner", "person")
    return rows.get(pk=pk)


def regulated_between(actor: Actor, person: Person) -> bool:
    """Whether either of the two works in a regulated profession, as far as is known."""
    from grapevine.domain.accounts.queries import member

    keys = (member(actor).profession_key, person.profession_key)
    return any(PROFESSIONS[key].regulated for key in keys if key in PROFESSIONS)


def _checked(said: Terms, regulated: bool, today: date) -> Terms:
    for field, reason in terms.faults(said, regulated=regulated, today=today, moments=frozenset(MOMENTS)):
        raise Refused(reason, field)
    return said


def _allowed(one: Partnership, move: Move, side: Side, now: datetime, version: int | None) -> Standing:
    standing = standing_of(one, now.date())
    if version is not None and version != standing.version:
        raise Conflict("The wording has changed since you opened it: read it again, then decide.")
    why = agreement.refusal(standing, move, side, version=version)
    if why:
        raise Refused(why)
    return standing


def _put(one: Partnership, standing: Standing) -> None:
    one.state, one.version, one.latest = standing.state, standing.version, standing.latest
    one.signed_owner, one.signed_partner = standing.signed_owner, standing.signed_partner
    one.in_force, one.proposed_on, one.paused_until = standing.in_force, standing.proposed_on, standing.paused_until


def _begin(one: Partnership, today: date) -> None:
    """Both signed: dates follow from the wording."""
    said = terms.from_data(AgreementTerms.objects.get(partnership=one, version=one.version).said)
    one.started_on = one.started_on or today
    one.check_in_on = agreement.next_check_in(today, said.cadence)
    one.review_on = said.review_on


def _word(one: Partnership, side: Side, now: datetime, said: Terms) -> None:
    AgreementTerms.objects.create(partnership=one, version=one.version, by=side, at=now, said=terms.as_data(said))


def _note(one: Partnership, move: Move, side: Side, how: str, now: datetime, note: str) -> None:
    AgreementMove.objects.create(
        partnership=one, at=now, by=side, how=how, move=move, version=one.version, note=clean_lines(note, NOTE_MAX)
    )
    audit_log.record(_VERBS[move], now=now, member_id=one.owner_id, thing_id=one.uid, by=str(side), how=how)


def _close_the_forgotten(person: Person, today: date) -> None:
    """A proposal whose time ran out makes room for a new one."""
    for one in Partnership.objects.filter(person=person, state=State.PROPOSED):
        standing = standing_of(one, today)
        if standing.state is State.EXPIRED:
            _put(one, standing)
            one.save()


def _open_check_in(one: Partnership, side: Side, today: date) -> CheckIn:
    """The look that waits for this side's word: one that the other began within the last four weeks, or a new one."""
    since = today - timedelta(days=check_ins.OPEN_DAYS)
    recent = CheckIn.objects.filter(partnership=one, due_on__gte=since).order_by("-due_on").first()
    if recent and getattr(recent, f"{side}_at") is None:
        return recent
    due = min(one.check_in_on or today, today)
    if CheckIn.objects.filter(partnership=one, due_on=due).exists():
        due = today
    found, _ = CheckIn.objects.get_or_create(partnership=one, due_on=due)
    return found


def owner_actor(one: Partnership) -> Actor:
    """The owner, in whose book a partner without an account writes."""
    return actor_of(one.owner)
