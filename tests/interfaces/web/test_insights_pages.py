"""What you gave and what grew; relationship first, or business first: the pages, their files, the same by API."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from grapevine.domain.accounts.actions import make_token
from grapevine.domain.accounts.models import Chapter, Member, Organisation, Seat
from grapevine.domain.accounts.rules.access import SCOPES
from grapevine.domain.gives.actions import log_give
from grapevine.domain.insights.models import Counted, Survey, SurveyTally
from grapevine.domain.touches.actions import log_touch
from grapevine.interfaces.web.pictures.insights import Bar, Stand, give_take, stands, way_to_client
from grapevine.interfaces.web.pictures.together import between
from grapevine.interfaces.web.pictures.trellis import Month
from grapevine.kit import clock
from tests.cast import BEN, DANA, TOM, meet
from tests.interfaces.api.caller import Caller
from tests.interfaces.web.test_audit_pages import words


@pytest.fixture
def year(actor):
    """A year with Ben, Dana and Tom: meetings with their minutes, help both ways."""
    now = clock.now()
    people = [meet(actor, card) for card in (BEN, DANA, TOM)]
    for number, person in enumerate(people):
        for week in range(10 + 5 * number):
            log_touch(
                actor=actor, now=now, at=now - timedelta(days=7 * week + 1), person_uid=person.uid,
                kind="one_to_one", began_by="them", minutes=60,
            )  # fmt: skip
    for days, way in ((5, "given"), (9, "given"), (3, "received"), (2, "received"), (400, "given")):
        log_give(
            actor=actor, now=now, at=now - timedelta(days=days), person_uid=people[0].uid, kind="idea", direction=way
        )
    log_give(
        actor=actor, now=now, at=now - timedelta(days=1), person_uid=people[1].uid, kind="referral",
        direction="received",
    )  # fmt: skip
    return people


@pytest.fixture
def riverside(leah: Member) -> Chapter:
    """Leah's chapter, in which she is an officer."""
    organisation = Organisation.objects.create(name="Valley", created_at=clock.now())
    chapter = Chapter.objects.create(organisation=organisation, name="Riverside", created_at=clock.now())
    Seat.objects.create(
        member=leah, organisation=organisation, chapter=chapter, role="officer", since=clock.now().date()
    )
    return chapter


def test_an_empty_year_says_so_and_shows_no_numbers(web: Client):
    told = words(web.get("/insights"))

    assert "Nothing given or received is recorded" in told
    assert "Fewer than three referrals" in told and "Too few meetings" in told


def test_the_year_is_a_flow_with_its_range_and_never_a_debt(web: Client, year, django_assert_max_num_queries):
    with django_assert_max_num_queries(20):
        told = words(web.get("/insights"))

    assert "You gave 2 times and 3 came back." in told
    assert "never a debt between two" in told and "8 times in 10 between" in told
    assert "Ben Okafor" in told and "hours with 3 people" in told
    assert "proof of cause" in told


@pytest.mark.parametrize(
    ("part", "heading", "lines"),
    [("months", "first,gave", 13), ("people", "id,name", 3), ("way", "stage,count", 7), ("growth", "at,deep", 6),
     ("hours", "id,name,minutes", 4)],
)  # fmt: skip
def test_each_table_can_be_taken_along(web: Client, year, part: str, heading: str, lines: int):
    told = b"".join(web.get(f"/insights/{part}.csv").streaming_content).decode("utf-8-sig").splitlines()

    assert told[0].startswith(heading) and len(told) == lines
    assert web.get("/insights/secrets.csv").status_code == 404


def test_the_api_tells_the_same(actor, year, riverside):
    caller = Caller(make_token(actor=actor, now=clock.now(), name="insights", scopes=list(SCOPES))[1])

    told = caller.get("/insights").json()
    places = caller.get("/insights/together").json()

    assert sum(month["got"] for month in told["giving"]["months"]) == 3
    assert [one["name"] for one in told["hours"]] == ["Tom Halloran", "Dana Whitcomb", "Ben Okafor"]
    assert told["giving"]["hardly_gives"] is False and len(told["shapes"]) == 5
    assert places["items"][0]["name"] == "Riverside" and places["items"][0]["wanted"] == 40


def test_a_member_lets_themself_be_counted_and_takes_it_back(web: Client, riverside):
    assert "We cannot tell yet" in words(web.get("/insights/together"))
    web.post("/insights/together/count")
    assert Counted.objects.count() == 1
    assert "You are counted, as of" in words(web.get("/insights/together"))
    web.post("/insights/together/count", {"out": "1"})
    assert Counted.objects.count() == 0


def test_without_a_chapter_there_is_nobody_to_be_compared_with(web: Client):
    assert "You sit in no chapter" in words(web.get("/insights/together"))
    refused = web.post("/insights/together/count")
    assert refused.status_code == 422 and "nobody to be compared with" in words(refused)


def test_a_survey_is_held_on_the_page(web: Client, riverside):
    web.post(f"/insights/together/chapters/{riverside.pk}/survey")
    again = web.post(f"/insights/together/chapters/{riverside.pk}/survey")
    survey = Survey.objects.get()
    assert again.status_code == 422 and "open already" in words(again)
    assert "what comes first for you" in words(web.get("/insights/together"))

    wrong = web.post(f"/insights/together/surveys/{survey.uid}/answer", {"style": "1", "success": "x"})
    assert wrong.status_code == 422 and "Choose one of the answers." in words(wrong)
    web.post(f"/insights/together/surveys/{survey.uid}/answer", {"style": "1", "success": "4", "brought": "2"})
    assert "You answered; 1 have so far" in words(web.get("/insights/together"))
    web.post(f"/insights/together/surveys/{survey.uid}/close")
    assert "too few to tell anything" in words(web.get("/insights/together"))

    SurveyTally.objects.create(survey=survey, style=5, success=2, brought=0, count=9)
    told = words(web.get("/insights/together"))
    assert "10 answered" in told and "Business first 9" in told and "Relationship first 1" not in told


def test_what_forty_and_more_show_is_shown_with_its_range(web: Client, riverside):
    for number in range(44):
        member = Member.objects.create(email=f"m{number}@riverside.example", name=f"M {number}", created_at=clock.now())
        Counted.objects.create(
            member=member, organisation=riverside.organisation, chapter=riverside, asks=5, deep_asks=1 + number % 2,
            received_weekly=number % 5, closed_value=number, stratum="law, 1", at=clock.now(),
        )  # fmt: skip

    told = words(web.get("/insights/together"))

    assert "times in 10 (between" in told and "hold it lightly" in told
    assert "22 and 22" in told and "proves nothing" in told


def test_the_months_stand_above_their_years_and_the_running_one_says_that_it_is_not_over():
    drawn = give_take([Month("Dec", 1, 0, 2025), Month("Jan", 1, 0, 2026), Month("Feb", 1, 0, 2026, running=True)])

    assert drawn.count(">2025<") == 1 and drawn.count(">2026<") == 1
    assert ">Feb, so far<" in drawn and ">Jan<" in drawn


def test_the_pictures_keep_their_scale():
    full = give_take([Month("Jan", 30, 2)] * 12)

    assert full.count('class="leaf"') == 2 * 12 * 10 and 'class="narrow"' in full
    assert 'class="f-b" x="496" y="6" width="0"' in way_to_client([Bar("Sent", 2, 2)])
    assert stands([Stand("Jan", 0, 0, 0)]).count("<rect") == 2 * 3, "for wide and for narrow rooms"
    assert 'cx="280"' in between(0.5, 0.2, 0.8)
