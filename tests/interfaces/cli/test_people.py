"""`grapevine people`: the book at a terminal."""

from __future__ import annotations

import pytest

from grapevine.domain.people import queries
from tests.cast import BEN, DANA, ELLEN, PRIYA, meet
from tests.interfaces.cli.calling import NOBODYS, call, refused, told, wrong

LISTED = ["id", "name", "firm", "title", "profession", "segment", "emails", "phones", "depth", "i_know", "they_know",
          "stage", "missing", "last_touch_at"]  # fmt: skip


def test_the_list_has_the_agreed_fields_and_null_for_what_is_not_measured(actor):
    dana = meet(actor, DANA)
    [row] = told("people", "list")
    assert list(row) == LISTED
    assert row["id"] == str(dana.uid)
    assert row["emails"] == ["dana@whitcomb.example"]
    assert row["phones"] == ["+1 617 555 0142"]
    assert [row[name] for name in ("depth", "i_know", "they_know", "last_touch_at")] == [None] * 4
    assert row["stage"] == "seen"


def test_the_table_is_aligned_and_shows_a_dash_for_what_is_not_known(actor):
    meet(actor, DANA)
    meet(actor, PRIYA)
    heads, dana, priya = sorted(call("people", "list").stdout.splitlines(), key=lambda line: "name" not in line[:4])
    assert heads.split()[:3] == ["name", "firm", "segment"]
    where = heads.index("segment")
    assert {dana[where:].split()[0], priya[where:].split()[0]} == {"professional", "friend"}
    assert " - " in dana


def test_the_list_searches_filters_and_sorts(actor):
    for card in (DANA, BEN, PRIYA, ELLEN):
        meet(actor, card)
    assert [row["name"] for row in told("people", "list", "okaf")] == ["Ben Okafor"]
    assert [row["name"] for row in told("people", "list", "--segment", "friend")] == ["Priya Raman"]
    assert [row["name"] for row in told("people", "list", "--tag", "choir")] == ["Ellen Fisk"]
    names = [row["name"] for row in told("people", "list", "--sort", "name")]
    assert names == ["Ellen Fisk", "Ben Okafor", "Priya Raman", "Dana Whitcomb"]
    assert [row["name"] for row in told("people", "list", "--sort", "name", "--limit", 2)] == names[:2]


def test_the_list_goes_on_past_one_page(actor):
    for number in range(203):
        meet(actor, DANA.__class__(name=f"Guest {number}"))
    assert len(told("people", "list")) == 203
    assert len(told("people", "list", "--limit", 201)) == 201


def test_a_person_is_added_with_everything_known_of_them(actor):
    made = told("people", "add", "--name", "Dana Whitcomb", "--segment", "professional",
                "--email", "work=dana@w.example", "--email", "dana@home.example", "--phone", "cell=+1 617 555 0142",
                "--tag", "choir",
                "--date", "birthday=1980-05-01", "--link", "https://w.example/dana?tab=1")  # fmt: skip
    card = queries.card_of(queries.person(actor, made["id"]))
    assert [(each.value, each.label) for each in card.emails] == [
        ("dana@w.example", "work"), ("dana@home.example", "")]  # fmt: skip
    assert [(each.value, each.label) for each in card.dates] == [("1980-05-01", "birthday")]
    assert [each.value for each in card.links] == ["https://w.example/dana?tab=1"]
    assert card.tags == ("choir",)


def test_nobody_is_no_person(leah):
    assert "at least a name" in refused("people", "add", "--note", "hm")


def test_showing_a_person_tells_all_and_where_depth_comes_from(actor):
    dana = meet(actor, DANA)
    found = told("people", "show", dana.uid)
    assert (found["id"], found["name"], found["depth"]) == (str(dana.uid), "Dana Whitcomb", None)
    assert found["emails"][0]["value"] == "dana@whitcomb.example"
    assert found["evidence"]["touches"] == 0
    assert "not measured yet" in call("people", "show", dana.uid).stdout


