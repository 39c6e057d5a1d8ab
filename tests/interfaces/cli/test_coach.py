"""`grapevine guard`, `grapevine techniques`, `grapevine plan`."""

from __future__ import annotations

from datetime import timedelta

import pytest

from grapevine.domain.touches.actions import log_touch
from grapevine.kit import clock
from tests.cast import DANA, meet
from tests.interfaces.cli.calling import NOBODYS, call, refused, told

ASK = "Do you know anyone who needs a lawyer? Please pass my name on."


@pytest.fixture
def dana(actor):
    """Dana, met four weeks ago and before."""
    now = clock.now()
    person = meet(actor, DANA)
    for weeks in (4, 8, 12):
        log_touch(actor=actor, now=now, person_uid=person.uid, at=now - timedelta(weeks=weeks), kind="one_to_one")
    return person


def test_a_draft_is_judged_against_the_relationship(dana):
    found = told("guard", "--person", dana.uid, stdin=ASK)
    assert found["pitch"] and found["voice"] in ("stop", "hint") and found["overruled"] is None
    said = call("guard", "--person", dana.uid, stdin=ASK).stdout
    assert "“pass my name on”" in said and "Better to begin with:" in said
    assert told("guard", "--person", dana.uid, "--overrule", stdin=ASK)["overruled"]
    assert "Nothing against it." in call("guard", "--person", dana.uid, stdin="Thank you!").stdout
    assert refused("guard", "--person", NOBODYS, stdin=ASK)


def test_techniques_are_listed_taken_up_tried_and_struck_out(dana):
    assert len(told("techniques", "list")["items"]) >= 40
    fits = told("techniques", "list", "--person", dana.uid)["items"]
    assert "first-give" in {one["key"] for one in fits}
    told("techniques", "choose", "walk")
    made = told("techniques", "tried", "walk", "--went", "well", "--note", "Cold", "--person", dana.uid)
    practised = told("techniques", "practice")
    assert practised["picture"]["tried"] == 1 and practised["items"][0]["note"] == "Cold"
    assert "walk: well" in call("techniques", "practice").stdout
    assert told("techniques", "forget", made["id"])["deleted"]
    assert "no such technique" in refused("techniques", "choose", "cold-call")


def test_the_week_is_shown_answered_and_taken_back(dana):
    shown = told("plan", "show", "--minutes", "60")
    assert shown["minutes"] == 60 and [action["name"] for action in shown["actions"]] == ["Dana Whitcomb"]
    assert shown["not_yet"] is None  # who is in the plan needs no warning
    warned = told("plan", "show", "--minutes", "0")["not_yet"]
    assert (warned["person"], warned["name"]) == (str(dana.uid), "Dana Whitcomb") and warned["step"]
    assert f"Not yet: Dana Whitcomb. {warned['reason']}" in call("plan", "show", "--minutes", "0").stdout
    key = shown["actions"][0]["technique"]
    assert "Dana Whitcomb" in call("plan", "show", "--minutes", "60").stdout
    skipped = told("plan", "answer", dana.uid, key, "skip")
    assert [action["technique"] for action in told("plan", "show", "--minutes", "60")["actions"]] != [key]
    assert told("plan", "back", skipped["id"])["deleted"]
    assert told("plan", "answer", dana.uid, key, "done", "--note", "Good")["state"] == "done"
    assert "Nothing fits these minutes." in call("plan", "show", "--minutes", "60").stdout
    assert told("plan", "answer", dana.uid, key, "later")["state"] == "later"


def test_the_calendar_and_the_letter_on_monday_are_chosen(actor):
    first = told("plan", "calendar")["address"]
    assert told("plan", "calendar")["address"] == first and first in call("plan", "calendar").stdout
    assert told("plan", "calendar", "--renew")["address"] != first
    assert told("plan", "calendar", "--revoke") == {"address": ""}
    assert told("plan", "letter") == {"wished": False}
    assert told("plan", "letter", "--on") == told("plan", "letter") == {"wished": True}
    assert "No letter on Monday." in call("plan", "letter", "--off").stdout
