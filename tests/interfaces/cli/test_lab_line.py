"""`grapevine lab line`: a typed line in, one JSON document out, with no database."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from grapevine.interfaces.cli.lab import lab

AT = "2026-03-20T18:30"
BOOK = "id,Name,nickname,firm\n1,Dana Whitcomb,,Lowe\n2,Ben Okafor,Benny,\n3,Ana Cruz,,\n4,Ana Cruz,,\n5,,,\n"


def run(text: str, *options: str, book: str | bytes | None = BOOK, folder: Path) -> Result:
    if book is not None:
        path = folder / "people.csv"
        path.write_bytes(book.encode() if isinstance(book, str) else book)
        options = (*options, "--people", str(path))
    return CliRunner().invoke(lab, ["line", text, *options])


def document(text: str, *options: str, book: str | bytes | None = BOOK, folder: Path) -> dict[str, Any]:
    result = run(text, "--at", AT, *options, book=book, folder=folder)
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_the_document_is_that_of_the_contract(tmp_path):
    line = "coffee with Dana yesterday 1h, gave her the name of a bookkeeper"
    assert document(line, "--zone", "America/New_York", folder=tmp_path) == {
        "people": ["Dana Whitcomb"],
        "kind": "one_to_one",
        "at": "2026-03-19T12:00:00-04:00",
        "minutes": 60,
        "about": "",
        "gives": [{"kind": "introduction", "direction": "given", "sphere": "business"}],
        "unsure": [],
    }


def test_whoever_is_unsure_comes_with_reason_and_candidates(tmp_path):
    found = document("lunch with Bem Okafor", folder=tmp_path)
    assert found["people"] == []
    assert found["unsure"] == [{"text": "Bem Okafor", "reason": "spelling", "candidates": ["Ben Okafor"]}]


def test_namesakes_are_told_apart_by_their_id(tmp_path):
    [unsure] = document("lunch with Ana Cruz", folder=tmp_path)["unsure"]
    assert unsure["candidates"] == ["Ana Cruz [3]", "Ana Cruz [4]"]


def test_what_was_promised_is_told_with_its_day(tmp_path):
    found = document("promised to send Benny the form tomorrow", folder=tmp_path)
    (promised,) = found["promises"]
    assert (promised["by"], promised["what"]) == ("me", "send Benny the form")
    assert promised["due"] == "2026-03-21"


def test_a_line_without_a_touch_has_no_kind(tmp_path):
    found = document("referred a client to Benny", folder=tmp_path)
    assert (found["people"], found["kind"], found["minutes"]) == (["Ben Okafor"], None, None)


def test_a_list_of_names_will_do(tmp_path):
    found = document("lunch with dana and Ben", book="\ufeffDana Whitcomb\r\n\r\nOkafor, Ben\r\n", folder=tmp_path)
    assert found["people"] == ["Dana Whitcomb", "Okafor, Ben"]


def test_a_table_with_semicolons_and_short_rows_will_do(tmp_path):
    found = document("lunch with Dana", book="firm;name\nLowe;Dana Whitcomb\nAcme\n\n", folder=tmp_path)
    assert found["people"] == ["Dana Whitcomb"]


def test_without_people_everybody_is_unknown(tmp_path):
    found = document("lunch with Dana", book=None, folder=tmp_path)
    assert [unsure["reason"] for unsure in found["unsure"]] == ["unknown"]


def test_the_order_of_day_and_month_and_the_zone_can_be_chosen(tmp_path):
    assert document("lunch with Dana 3/12", folder=tmp_path)["at"] == "2026-03-12T12:00:00+00:00"
    assert document("lunch with Dana 3/12", "--day-first", folder=tmp_path)["at"] == "2025-12-03T12:00:00+00:00"
    found = document("lunch with Dana", "--zone", "Asia/Tokyo", "--at", "2026-03-20T18:30Z", folder=tmp_path)
    assert found["at"] == "2026-03-21T03:30:00+09:00"


def test_without_a_time_the_line_is_typed_now(tmp_path):
    result = run("lunch with Dana", folder=tmp_path)
    assert json.loads(result.stdout)["kind"] == "meal"


@pytest.mark.parametrize(
    "options", [["--at", "soon"], ["--zone", "Mars/Olympus"], ["--zone", "../etc"], ["--people", "no.csv"]]
)  # fmt: skip
def test_wrong_usage_ends_with_2(options):
    assert CliRunner().invoke(lab, ["line", "lunch", *options]).exit_code == 2


@pytest.mark.parametrize(
    ("book", "complaint"),
    [(b"name\nJos\xe9\n", "not UTF-8"), (b'name\n"' + b"x" * 200_000 + b'"\n', "not CSV")],
)
def test_a_bad_list_of_people_is_refused_with_what_to_do(tmp_path, book, complaint):
    result = run("lunch", book=book, folder=tmp_path)
    assert result.exit_code == 1
    assert complaint in result.stderr