def test_editing_changes_only_what_is_named(actor):
    dana = meet(actor, DANA)
    told("people", "edit", dana.uid, "--firm", "Whitcomb & Rowe", "--title", "")
    card = queries.card_of(queries.person(actor, dana.uid))
    assert (card.firm, card.title, card.emails) == ("Whitcomb & Rowe", "", DANA.emails)


def test_an_edit_of_an_older_revision_is_refused(actor):
    dana = meet(actor, DANA)
    told("people", "edit", dana.uid, "--firm", "Rowe", "--revision", 1)
    assert "changed in another window" in refused("people", "edit", dana.uid, "--firm", "Lowe", "--revision", 1)


def test_a_person_is_put_aside_and_brought_back(actor):
    dana = meet(actor, DANA)
    assert told("people", "archive", dana.uid)["told"] == "Archived: 1 person."
    assert told("people", "list") == []
    assert len(told("people", "list", "--archived")) == 1
    assert told("people", "restore", dana.uid)["people"] == 1
    assert len(told("people", "list")) == 1


def test_erasing_asks_first(actor):
    dana = meet(actor, DANA)
    assert call("people", "erase", dana.uid, stdin="n\n").exit_code == 1
    assert queries.visible_to(actor).count() == 1
    assert told("people", "erase", dana.uid, "--yes") == {"id": str(dana.uid), "erased": True}
    assert queries.visible_to(actor).count() == 0


def test_people_are_sorted_into_a_part_of_life(actor):
    people = [meet(actor, DANA), meet(actor, BEN)]
    done = told("people", "segment", people[0].uid, people[1].uid, "--to", "community")
    assert (done["people"], done["same"]) == (2, 0)
    told("people", "segment", people[0].uid, "--segment", "none")
    assert [row["name"] for row in told("people", "unsorted")] == ["Dana Whitcomb"]
    assert len(told("people", "list", "--segment", "community")) == 1
    wrong("people", "segment", people[0].uid, "--to", "space")


def test_those_a_list_finds_are_changed_together_and_back_again(actor):
    for card in (DANA, BEN, PRIYA):
        meet(actor, card)
    listed = call("people", "list", "--segment", "professional", "--json").stdout
    done = told("people", "tag", "-", "--tag", "Spring fair", stdin=listed)
    assert done["told"] == "Tagged “Spring fair”: 2 people."
    assert len(told("people", "list", "--tag", "spring fair")) == 2
    shown = call("people", "changes").stdout
    assert "Spring fair" in shown and done["id"] in shown

    back = told("people", "undo", done["id"])
    assert (back["people"], back["left"], back["gone"]) == (2, 0, 0)
    assert told("people", "list", "--tag", "spring fair") == []
    assert "taken back already" in refused("people", "undo", done["id"])
    assert "no such change" in refused("people", "undo", "nonsense")


def test_ids_come_from_standard_input_one_a_line_as_well(actor):
    uids = [str(meet(actor, card).uid) for card in (DANA, ELLEN)]
    assert told("people", "untag", "-", "--tag", "CHOIR", stdin="\n".join(uids))["same"] == 1
    assert "grapevine people undo" in call("people", "archive", "-", stdin="\n".join(uids)).stdout
    assert "Nobody was changed" in call("people", "archive", *uids).stdout
    wrong("people", "archive", "-", stdin="[broken")
    assert "at least one person" in refused("people", "archive", "-", stdin="")


def test_nobody_is_changed_when_one_of_those_named_is_not_there(actor):
    dana = meet(actor, DANA)
    assert "1 of those named" in refused("people", "archive", dana.uid, NOBODYS)
    assert told("people", "list", "--archived") == []


@pytest.mark.parametrize(
    "words",
    [["show"], ["edit", "--firm", "Mine"], ["archive"], ["restore"], ["erase", "--yes"], ["segment", "--to", "client"],
     ["tag", "--tag", "golf"], ["untag", "--tag", "golf"]],
)
def test_a_stranger_s_person_is_not_there(words, actor, stranger):
    ben = meet(stranger, BEN)
    before = queries.card_of(ben)
    for uid in (ben.uid, NOBODYS, "nonsense"):
        assert "no such person in your book" in refused("people", words[0], uid, *words[1:])
    assert queries.card_of(queries.person(stranger, ben.uid)) == before
