"""`grapevine professions` and `grapevine moments`."""

from __future__ import annotations

from tests.cast import DANA, meet
from tests.interfaces.cli.calling import call, refused, told


def test_the_catalogue_is_listed_and_shown(actor):
    dana = meet(actor, DANA)

    assert told("professions", "list", "divorce", "lawyer")[0]["key"] == "family-law-attorney"
    assert [row["key"] for row in told("moments", "list", "stove")] == ["ageing-parent"]
    shown = call("professions", "show", "cpa").stdout
    assert "serves: Divorce" in shown and "you know: Dana Whitcomb" in shown and "partner: Banker" in shown
    assert "hears: Hairdresser" in call("moments", "show", "divorce").stdout
    assert told("moments", "show", "divorce")["people"] == [
        {"id": str(dana.uid), "name": "Dana Whitcomb", "profession_key": "cpa"}
    ]
    assert "no profession “alchemist”" in refused("professions", "show", "alchemist")
    assert "no moment “doomsday”" in refused("moments", "show", "doomsday")


def test_a_text_is_recognised_and_a_choice_stays(actor):
    dana = meet(actor, DANA)
    told("people", "edit", dana.uid, "--profession", "Mortgage broker")
    assert told("people", "show", dana.uid)["profession_key"] == "mortgage-broker"

    assert told("professions", "choose", dana.uid, "banker")["profession_said"] is True
    told("people", "edit", dana.uid, "--profession", "Realtor")
    assert told("people", "show", dana.uid)["profession_key"] == "banker"
    assert "no profession of the catalogue" in call("professions", "choose", dana.uid, "none").stdout
    assert "no profession “alchemist”" in refused("professions", "choose", dana.uid, "alchemist")
