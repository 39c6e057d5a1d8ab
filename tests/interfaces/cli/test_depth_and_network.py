"""`grapevine depth` and `grapevine network`."""

from __future__ import annotations

import csv
import io
import xml.etree.ElementTree as ElementTree

import pytest
from click.testing import CliRunner

from grapevine.interfaces.cli.lab import lab
from tests.cast import BEN, DANA, ELLEN, meet
from tests.interfaces.cli.calling import call, refused, told, wrong


@pytest.fixture
def dana(actor):
    """Dana, with two lunches and one letter of hers in the spring of 2025; and Ben, never met."""
    person = meet(actor, DANA)
    meet(actor, BEN)
    for day in ("2025-03-01", "2025-04-01"):
        told("touches", "log", "--person", person.uid, "--kind", "meal", "--minutes", 60, "--at", day)
    told("touches", "log", "--person", person.uid, "--kind", "message", "--began-by", "them", "--at", "2025-05-01")
    return person


def test_depth_is_shown_of_everybody_deepest_first(dana):
    first, second = told("depth", "show")
    assert (first["name"], second["name"]) == ("Dana Whitcomb", "Ben Okafor")
    assert first["depth"] > 0
    assert second["depth"] is None
    assert "Dana Whitcomb" in call("depth", "show").stdout


def test_depth_of_one_person_tells_where_it_comes_from(dana):
    found = told("depth", "show", "--person", dana.uid)
    assert set(found["shares"]) == {"meal", "message"}
    assert sum(found["shares"].values()) == pytest.approx(1, abs=0.001)
    assert found["sentence"] in call("depth", "show", "--person", dana.uid).stdout


def test_depth_of_one_person_says_whether_it_is_time_to_ask(dana):
    found = told("depth", "show", "--person", dana.uid)["ready_to_ask"]
    assert (found["ready"], found["missing"]) == (False, "depth")
    said = call("depth", "show", "--person", dana.uid).stdout
    assert f"Not yet the time to ask: {found['reason']}" in said
    assert f"Better now: {found['step']}" in said


def test_an_ask_is_kept_as_what_the_touch_was_about(dana):
    touch = told("touches", "log", "--person", dana.uid, "--kind", "call", "--about", "ask")
    assert touch["about"] == "ask"


def test_depth_of_another_day_equals_the_lab_s(dana):
    events = (
        "source,target,time,kind,minutes\nme,dana,2025-03-01,meal,60\nme,dana,2025-04-01,meal,60\ndana,me,2025-05-01,,\n"
    )
    at = "2025-05-02T00:00:00+00:00"
    [row] = csv.DictReader(io.StringIO(CliRunner().invoke(lab, ["depth", "-", "--at", at], input=events).stdout))
    found = told("depth", "show", "--person", dana.uid, "--at", at)
    assert found["depth"] == pytest.approx(float(row["depth"]), abs=1e-3)
    assert found["i_know"] == pytest.approx(float(row["b_knows_a"]), abs=1e-3)
    assert found["they_know"] == pytest.approx(float(row["a_knows_b"]), abs=1e-3)


def test_before_the_first_touch_nothing_is_measured(dana):
    rows = told("depth", "show", "--at", "2025-01-01")
    assert [row["depth"] for row in rows] == [None, None]
    assert "not measured" in call("depth", "show", "--person", dana.uid, "--at", "2025-01-01").stdout


def test_a_rating_deepens_and_outside_1_to_5_is_refused(dana):
    before = told("depth", "show", "--person", dana.uid)["i_know"]
    assert told("depth", "rate", "--person", dana.uid, "--value", 5)["value"] == 5
    assert told("depth", "show", "--person", dana.uid)["i_know"] > before
    assert "between 1 and 5" in refused("depth", "rate", "--person", dana.uid, "--value", 6)
    wrong("depth", "rate", "--person", dana.uid, "--value", "much")


def test_the_shape_counts_how_far_people_have_come(dana):
    shape = told("network", "shape")
    assert shape == {"people": 2, "archived": 0, "deep": 0, "both": 1, "one_sided": 0, "met": 0, "none": 1}
    assert "not measured yet" in call("network", "shape").stdout


def test_the_picture_is_a_whole_svg_that_stands_alone(dana, actor, tmp_path):
    meet(actor, ELLEN.__class__(name="<b>Ellen & co</b>"))
    out = tmp_path / "network.svg"
    assert told("network", "picture", "--out", out) == {"file": str(out), "drawn": 3, "beyond": 0}
    root = ElementTree.parse(out).getroot()
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    text = out.read_text()
    assert "Dana" in text
    assert "<b>" not in text
    assert "<style>" in text


def test_an_empty_book_has_a_picture_too(leah, tmp_path):
    assert told("network", "picture", "--out", tmp_path / "empty.svg")["drawn"] == 0
    ElementTree.parse(tmp_path / "empty.svg")


def test_a_picture_that_cannot_be_written_is_refused(leah, tmp_path):
    assert "cannot be written" in refused("network", "picture", "--out", tmp_path / "no" / "such.svg")
    wrong("network", "picture")
