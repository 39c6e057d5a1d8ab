"""Imports through the API: files in, a status to ask for, doubts to answer, and the way back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.imports.models import Batch, Staged
from grapevine.domain.people.models import Person
from grapevine.interfaces.exchange import imports
from tests.interfaces.api.caller import Caller, problem


def card(name: str, *lines: str) -> bytes:
    """A vCard 3.0."""
    return "\r\n".join(["BEGIN:VCARD", "VERSION:3.0", f"FN:{name}", *lines, "END:VCARD", ""]).encode()


ELLEN = card("Ellen Fisk", "EMAIL:ellen@example.com")
TOM = card("Tom Halloran", "TEL:+1 415 555 0199")
UNKNOWN = b"Who,Reach them at,Shade\nEllen Fisk,ellen@example.com,blue\nTom Halloran,tom@example.com,red\n"


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, settings: Any) -> None:
    """Uploads of a test lie in its own folder."""
    settings.HOME = tmp_path


def worked(api: Caller, actor: Actor, path: str) -> dict[str, Any]:
    """The status after the worker has done what there is to do."""
    imports.finish(actor, path.rsplit("/", 1)[1])
    return api.get(path).json()


def begun(api: Caller, actor: Actor, *files: tuple[str, bytes], **fields: str) -> tuple[str, dict[str, Any]]:
    """Where the import is, and its status once it waits for a person."""
    started = api.upload(files, fields)
    assert started.status_code == 202, started.content
    return started.headers["Location"], worked(api, actor, started.headers["Location"])


def names() -> set[str]:
    return set(Person.objects.values_list("name", flat=True))


def test_files_are_accepted_at_once_and_read_later(api: Caller, actor: Actor) -> None:
    started = api.upload([("people.vcf", ELLEN), ("more.vcf", TOM)])

    assert started.status_code == 202
    assert started.headers["Location"] == f"/api/v1/imports/{started.json()['id']}"
    assert started.json()["state"] == "reading"
    status = worked(api, actor, started.headers["Location"])
    assert status["state"] == "ready"
    assert [(file["name"], file["kind"], file["records"]) for file in status["files"]] == [
        ("people.vcf", "vcard", 1),
        ("more.vcf", "vcard", 1),
    ]
    assert status["people"]["created"] == 2
    assert names() == set()


def test_go_brings_in_and_undo_takes_back(api: Caller, actor: Actor) -> None:
    path, _ = begun(api, actor, ("people.vcf", ELLEN))

    gone = api.post(f"{path}/go")
    assert (gone.status_code, gone.headers["Location"], gone.json()["state"]) == (202, path, "applying")
    assert worked(api, actor, path)["state"] == "done"
    assert names() == {"Ellen Fisk"}

    assert api.post(f"{path}/undo").status_code == 202
    assert worked(api, actor, path)["state"] == "undone"
    assert names() == set()


def test_a_direct_import_asks_nothing(api: Caller, actor: Actor) -> None:
    _, status = begun(api, actor, ("people.vcf", ELLEN), direct="true")
    assert (status["state"], names()) == ("done", {"Ellen Fisk"})


def test_a_discarded_import_changes_nothing(api: Caller, actor: Actor) -> None:
    path, _ = begun(api, actor, ("people.vcf", ELLEN))
    assert api.post(f"{path}/discard").json()["state"] == "discarded"
    problem(api.post(f"{path}/go"), 422, "invalid")
    assert names() == set()


def test_what_was_refused_is_told_with_its_place(api: Caller, actor: Actor) -> None:
    noise = bytes(range(256)) * 40
    path, status = begun(api, actor, ("people.vcf", ELLEN), ("picture.bin", noise), ("empty.vcf", b""))

    refused = api.get(f"{path}/refused").json()

    assert {row["where"].split(":")[0] for row in refused["items"]} >= {"picture.bin"}
    assert all(row["reason"] for row in refused["items"])
    assert sum(file["refused_count"] for file in status["files"]) == len(refused["items"])
    assert api.get(f"{path}/refused?limit=1").json()["items"] == refused["items"][:1]


def test_refusals_come_in_pages_and_the_status_reads_no_more_than_it_shows(
    api: Caller, actor: Actor, django_assert_max_num_queries: Any
) -> None:
    """A broken card among whole ones, 120 times; a file refused whole before them, another file after."""
    broken = "BEGIN:VCARD\r\nVERSION:3.0\r\nEND:VCARD\r\n"
    many = ELLEN + broken.encode() * 120
    files = (("a.bin", bytes(range(256)) * 40), ("many.vcf", many), ("one.vcf", broken.encode()))
    path, _ = begun(api, actor, *files)
    Staged.objects.exclude(verdict="new").update(verdict="refused", reason="broken")

    found, page = [], api.get(f"{path}/refused?limit=50").json()
    while page["next"]:
        found += page["items"]
        page = api.get(f"{path}/refused?limit=50&cursor={page['next']}").json()
    found += page["items"]
    assert [row["where"].split(":")[0] for row in found] == ["a.bin"] + ["many.vcf"] * 120 + ["one.vcf"]
    assert len({row["where"] for row in found}) == 122
    shown = api.get(path).json()["files"]
    assert [(len(file["refused"]), file["refused_count"]) for file in shown] == [(1, 1), (50, 120), (1, 1)]
    assert shown[1]["refused"] == found[1:51]
    with django_assert_max_num_queries(12):
        api.get(path)


def test_unknown_columns_are_asked_about_and_answered(api: Caller, actor: Actor) -> None:
    path, status = begun(api, actor, ("list.csv", UNKNOWN))
    assert status["state"] == "mapping"

    asked = api.get(f"{path}/columns").json()
    assert [column["heading"] for column in asked["files"][0]["columns"]] == ["Who", "Reach them at", "Shade"]
    assert {"key": "name", "label": "Full name"} in asked["targets"]
    meaning = {"Who": "name", "Reach them at": "email", "Shade": "tags"}
    said = api.post(f"{path}/columns", {"files": [{"file": asked["files"][0]["file"], "columns": meaning}]})

    assert said.status_code == 202
    assert worked(api, actor, path)["people"]["created"] == 2
    api.post(f"{path}/go")
    worked(api, actor, path)
    assert {row["name"]: row["emails"] for row in api.get("/people").json()["items"]} == {
        "Ellen Fisk": ["ellen@example.com"],
        "Tom Halloran": ["tom@example.com"],
    }


@pytest.mark.parametrize(
    "body",
    [{}, {"files": [{"file": 0, "columns": {"Who": "shoe size"}}]}, {"files": [{"file": -1, "columns": {}}]},
     {"files": [{"file": 0, "columns": {"a\x00": "name"}}]}, {"files": {"0": {}}}],
)  # fmt: skip
def test_columns_that_mean_nothing_are_refused(api: Caller, actor: Actor, body: dict[str, Any]) -> None:
    path, _ = begun(api, actor, ("list.csv", UNKNOWN))
    problem(api.post(f"{path}/columns", body), 422, "invalid")
    assert api.get(path).json()["state"] == "mapping"


@pytest.mark.parametrize(("same", "found"), [(True, 1), (False, 2)])
def test_a_doubt_is_a_question_with_its_candidates(
    api: Caller, actor: Actor, dana: Person, same: bool, found: int
) -> None:
    path, status = begun(api, actor, ("people.vcf", card("Dana Whitcomb", "ORG:Whitcomb & Lowe")))
    assert status["people"]["doubtful"] == 1

    (asked,) = api.get(f"{path}/questions").json()["items"]
    assert asked["said"]["name"] == "Dana Whitcomb"
    assert [one["id"] for one in asked["candidates"]] == [str(dana.uid)]
    assert asked["candidates"][0]["emails"] == ["dana@whitcomb.example"]
    assert asked["answered"] is False
    answer = {"person": str(dana.uid) if same else None}
    said = api.post(f"{path}/questions/{asked['id']}/answer", answer)
    assert said.json()["answered"] is True

    api.post(f"{path}/go")
    worked(api, actor, path)
    assert Person.objects.filter(name="Dana Whitcomb").count() == found
    assert api.get(f"{path}/questions").json()["items"] == []


def test_a_question_answered_after_the_import_is_applied_at_once(api: Caller, actor: Actor, dana: Person) -> None:
    path, _ = begun(api, actor, ("people.vcf", card("Dana Whitcomb", "ORG:Whitcomb & Lowe")), direct="1")
    (asked,) = api.get(f"{path}/questions").json()["items"]

    assert api.post(f"{path}/questions/{asked['id']}/answer", {"person": None}).status_code == 200

    assert Person.objects.filter(name="Dana Whitcomb").count() == 2


def test_a_question_belongs_to_its_import_and_its_answer_to_the_book(
    api: Caller, actor: Actor, dana: Person, stranger: Caller
) -> None:
    path, _ = begun(api, actor, ("people.vcf", card("Dana Whitcomb", "ORG:Whitcomb & Lowe")))
    other, _ = begun(api, actor, ("other.vcf", TOM))
    theirs = stranger.post("/people", {"name": "Dana Whitcomb"}).json()["id"]
    (asked,) = api.get(f"{path}/questions").json()["items"]

    problem(api.post(f"{other}/questions/{asked['id']}/answer", {"person": None}), 404, "not-found")
    problem(api.post(f"{path}/questions/{asked['id']}/answer", {"person": theirs}), 404, "not-found")
    problem(api.post(f"{path}/questions/{asked['id']}/answer", {}), 422, "invalid")


def test_imports_are_listed_newest_first_and_only_ones_own(api: Caller, actor: Actor, stranger: Caller) -> None:
    paths = [begun(api, actor, (f"{number}.vcf", ELLEN))[0] for number in range(3)]

    first = api.get("/imports?limit=2").json()
    rest = api.get(f"/imports?limit=2&cursor={first['next']}").json()

    assert [f"/api/v1/imports/{one['id']}" for one in first["items"] + rest["items"]] == paths[::-1]
    assert rest["next"] is None
    assert stranger.get("/imports").json()["items"] == []


def test_no_file_is_no_import(api: Caller) -> None:
    problem(api.upload([]), 422, "invalid")
    problem(api.upload([("people.vcf", ELLEN)], {"direct": "perhaps"}), 422, "invalid")
    assert not Batch.objects.exists()


def test_files_come_as_multipart_and_whole(api: Caller) -> None:
    problem(api.post("/imports", {"files": ["people.vcf"]}), 415, "unsupported-media-type")
    cut = b'--x\r\nContent-Disposition: form-data; name="files"; filename="a.vcf"\r\n'
    problem(api.ask("POST", "/imports", raw=cut, media="multipart/form-data"), 400, "malformed")
    problem(api.ask("POST", "/imports", raw=cut, media="multipart/form-data; boundary=x"), 422, "invalid")


def test_a_file_over_the_limit_is_refused(api: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "UPLOAD_LIMIT", 10)
    problem(api.upload([("people.vcf", ELLEN)]), 413, "too-large")
    assert not Batch.objects.exists()


def test_too_many_files_at_once_are_refused(api: Caller) -> None:
    problem(api.upload([(f"{number}.vcf", b"x") for number in range(101)]), 413, "too-large")


def test_a_name_with_a_path_stays_below_the_uploads(api: Caller, actor: Actor, tmp_path: Path) -> None:
    _, status = begun(api, actor, ("../../escape.vcf", ELLEN))
    assert status["files"][0]["name"] == "escape.vcf"
    assert not list(tmp_path.parent.glob("escape.vcf"))


@pytest.mark.parametrize("part", ["", "/refused", "/questions", "/columns"])
def test_the_status_costs_few_queries(
    api: Caller, actor: Actor, part: str, django_assert_max_num_queries: Any
) -> None:
    path, _ = begun(api, actor, *((f"{number}.vcf", ELLEN) for number in range(5)))
    api.get("/me")
    with django_assert_max_num_queries(8):
        assert api.get(path + part).status_code == 200
