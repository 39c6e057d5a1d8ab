"""Bringing people in on screen: files, columns, look-alikes, preview, done, refused rows, undo."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from grapevine.domain.imports.models import Batch
from grapevine.domain.people.models import Person
from grapevine.interfaces.exchange.imports import finish
from tests.cast import TOM, meet

CARD = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{name}\r\n{more}END:VCARD\r\n"
TABLE = "Who,Telephone,Shoe size\nDana Whitcomb,+1 617 555 0142,38\nBen Okafor,+1 617 555 0173,44\n"


@pytest.fixture(autouse=True)
def a_folder_of_its_own(settings, tmp_path):
    """Uploads go there."""
    settings.HOME = tmp_path


def cards(*people: tuple[str, str]) -> SimpleUploadedFile:
    text = "".join(CARD.format(name=name, more=more) for name, more in people)
    return SimpleUploadedFile("contacts.vcf", text.encode())


def begin(web, *files: SimpleUploadedFile) -> str:
    """Upload; the address of the import."""
    answer = web.post("/imports/new", {"files": list(files)})
    assert answer.status_code == 302, answer.content.decode()
    return answer.headers["Location"]


def work(actor, address: str) -> None:
    """What the worker would do."""
    finish(actor, address.split("/")[2])


def test_from_the_file_to_the_people(web, actor):
    here = begin(web, cards(("Dana Whitcomb", "EMAIL:dana@whitcomb.example\r\n"), ("Ben Okafor", "")))
    at_work = web.get(here).content.decode()
    assert "Reading your files" in at_work
    assert 'http-equiv="refresh"' in at_work
    work(actor, here)
    preview = web.get(here).content.decode()
    assert "dana@whitcomb.example" in preview
    assert not Person.objects.exists()
    web.post(f"{here}/go")
    assert "Bringing them in" in web.get(here).content.decode()
    work(actor, here)
    done = web.get(here).content.decode()
    assert "2 people are in your network" in done
    assert Person.objects.count() == 2
    listed = web.get("/imports").content.decode()
    assert "contacts.vcf" in listed
    assert "2 new people" in listed


def test_progress_asks_again_and_then_goes_on(web, actor):
    here = begin(web, cards(("Dana Whitcomb", "")))
    htmx = {"headers": {"HX-Request": "true"}}
    assert 'hx-trigger="every 2s"' in web.get(f"{here}/progress", **htmx).content.decode()
    work(actor, here)
    assert web.get(f"{here}/progress", **htmx).headers["HX-Redirect"] == here
    assert "All done" in web.get(f"{here}/progress").content.decode()


def test_no_file_and_a_file_too_large_are_told(web, settings):
    assert "at least one file" in web.post("/imports/new", {}).content.decode()
    settings.UPLOAD_LIMIT = 10
    answer = web.post("/imports/new", {"files": [cards(("Dana Whitcomb", ""))]})
    assert answer.status_code == 422
    assert "larger than" in answer.content.decode()
    assert not Batch.objects.exists()


def test_a_file_of_an_unknown_kind_says_what_to_do(web, actor):
    here = begin(web, SimpleUploadedFile("photo.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 50))
    work(actor, here)
    told = web.get(here).content.decode()
    assert "This is a picture or a film" in told
    assert "There is nothing to bring in" in told and "Bring them in</button>" not in told
    assert "waits for you" not in web.get("/imports").content.decode()
    web.post(f"{here}/go")
    work(actor, here)
    listed = web.get("/imports").content.decode()
    assert "This is a picture or a film" in listed
    assert "refused" in listed
    assert not re.search("nothing new|brought in|/undo", listed)


def test_the_list_of_imports_says_what_came_in_and_which_file_did_not(web, actor):
    here = begin(web, cards(("Dana Whitcomb", "")), SimpleUploadedFile("photo.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 50))
    work(actor, here)
    web.post(f"{here}/go")
    work(actor, here)
    assert "1 new person; photo.png refused: This is a picture or a film" in web.get("/imports").content.decode()


def test_unknown_columns_are_asked_for(web, actor):
    here = begin(web, SimpleUploadedFile("clients.csv", TABLE.encode()))
    work(actor, here)
    page = web.get(here).content.decode()
    assert "Shoe size" in page
    assert "Please check" in page
    fields = re.findall(r'name="(c0-\d)"', page)
    said = dict(zip(fields, ("name", "phone", "ignore"), strict=True))
    assert web.post(f"{here}/columns", said).headers["Location"] == here
    work(actor, here)
    assert "Dana Whitcomb" in web.get(here).content.decode()


def look_alike(web, actor) -> str:
    """Tom is in the book, and another Tom in the file who may be he."""
    meet(actor, TOM)
    here = begin(web, cards(("Tom Halloran", ""), ("Ellen Fisk", "")))
    work(actor, here)
    return here


def test_a_look_alike_is_answered_once_and_joined(web, actor):
    here = look_alike(web, actor)
    assert web.get(here).headers["Location"] == f"{here}/look-alikes"
    page = web.get(f"{here}/look-alikes").content.decode()
    assert "Same person?" in page
    assert "1 of 1" in page
    pair = re.search(r'name="pair" value="([^"]+)"', page).group(1)
    same = re.search(r'value="(same:[^"]+)"', page).group(1)
    web.post(f"{here}/look-alikes", {"pair": pair, "verdict": same})
    assert "All settled" in web.get(f"{here}/look-alikes").content.decode()
    web.post(f"{here}/go")
    work(actor, here)
    assert sorted(Person.objects.values_list("name", flat=True)) == ["Ellen Fisk", "Tom Halloran"]


def test_a_look_alike_can_be_somebody_else(web, actor):
    here = look_alike(web, actor)
    page = web.get(f"{here}/look-alikes").content.decode()
    pair = re.search(r'name="pair" value="([^"]+)"', page).group(1)
    web.post(f"{here}/look-alikes", {"pair": pair, "verdict": "new"})
    web.post(f"{here}/go")
    work(actor, here)
    assert Person.objects.filter(name="Tom Halloran").count() == 2


def test_a_look_alike_left_for_later_waits_and_is_found_again(web, actor):
    here = look_alike(web, actor)
    page = web.get(f"{here}/look-alikes").content.decode()
    pair = re.search(r'name="pair" value="([^"]+)"', page).group(1)
    after = web.post(f"{here}/look-alikes", {"pair": pair, "verdict": "later"}).headers["Location"]
    assert "The rest waits: 1" in web.get(after).content.decode()
    assert "Look at them now" in web.get(f"{here}?preview=1").content.decode()
    web.post(f"{here}/go")
    work(actor, here)
    assert "1 may be somebody you already have" in web.get(here).content.decode()
    web.post(f"{here}/look-alikes", {"pair": pair, "verdict": "new"})
    assert Person.objects.filter(name="Tom Halloran").count() == 2
    assert "may be somebody you already have" not in web.get(here).content.decode()


def test_an_answer_that_is_none_changes_nothing(web, actor):
    here = look_alike(web, actor)
    page = web.get(f"{here}/look-alikes").content.decode()
    pair = re.search(r'name="pair" value="([^"]+)"', page).group(1)
    for verdict in ("", "merge", "same:nobody"):
        assert web.post(f"{here}/look-alikes", {"pair": pair, "verdict": verdict}).status_code == 404
    assert web.post(f"{here}/look-alikes", {"pair": "x", "verdict": "new"}).status_code == 404
    other = begin(web, cards(("Ben Okafor", "")))
    assert web.post(f"{other}/look-alikes", {"pair": pair, "verdict": "new"}).status_code == 404


def test_what_is_left_out_is_shown_and_can_be_taken_away(web, actor):
    broken = SimpleUploadedFile("=cards.vcf", (CARD.format(name="Dana Whitcomb", more="") + "BEGIN:VCARD\r\n").encode())
    here = begin(web, broken)
    work(actor, here)
    web.post(f"{here}/go")
    work(actor, here)
    assert "What we left out, and why" in web.get(here).content.decode()
    answer = web.get(f"{here}/refused.csv")
    text = b"".join(answer.streaming_content).decode()
    assert text.startswith("where,reason\r\n")
    assert "'=cards.vcf" in text
    assert "attachment" in answer.headers["Content-Disposition"]


def test_undoing_asks_first_and_then_leaves_nothing(web, actor):
    here = begin(web, cards(("Dana Whitcomb", "")))
    work(actor, here)
    web.post(f"{here}/go")
    work(actor, here)
    ask = web.get(f"{here}/undo").content.decode()
    assert "Undo everything?" in ask
    assert "1 person who came in" in ask
    assert Person.objects.count() == 1
    web.post(f"{here}/undo")
    work(actor, here)
    assert not Person.objects.exists()
    assert "Undone" in web.get(here).content.decode()
    assert web.get(f"{here}/undo").headers["Location"] == here


def test_dropping_keeps_nothing_and_cannot_follow_bringing_in(web, actor):
    here = begin(web, cards(("Dana Whitcomb", "")))
    work(actor, here)
    web.post(f"{here}/drop")
    assert "dropped before anything came in" in web.get(here).content.decode()
    assert web.post(f"{here}/go").status_code == 400
    other = begin(web, cards(("Ben Okafor", "")))
    work(actor, other)
    web.post(f"{other}/go")
    work(actor, other)
    refused = web.post(f"{other}/drop")
    assert refused.status_code == 400
    assert "undo the import instead" in refused.content.decode()


def test_a_stranger_sees_no_import(web, stranger_web, actor):
    here = look_alike(web, actor)
    for ending in ("", "/progress", "/look-alikes", "/undo", "/refused.csv"):
        assert stranger_web.get(here + ending).status_code == 404
    for ending in ("/go", "/drop", "/undo", "/columns"):
        assert stranger_web.post(here + ending).status_code == 404
    page = web.get(f"{here}/look-alikes").content.decode()
    pair = re.search(r'name="pair" value="([^"]+)"', page).group(1)
    theirs = begin(stranger_web, cards(("Ben Okafor", "")))
    assert stranger_web.post(f"{theirs}/look-alikes", {"pair": pair, "verdict": "new"}).status_code == 404


def test_the_list_of_imports_costs_the_same_however_many(web, actor, django_assert_max_num_queries):
    for _ in range(5):
        begin(web, cards(("Dana Whitcomb", "")))
    with django_assert_max_num_queries(6):
        web.get("/imports")
    for _ in range(20):
        begin(web, cards(("Dana Whitcomb", "")))
    with django_assert_max_num_queries(6):
        page = web.get("/imports").content.decode()
    assert "imports?from=20" in page
