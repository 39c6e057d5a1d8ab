"""`grapevine touches log "LINE"`: kept whole, or asked about with exit code 1."""

from __future__ import annotations

import json

import pytest

from grapevine.domain.gives.models import Give
from grapevine.domain.people.rules.card import Card
from grapevine.domain.touches.models import Touch
from tests.cast import DANA, meet
from tests.interfaces.cli.calling import call, refused, told, wrong

LINE = "coffee with Dana yesterday 1h, gave her the name of a bookkeeper"


@pytest.mark.parametrize("ledger", ["touches", "gives"])
def test_a_line_is_kept_in_both_ledgers(actor, ledger):
    dana = meet(actor, DANA)
    made = told(ledger, "log", LINE)
    ((touch,), (give,)) = made["touches"], made["gives"]
    assert touch["person"] == give["person"] == {"id": str(dana.uid), "name": "Dana Whitcomb"}
    assert (touch["kind"], touch["minutes"], give["kind"]) == ("one_to_one", 60, "introduction")
    assert made["added"] == []
    assert Touch.objects.get().uid.hex == touch["id"].replace("-", "")


def test_a_line_is_said_back_to_a_person(actor):
    meet(actor, DANA)
    said = call("touches", "log", LINE).stdout
    assert "One-to-one with Dana Whitcomb" in said
    assert "You gave Dana Whitcomb an introduction (business)." in said


def test_who_is_unclear_is_asked_with_what_to_type(actor):
    dana = meet(actor, DANA)
    meet(actor, Card(name="Dana Cole", firm="Cole & Sons"))
    said = refused("touches", "log", LINE)
    assert "Who is “Dana”?" in said
    assert f"--who Dana={dana.uid}   Dana Whitcomb, Whitcomb & Lowe" in said
    assert "--who Dana=new" in said
    assert not Touch.objects.exists()
    assert told("touches", "log", LINE, "--who", f"Dana={dana.uid}")["touches"][0]["person"]["id"] == str(dana.uid)


def test_a_program_is_asked_in_json(actor):
    dana = meet(actor, DANA)
    meet(actor, Card(name="Dana Cole"))
    result = call("gives", "log", LINE, "--json")
    assert (result.exit_code, result.stdout) == (1, "")
    (asked,) = json.loads(result.stderr)["unsure"]
    assert (asked["text"], asked["reason"], asked["answers"]) == ("Dana", "ambiguous", ["new"])
    assert {"id": str(dana.uid), "name": "Dana Whitcomb", "firm": "Whitcomb & Lowe"} in asked["candidates"]
    assert not Give.objects.exists()


def test_somebody_new_comes_in_with_the_line(actor):
    assert "--who 'Zelda Fitch=new'" in refused("touches", "log", "called Zelda Fitch")
    made = told("touches", "log", "called Zelda Fitch", "--who", "Zelda Fitch=new")
    assert [each["name"] for each in made["added"]] == ["Zelda Fitch"]
    assert "New in your book: Bo Lind." in call("touches", "log", "called Bo Lind", "--who", "Bo Lind=new").stdout


def test_a_line_goes_with_no_other_option(actor):
    assert "leave out --kind" in wrong("touches", "log", LINE, "--kind", "meal")
    assert "names nobody" in wrong("touches", "log", LINE, "--who", "Dana")
    assert "--who belongs to a line" in wrong("touches", "log", "--person", "x", "--kind", "meal", "--who", "a=b")
    assert "name --person, --kind, --direction" in wrong("gives", "log")
