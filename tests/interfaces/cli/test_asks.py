"""`grapevine asks`: shown, chosen, edited, skipped, heard, what came of it."""

from __future__ import annotations

from grapevine.domain.education.actions.briefs import save_brief
from grapevine.domain.education.models import Ask
from grapevine.domain.education.rules.brief import BriefText
from grapevine.kit import clock
from tests.cast import DANA, meet
from tests.interfaces.cli.calling import NOBODYS, call, refused, told


def test_an_ask_from_the_terminal(actor):
    assert "Write it first" in refused("asks", "show")
    lines = ("He moved out.", "We can’t agree on Christmas.")
    save_brief(actor=actor, now=clock.now(), text=BriefText(name="Leah", listen_for=lines, first_question="May I?"))
    first = told("asks", "show")
    assert ("He moved out" in first["look_for"], first["tell"], len(first["others"])) == (True, "May I?", 1)
    assert not Ask.objects.exists() and "Say: May I?" in call("asks", "show").stdout
    dana = meet(actor, DANA)
    heard = told("asks", "heard", "--person", dana.uid, "--meeting")
    assert heard["heard_by"] == ["Dana Whitcomb", "chapter"]
    assert "Say who has heard it" in refused("asks", "heard")
    assert "no such person" in refused("asks", "heard", "--person", NOBODYS)
    assert told("asks", "edit", "--tell", "Call her")["tell"] == "Call her"
    assert "Say whom to look for" in refused("asks", "edit", "--look-for", " ")
    assert "Christmas" in told("asks", "choose", first["others"][0]["key"])["look_for"]
    assert "He moved out" in told("asks", "next")["look_for"]
    (row,) = told("asks", "show", "--earlier")
    assert (row["skipped"], row["heard_by"]) == (True, ["Dana Whitcomb", "chapter"])
    assert told("asks", "came", row["id"], "A call.")["came_of"] == "A call."
    assert "no such ask" in refused("asks", "came", NOBODYS, "A call.")
