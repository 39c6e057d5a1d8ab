"""`grapevine lessons` and `grapevine teach-backs`."""

from __future__ import annotations

import pytest

from grapevine.domain.education.actions.briefs import save_brief
from tests.cast import DANA, NOW, meet
from tests.domain.education.test_lessons import BRIEF
from tests.interfaces.cli.calling import call, refused, told, wrong


@pytest.fixture
def dana(actor):
    """Dana in Leah's book, and a brief to teach her."""
    save_brief(actor=actor, now=NOW, text=BRIEF)
    return meet(actor, DANA)


def test_told_asked_and_taken_back(dana):
    assert "No lesson yet" in call("lessons", "list").stdout
    (one,) = told("lessons", "give", "--person", dana.uid, "--part", "listen_for", "--at", "2026-03-01")
    assert told("lessons", "list", "--person", dana.uid)[0]["part"] == "listen_for"
    made = told("teach-backs", "ask", "--person", dana.uid)
    assert "/t/" in made["link"] and made["questions"] == ["Which of these would make you think of Leah?"]
    told("teach-backs", "check", "--person", dana.uid, "--share", "moments", 1, "--unprompted")
    told("teach-backs", "referral", "--person", dana.uid, "--misfit")
    rows = told("teach-backs", "list", "--person", dana.uid)
    assert {row["showed"] for row in rows} == {"", "moments: easy", "not_a_fit: again"}
    told("teach-backs", "revoke", made["id"])
    told("teach-backs", "delete", made["id"])
    told("lessons", "undo", one["id"])
    (row,) = told("lessons", "refreshers", "--person", dana.uid, "--set", "send")
    assert (row["name"], row["refreshers"], row["educated"]) == ("Dana Whitcomb", "send", 0.2)


def test_what_is_not_possible_says_why(dana):
    assert "--person ID" in refused("lessons", "refreshers", "--set", "off")
    assert "empty in your brief" in refused("lessons", "give", "--person", dana.uid, "--part", "story")
    assert "is told, not asked" not in wrong("teach-backs", "ask", "--person", dana.uid, "--part", "story")
    assert "1 to 90 days" in refused("teach-backs", "ask", "--person", dana.uid, "--days", 900)
