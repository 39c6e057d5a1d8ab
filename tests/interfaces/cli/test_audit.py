"""`grapevine audit show`."""

from __future__ import annotations

from grapevine.domain.touches.actions import log_touch
from tests.cast import NOW, PRIYA, TOM, meet
from tests.interfaces.cli.calling import call, told, wrong


def test_the_audit_is_told_as_a_table_and_as_data(actor):
    log_touch(actor=actor, now=NOW, at=NOW, person_uid=meet(actor, TOM).uid, kind="meal", began_by="them")
    meet(actor, PRIYA)

    shown = call("audit", "show").stdout
    data = told("audit", "show")

    assert "assuming each of the five is necessary" in shown and "we cannot tell yet" in shown
    assert [row["group"] for row in data["groups"]] == ["friend", "client"]
    assert data["groups"][0]["state"] == "too little known"


def test_the_people_of_one_group_can_be_listed(actor):
    log_touch(actor=actor, now=NOW, at=NOW, person_uid=meet(actor, TOM).uid, kind="meal", began_by="them")

    assert [one["name"] for one in told("audit", "show", "--group", "client")] == ["Tom Halloran"]
    assert "Tom Halloran" in call("audit", "show", "--group", "client").stdout
    assert "Nobody is in this group." in call("audit", "show", "--group", "family").stdout
    assert "enemies" in wrong("audit", "show", "--group", "enemies")
