"""`grapevine people doubles`, `merge`, `unmerge`, `merges`, `apart`."""

from __future__ import annotations

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.people.rules.card import Card
from tests.cast import meet
from tests.interfaces.cli.calling import NOBODYS, call, refused, told


def test_a_pair_is_found_merged_and_parted(actor: Actor) -> None:
    beth, elizabeth = meet(actor, Card(name="Beth Sandoval")), meet(actor, Card(name="Elizabeth Sandoval", firm="Lowe"))
    (found,) = told("people", "doubles")
    assert {found["one_id"], found["other_id"]} == {str(beth.uid), str(elizabeth.uid)}
    assert "Beth is short for Elizabeth" in found["reasons"]
    assert "Beth is short" in call("people", "doubles").stdout

    done = told("people", "merge", beth.uid, elizabeth.uid, "--take", "name", "--only", "tags")
    assert [person["name"] for person in told("people", "list")] == ["Elizabeth Sandoval"]
    assert [merge["id"] for merge in told("people", "merges")] == [done["id"]]

    assert told("people", "unmerge", done["id"])["other"] == str(elizabeth.uid)
    assert {person["name"] for person in told("people", "list")} == {"Beth Sandoval", "Elizabeth Sandoval"}
    assert told("people", "apart", beth.uid, elizabeth.uid)["apart"] is True
    assert told("people", "doubles") == []


def test_what_cannot_be_merged_is_refused(actor: Actor) -> None:
    beth = meet(actor, Card(name="Beth Sandoval"))
    assert "no such person" in refused("people", "merge", beth.uid, NOBODYS)
    assert "same entry" in refused("people", "merge", beth.uid, beth.uid)
    assert "same entry" in refused("people", "apart", beth.uid, beth.uid)
    assert "no such merge" in refused("people", "unmerge", NOBODYS)
