"""The link that asks the five questions: made and taken back by the member, answered by whoever holds it.

Whoever answers has no account: what they say is written into the book of the member who asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from grapevine.domain.accounts.queries import actor_of
from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.audit_log import actions as audit_log
from grapevine.domain.audit_log.rules import Verb
from grapevine.domain.depth.actions.ratings import add_answers, delete_ratings
from grapevine.domain.depth.models import QuestionLink
from grapevine.domain.depth.queries import state_of
from grapevine.domain.depth.rules import questions
from grapevine.domain.people.models import Person
from grapevine.domain.people.queries import person_for_writing
from grapevine.kit import ids, tokens
from grapevine.kit.errors import NotFound, Refused

#: Said of a link that is unknown, taken back or too old; which of them it is, the page says.
OVER = "This link does not work any more."


@transaction.atomic
def ask_questions(
    *, actor: Actor, now: datetime, person_uid: object, days: int = questions.DAYS, they_agreed: bool = False
) -> tuple[QuestionLink, str]:
    """A new link for one person, and its secret, which is never shown again. Older links of theirs are taken back.

    Raises Refused for bad days, and for somebody who would rather not be asked, unless ``they_agreed`` to it since.
    """
    person = person_for_writing(actor, person_uid)
    expires_at = questions.ends(now, days)
    if expires_at is None:
        raise Refused(f"A link lives for 1 to {questions.MOST_DAYS} days.", "days")
    earlier = QuestionLink.objects.filter(person=person)
    declined = earlier.filter(declined_at__isnull=False).order_by("-declined_at").first()
    if declined and not they_agreed:
        raise Refused(
            f"{person.name} said on {declined.declined_at:%Y-%m-%d} that they would rather not. Ask again only if they"
            " told you themselves that you may, and say so.", "they_agreed",
        )  # fmt: skip
    earlier.update(declined_at=None)
    earlier.filter(revoked_at=None, expires_at__gt=now).update(revoked_at=now)
    secret = tokens.make()
    link = QuestionLink.objects.create(
        owner_id=actor.member_id, person=person, digest=tokens.digest(secret), created_at=now, expires_at=expires_at
    )
    audit_log.record(Verb.QUESTIONS_ASKED, now=now, member_id=actor.member_id, thing_id=link.uid)
    return link, secret


@transaction.atomic
def revoke_questions(*, actor: Actor, now: datetime, link_uid: object) -> None:
    """Take a link back; what was answered by it stays. Raises NotFound."""
    require(actor, Permission.BOOK_WRITE)
    own = QuestionLink.objects.filter(owner_id=actor.member_id, uid=ids.parse(link_uid), revoked_at=None)
    if not (ids.parse(link_uid) and own.update(revoked_at=now)):
        raise NotFound("There is no such link of yours.")
    audit_log.record(Verb.QUESTIONS_REVOKED, now=now, member_id=actor.member_id, thing_id=ids.parse(link_uid))


@transaction.atomic
def answer_by_link(*, now: datetime, secret: str, values: Mapping[str, int]) -> QuestionLink:
    """Keep the five answers of whoever holds the link; older ones by it go. Raises NotFound, Refused."""
    link = _held(secret, now)
    actor = actor_of(link.owner)
    gone = link.rating
    if gone:
        delete_ratings(actor=actor, ratings=[gone])
    link.rating = add_answers(actor=actor, person_id=link.person_id, side="theirs", values=values, at=now)
    link.answered_at, link.declined_at = now, None
    _save(link, now, Verb.QUESTIONS_ANSWERED)
    return link


@transaction.atomic
def withdraw_by_link(*, now: datetime, secret: str) -> QuestionLink:
    """Take the answers back: nothing of them is left. Harmless where there are none. Raises NotFound."""
    link = _held(secret, now)
    if link.rating:
        delete_ratings(actor=actor_of(link.owner), ratings=[link.rating])
    link.rating = link.answered_at = None
    _save(link, now, Verb.QUESTIONS_WITHDRAWN)
    return link


@transaction.atomic
def decline_by_link(*, now: datetime, secret: str) -> QuestionLink:
    """Rather not: answers go, and the member cannot ask this person again by mistake. Raises NotFound."""
    link = _held(secret, now)
    if link.rating:
        delete_ratings(actor=actor_of(link.owner), ratings=[link.rating])
    link.rating = link.answered_at = None
    link.declined_at = link.declined_at or now
    _save(link, now, Verb.QUESTIONS_DECLINED)
    return link


@transaction.atomic
def note_declined(*, actor: Actor, person_id: int, at: datetime) -> QuestionLink | None:
    """Keep a "rather not" that an archive tells of; None when it is known. The caller writes the log entry."""
    require(actor, Permission.BOOK_WRITE)
    if QuestionLink.objects.filter(person_id=person_id, declined_at__isnull=False).exists():
        return None
    return QuestionLink.objects.create(
        owner_id=actor.member_id, person_id=person_id, created_at=at, expires_at=at, revoked_at=at, declined_at=at
    )


def _held(secret: str, now: datetime) -> QuestionLink:
    """The link, held until the end of the transaction, if it can be used. Raises NotFound."""
    digest = tokens.digest(secret)
    found = QuestionLink.objects.filter(digest=digest, owner__is_active=True).first()
    if found is None:
        raise NotFound(OVER)
    _hold_person(found.person_id)
    own = QuestionLink.objects.select_for_update(of=("self",)).filter(digest=digest)
    link = own.select_related("person", "owner", "rating").first()
    if link is None or state_of(link, now) not in questions.USABLE:
        raise NotFound(OVER)
    return link


def _hold_person(person_id: int) -> None:
    """The person first, as every write about a relationship does: two answers at once must not cross."""
    list(Person.objects.select_for_update(no_key=True).filter(pk=person_id).values_list("pk", flat=True))


def _save(link: QuestionLink, now: datetime, verb: Verb) -> None:
    link.save(update_fields=["rating", "answered_at", "declined_at"])
    audit_log.record(verb, now=now, member_id=link.owner_id, thing_id=link.uid)
