"""`grapevine depth ask`, `answer`, `correct`, and `grapevine links`."""

from __future__ import annotations

import pytest

from grapevine.domain.depth.actions.questions import answer_by_link, decline_by_link
from grapevine.domain.depth.models import LinkEnd, Relationship
from grapevine.kit import clock
from tests.cast import DANA, meet
from tests.interfaces.cli.calling import call, refused, told, wrong

FIVE = {"know": 4, "like": 5, "trust": 3, "committed": 2, "educated": 1}
OPTIONS = [text for name, value in FIVE.items() for text in (f"--{name}", value)]


@pytest.fixture
def dana(actor):
    """Dana in Leah's book."""
    return meet(actor, DANA)


def test_somebody_is_asked_and_their_answers_are_listed(dana):
    made = told("depth", "ask", "--person", dana.uid)
    assert made["link"] in made["letter"] and made["state"] == "open"
    answer_by_link(now=clock.now(), secret=made["link"].rsplit("/", 1)[1], values=FIVE)
    (row,) = told("depth", "questions", "--person", dana.uid)
    assert (row["state"], row["like"], row["again_on"][:2]) == ("answered", 5, "20")
    assert "link" not in row, "a link is shown once"
    assert "answered" in call("depth", "questions").stdout
    told("depth", "revoke", row["id"])
    assert told("depth", "questions")[0]["state"] == "revoked"


def test_whoever_would_rather_not_is_not_asked_again_by_mistake(dana):
    made = told("depth", "ask", "--person", dana.uid)
    decline_by_link(now=clock.now(), secret=made["link"].rsplit("/", 1)[1])
    assert "rather not" in refused("depth", "ask", "--person", dana.uid)
    assert told("depth", "ask", "--person", dana.uid, "--they-agreed")["state"] == "open"
    assert "1 to 90 days" in refused("depth", "ask", "--person", dana.uid, "--days", 900, "--they-agreed")


def test_one_s_own_answers_and_corrections(dana):
    assert told("depth", "answer", "--person", dana.uid, *OPTIONS)["value"] == 3
    assert Relationship.objects.get(person=dana).my_answers == "45321"
    wrong("depth", "answer", "--person", dana.uid, "--know", 4)
    made = told("depth", "correct", "--person", dana.uid, "--part", "trust", "--value", 5, "--reason", "since school")
    assert Relationship.objects.get(person=dana).their_corrected == "--5--"
    told("depth", "uncorrect", made["id"])
    assert Relationship.objects.get(person=dana).their_corrected == ""
    refused("depth", "uncorrect", made["id"])


def test_two_members_link_and_part(dana, stranger):
    made = told("links", "ask", "--person", dana.uid, "--as", "leah@marchetti.example")
    theirs = ("--as", "dana@whitcomb.example")
    assert told("links", "accept", made["link"], *theirs)["state"] == "linked"
    assert LinkEnd.objects.count() == 2
    assert told("links", "list", *theirs)[0]["name"] == "Leah Marchetti"
    told("links", "end", made["id"], *theirs)
    assert not LinkEnd.objects.exists()
    refused("links", "accept", made["link"], *theirs)
    again = told("links", "ask", "--person", dana.uid, "--as", "leah@marchetti.example")
    told("links", "decline", again["link"], *theirs)
    (mine, *_) = told("links", "list", "--as", "leah@marchetti.example")
    assert mine["state"] == "waiting", "who asked is not told of a no"
