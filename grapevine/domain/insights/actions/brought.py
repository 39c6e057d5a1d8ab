"""That a member is counted, and that they answered a survey, out of an archive; and back.

Consent goes no further than it was given: only where the member sits in a chapter of the same names.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from grapevine.domain.accounts import queries as account_queries
from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.insights.actions.together import count_me_in
from grapevine.domain.insights.models.survey import Counted, SurveyVoice
from grapevine.domain.insights.queries.together import survey
from grapevine.kit.errors import Refused


def bring_counted(*, actor: Actor, now: datetime, chapter: str, organisation: str) -> Counted | None:
    """The choice, with the numbers of this book; None when it was made here already. Raises Refused."""
    require(actor, Permission.BOOK_WRITE)
    if Counted.objects.filter(pk=actor.member_id).exists():
        return None
    seats = account_queries.seats(actor).filter(until=None, organisation__name=organisation)
    if not (seats.filter(chapter__name=chapter) if chapter else seats.filter(chapter=None)).exists():
        raise Refused(f"You sit in no “{chapter or organisation}” here. Say again where you are whether you count.")
    return count_me_in(actor=actor, now=now)


def bring_voice(*, actor: Actor, now: datetime, survey_uid: str) -> SurveyVoice | None:
    """That they answered, so that they do not twice; None when it is known. Raises NotFound for another's survey."""
    require(actor, Permission.BOOK_WRITE)
    of = survey(actor, survey_uid)
    made, fresh = SurveyVoice.objects.get_or_create(survey=of, member_id=actor.member_id)
    return made if fresh else None


def take_counted_back(*, actor: Actor, made: Sequence[int]) -> None:
    """Take the choice back."""
    require(actor, Permission.BOOK_WRITE)
    Counted.objects.filter(pk=actor.member_id).filter(pk__in=made).delete()


def take_voices_back(*, actor: Actor, made: Sequence[int]) -> None:
    """Take these back."""
    require(actor, Permission.BOOK_WRITE)
    SurveyVoice.objects.filter(member_id=actor.member_id, pk__in=made).delete()
