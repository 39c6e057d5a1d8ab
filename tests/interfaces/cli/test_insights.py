"""`grapevine insights show` and its neighbours."""

from __future__ import annotations

from grapevine.domain.accounts.models import Chapter, Organisation, Seat
from grapevine.domain.gives.actions import log_give
from grapevine.domain.touches.actions import log_touch
from grapevine.kit import clock
from tests.cast import BEN, meet
from tests.interfaces.cli.calling import call, refused, told, wrong


def test_the_year_is_told_as_tables_and_as_data(actor):
    ben, now = meet(actor, BEN), clock.now()
    log_give(actor=actor, now=now, at=now, person_uid=ben.uid, kind="idea", direction="given")
    log_touch(actor=actor, now=now, at=now, person_uid=ben.uid, kind="meal", minutes=90)

    shown, data = call("insights", "show").stdout, told("insights", "show")

    assert "you give about 0.60" in shown and "Ben Okafor" in shown
    assert data["giving"]["share"] == 0.6 and data["hours"][0]["minutes"] == 90


def test_a_chapter_compares_itself_and_asks_itself(leah, actor):
    assert "You sit in no chapter." in call("insights", "together").stdout
    assert "nobody to be compared with" in refused("insights", "count-me")
    organisation = Organisation.objects.create(name="Valley", created_at=clock.now())
    chapter = Chapter.objects.create(organisation=organisation, name="Riverside", created_at=clock.now())
    Seat.objects.create(
        member=leah, organisation=organisation, chapter=chapter, role="officer", since=clock.now().date()
    )

    assert told("insights", "count-me") == {"counted": True, "asks": 0, "deep_asks": 0}
    made = told("insights", "survey", "--open", chapter.pk)
    call("insights", "survey", "--answer", made["id"], "--style", 1, "--success", 5, "--brought", 0)
    assert "1 answers" in call("insights", "together").stdout
    assert told("insights", "survey", "--close", made["id"]) == {"open": False}
    assert told("insights", "together")[0]["survey"]["groups"] is None
    assert told("insights", "count-me", "--out") == {"counted": False}
    assert "Say what to do" in wrong("insights", "survey")
