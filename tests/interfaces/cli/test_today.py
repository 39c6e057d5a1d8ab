"""`grapevine today` and `grapevine promises`."""

from __future__ import annotations

from datetime import timedelta

import pytest

from grapevine.domain.touches.actions import log_touch
from grapevine.kit import clock
from tests.cast import DANA, meet
from tests.interfaces.cli.calling import NOBODYS, call, refused, told, wrong


@pytest.fixture
def dana(actor):
    """Dana, who wrote three days ago."""
    now = clock.now()
    person = meet(actor, DANA)
    log_touch(actor=actor, now=now, person_uid=person.uid, at=now - timedelta(days=3), kind="message", began_by="them")
    return person


def test_promises_are_made_listed_kept_and_taken_up_again(dana):
    made = told("promises", "make", dana.uid, "The name of a mediator", "--due", "2030-01-15")
    assert (made["outcome"], made["due"], made["person"]["name"]) == ("open", "2030-01-15", "Dana Whitcomb")
    assert "2030-01-15" in call("promises", "list", "--person", dana.uid).stdout

    assert told("promises", "edit", made["id"], "--due", "", "--what", "Two names")["due"] is None
    assert told("promises", "keep", made["id"], "--kind", "information")["outcome"] == "kept"
    assert told("promises", "list") == []
    assert [row["outcome"] for row in told("promises", "list", "--all")] == ["kept"]
    assert [give["note"] for give in told("gives", "list")] == ["Two names"]
    assert "not open any more" in refused("promises", "let-go", made["id"])
    assert told("promises", "reopen", made["id"])["outcome"] == "open"
    assert "Not kept: Two names." in call("promises", "let-go", made["id"], "--broken").stdout
    assert told("promises", "delete", made["id"]) == {"id": made["id"], "deleted": True}


def test_what_is_wrong_is_said(dana):
    wrong("promises", "make", dana.uid, "A name", "--due", "soon")
    assert "no such promise" in refused("promises", "keep", NOBODYS)
    assert "no such item" in refused("today", "done", "weather")
    assert "Choose a day to come" in refused("today", "later", f"answer-{dana.uid}", "--until", "2001-01-01")


def test_today_is_shown_and_answered(dana):
    said = call("today", "show").stdout
    assert "Answer Dana Whitcomb" in said and f"key: answer-{dana.uid}" in said
    assert told("today", "show")["step"]["kind"] == "answer"

    aside = told("today", "later", f"answer-{dana.uid}")
    assert "Nobody waits today." in call("today", "show").stdout
    assert [row["id"] for row in told("today", "aside")] == [aside["id"]]
    assert told("today", "bring-back", aside["id"])["back"]
    assert "for good" in call("today", "set-aside", f"dormant-{dana.uid}").stdout

    done = told("today", "done", f"answer-{dana.uid}", "--kind", "call", "--note", "Rang her")
    assert done["touch"] and not done["give"]
    assert told("touches", "list")[0]["note"] == "Rang her"
    assert "Nobody waits today." in call("today", "show").stdout
