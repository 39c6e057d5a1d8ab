"""Webhooks, days a stage, being counted and surveys answered in the complete archive: out, in, and back."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest

from grapevine.domain.accounts import queries
from grapevine.domain.accounts.models import Chapter, Member, Organisation, Seat
from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.imports.models import Batch, Staged
from grapevine.domain.imports.rules.states import Verdict
from grapevine.domain.insights.actions import together
from grapevine.domain.insights.models.survey import Counted, SurveyTally, SurveyVoice
from grapevine.domain.referrals.actions.own import set_times
from grapevine.domain.referrals.models import Times
from grapevine.domain.webhooks.actions.endpoints import add_endpoint, change_endpoint, resume_endpoint
from grapevine.domain.webhooks.models import Endpoint
from grapevine.domain.webhooks.queries.endpoints import address, needs_look
from grapevine.interfaces.exchange.exports import export
from grapevine.kit import clock
from grapevine.kit.errors import Conflict, Refused
from tests.cast import NOW, member
from tests.interfaces.exchange.bringing import bring, undo

LATER = NOW + timedelta(hours=2)
HOOK = "https://hooks.example.com/grapevine?door=7"
PARTS = ("webhooks", "referral_times", "counted", "surveys_answered")
ANSWERS = {"style": 1, "success": 4, "brought": 1}


@pytest.fixture(autouse=True)
def then(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: LATER)


@pytest.fixture
def riverside(db: None) -> Chapter:
    organisation = Organisation.objects.create(name="Valley", created_at=NOW)
    return Chapter.objects.create(organisation=organisation, name="Riverside", created_at=NOW)


@pytest.fixture
def book(leah: Member, riverside: Chapter) -> Actor:
    """Leah, an officer: a webhook, days of her own, counted, and she answered the survey."""
    actor = seated(leah, riverside, "officer")
    add_endpoint(actor=actor, now=NOW, name="Our till", address=HOOK, events=["referral.won"])
    set_times(actor=actor, now=NOW, days={"sent": 3, "met": 40})
    together.count_me_in(actor=actor, now=LATER)
    survey = together.open_survey(actor=actor, now=NOW, chapter_id=riverside.pk)
    together.answer_survey(actor=actor, now=NOW, survey_uid=survey.uid, **ANSWERS)
    return actor


@pytest.fixture
def new(book: Actor) -> Member:
    return member(email="leah@new.example", name="Leah Marchetti")


def seated(one: Member, chapter: Chapter, role: str = "member") -> Actor:
    Seat.objects.create(member=one, organisation=chapter.organisation, chapter=chapter, role=role, since=NOW.date())
    return queries.actor_of(one)


def archive(actor: Actor) -> dict[str, Any]:
    return json.loads(b"".join(export(actor, LATER, "json")[2]))


def told(actor: Actor) -> list[list[dict[str, Any]]]:
    """What the archive tells of the four, without keys and what follows from the age of the account."""
    data = archive(actor)
    mine = ("key", "who", "numbers", *(() if data["webhooks"] else ("at",)))
    return [[{name: said for name, said in row.items() if name not in mine} for row in data[part]] for part in PARTS]


def brought(actor: Actor, data: dict[str, Any]) -> tuple[Batch, list[str]]:
    """The batch, and why records were refused."""
    batch = bring(actor, ("book.json", json.dumps(data)), now=LATER)
    return batch, list(Staged.objects.filter(verdict=Verdict.REFUSED).values_list("reason", flat=True))


def test_they_come_over_once_paused_and_without_a_secret_and_go_back(
    book: Actor, new: Member, riverside: Chapter
) -> None:
    fresh = seated(new, riverside)
    mine = archive(book)
    assert [len(mine[part]) for part in PARTS] == [1, 1, 1, 1]
    assert mine["webhooks"][0]["host"] == "hooks.example.com"
    assert "gvwh_" not in json.dumps(mine) and "door=7" not in json.dumps(mine)
    assert json.loads(mine["counted"][0]["numbers"])["asks"] == 0 and "style" not in json.dumps(mine)

    batch, refused = brought(fresh, mine)

    assert refused == []
    theirs, own = told(fresh), told(book)
    assert theirs[0] == own[0] and theirs[2:] == own[2:]
    assert theirs[1][0]["days"] == own[1][0]["days"]
    hook = Endpoint.objects.get(owner=new)
    assert needs_look(fresh) == ["Our till"] and hook.paused_at == LATER
    with pytest.raises(Refused, match="address is not known here"):
        resume_endpoint(actor=fresh, now=LATER, endpoint_uid=hook.uid)
    change_endpoint(actor=fresh, now=LATER, endpoint_uid=hook.uid, address=HOOK)
    assert resume_endpoint(actor=fresh, now=LATER, endpoint_uid=hook.uid).paused_at is None
    with pytest.raises(Conflict, match="answered already"):
        together.answer_survey(actor=fresh, now=LATER, survey_uid=mine["surveys_answered"][0]["survey"], **ANSWERS)
    assert SurveyTally.objects.get().count == 1

    _, refused = brought(fresh, mine)
    assert refused == [] and told(fresh) == theirs
    undo(fresh, batch)
    assert told(fresh) == [[], [], [], []] and told(book) == own


def test_consent_goes_no_further_than_it_was_given(book: Actor, new: Member, riverside: Chapter) -> None:
    elsewhere = Chapter.objects.create(organisation=riverside.organisation, name="Hillside", created_at=NOW)
    fresh = seated(new, elsewhere)
    _, refused = brought(fresh, archive(book))
    assert sorted(reason[:20] for reason in refused) == ["There is no such sur", "You sit in no “River"]
    assert not Counted.objects.filter(pk=new.pk).exists() and not SurveyVoice.objects.filter(member=new).exists()


def test_what_was_chosen_here_already_stays(book: Actor, new: Member) -> None:
    fresh = queries.actor_of(new)
    set_times(actor=fresh, now=NOW, days={"sent": 9})
    add_endpoint(actor=fresh, now=NOW, name="Our till", address=HOOK)
    whole = {"webhooks": [{**archive(book)["webhooks"][0], "name": "As archives told it before", "address": HOOK}]}
    bring(fresh, ("book.json", json.dumps(archive(book))), now=LATER)
    brought(fresh, {"grapevine_archive": 1, **whole})
    assert Times.objects.get(owner=new).days == {"sent": 9} and Endpoint.objects.get(owner=new).paused_at is None


def test_an_archive_that_tells_the_whole_address_needs_only_a_new_secret(book: Actor, new: Member) -> None:
    fresh = queries.actor_of(new)
    row = {name: said for name, said in archive(book)["webhooks"][0].items() if name != "host"}
    brought(fresh, {"grapevine_archive": 1, "webhooks": [{**row, "address": HOOK}]})
    hook = Endpoint.objects.get(owner=new)
    assert (hook.host, address(hook)) == ("hooks.example.com", HOOK) and "make a new one" in hook.paused_why


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("webhooks", {"address": "http://169.254.169.254/latest"}),
        ("webhooks", {"address": "nowhere"}),
        ("webhooks", {"host": "10.0.0.7"}),
        ("webhooks", {"host": ""}),
        ("webhooks", {"events": ["referral.eaten"]}),
        ("webhooks", {"name": " "}),
        ("referral_times", {"days": "[3]"}),
        ("referral_times", {"days": "{"}),
        ("referral_times", {"days": '{"sent": "soon"}'}),
        ("referral_times", {"days": '{"void": 3}'}),
        ("surveys_answered", {"survey": "x"}),
    ],
)
def test_what_cannot_stand_is_refused_by_itself(book: Actor, new: Member, part: str, said: dict[str, Any]) -> None:
    data = {"grapevine_archive": 1, part: [{**archive(book)[part][0], **said}]}
    _, refused = brought(queries.actor_of(new), data)
    assert len(refused) == 1 and refused[0]
