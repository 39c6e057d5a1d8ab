"""`grapevine touches` and `grapevine gives`: the two ledgers at a terminal."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from grapevine.domain.accounts.models import Member
from grapevine.domain.gives.actions import log_give
from grapevine.domain.touches.actions import log_touch
from grapevine.kit import clock
from tests.cast import BEN, DANA, meet
from tests.interfaces.cli.calling import NOBODYS, call, refused, told, wrong


def test_a_touch_is_logged_now_unless_it_says_when(actor):
    dana = meet(actor, DANA)
    before = clock.now()
    made = told("touches", "log", "--person", dana.uid, "--kind", "call", "--minutes", 20, "--began-by", "me")
    assert before <= datetime.fromisoformat(made["at"]) <= clock.now()
    assert made["person"] == {"id": str(dana.uid), "name": "Dana Whitcomb"}
    assert (made["kind"], made["minutes"], made["began_by"]) == ("call", 20, "me")
    [row] = told("people", "list")
    assert row["depth"] > 0
    assert row["last_touch_at"] == made["at"]


def test_a_time_without_a_zone_is_the_member_s_own(actor):
    Member.objects.update(time_zone="America/New_York")
    dana = meet(actor, DANA)
    log = ("touches", "log", "--person", dana.uid, "--kind", "meal", "--at")
    assert datetime.fromisoformat(told(*log, "2025-07-01T09:30")["at"]).isoformat() == "2025-07-01T09:30:00-04:00"
    assert told(*log, "2025-07-02")["at"].startswith("2025-07-02T12:00")
    assert told(*log, "2025-07-03T09:30+02:00")["at"].endswith("09:30:00+02:00")
    assert "is no time" in wrong(*log, "yesterday")


def test_a_touch_to_come_is_refused(actor):
    dana = meet(actor, DANA)
    later = (clock.now() + timedelta(days=3)).isoformat()
    assert "in the past" in refused("touches", "log", "--person", dana.uid, "--kind", "meal", "--at", later)


def test_touches_are_listed_newest_first_of_all_or_of_one(actor):
    dana, ben = meet(actor, DANA), meet(actor, BEN)
    told("touches", "log", "--person", dana.uid, "--kind", "meal", "--at", "2025-05-01")
    told("touches", "log", "--person", ben.uid, "--kind", "call", "--at", "2025-06-01")
    assert [row["kind"] for row in told("touches", "list")] == ["call", "meal"]
    assert [row["kind"] for row in told("touches", "list", "--person", dana.uid)] == ["meal"]
    assert [row["kind"] for row in told("touches", "list", "--limit", 1)] == ["call"]
    assert "Dana Whitcomb" in call("touches", "list").stdout


def test_a_touch_is_edited_and_taken_back(actor):
    dana = meet(actor, DANA)
    uid = told("touches", "log", "--person", dana.uid, "--kind", "meal", "--note", "Marlow’s")["id"]
    changed = told("touches", "edit", uid, "--kind", "call", "--at", "2025-05-01")
    assert (changed["kind"], changed["note"], changed["at"][:10]) == ("call", "Marlow’s", "2025-05-01")
    assert told("touches", "delete", uid) == {"id": uid, "deleted": True}
    assert told("people", "list")[0]["depth"] is None


def test_a_give_is_logged_listed_edited_and_taken_back(actor):
    dana = meet(actor, DANA)
    log = ("gives", "log", "--person", dana.uid, "--kind")
    made = told(*log, "referral", "--direction", "given", "--at", "2025-05-01")
    assert (made["kind"], made["direction"], made["sphere"]) == ("referral", "given", "business")
    told(*log, "help", "--direction", "received", "--sphere", "personal")
    assert [row["kind"] for row in told("gives", "list")] == ["help", "referral"]
    assert [row["kind"] for row in told("gives", "list", "--direction", "given")] == ["referral"]
    assert [row["kind"] for row in told("gives", "list", "--person", dana.uid, "--limit", 1)] == ["help"]
    assert told("gives", "edit", made["id"], "--kind", "introduction", "--minutes", 30)["minutes"] == 30
    assert told("gives", "delete", made["id"])["deleted"] is True
    assert "help" in call("gives", "list").stdout


@pytest.mark.parametrize(
    "words",
    [
        ["touches", "log", "--kind", "meal"],
        ["touches", "log", "--person", NOBODYS, "--kind", "seance"],
        ["gives", "log", "--person", NOBODYS, "--kind", "help"],
        ["gives", "log", "--person", NOBODYS, "--kind", "help", "--direction", "sideways"],
        ["touches", "edit"],
        ["gives", "delete"],
    ],
)
def test_wrong_usage_ends_with_2(words, leah):
    wrong(*words)


def test_what_is_a_stranger_s_is_not_there(actor, stranger):
    ben, now = meet(stranger, BEN), clock.now()
    touch = log_touch(actor=stranger, now=now, person_uid=ben.uid, at=now, kind="meal")
    give = log_give(actor=stranger, now=now, person_uid=ben.uid, at=now, kind="help", direction="given")
    for words in (
        ("touches", "log", "--person", ben.uid, "--kind", "meal"),
        ("touches", "list", "--person", ben.uid),
        ("touches", "edit", touch.uid, "--kind", "call"),
        ("touches", "delete", touch.uid),
        ("gives", "log", "--person", ben.uid, "--kind", "help", "--direction", "given"),
        ("gives", "list", "--person", ben.uid),
        ("gives", "edit", give.uid, "--kind", "idea"),
        ("gives", "delete", give.uid),
        ("depth", "show", "--person", ben.uid),
        ("depth", "rate", "--person", ben.uid, "--value", 3),
    ):
        assert "There is no such" in refused(*words)
    assert told("touches", "list") == told("gives", "list") == []
