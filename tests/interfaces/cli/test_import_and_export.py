"""`grapevine import` and `grapevine export`: files in, the way back, and out again."""

from __future__ import annotations

import errno
import json
from importlib import import_module
from pathlib import Path

import pytest
from django.conf import settings

from grapevine.domain.imports.models import Batch
from grapevine.domain.people import queries
from grapevine.domain.people.models import Person
from grapevine.domain.people.rules.card import Card, Labelled
from tests.cast import BEN, DANA, meet
from tests.interfaces.cli.calling import NOBODYS, call, refused, told, wrong


def vcard(*lines: str) -> str:
    return "\r\n".join(["BEGIN:VCARD", "VERSION:3.0", *lines, "END:VCARD", ""])


@pytest.fixture
def contacts(tmp_path) -> Path:
    """Two people in a vCard file."""
    path = tmp_path / "contacts.vcf"
    path.write_text(
        vcard("FN:Dana Whitcomb", "EMAIL:dana@whitcomb.example") + vcard("FN:Tom Halloran", "TEL:+1 617 555 0199")
    )
    return path


def names() -> list[str]:
    return sorted(Person.objects.values_list("name", flat=True))


def uploads() -> set[Path]:
    """What lies in the uploads folder."""
    folder = Path(settings.HOME) / "uploads"
    return set(folder.iterdir()) if folder.exists() else set()


def test_files_are_brought_in_and_the_same_file_again_changes_nothing(leah, contacts):
    before = uploads()
    first = told("import", contacts)
    assert first["people"] == {"created": 2, "updated": 0, "unchanged": 0, "doubtful": 0}
    [file] = first["files"]
    assert (file["name"], file["kind"], file["records"], file["refused"]) == ("contacts.vcf", "vcard", 2, [])
    assert set(first) >= {"id", "touches", "gives"}
    assert names() == ["Dana Whitcomb", "Tom Halloran"]
    assert told("import", contacts)["people"]["unchanged"] == 2
    assert uploads() == before


def test_a_dry_run_tells_the_same_and_keeps_nothing(leah, contacts):
    before = uploads()
    tried = told("import", contacts, "--dry-run")
    assert tried["people"]["created"] == 2
    assert tried["dry_run"] is True
    assert names() == []
    assert Batch.objects.count() == 0
    assert uploads() == before
    assert "nothing was kept" in call("import", "--dry-run", contacts).stdout


def test_options_may_stand_before_the_files_and_files_may_be_said(leah, contacts):
    told("import", "--as", leah.email, contacts, who=None)
    assert told("import", "files", contacts)["people"]["unchanged"] == 2


def test_columns_of_an_unknown_table_are_named(leah, tmp_path):
    path = tmp_path / "guests.csv"
    path.write_text("Guest,Where from\nEllen Fisk,Fisk & Sons\n")
    told("import", path, "--column", "Guest=name", "--column", "where from=firm")
    person = Person.objects.get()
    assert (person.name, person.firm) == ("Ellen Fisk", "Fisk & Sons")
    assert "with one of" in wrong("import", path, "--column", "Guest=shoe size")


def test_a_column_that_nobody_can_tell_is_said_and_any_column_can_be_named(leah, tmp_path):
    before, path = uploads(), tmp_path / "lista.csv"
    path.write_text("Imię;Nazwisko;E-mail;Znak zodiaku\nŁucja;Zając;lucja@zajac.example;Ryby\n", encoding="cp1250")
    first = told("import", path)
    assert (first["files"][0]["left_out"], first["people"]["created"]) == (["Znak zodiaku"], 1)
    assert '--column "Znak zodiaku=note"' in call("import", path).stdout
    again = told("import", path, "--column", "znak ZODIAKU=nickname", "--column", "E-mail=email")
    assert (again["files"][0]["left_out"], again["people"]["updated"]) == ([], 1)
    assert Person.objects.get().nickname == "Ryby"
    assert told("import", path, "--column", "Znak zodiaku=ignore")["files"][0]["left_out"] == []
    assert "has a column “znak”" in refused("import", path, "--column", "Znak=note")
    assert uploads() == before


def test_a_bad_record_is_named_and_the_rest_comes_in(leah, tmp_path):
    path = tmp_path / "some.csv"
    path.write_text("name,email\nDana Whitcomb,dana@whitcomb.example\n,\n,nothing\n")
    found = told("import", path)
    assert found["people"]["created"] >= 1
    assert "Dana Whitcomb" in names()


def test_a_card_that_breaks_off_is_one_record_that_comes_in_with_a_word_about_it(leah, tmp_path):
    path = tmp_path / "cut.vcf"
    path.write_text(vcard("FN:Dana Whitcomb") + "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ben Okafor\r\nNOTE:half a wo")
    [file] = told("import", path)["files"]
    assert (file["records"], [each["where"] for each in file["refused"]]) == (2, ["cut.vcf:5"])
    assert names() == ["Ben Okafor", "Dana Whitcomb"]


