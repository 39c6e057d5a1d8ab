"""Reads of briefs: the member's own with all their versions, and what the public sees."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, QuerySet

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.depth.queries import counterparts
from grapevine.domain.education.models import Brief, BriefReader, BriefVersion
from grapevine.domain.education.rules.brief import BriefText, from_data
from grapevine.domain.people.models import Person
from grapevine.domain.people.queries import person as person_of
from grapevine.kit import ids
from grapevine.kit.errors import NotFound

NO_BRIEF = "There is no such brief of yours."


@dataclass(frozen=True, slots=True)
class CurrentBrief:
    """A brief, its newest version, and what that version says."""

    brief: Brief
    version: BriefVersion
    text: BriefText


@dataclass(frozen=True, slots=True)
class PublicBrief:
    """What anybody who knows the address may see: one published version and nothing beside it."""

    slug: str
    text: BriefText
    number: int
    published_at: datetime
    indexed: bool
    down: bool = False


def main_brief(actor: Actor) -> CurrentBrief | None:
    """The actor's main brief as it was saved last; None before the first saving."""
    return _first(_newest(actor).filter(brief__is_main=True))


def brief_for(actor: Actor, person_uid: object) -> CurrentBrief | None:
    """The brief this person of the actor's book is meant to read: the one written for them, else the main one.

    Raises NotFound for a person who is not in the book.
    """
    person = person_of(actor, person_uid)
    return _first(_newest(actor).filter(brief__readers__person=person).order_by("-brief__readers__since", "-pk")) or (
        main_brief(actor)
    )


def brief_from(actor: Actor, person_uid: object) -> BriefText | None:
    """What a linked partner's brief says to the actor: the one they wrote for them, else what they published.

    None without a living link, or when there is neither. Raises NotFound for a person who is not in the book.
    """
    person = person_of(actor, person_uid)
    mine = counterparts([person.pk]).get(person.pk)
    if mine is None:
        return None
    meant = BriefVersion.objects.filter(number=F("brief__number"), brief__readers__person=mine)
    shown = BriefVersion.objects.filter(
        brief__owner__in=Person.objects.filter(pk=mine).values("owner"), brief__is_main=True,
        number=F("brief__published_number"), brief__taken_down_at=None,
    )  # fmt: skip
    found = meant.order_by("-brief__readers__since", "-pk").first() or shown.first()
    return from_data(found.parts) if found else None


def briefs(actor: Actor) -> list[CurrentBrief]:
    """Every brief of the actor: the main one first, then in the order in which they were made."""
    return [_current(each) for each in _newest(actor).order_by("-brief__is_main", "brief_id")]


def brief(actor: Actor, brief_uid: object) -> CurrentBrief:
    """One of them. Raises NotFound."""
    uid = ids.parse(brief_uid)
    found = _first(_newest(actor).filter(brief__uid=uid)) if uid else None
    if found is None:
        raise NotFound(NO_BRIEF)
    return found


def versions(actor: Actor, brief_uid: object) -> QuerySet[BriefVersion]:
    """Everything one brief ever said, newest first. Raises NotFound."""
    return BriefVersion.objects.filter(brief=brief(actor, brief_uid).brief).order_by("-number")


def version(actor: Actor, brief_uid: object, number: int) -> BriefVersion:
    """One version. Raises NotFound."""
    found = versions(actor, brief_uid).filter(number=number).first()
    if found is None:
        raise NotFound(f"This brief has no version {number}.")
    return found


def readers(actor: Actor, brief_uid: object) -> list[Person]:
    """The partners for whom this brief was written, by name. Raises NotFound."""
    found = BriefReader.objects.filter(brief=brief(actor, brief_uid).brief).select_related("person")
    return sorted((each.person for each in found), key=lambda person: person.name)


def readers_of(actor: Actor) -> dict[int, list[str]]:
    """The names of the partners of every brief of the actor, by the brief's inner id."""
    require(actor, Permission.BOOK_READ)
    found = BriefReader.objects.filter(brief__owner_id=actor.member_id).order_by("person__name", "pk")
    names: dict[int, list[str]] = {}
    for brief_id, name in found.values_list("brief_id", "person__name"):
        names.setdefault(brief_id, []).append(name)
    return names


def public_brief(slug: str) -> PublicBrief | None:
    """What stands under an address, for anybody: None where nothing ever stood; ``down``, and then without a word of
    it, where it was taken down."""
    found = Brief.objects.filter(slug=slug, owner__is_active=True, published_number__isnull=False).first()
    if found is None or found.published_at is None or found.published_number is None:
        return None
    if found.taken_down_at is not None:
        return PublicBrief(slug, BriefText(), 0, found.published_at, False, down=True)
    shown = BriefVersion.objects.get(brief=found, number=found.published_number)
    return PublicBrief(slug, from_data(shown.parts), shown.number, found.published_at, found.indexed)


def _newest(actor: Actor) -> QuerySet[BriefVersion]:
    require(actor, Permission.BOOK_READ)
    own = BriefVersion.objects.filter(brief__owner_id=actor.member_id, number=F("brief__number"))
    return own.select_related("brief")


def _first(found: QuerySet[BriefVersion]) -> CurrentBrief | None:
    newest = found.first()
    return _current(newest) if newest else None


def _current(newest: BriefVersion) -> CurrentBrief:
    return CurrentBrief(newest.brief, newest, from_data(newest.parts))
