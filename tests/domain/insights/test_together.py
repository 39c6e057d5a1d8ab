"""A chapter's comparison and survey: who is counted, who answered, and what is never told."""

from __future__ import annotations

from datetime import timedelta

import pytest

from grapevine.domain.accounts import actions as accounts
from grapevine.domain.accounts import queries
from grapevine.domain.accounts.models import Chapter, Member, Organisation, Seat
from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.gives.actions import log_give
from grapevine.domain.insights.actions import together as actions
from grapevine.domain.insights.models import Counted, SurveyTally, SurveyVoice
from grapevine.domain.insights.queries.own_numbers import own_numbers
from grapevine.domain.insights.queries.together import together
from grapevine.domain.people.rules.card import Card
from grapevine.domain.touches.actions import log_touch
from grapevine.kit.errors import Conflict, NotAllowed, NotFound, Refused
from tests.cast import NOW, meet


@pytest.fixture
def riverside(leah: Member) -> Chapter:
    """Leah's chapter, in which she is an officer."""
    organisation = Organisation.objects.create(name="Valley", created_at=NOW)
    chapter = Chapter.objects.create(organisation=organisation, name="Riverside", created_at=NOW)
    Seat.objects.create(member=leah, organisation=organisation, chapter=chapter, role="officer", since=NOW.date())
    return chapter


def seated(member: Member, chapter: Chapter, role: str = "member") -> Actor:
    """The member with a seat in the chapter."""
    Seat.objects.create(member=member, organisation=chapter.organisation, chapter=chapter, role=role, since=NOW.date())
    return queries.actor_of(member)


def another(number: int) -> Member:
    return accounts.add_member(now=NOW, email=f"m{number}@riverside.example", name=f"Member {number}")


def test_first_asks_count_by_how_deep_it_was_then(actor: Actor):
    asked_at = NOW - timedelta(days=250)
    for number in range(6):
        person = meet(actor, Card(name=f"Person {number}"))
        if number < 4:
            for week in range(40):
                at = asked_at - timedelta(days=7 * week + 3)
                log_touch(actor=actor, now=NOW, at=at, person_uid=person.uid, kind="one_to_one", began_by="me")
        log_touch(actor=actor, now=NOW, at=asked_at, person_uid=person.uid, kind="message", about="ask", began_by="me")
        log_touch(actor=actor, now=NOW, at=NOW - timedelta(days=10), person_uid=person.uid, kind="message", about="ask")
    log_give(
        actor=actor, now=NOW, at=NOW - timedelta(days=20), person_uid=person.uid, kind="referral", direction="received"
    )

    found = own_numbers(actor, NOW)

    assert (found.asks, found.deep_asks, found.closed_value) == (6, 4, 0)
    assert found.received_weekly == 1.0


def test_who_is_counted_can_go_at_any_time_and_one_alone_shows_nothing(actor: Actor, leah: Member, riverside: Chapter):
    with pytest.raises(Refused, match="no chapter"):
        actions.count_me_in(actor=queries.actor_of(another(1)), now=NOW)
    actor = queries.actor_of(leah)
    actions.count_me_in(actor=actor, now=NOW)

    (place,) = together(actor)

    assert (place.name, place.headline.members, place.headline.outcomes) == ("Riverside", 1, ())
    assert place.headline.wanted == 40
    actions.leave_me_out(actor=actor, now=NOW)
    actions.leave_me_out(actor=actor, now=NOW)
    assert not Counted.objects.exists()


def test_sixty_counted_members_are_compared_within_their_strata(leah: Member, riverside: Chapter):
    for number in range(60):
        first = number % 2
        Counted.objects.create(
            member=another(number), organisation=riverside.organisation, chapter=riverside, asks=5,
            deep_asks=4 if first else 1, received_weekly=1.0 + first + number / 100, closed_value=number,
            stratum="law, 1", at=NOW,
        )  # fmt: skip

    (place,) = together(queries.actor_of(leah))

    received, value = place.headline.outcomes
    assert received.within and received.within.low > 0.85 and received.p < 0.001
    assert value.crude.low < 0.5 < value.crude.high
    assert not received.crude.shows_verdict and place.headline.wanted == 0


def test_a_survey_is_opened_by_an_officer_and_answered_once(leah: Member, riverside: Chapter, stranger: Actor):
    officer, member = queries.actor_of(leah), seated(another(1), riverside)
    with pytest.raises(NotAllowed):
        actions.open_survey(actor=member, now=NOW, chapter_id=riverside.pk)
    with pytest.raises(NotFound):
        actions.open_survey(actor=stranger, now=NOW, chapter_id=riverside.pk)
    survey = actions.open_survey(actor=officer, now=NOW, chapter_id=riverside.pk)
    with pytest.raises(Conflict, match="open already"):
        actions.open_survey(actor=officer, now=NOW, chapter_id=riverside.pk)

    said = {"survey_uid": survey.uid, "style": 1, "success": 4, "brought": 2}
    actions.answer_survey(actor=member, now=NOW, **said)

    with pytest.raises(Conflict, match="answered already"):
        actions.answer_survey(actor=member, now=NOW, **said)
    with pytest.raises(NotFound):
        actions.answer_survey(actor=stranger, now=NOW, **said)
    with pytest.raises(Refused, match="Choose one"):
        actions.answer_survey(actor=officer, now=NOW, **{**said, "brought": 9})
    with pytest.raises(NotAllowed):
        actions.close_survey(actor=member, now=NOW, survey_uid=survey.uid)
    assert list(SurveyTally.objects.values_list("style", "success", "brought", "count")) == [(1, 4, 2, 1)]
    assert {field.name for field in SurveyVoice._meta.fields} == {"id", "survey", "member"}


def test_nothing_is_told_before_the_end_nor_of_seven_answers(leah: Member, riverside: Chapter):
    officer = queries.actor_of(leah)
    survey = actions.open_survey(actor=officer, now=NOW, chapter_id=riverside.pk)
    members = [seated(another(number), riverside) for number in range(8)]
    for number, member in enumerate(members):
        style = 1 if number < 5 else 5
        actions.answer_survey(actor=member, now=NOW, survey_uid=survey.uid, style=style, success=4, brought=1)

    standing = together(officer)[0].survey
    assert standing and (standing.open, standing.answered, standing.answers, standing.told) == (True, False, 8, None)
    actions.close_survey(actor=officer, now=NOW, survey_uid=survey.uid)
    actions.close_survey(actor=officer, now=NOW, survey_uid=survey.uid)
    with pytest.raises(Refused, match="over"):
        actions.answer_survey(actor=officer, now=NOW, survey_uid=survey.uid, style=1, success=4, brought=1)

    told = together(officer)[0].survey
    assert told and told.told and told.told.answers == 8
    assert [(group.style, group.people) for group in told.told.groups] == [("relationship first", 5)]
    assert told.told.difference is None
