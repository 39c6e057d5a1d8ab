"""What a chapter or organisation may know of itself: the comparison of those who are counted, and its surveys."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from grapevine.domain.accounts import queries as account_queries
from grapevine.domain.accounts.models import Seat
from grapevine.domain.accounts.rules.access import Actor, Permission, allowed, require
from grapevine.domain.insights.models.survey import Counted, Survey, SurveyTally, SurveyVoice
from grapevine.domain.insights.rules.headline import Headline, Numbers, headline
from grapevine.domain.insights.rules.survey import Same, Told, told
from grapevine.kit import ids
from grapevine.kit.errors import NotFound


@dataclass(frozen=True, slots=True)
class Standing:
    """A survey: ``open``, whether the actor ``answered`` it and may ``close`` it, how many answered, and what is told.

    ``told`` is None while it is open, and when too few answered.
    """

    id: str
    open: bool
    answered: bool
    answers: int
    opened_at: datetime
    closed_at: datetime | None
    told: Told | None


@dataclass(frozen=True, slots=True)
class Together:
    """One chapter or organisation of the actor's: its name, comparison and last survey; what they may do there."""

    name: str
    chapter_id: int | None
    headline: Headline
    survey: Standing | None
    may_open: bool


def together(actor: Actor) -> list[Together]:
    """Every chapter the actor sits in, and an organisation they organise: the seat is what lets them look."""
    require(actor, Permission.NETWORK_READ)
    return [_together(actor, seat) for seat in _seats(actor)]


def is_counted(actor: Actor) -> Counted | None:
    """The actor's own numbers, where they let them be counted."""
    require(actor, Permission.NETWORK_READ)
    return Counted.objects.filter(pk=actor.member_id).first()


def counted(actor: Actor) -> QuerySet[Counted]:
    """The actor's own numbers where they are counted, for their complete archive."""
    require(actor, Permission.EXPORT_READ)
    return Counted.objects.filter(pk=actor.member_id).select_related("chapter", "organisation")


def voices(actor: Actor) -> QuerySet[SurveyVoice]:
    """Which surveys the actor answered, for their complete archive; not what, which nobody knows."""
    require(actor, Permission.EXPORT_READ)
    return SurveyVoice.objects.filter(member_id=actor.member_id).select_related("survey__chapter").order_by("pk")


def survey(actor: Actor, survey_uid: object) -> Survey:
    """A survey of a chapter in which the actor has a seat. Raises NotFound."""
    uid = ids.parse(survey_uid)
    found = Survey.objects.filter(uid=uid).first() if uid else None
    if found is None or not sits_in(actor, found.chapter_id, found.organisation_id):
        raise NotFound("There is no such survey in a chapter of yours.")
    return found


def sits_in(actor: Actor, chapter_id: int, organisation_id: int) -> bool:
    """Has the actor a seat in this chapter, or above it in its organisation?"""
    return any(
        seat.chapter_id == chapter_id or (seat.chapter_id is None and seat.organisation_id == organisation_id)
        for seat in actor.seats
    )


def _seats(actor: Actor) -> QuerySet[Seat]:
    found = account_queries.seats(actor).filter(until=None)
    return found.select_related("chapter", "organisation").order_by("pk")


def _together(actor: Actor, seat: Seat) -> Together:
    chapter = seat.chapter
    place = {"chapter_id": chapter.pk} if chapter else {"organisation_id": seat.organisation_id}
    rows = Counted.objects.filter(member__is_active=True, **place).order_by("pk")
    numbers = rows.values_list("asks", "deep_asks", "received_weekly", "closed_value", "stratum")
    last = Survey.objects.filter(chapter=chapter).order_by("-opened_at", "-pk").first() if chapter else None
    may_open = chapter is not None and allowed(actor, Permission.CHAPTER_WRITE, chapter_id=chapter.pk)
    return Together(
        name=chapter.name if chapter else seat.organisation.name,
        chapter_id=chapter.pk if chapter else None,
        headline=headline([Numbers(*row) for row in numbers]),
        survey=_standing(actor, last) if last else None,
        may_open=may_open,
    )


def _standing(actor: Actor, last: Survey) -> Standing:
    voices = SurveyVoice.objects.filter(survey=last)
    same = SurveyTally.objects.filter(survey=last).values_list("style", "success", "brought", "count")
    return Standing(
        id=str(last.uid),
        open=last.closed_at is None,
        answered=voices.filter(member_id=actor.member_id).exists(),
        answers=voices.count(),
        opened_at=last.opened_at,
        closed_at=last.closed_at,
        told=told([Same(*row) for row in same]) if last.closed_at else None,
    )
