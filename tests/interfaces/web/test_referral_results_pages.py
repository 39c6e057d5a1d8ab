"""What came of referrals, as a table and a file; the days after which one is overdue; wording one anew."""

from __future__ import annotations

import csv
import io

from grapevine.domain.referrals.actions.thanking import thank_giver
from grapevine.domain.referrals.models import Prospect, Referral, Times
from grapevine.domain.referrals.rules.moves import By, Stage
from grapevine.interfaces.web import referral_words as told
from grapevine.kit import clock
from tests.cast import BEN, DANA, meet
from tests.domain.referrals.referring import agreed, noted, step
from tests.interfaces.web.test_referral_board import baker, came, words  # noqa: F401


def test_results_by_direction_and_partner_are_counted_before_they_are_shares(web, actor, baker):  # noqa: F811
    simone, ben = meet(actor, DANA.__class__(name="Simone Hart", title="Baker")), meet(actor, BEN)
    assert "Nothing was sent in this time." in words(web.get("/referrals/results"))
    for name in ("Yuki Tanaka", "Kofi Osei"):
        one = came(actor, simone, name)
        for to in ("accepted", "won"):
            step(actor, one, to, now=clock.now())
        thank_giver(actor=actor, now=clock.now(), referral_uid=one.uid, share="value", value=1200)
    page = words(web.get("/referrals/results"))
    assert "Received 2 2 3 days 2 2 of 2 2 of 2 2,400" in page and "Given 0 0 none yet" in page
    lost = came(actor, ben, "Ada Byron")
    step(actor, lost, "accepted", now=clock.now())
    step(actor, lost, "lost", now=clock.now())
    page = words(web.get("/referrals/results?days=91"))
    assert "67% (2 of 3)" in page and "Simone Hart Received 2" in page and "Ben Okafor Received 1" in page
    file = b"".join(web.get("/referrals/results.csv").streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(file)))
    assert [(row["role"], row["person"], row["sent"], row["closed"], row["value"]) for row in rows][0] == (
        "giver", "all", "0", "0", "0"
    )  # fmt: skip
    assert ("receiver", "Simone Hart", "2", "2400") in [(r["role"], r["person"], r["sent"], r["value"]) for r in rows]


def test_no_value_is_shown_to_an_attorney(web, actor):
    came(actor, meet(actor, DANA))
    assert "Value told" not in words(web.get("/referrals/results"))


def test_the_days_of_a_stage_are_the_members_own(web, actor):
    came(actor, meet(actor, DANA))
    assert "1 overdue" in words(web.get("/referrals")) and "Usually 2." in words(web.get("/referrals/times"))
    wrong = web.post("/referrals/times", {"sent": "0"})
    assert wrong.status_code == 422 and not Times.objects.exists()
    kept = words(web.post("/referrals/times", {"sent": "10", "met": "21"}, follow=True))
    assert "counts by these days now" in kept and Times.objects.get().days == {"sent": 10}
    assert "days, overdue" not in words(web.get("/referrals"))


def test_leah_words_it_anew_until_somebody_else_has_seen_it(web, actor):
    one = noted(actor, meet(actor, DANA))
    here = f"/referrals/{one.uid}/edit"
    assert "Change the words" in words(web.get(f"/referrals/{one.uid}"))
    assert 'value="Yuki Tanaka"' in web.get(here).content.decode()
    assert web.post(here, {"who": "Yuki", "need": "", "warmth": "knows"}).status_code == 422
    bad = web.post(here, {"who": "Yuki", "need": "Taxes", "warmth": "knows", "email": "yuki@"})
    assert bad.status_code == 422 and "yuki@" in words(bad)
    web.post(here, {"who": "Yuki T. Tanaka", "need": "Taxes", "warmth": "cold"})
    assert (Prospect.objects.get().name, Referral.objects.get().warmth) == ("Yuki T. Tanaka", "cold")
    agreed(actor, one)
    step(actor, one, "sent", now=clock.now())
    assert web.get(here).status_code == 400 and "Change the words" not in words(web.get(f"/referrals/{one.uid}"))


def test_days_and_ages_are_said_as_people_say_them():
    assert [told.days(value) for value in (None, 0.2, 1.0, 1.46, 2.1, 12.4)] == [
        "none yet", "the same day", "1 day", "1.5 days", "2.1 days", "12 days"
    ]  # fmt: skip
    assert [told.age(days) for days in (0, 1, 20, 21, 90, 800)] == [
        "today", "1 day", "20 days", "3 weeks", "3 months", "2 years"
    ]  # fmt: skip


def test_what_was_only_heard_is_said_so_on_the_button():
    said = {to: told.button(to, By.GIVER, "Dana") for to in (Stage.SENT, Stage.ACCEPTED, Stage.WITHDRAWN, Stage.WON)}
    assert list(said.values()) == ["Send it", "Dana said yes", "Take it back", "It was won"]
    assert told.button(Stage.ACCEPTED, By.RECEIVER, "Dana") == "Accept"
    assert told.button(Stage.WITHDRAWN, By.RECEIVER, "Dana") == "Dana took it back"
