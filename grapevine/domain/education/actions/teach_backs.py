"""Teach-backs: asked by a link or in person, shown by a referral; answered, taken back, deleted.

Whoever answers by a link has no account: what they say is written into the book of the member who asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import transaction

from grapevine.domain.accounts.models import Member
from grapevine.domain.accounts.queries import actor_of
from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.audit_log import actions as audit_log
from grapevine.domain.audit_log.rules import Verb
from grapevine.domain.education import queries
from grapevine.domain.education.actions.folding import refold
from grapevine.domain.education.actions.lessons import NO_BRIEF, part_of
from grapevine.domain.education.models import Learner, TeachBack
from grapevine.domain.education.queries.briefs import CurrentBrief
from grapevine.domain.education.queries.lessons import memories_of, questions_of, state_of, teach_back
from grapevine.domain.education.rules import memory, questions, teaching
from grapevine.domain.education.rules.brief import Part
from grapevine.domain.education.rules.memory import Rating
from grapevine.domain.education.rules.teaching import How, Refreshers
from grapevine.domain.letters import rules as letter_rules
from grapevine.domain.letters.actions import queue_letter
from grapevine.domain.people.models import Person
from grapevine.domain.people.queries import person_for_writing
from grapevine.kit import ids, tokens
from grapevine.kit.errors import Conflict, NotFound, Refused
from grapevine.kit.moments import day_in

#: Said of a link that is unknown, taken back or too old; which of them it is, the page says.
OVER = "This link does not work any more."
RATHER_NOT = "{name} would rather not be asked. Ask again only if they told you themselves that you may, and say so."
#: (the teach-back, its secret) -> the letter that brings it.
Written = Callable[[TeachBack, str], letter_rules.Letter]


@transaction.atomic
def ask_teach_back(
    *, actor: Actor, now: datetime, person_uid: object, parts: Iterable[str] = (), days: int = teaching.DAYS,
    they_agreed: bool = False,
) -> tuple[TeachBack, str]:  # fmt: skip
    """A new link with at most three questions for one person, and its secret, which is never shown again.

    ``parts``: what to ask; none: what is due, else what is weakest. Open links of theirs are taken back. Raises Refused
    for bad days, without a brief, when it yields no question, and for somebody who would rather not, unless
    ``they_agreed`` to it since; NotFound.
    """
    person = person_for_writing(actor, person_uid)
    expires_at = teaching.ends(now, days)
    if expires_at is None:
        raise Refused(f"A link lives for 1 to {teaching.MOST_DAYS} days.", "days")
    current, uid = _brief(actor, person), ids.new()
    made = _asking(actor, now, person, current, parts, str(uid))
    earlier = TeachBack.objects.filter(person=person, how=How.LINK)
    if earlier.filter(declined_at__isnull=False).exists() and not they_agreed:
        raise Refused(RATHER_NOT.format(name=person.name), "they_agreed")
    earlier.filter(declined_at__isnull=False).update(declined_at=None, revoked_at=now)
    earlier.filter(answered_at=None, revoked_at=None, expires_at__gt=now).update(revoked_at=now)
    secret = tokens.make()
    row = TeachBack.objects.create(
        uid=uid, owner_id=actor.member_id, person=person, how=How.LINK, version=current.version, asked_at=now,
        digest=tokens.digest(secret), asked=[asdict(one) for one in made.questions], expires_at=expires_at,
    )  # fmt: skip
    _sent(actor, person, now)
    audit_log.record(Verb.TEACH_BACK_ASKED, now=now, member_id=actor.member_id, thing_id=row.uid)
    return row, secret


@transaction.atomic
def send_refresher(*, actor: Actor, now: datetime, person_uid: object, written: Written) -> TeachBack:
    """Ask by a link and send it by letter in one step: both happen or neither. Raises Refused, NotFound."""
    row, secret = ask_teach_back(actor=actor, now=now, person_uid=person_uid)
    queue_letter(actor=actor, now=now, letter=written(row, secret), person=row.person)
    return row


@transaction.atomic
def revoke_teach_back(*, actor: Actor, now: datetime, teach_back_uid: object) -> None:
    """Take a link back; what was answered by it stays. Raises NotFound."""
    require(actor, Permission.BOOK_WRITE)
    uid = ids.parse(teach_back_uid)
    own = TeachBack.objects.filter(owner_id=actor.member_id, uid=uid, how=How.LINK, revoked_at=None)
    if not (uid and own.update(revoked_at=now)):
        raise NotFound("There is no such link of yours.")
    audit_log.record(Verb.TEACH_BACK_REVOKED, now=now, member_id=actor.member_id, thing_id=uid)


@transaction.atomic
def answer_by_link(*, now: datetime, secret: str, number: int, chosen: int) -> TeachBack:
    """Keep the answer to one question (0, 1, ...) of whoever holds the link; the first one given counts.

    Raises NotFound, Refused for no such question or option, Conflict for one that was answered otherwise.
    """
    row = _held(secret, now)
    asked = questions_of(row)
    if not 0 <= number < len(asked):
        raise Refused("There is no such question.", "number")
    if not 0 <= chosen < len(asked[number].options):
        raise Refused("Choose one of the answers.", "chosen")
    before = next((one for one in row.answers if one["part"] == asked[number].part), None)
    if before is not None:
        if before["chosen"] == chosen:
            return row
        raise Conflict("You have answered this already, and have seen why. The first answer counts.")
    share = 1.0 if questions.is_right(asked[number], chosen) else 0.0
    row.answers = [*row.answers, _answer(asked[number].part, share, now, prompted=True, chosen=chosen)]
    done = len(row.answers) == len(asked)
    row.answered_at = now if done else None
    row.save(update_fields=["answers", "answered_at"])
    refold(actor_of(row.owner), [row.person])
    if done:
        audit_log.record(Verb.TEACH_BACK_ANSWERED, now=now, member_id=row.owner_id, thing_id=row.uid)
    return row


@transaction.atomic
def decline_by_link(*, now: datetime, secret: str) -> TeachBack:
    """Rather not: what they answered by it goes, and no refresher reaches them any more. Raises NotFound."""
    row = _held(secret, now)
    row.answers, row.answered_at, row.declined_at = [], None, now
    row.save(update_fields=["answers", "answered_at", "declined_at"])
    Learner.objects.filter(person=row.person).update(refreshers=Refreshers.OFF)
    refold(actor_of(row.owner), [row.person])
    audit_log.record(Verb.TEACH_BACK_DECLINED, now=now, member_id=row.owner_id, thing_id=row.uid)
    return row


@transaction.atomic
def check_in_person(
    *, actor: Actor, now: datetime, person_uid: object, shares: Mapping[str, float], unprompted: bool = False
) -> TeachBack:
    """What somebody said when asked face to face: part -> share of its key points, 0..1.

    ``unprompted``: they said it without help. Raises Refused, NotFound.
    """
    person = person_for_writing(actor, person_uid)
    points = set(memory.points_of(_brief(actor, person).text))
    if not shares:
        raise Refused("Choose at least one part that you asked about.", "shares")
    for part, share in shares.items():
        if part not in points:
            raise Refused(f"“{part}” is no point of your brief that can be asked.", "shares")
        if not 0.0 <= share <= 1.0:
            raise Refused("A share lies between 0 and 1.", "shares")
    answers = [_answer(part, share, now, prompted=not unprompted) for part, share in shares.items()]
    return _shown(actor, now, person, How.IN_PERSON, answers)


@transaction.atomic
def note_referral(*, actor: Actor, now: datetime, person_uid: object, fits: bool) -> TeachBack:
    """Somebody they sent shows what they know: a fit counts as Good for whom I help and what to listen for, a misfit
    as Again for who is not a fit. Raises Refused where the brief has no such part, NotFound."""
    person = person_for_writing(actor, person_uid)
    points = set(memory.points_of(_brief(actor, person).text))
    shown = memory.FITTING if fits else memory.MISFIT
    answers = [
        {"part": part.value, "rating": rating.value, "share": float(fits), "chosen": None, "at": now.isoformat()}
        for part, rating in shown.items() if part in points
    ]  # fmt: skip
    if not answers:
        raise Refused("Your brief does not say yet who is a fit and who is not.", "fits")
    return _shown(actor, now, person, How.REFERRAL, answers)


@transaction.atomic
def delete_teach_back(*, actor: Actor, now: datetime, teach_back_uid: object) -> Person:
    """Delete one with its link and answers, as if it had never been. Whose it was. Raises NotFound."""
    require(actor, Permission.BOOK_WRITE)
    row = teach_back(actor, teach_back_uid)
    person = person_for_writing(actor, row.person.uid)
    uid = row.uid
    row.delete()
    refold(actor, [person])
    audit_log.record(Verb.TEACH_BACK_DELETED, now=now, member_id=actor.member_id, thing_id=uid)
    return person


def _brief(actor: Actor, person: Person) -> CurrentBrief:
    current = queries.brief_for(actor, person.uid)
    if current is None:
        raise Refused(NO_BRIEF, "parts")
    return current


def _asking(
    actor: Actor, now: datetime, person: Person, current: CurrentBrief, parts: Iterable[str], seed: str
) -> questions.Asking:
    """The questions: those asked for, else those due; where the brief yields none for these, any it does yield."""
    said = {part_of(part) for part in parts}
    wanted = [part for part in Part if part in said]
    points = memory.points_of(current.text)
    memories = memories_of([person.pk]).get(person.pk, {})
    first = wanted or list(teaching.to_ask(points, memories, day_in(now, actor.time_zone)))
    work = Member.objects.values_list("profession_key", flat=True).get(pk=actor.member_id)
    made = questions.asking(current.text, work, first, seed)
    if not made.questions and not wanted:
        made = questions.asking(current.text, work, points, seed)
    if not made.questions:
        raise Refused(" ".join(dict.fromkeys(why for _, why in made.thin)) or NO_BRIEF, "parts")
    return made


def _answer(part: str, share: float, now: datetime, *, prompted: bool, chosen: int | None = None) -> dict[str, Any]:
    rating: Rating = memory.rating_of(share, prompted=prompted)
    return {"part": part, "rating": rating.value, "share": share, "chosen": chosen, "at": now.isoformat()}


def _shown(actor: Actor, now: datetime, person: Person, how: How, answers: list[dict[str, Any]]) -> TeachBack:
    row = TeachBack.objects.create(
        owner_id=actor.member_id, person=person, how=how, version=_brief(actor, person).version, answers=answers,
        asked_at=now, answered_at=now,
    )  # fmt: skip
    refold(actor, [person])
    _sent(actor, person, now)
    audit_log.record(Verb.TEACH_BACK_ANSWERED, now=now, member_id=actor.member_id, thing_id=row.uid)
    return row


def _sent(actor: Actor, person: Person, now: datetime) -> None:
    Learner.objects.update_or_create(
        person=person, defaults={"sent_at": now}, create_defaults={"sent_at": now, "owner_id": actor.member_id}
    )


def _held(secret: str, now: datetime) -> TeachBack:
    """The teach-back, held until the end of the transaction, if it can be used. Raises NotFound."""
    digest = tokens.digest(secret)
    found = TeachBack.objects.filter(digest=digest, owner__is_active=True).first()
    if found is None:
        raise NotFound(OVER)
    list(Person.objects.select_for_update(no_key=True).filter(pk=found.person_id).values_list("pk", flat=True))
    own = TeachBack.objects.select_for_update(of=("self",)).filter(digest=digest)
    row = own.select_related("person", "owner").first()
    if row is None or state_of(row, now) not in teaching.USABLE:
        raise NotFound(OVER)
    return row
