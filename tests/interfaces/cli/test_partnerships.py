"""`grapevine partners` and its agreements."""

from __future__ import annotations

from datetime import timedelta

import pytest

from grapevine.domain.partnerships.actions import agreements, partner_links
from grapevine.kit import clock
from tests.cast import DANA, meet
from tests.interfaces.cli.calling import call, refused, told


@pytest.fixture
def proposed(actor) -> dict:
    """Leah proposes to Dana; she is an attorney, so there are no numbers."""
    review = (clock.now() + timedelta(days=90)).date().isoformat()
    person = meet(actor, DANA)
    return told("partners", "propose", "--person", person.uid, "--your-moment", "divorce", "--review-on", review)


def test_dana_answers_by_her_link_and_leah_signs_what_she_read(proposed):
    link = told("partners", "link", proposed["id"])
    find = partner_links.as_partner(link["link"].rpartition("/")[2], clock.now())
    page = call("partners", "show", proposed["id"]).stdout
    assert "Dana Whitcomb: proposed, wording 1; waits for them" in page and "propose (1)" in page
    agreements.sign(now=clock.now(), find=find, version=1)
    changed = told("partners", "change", proposed["id"], "--version", 1, "--cadence", 60, "--words", "Less often?")
    assert (changed["version"], changed["waits_for"]) == (2, "them")
    assert "has changed since you opened it" in refused("partners", "sign", proposed["id"], "--version", 1)
    assert told("partners", "withdraw", proposed["id"])["version"] == 1
    assert told("partners", "check-in", proposed["id"], "--kept", "yes")["check_ins"][0]["you"]["kept"] == "yes"
    until = (clock.now() + timedelta(days=30)).date().isoformat()
    assert told("partners", "pause", proposed["id"], "--until", until)["paused_until"] == until
    assert told("partners", "resume", proposed["id"])["state"] == "active"
    assert told("partners", "end", proposed["id"], "--words", "Thank you.")["steps"][-1]["note"] == "Thank you."
    assert told("partners", "list") == []
    assert [row["name"] for row in told("partners", "list", "--over")] == ["Dana Whitcomb"]
    assert told("partners", "revoke-link", link["id"])["revoked"] == link["id"]


def test_a_number_is_refused_with_a_regulated_profession(actor, proposed):
    assert "no number" in refused("partners", "change", proposed["id"], "--version", 1, "--you-hope", 2)
    assert told("partners", "withdraw", proposed["id"])["state"] == "withdrawn"
