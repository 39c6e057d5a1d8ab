"""To be counted in the comparison or not; a chapter's survey opened, answered, closed."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F

from grapevine.domain.accounts import queries as account_queries
from grapevine.domain.accounts.models import Chapter
from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.audit_log import actions as audit_log
from grapevine.domain.audit_log.rules import Verb
from grapevine.domain.insights.models.survey import Counted, Survey, SurveyTally, SurveyVoice
from grapevine.domain.insights.queries import together as queries
from grapevine.domain.insights.queries.own_numbers import own_numbers
from grapevine.domain.insights.rules import survey as rules
from grapevine.kit.errors import Conflict, NotFound, Refused

#: Numbers older than this are worked out anew.
STALE = timedelta(days=7)


@transaction.atomic
def count_me_in(*, actor: Actor, now: datetime) -> Counted:
    """Let one's few numbers be counted, as they are now. Raises Refused for who sits in no chapter."""
    require(actor, Permission.BOOK_WRITE)
    seat = account_queries.seats(actor).filter(until=None).order_by("-chapter", "pk").first()
    if seat is None:
        raise Refused("You sit in no chapter: there is nobody to be compared with.")
    said = own_numbers(actor, now)
    counted, _ = Counted.objects.update_or_create(
        pk=actor.member_id,
        defaults={
            "organisation_id": seat.organisation_id, "chapter_id": seat.chapter_id, "asks": said.asks,
            "deep_asks": said.deep_asks, "received_weekly": said.received_weekly,
            "closed_value": said.closed_value, "stratum": said.stratum, "at": now,
        },
    )  # fmt: skip
    audit_log.record(Verb.COUNTED_IN, now=now, member_id=actor.member_id)
    return counted


@transaction.atomic
def leave_me_out(*, actor: Actor, now: datetime) -> None:
    """Be counted no longer: the numbers are gone at once. Saying it twice does no harm."""
    require(actor, Permission.BOOK_WRITE)
    Counted.objects.filter(pk=actor.member_id).delete()
    audit_log.record(Verb.COUNTED_OUT, now=now, member_id=actor.member_id)


@transaction.atomic
def open_survey(*, actor: Actor, now: datetime, chapter_id: int) -> Survey:
    """Open the survey of a chapter; an officer may. Raises Refused while another one is open."""
    chapter = Chapter.objects.filter(pk=chapter_id).first()
    if chapter is None or not queries.sits_in(actor, chapter.pk, chapter.organisation_id):
        raise NotFound("There is no such chapter of yours.")
    require(actor, Permission.CHAPTER_WRITE, chapter_id=chapter.pk, organisation_id=chapter.organisation_id)
    if Survey.objects.filter(chapter=chapter, closed_at=None).exists():
        raise Conflict("A survey of this chapter is open already: close it first.")
    made = Survey.objects.create(
        organisation_id=chapter.organisation_id, chapter=chapter, opened_by_id=actor.member_id, opened_at=now
    )
    audit_log.record(Verb.SURVEY_OPENED, now=now, member_id=actor.member_id, thing_id=made.uid)
    return made


@transaction.atomic
def answer_survey(*, actor: Actor, now: datetime, survey_uid: object, style: int, success: int, brought: int) -> None:
    """Answer once. What was answered is added to a count; that it was this member stands elsewhere, without it.

    Raises NotFound, and Refused when it is over, was answered, or an answer is none of those offered.
    """
    of = queries.survey(actor, survey_uid)
    missing = rules.wrong(style, success, brought)
    if missing:
        raise Refused("Choose one of the answers.", missing)
    if of.closed_at is not None:
        raise Refused("This survey is over. Thank you all the same.")
    try:
        with transaction.atomic():
            SurveyVoice.objects.create(survey=of, member_id=actor.member_id)
    except IntegrityError as error:
        raise Conflict(
            "You answered already. An answer cannot be changed, for nobody knows which one is yours."
        ) from error
    tally, _ = SurveyTally.objects.get_or_create(survey=of, style=style, success=success, brought=brought)
    SurveyTally.objects.filter(pk=tally.pk).update(count=F("count") + 1)
    audit_log.record(Verb.SURVEY_ANSWERED, now=now, member_id=actor.member_id, thing_id=of.uid)


@transaction.atomic
def close_survey(*, actor: Actor, now: datetime, survey_uid: object) -> Survey:
    """Close it: from now on what was answered is told, if enough did. Closing twice does no harm."""
    of = queries.survey(actor, survey_uid)
    require(actor, Permission.CHAPTER_WRITE, chapter_id=of.chapter_id, organisation_id=of.organisation_id)
    if of.closed_at is None:
        of.closed_at = now
        of.save(update_fields=["closed_at"])
        audit_log.record(Verb.SURVEY_CLOSED, now=now, member_id=actor.member_id, thing_id=of.uid)
    return of
