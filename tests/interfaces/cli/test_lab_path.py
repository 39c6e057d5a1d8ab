"""`grapevine lab path`: anyone's ties in, three ways to be introduced out, with no database."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner, Result

from grapevine.interfaces.cli.lab import lab


def run(text: str | bytes, *arguments: str) -> Result:
    data = text.encode() if isinstance(text, str) else text
    return CliRunner().invoke(lab, ["path", "-", *arguments], input=data)


def paths(text: str | bytes, *arguments: str) -> list[tuple[list[str], float]]:
    result = run(text, *arguments)
    assert result.exit_code == 0, result.output
    document = json.loads(result.stdout)
    assert list(document) == ["paths"]
    return [(path["people"], path["value"]) for path in document["paths"]]


def ties(*lines: str, header: str = "source,target,p") -> str:
    return "\n".join((header, *lines)) + "\n"


BOOK = ties("leah,dana,0.8", "dana,ben,0.5", "leah,priya,0.5", "priya,tom,0.5", "tom,ben,0.5")


def test_each_path_names_its_people_from_the_first_to_the_last_and_its_value():
    assert paths(BOOK, "leah", "ben") == [(["leah", "dana", "ben"], 0.4), (["leah", "priya", "tom", "ben"], 0.125)]


def test_a_row_is_a_one_way_street_unless_said_otherwise():
    assert paths(BOOK, "ben", "leah") == []
    assert paths(BOOK, "ben", "leah", "--undirected")[0] == (["ben", "dana", "leah"], 0.4)


def test_at_most_three_are_told_and_they_lean_on_different_people():
    same = [f"dana,x{number},0.9" for number in range(5)] + [f"x{number},ben,0.9" for number in range(5)]
    found = paths(ties("leah,dana,0.9", *same, "leah,tom,0.7", "tom,ben,0.6", "leah,ben,0.05"), "leah", "ben")
    assert [people[1] for people, _ in found] == ["dana", "tom", "dana"]


def test_a_file_without_p_takes_ties_of_middling_depth():
    assert paths(ties("leah,dana", "dana,ben", header="source,target"), "leah", "dana") == [(["leah", "dana"], 0.425)]
    assert paths(ties("leah,dana,", "dana,ben,1"), "leah", "ben") == [(["leah", "dana", "ben"], 0.425)]
    assert paths(ties("leah,dana"), "leah", "dana") == [(["leah", "dana"], 0.425)]


def test_somebody_without_consent_is_in_no_path_and_yet_known():
    file = ties("leah,dana,0", "dana,ben,0.9", "leah,tom,0.3", "tom,ben,0.3")
    assert paths(file, "leah", "ben") == [(["leah", "tom", "ben"], 0.09)]
    assert paths(file, "leah", "dana") == []


def test_of_two_rows_for_one_tie_the_best_counts():
    assert paths(ties("leah,dana,0.2", "leah,dana,0.7", "leah,dana,0.4"), "leah", "dana")[0][1] == 0.7


def test_a_hub_is_looked_through_whole():
    contacts = [f"leah,c{number},0.9" for number in range(500)]
    found = paths(ties(*contacts, "leah,faint,0.2", "faint,tom,0.9", "tom,ben,0.9"), "leah", "ben")
    assert found == [(["leah", "faint", "tom", "ben"], 0.162)]


def test_columns_may_come_in_any_order_with_any_delimiter_and_common_names():
    assert paths("\ufeffP;To;Note;From\n0.5;dana;lunch;leah\n\n;;;\n", "leah", "dana") == [(["leah", "dana"], 0.5)]


def test_ids_are_told_as_they_are_written():
    assert paths(ties('"Marchetti, Leah", Zoë ,0.5'), "Marchetti, Leah", "Zoë")[0][0] == ["Marchetti, Leah", "Zoë"]


def test_a_row_from_somebody_to_themself_is_left_out_and_said_so():
    result = run(ties("leah,leah,0.5", "leah,dana,0.5"), "leah", "dana")
    assert "left out: 1 row" in result.stderr
    assert len(json.loads(result.stdout)["paths"]) == 1


def test_an_unknown_person_is_named_with_what_to_do():
    result = run(BOOK, "leah", "Ben")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "'Ben' is in no row of the file" in result.stderr
    assert "check the spelling" in result.stderr


def test_nobody_needs_a_path_to_themself():
    result = run(BOOK, "leah", "leah")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "same person" in result.stderr


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("dana,,0.5", "source or target is empty"),
        (",dana,0.5", "source or target is empty"),
        ("dana", "source or target is empty"),
        ("dana,ben,often", "p 'often' is not a number from 0 to 1"),
        ("dana,ben,1.1", "p '1.1' is not"),
        ("dana,ben,-0.1", "p '-0.1' is not"),
        ("dana,ben,nan", "p 'nan' is not"),
    ],
)
def test_a_bad_row_refuses_the_file_and_names_its_line(line, complaint):
    result = run(ties("leah,dana,0.5", line), "leah", "dana")
    assert (result.exit_code, result.stdout) == (1, "")
    assert f"line 3: {complaint}" in result.stderr


def test_a_row_that_is_only_a_note_is_a_bad_row_and_a_blank_one_is_none():
    assert "line 2: source" in run("source,target,note\n,,lunch\n", "leah", "dana").stderr
    assert "line 3: source" in run("source,target\nleah,dana\n,,more cells than names\n", "leah", "dana").stderr


@pytest.mark.parametrize(
    ("file", "complaint"),
    [(b"", "no column source, target"), (b"source,p\n", "no column target"), (b"source,target\n\xe9,a\n", "not UTF-8")],
)
def test_a_bad_file_is_refused_whole_with_what_to_do(file, complaint):
    result = run(file, "leah", "dana")
    assert result.exit_code == 1
    assert complaint in result.stderr


@pytest.mark.parametrize("arguments", [["-"], ["-", "leah"], ["no-such.csv", "leah", "dana"]])
def test_wrong_usage_ends_with_2(arguments):
    assert CliRunner().invoke(lab, ["path", *arguments], input=b"").exit_code == 2


def test_the_path_needs_no_database_and_no_framework():
    code = "import sys; from grapevine.interfaces.cli.lab.path import path; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
