"""What of the world of the access tests belongs to a chapter or organisation."""

from __future__ import annotations

from datetime import UTC, datetime

from grapevine.domain.accounts import actions
from grapevine.domain.accounts.models import Chapter, Member, Organisation, Seat
from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.insights.models import Survey

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def a_chapter_of_her_own(actor: Actor, things: dict[str, object]) -> object:
    """The number of a chapter in which she is an officer."""
    organisation = Organisation.objects.create(name="Valley", created_at=NOW)
    chapter = Chapter.objects.create(organisation=organisation, name="Riverside", created_at=NOW)
    Seat.objects.create(
        member_id=actor.member_id, organisation=organisation, chapter=chapter, role="officer", since=NOW.date()
    )
    return chapter.pk


def an_organisation(actor: Actor, things: dict[str, object]) -> object:
    """The uid of an organisation that she organises."""
    member = Member.objects.get(pk=actor.member_id)
    return actions.add_organisation(now=NOW, name="The hills", organiser=member).uid


def a_survey(actor: Actor, things: dict[str, object]) -> object:
    """The uid of the open survey of that chapter."""
    chapter = Chapter.objects.get(pk=things["survey_chapter"])
    return Survey.objects.create(organisation=chapter.organisation, chapter=chapter, opened_at=NOW).uid
