"""`grapevine introductions` and `grapevine network path`."""

from __future__ import annotations

from datetime import timedelta

import pytest

from grapevine.domain.touches.actions import log_touch
from grapevine.kit import clock
from tests.cast import DANA, meet, member
from tests.interfaces.cli.calling import call, refused, told, wrong


@pytest.fixture
def dana(actor):
    """Dana, met often."""
    person, now = meet(actor, DANA), clock.now()
    for week in range(1, 9):
        log_touch(actor=actor, now=now, person_uid=person.uid, at=now - timedelta(weeks=week), kind="meal", minutes=90)
    return person


def test_from_a_wish_to_having_met(dana, tmp_path):
    wish = told("introductions", "wish", "--name", "Carla Ortiz", "--why", "Mediation")["id"]
    assert told("network", "path", "--to", wish) == {"paths": []}
    assert "No way to Carla Ortiz" in call("network", "path", "--to", wish).stdout
    noted = told("introductions", "knows", dana.uid, "--wish", wish, "--how-well", "close")
    [way] = told("network", "path", "--to", wish)["paths"]
    assert [one["name"] for one in way["go_betweens"]] == ["Dana Whitcomb"]
    assert 0.02 < way["value"] < 0.575
    made = told("introductions", "draft", wish, "--person", dana.uid)
    assert made["next"] == ["asked", "withdrawn"]
    words = tmp_path / "letter.txt"
    words.write_text("Dear Dana")
    assert told("introductions", "letter", made["id"], words)["letter"] == "Dear Dana"
    for state in ("asked", "introduced", "met"):
        told("introductions", "step", made["id"], state)
    assert "through Dana Whitcomb: met" in call("introductions", "show", made["id"]).stdout
    assert told("introductions", "wishes")[0]["state"] == "met"
    assert told("introductions", "list")[0]["state"] == "met"
    told("introductions", "not-so", noted["id"])
    assert told("introductions", "give-up", wish)["state"] == "given_up"
    assert told("introductions", "forget", wish)["deleted"]
    assert told("introductions", "wishes") == []


def test_a_person_of_the_book_can_be_looked_for_and_hidden(actor, dana):
    assert told("network", "path", "--to", dana.uid) == {"paths": []}
    assert told("introductions", "hide", dana.uid)["standing"] == "hidden"
    wish = told("introductions", "wish", "--name", "Carla")["id"]
    assert "hidden" in refused("introductions", "draft", wish, "--person", dana.uid)
    assert "There is no such person" in refused("network", "path", "--to", wish[:-4] + "0000")


def test_who_may_ask_is_shown_and_chosen(actor):
    assert told("introductions", "allow") == {"askable_by": "nobody", "opens": "chosen"}
    assert told("introductions", "allow", "--askable-by", "chapter") == {"askable_by": "chapter", "opens": "chosen"}
    assert told("introductions", "allow")["askable_by"] == "chapter"


def test_what_is_left_open_is_asked_for(actor, dana):
    wish = told("introductions", "wish", "--name", "Carla")["id"]
    assert "--other or --wish" in wrong("introductions", "knows", dana.uid)
    assert "--person or --member" in wrong("introductions", "draft", wish)


def test_the_mail_of_a_wish_is_kept_and_is_not_who_acts(actor):
    other = member(email="dana@example.com", name="Dana Whitcomb")
    told("introductions", "wish", "--name", "Carla Ortiz", "--email", other.email)
    [wish] = told("introductions", "wishes")
    assert (wish["name"], wish["email"]) == ("Carla Ortiz", other.email)
    assert told("introductions", "wishes", who=other.email) == []
