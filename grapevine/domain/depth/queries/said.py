"""Reads of the five questions and of corrections."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.depth.models import Correction, Link, LinkEnd, QuestionLink
from grapevine.domain.depth.rules import answers, questions
from grapevine.domain.people.models import Person
from grapevine.kit import ids, tokens
from grapevine.kit.errors import NotFound
from grapevine.kit.prepared import Prepared

_QUESTIONS = Prepared(
    lambda owner, person: QuestionLink.objects.filter(owner=owner, person=person).order_by("-created_at", "-pk")[:1],
    1,
    1,
)


def question_links(actor: Actor, person: Person | None = None) -> QuerySet[QuestionLink]:
    """The links by which the actor asked the five questions (of one person), newest first."""
    require(actor, Permission.BOOK_READ)
    own = QuestionLink.objects.filter(owner_id=actor.member_id).select_related("person", "rating")
    return (own.filter(person=person) if person else own).order_by("-created_at", "-pk")


def question_link(actor: Actor, link_uid: object) -> QuestionLink:
    """One of them. Raises NotFound."""
    uid = ids.parse(link_uid)
    found = question_links(actor).filter(uid=uid).first() if uid else None
    if found is None:
        raise NotFound("There is no such link of yours.")
    return found


def question_link_by_secret(secret: str) -> QuestionLink | None:
    """The link behind an address, in whatever state: for whoever holds it. None where it opens nothing."""
    living = QuestionLink.objects.filter(digest=tokens.digest(secret), owner__is_active=True)
    return living.select_related("person", "owner", "rating").first()


def state_of(link: QuestionLink, now: datetime) -> str:
    """One of ``questions.STATES``."""
    fact = questions.LinkFact(
        link.expires_at, link.revoked_at is not None, link.declined_at is not None, link.answered_at is not None
    )
    return questions.state(fact, now)


def corrections(actor: Actor) -> QuerySet[Correction]:
    """Every word of the actor's on an ingredient, older ones too."""
    require(actor, Permission.BOOK_READ)
    return Correction.objects.filter(owner_id=actor.member_id).select_related("person")


def spoken_of(person_ids: Iterable[int]) -> set[int]:
    """Those of these people who are linked, corrected, or were asked the questions: the member has dealt with them."""
    found: set[int] = set()
    for model in (LinkEnd, Link, Correction, QuestionLink):
        found |= set(model._default_manager.filter(person__in=list(person_ids)).values_list("person_id", flat=True))
    return found


def standing_corrections(actor: Actor, person: Person) -> dict[tuple[str, str], Correction]:
    """The actor's own words on the ingredients of one person: (side, part) -> the newest."""
    require(actor, Permission.BOOK_READ)
    rows = Correction.objects.filter(owner_id=actor.member_id, person=person).order_by("at", "pk")
    return {(row.side, row.part): row for row in rows}


def newest_question_link(actor: Actor, person_id: int) -> QuestionLink | None:
    """The last link by which the actor asked this person (inner id) the five questions."""
    require(actor, Permission.BOOK_READ)
    return _QUESTIONS.first(actor.member_id, person_id)


def words_of(person_ids: Iterable[int]) -> dict[int, dict[str, str]]:
    """The standing corrections of these people, as columns of a relationship; who has none is left out."""
    found: dict[int, dict[str, dict[str, int]]] = {}
    rows = Correction.objects.filter(person__in=list(person_ids)).order_by("at", "pk")
    for person_id, side, part, value in rows.values_list("person_id", "side", "part", "value"):
        found.setdefault(person_id, {}).setdefault(side, {})[part] = value
    columns = {"mine": "my_corrected", "theirs": "their_corrected"}
    return {pk: {columns[side]: answers.packed(said) for side, said in sides.items()} for pk, sides in found.items()}
