"""`grapevine knowledge`."""

from __future__ import annotations

import pytest

from tests.cast import DANA, meet
from tests.interfaces.cli.calling import call, refused, told, wrong


@pytest.fixture
def dana(actor):
    """Dana, in Leah's book."""
    return meet(actor, DANA)


def goals(dana):
    """What the list says of her goals."""
    return next(row for row in told("knowledge", "list", dana.uid) if row["heading"] == "goals")


def test_a_sheet_is_filled_and_read(dana):
    assert goals(dana)["entries"] == []
    made = told("knowledge", "add", dana.uid, "--heading", "goals", "--text", "A boat", "--source", "heard",
                "--heard-from", "Ben Okafor", "--at", "2025-03-01")  # fmt: skip
    [entry] = goals(dana)["entries"]
    assert (entry["id"], entry["text"], entry["heard_from"], entry["old"]) == (made["id"], "A boat", "Ben Okafor", True)
    said = call("knowledge", "list", dana.uid).stdout
    assert "A boat (worth asking again)" in said
    assert "ask: How far has it come" in said


def test_one_thing_is_changed_and_struck_out(dana):
    made = told("knowledge", "add", dana.uid, "--heading", "goals", "--text", "A boat")
    changed = told("knowledge", "edit", made["id"], "--text", "A larger boat", "--at", "2026-01-01")
    assert (changed["text"], changed["heading"]) == ("A larger boat", "goals")
    assert told("knowledge", "delete", made["id"]) == {"id": made["id"], "deleted": True}
    assert goals(dana)["entries"] == []
    assert "no such thing" in refused("knowledge", "delete", made["id"])


def test_what_they_know_of_me_is_noted_and_taken_back(dana):
    assert "knows your goals" in call("knowledge", "told", dana.uid, "--heading", "goals").stdout
    assert goals(dana)["told_at"]
    assert "they know yours" in call("knowledge", "list", dana.uid).stdout
    assert told("knowledge", "told", dana.uid, "--heading", "goals", "--not-so")["told"] is False
    assert goals(dana)["told_at"] is None


def test_wrong_words_are_refused(dana):
    wrong("knowledge", "add", dana.uid, "--heading", "money", "--text", "A lot")
    assert "few words" in refused("knowledge", "add", dana.uid, "--heading", "goals", "--text", " ")


def test_one_sheet_for_the_next_talk_is_read_in_words_and_as_data(dana):
    told("knowledge", "add", dana.uid, "--heading", "goals", "--text", "A boat")
    told("gives", "log", "--person", dana.uid, "--kind", "referral", "--direction", "received", "--note", "A couple")

    assert told("people", "prepare", dana.uid)["known"] == [{"heading": "goals", "texts": ["A boat"]}]
    said = call("people", "prepare", dana.uid).stdout
    assert "Thanks are owed for a referral." in said
    assert "goals: A boat" in said
    assert "referral A couple" in said
    assert "To tell about yourself:" in said
