"""`grapevine briefs`."""

from __future__ import annotations

import pytest

from grapevine.domain.education.actions.last_ten import save_clients
from grapevine.domain.education.queries.last_ten import ClientLine
from grapevine.domain.education.rules.last_ten import ClientFact
from grapevine.interfaces.exchange.briefs import sheet
from tests.cast import DANA, NOW, meet
from tests.interfaces.cli.calling import call, refused, told

HEADLINE = "I help parents separate without a war."


@pytest.fixture
def main(actor) -> dict:
    """Leah's brief, begun on the command line."""
    said = ("--headline", HEADLINE, "--listen-for", "We wait for the summer.", "--moment", "divorce")
    return told("briefs", "edit", *said)


def test_a_brief_is_written_read_and_brought_back(main):
    assert (main["version"], main["text"]["moments"], main["public"]) == (1, ["divorce"], "")
    changed = told("briefs", "edit", "--whom-i-help", "Parents in Harbor County.", "--note", "Whom")
    assert (changed["version"], changed["text"]["headline"]) == (2, HEADLINE)
    page = call("briefs", "show").stdout
    assert "Parents in Harbor County." in page and "- We wait for the summer." in page and "What would help:" in page
    assert HEADLINE in call("briefs", "show", "--version", 1).stdout
    assert [row["note"] for row in told("briefs", "versions")] == ["Whom", ""]
    assert told("briefs", "restore", 1)["text"]["whom_i_help"] == ""
    assert [row["name"] for row in told("briefs", "list")] == ["Main brief"]


def test_a_brief_for_a_partner_is_begun_and_deleted(actor, main):
    made = told("briefs", "add", "For banks", "--person", meet(actor, DANA).uid)
    assert told("briefs", "show", made["id"])["people"] == ["Dana Whitcomb"]
    assert told("briefs", "delete", made["id"])["deleted"]


def test_it_goes_out_as_page_code_and_paper(main, tmp_path):
    assert "not public" in refused("briefs", "qr", "--out", tmp_path / "code.svg")
    address = told("briefs", "publish", "--indexed")["public"]
    assert told("briefs", "qr", "--out", tmp_path / "code.svg")["address"] == address
    assert (tmp_path / "code.svg").read_bytes().startswith(b"<svg")
    if not sheet.missing():
        told("briefs", "pdf", "--out", tmp_path / "brief.pdf")
        assert (tmp_path / "brief.pdf").read_bytes().startswith(b"%PDF")
    assert "cannot be written" in refused("briefs", "qr", "--out", tmp_path / "no" / "code.svg")
    assert told("briefs", "take-down", "--new-address")["public"] not in ("", address)
    assert told("briefs", "take-down")["public"] == ""
    assert told("briefs", "edit", "--story", "Once.", "--publish")["public"] != ""


def test_the_last_ten_are_told(actor, main):
    assert "Nothing is told yet" in call("briefs", "last-ten").stdout
    line = ClientLine(ClientFact("J.", problem="We wait.", moment="divorce", worth=True))
    save_clients(actor=actor, now=NOW, lines=[line])
    assert told("briefs", "last-ten")["pattern"]["told"] == 1
    assert "divorce: 1 of 1" in call("briefs", "last-ten").stdout


def test_without_a_brief_it_says_how_to_begin_one(actor):
    assert "briefs edit --headline" in refused("briefs", "show")
    assert "no such brief" in refused("briefs", "edit", "no-id")