def test_a_file_that_is_no_such_file_is_refused_whole(leah, tmp_path):
    path = tmp_path / "photo.vcf"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    result = call("import", path, "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["files"][0]["kind"] == "refused"
    assert "photo.vcf" in result.stderr
    assert names() == []


def test_no_file_and_a_missing_one_are_wrong_usage(leah):
    wrong("import", "no-such-file.vcf")
    wrong("import", "files")
    assert call("import", "--help").exit_code == 0


def test_an_import_is_listed_shown_and_taken_back(leah, contacts):
    uid = told("import", contacts)["id"]
    [row] = told("import", "list")
    assert (row["id"], row["state"], row["files"], row["questions"]) == (uid, "done", ["contacts.vcf"], 0)
    assert told("import", "show", uid)["questions"] == []
    assert told("import", "undo", uid)["state"] == "undone"
    assert names() == []
    assert "undone" in call("import", "list").stdout


@pytest.fixture
def question(actor, tmp_path) -> dict:
    """Dana is in the book with her mail; a file brings a Robert Lowe with the same one."""
    meet(actor, DANA)
    path = tmp_path / "doubt.vcf"
    path.write_text(vcard("FN:Robert Lowe", "EMAIL:dana@whitcomb.example"))
    uid = told("import", path)["id"]
    [asked] = told("import", "show", uid)["questions"]
    return asked


def test_a_doubt_waits_as_a_question_and_is_answered_as_the_same_person(question, actor):
    assert [each["name"] for each in question["candidates"]] == ["Dana Whitcomb"]
    told("import", "answer", question["id"], "--person", question["candidates"][0]["id"])
    assert len(names()) == 1


def test_a_doubt_is_answered_as_somebody_new(question):
    told("import", "answer", question["id"], "--new")
    assert names() == ["Dana Whitcomb", "Robert Lowe"]


def test_an_answer_says_either_who_or_new(question):
    wrong("import", "answer", question["id"])
    wrong("import", "answer", question["id"], "--new", "--person", NOBODYS)


def test_a_stranger_s_import_is_not_there(leah, stranger, contacts):
    uid = told("import", contacts)["id"]
    for words in (("show", uid), ("undo", uid), ("answer", uid, "--new"), ("show", "nonsense")):
        assert "There is no such" in refused("import", *words, "--as", stranger.email)
    assert told("import", "list", "--as", stranger.email) == []
    assert len(names()) == 2


@pytest.mark.parametrize(("kind", "begins"), [("vcard", "BEGIN:VCARD"), ("csv", ""), ("json", "{")])
def test_the_book_goes_out_and_holds_everybody(kind, begins, actor, tmp_path):
    meet(actor, DANA)
    meet(actor, Card(name="Émile Durand", emails=(Labelled("emile@durand.example"),)))
    out = tmp_path / "book"
    said = told("export", "--format", kind, "--out", out)
    text = out.read_text(encoding="utf-8-sig")
    assert said["bytes"] == out.stat().st_size
    assert text.startswith(begins)
    assert "Émile Durand" in text
    assert "dana@whitcomb.example" in text
    assert out.stat().st_mode & 0o077 == 0


def test_dash_writes_to_standard_output(actor):
    meet(actor, DANA)
    assert "FN:Dana Whitcomb" in call("export", "--format", "vcard", "--out", "-").stdout
    wrong("export", "--format", "vcard", "--out", "-", "--json")


def test_an_export_holds_nobody_else_s_people(actor, stranger, tmp_path):
    meet(stranger, BEN)
    for kind in ("vcard", "csv", "json"):
        assert "Okafor" not in call("export", "--format", kind, "--out", "-").stdout


def test_the_archive_comes_back_without_loss(actor, stranger, tmp_path):
    dana = meet(actor, DANA)
    told("touches", "log", "--person", dana.uid, "--kind", "meal", "--at", "2025-05-01", "--note", "Marlow’s")
    told("gives", "log", "--person", dana.uid, "--kind", "idea", "--direction", "given", "--at", "2025-05-02")
    out = tmp_path / "book.json"
    told("export", "--format", "json", "--out", out)
    told("import", out, "--as", stranger.email)
    [copy] = queries.visible_to(stranger)
    assert queries.card_of(copy).emails == DANA.emails
    assert [row["note"] for row in told("touches", "list", "--as", stranger.email)] == ["Marlow’s"]
    assert [row["kind"] for row in told("gives", "list", "--as", stranger.email)] == ["idea"]


def test_an_unwritable_file_and_an_unknown_format_are_told(leah, tmp_path):
    assert "cannot be written" in refused("export", "--format", "csv", "--out", tmp_path / "no" / "such.csv")
    wrong("export", "--format", "paper", "--out", "-")


def test_a_disk_that_gets_full_leaves_the_older_export_whole_and_nothing_beside_it(actor, tmp_path, monkeypatch):
    def filling():
        yield b"half"
        raise OSError(errno.ENOSPC, "No space left on device")

    (tmp_path / "book.csv").write_text("older")
    monkeypatch.setattr(import_module("grapevine.interfaces.cli.export"), "export_of", lambda *_: ("", "", filling()))
    assert "No space left" in refused("export", "--format", "csv", "--out", tmp_path / "book.csv")
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("book.csv", "older")]
