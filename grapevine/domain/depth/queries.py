"""Reads of depth."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import F, Q, QuerySet

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.depth.models import Correction, Link, LinkEnd, QuestionLink, Rating, Relationship
from grapevine.domain.depth.rules import answers, linking, questions
from grapevine.domain.depth.rules.sums import Side, Sums, days
from grapevine.domain.people.models import Person
from grapevine.kit import ids, tokens
from grapevine.kit.errors import NotFound
from grapevine.kit.prepared import Prepared

_QUESTIONS = Prepared(
    lambda owner, person: QuestionLink.objects.filter(owner=owner, person=person).order_by("-created_at", "-pk")[:1],
    1,
    1,
)
_LINK = Prepared(
    lambda person, same: Link.objects.filter(Q(person=person) | Q(ends__person=same)).order_by(
        F("ended_at").desc(nulls_first=True), "-created_at", "-pk"
    )[:1],
    1,
    1,
)
_RELATIONSHIPS = Prepared(
    lambda owner, people: Relationship.objects.filter(owner=owner, person__in=people), 1, [1]
)
_RATINGS = Prepared(lambda person: Rating.objects.filter(person=person).order_by("at", "pk"), 1)


def relationships(actor: Actor) -> QuerySet[Relationship]:
    """The actor's relationships."""
    require(actor, Permission.BOOK_READ)
    return Relationship.objects.filter(owner_id=actor.member_id)


def relationships_of(actor: Actor, person_ids: Iterable[int]) -> dict[int, Relationship]:
    """The relationships with these people (inner ids); who has none is not measured."""
    require(actor, Permission.BOOK_READ)
    return {row.person_id: row for row in _RELATIONSHIPS(actor.member_id, list(person_ids))}


def standing_rating(person_id: int, side: str) -> Rating | None:
    """The newest answer of one side."""
    return Rating.objects.filter(person_id=person_id, side=side).order_by("-at", "-pk").first()


def standing_ratings(person_id: int) -> dict[str, Rating]:
    """The newest answer of each side: "mine" / "theirs" -> rating."""
    return {rating.side: rating for rating in _RATINGS(person_id)}


def standing_answers(person_id: int, side: str) -> str:
    """What one side says by ingredient, as five signs; see ``rules.answers.standing``."""
    rows = Rating.objects.filter(person_id=person_id, side=side).order_by("at", "pk")
    said = [answers.Said(days(at), value, signs) for at, value, signs in rows.values_list("at", "value", "answers")]
    return answers.standing(said)


def words_of(person_ids: Iterable[int]) -> dict[int, dict[str, str]]:
    """The standing corrections of these people, as columns of a relationship; who has none is left out."""
    found: dict[int, dict[str, dict[str, int]]] = {}
    rows = Correction.objects.filter(person__in=list(person_ids)).order_by("at", "pk")
    for person_id, side, part, value in rows.values_list("person_id", "side", "part", "value"):
        found.setdefault(person_id, {}).setdefault(side, {})[part] = value
    columns = {"mine": "my_corrected", "theirs": "their_corrected"}
    return {pk: {columns[side]: answers.packed(said) for side, said in sides.items()} for pk, sides in found.items()}


def ratings(actor: Actor, person_ids: Iterable[int]) -> QuerySet[Rating]:
    """Every answer about these people."""
    return Rating.objects.filter(owner_id=actor.member_id, person__in=list(person_ids)).order_by("at", "pk")


def sums_of(row: Relationship) -> Sums:
    """The stored sums as the rules know them."""
    return Sums(Side(row.mine_fast, row.mine_slow), Side(row.theirs_fast, row.theirs_slow), row.at)


def extra_of(end: LinkEnd) -> Sums:
    """What of their side comes from the linked ledger alone."""
    return Sums(theirs=Side(end.extra_fast, end.extra_slow), at=end.extra_at)


def counterparts(person_ids: Iterable[int]) -> dict[int, int]:
    """Who stands at the other end of each person's living link, in the other member's book (inner ids, both ways)."""
    linked = Link.objects.filter(ends__person__in=list(person_ids))
    ends: dict[int, list[int]] = {}
    for link_id, person_id in LinkEnd.objects.filter(link__in=linked).values_list("link_id", "person_id"):
        ends.setdefault(link_id, []).append(person_id)
    pairs = [pair for pair in ends.values() if len(pair) == 2]
    return {one: other for pair in pairs for one, other in (pair, reversed(pair))}


def end_of(person_id: int) -> LinkEnd | None:
    """This person's end of a living link."""
    return LinkEnd.objects.filter(person_id=person_id).first()


# -- the five questions


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


# -- links between members


def links(actor: Actor) -> QuerySet[Link]:
    """The actor's own requests and those brought to them, newest first."""
    require(actor, Permission.BOOK_READ)
    mine = Q(owner_id=actor.member_id) | Q(other_id=actor.member_id)
    return Link.objects.filter(mine).select_related("owner", "other", "person").order_by("-created_at", "-pk")


def link(actor: Actor, link_uid: object) -> Link:
    """One of them. Raises NotFound."""
    uid = ids.parse(link_uid)
    found = links(actor).filter(uid=uid).first() if uid else None
    if found is None:
        raise NotFound("There is no such link of yours.")
    return found


def link_state(actor: Actor, link: Link, now: datetime) -> str:
    """What the actor is told of a request or link: one of the words of ``rules.linking``."""
    return linking.state(fact_of(link), now, for_asker=link.owner_id == actor.member_id)


def fact_of(link: Link) -> linking.LinkFact:
    """What the rules need of a request."""
    return linking.LinkFact(
        link.expires_at, link.accepted_at is not None, link.declined_at is not None, link.ended_at is not None
    )


def own_person(actor: Actor, link: Link) -> UUID | None:
    """The public id of the person at the actor's own end of a living link."""
    ends = LinkEnd.objects.filter(link=link, owner_id=actor.member_id)
    return ends.values_list("person__uid", flat=True).first()


def link_by_secret(secret: str) -> Link | None:
    """The request behind a code, in whatever state."""
    return Link.objects.filter(digest=tokens.digest(secret)).select_related("owner", "person").first()


def newest_question_link(actor: Actor, person_id: int) -> QuestionLink | None:
    """The last link by which the actor asked this person (inner id) the five questions."""
    require(actor, Permission.BOOK_READ)
    return _QUESTIONS.first(actor.member_id, person_id)


def newest_link(actor: Actor, person_id: int) -> Link | None:
    """The living, else the newest request about one person (inner id) of the actor's, whoever asked."""
    require(actor, Permission.BOOK_READ)
    return _LINK.first(person_id, person_id)
