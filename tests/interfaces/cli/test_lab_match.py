"""`grapevine lab match`: anyone's ties in, who could be whose partner out, with no database."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from click.testing import CliRunner, Result

from grapevine.interfaces.cli.lab import lab

TIES = "source,target,kind\nleah,dana,met\ndana,ben,met\nleah,tom,met\ntom,ben,sent\npriya,tom,met\nleah,leah,met\n"
PEOPLE = "id,office,age\nleah,east,41\ndana,east,\nben,east,39\npriya,west,52\nellen,,\n"


def run(tmp_path: Path, ties: str, people: str, *arguments: str) -> Result:
    (tmp_path / "ties.csv").write_text(ties)
    (tmp_path / "people.csv").write_text(people)
    return CliRunner().invoke(lab, ["match", str(tmp_path / "ties.csv"), str(tmp_path / "people.csv"), *arguments])


def rows(result: Result) -> list[dict[str, str]]:
    assert result.exit_code == 0, result.output
    return list(csv.DictReader(io.StringIO(result.stdout)))


def test_each_row_names_a_candidate_the_score_and_the_reason(tmp_path):
    result = run(tmp_path, TIES, PEOPLE, "--for", "leah")
    first, *others = rows(result)
    assert (first["id"], first["candidate"], first["score"]) == ("leah", "ben", "100.00")
    assert "2 in common: dana, tom" in first["why"]
    assert [row["candidate"] for row in others] == ["priya", "ellen"]
    assert "1 row(s) whose source is also the target" in result.stderr and "1 of the people with ties" in result.stderr


def test_everybody_gets_the_best_of_their_own(tmp_path):
    found = rows(run(tmp_path, TIES, PEOPLE, "--for", "all", "--top", "1"))
    assert [row["id"] for row in found] == ["leah", "dana", "ben", "priya", "ellen", "tom"]
    assert {row["score"] for row in found} == {"100.00"}


def test_ties_of_one_kind_alone_and_a_direction_that_is_said(tmp_path):
    found = rows(run(tmp_path, TIES, PEOPLE, "--for", "ben", "--kind", "met", "--directed"))
    assert "tom" in [row["candidate"] for row in found]
    assert "ben to tom: " in found[0]["why"] + found[1]["why"]
    both = rows(run(tmp_path, TIES, PEOPLE, "--for", "ben", "--directed", "--one-way"))
    assert {"tom", "dana"} <= {row["candidate"] for row in both}


def test_what_cannot_be_read_is_named_with_its_place(tmp_path):
    bad = run(tmp_path, "source,target\na,b\na,\n", PEOPLE, "--for", "all")
    assert bad.exit_code == 1 and "TIES line 3: source or target is empty" in bad.output
    twice = run(tmp_path, TIES, "id,x\nleah,1\n,2\nleah,3\n", "--for", "all")
    assert "PEOPLE line 3: id is empty" in twice.output and "PEOPLE line 4: 'leah' is there twice" in twice.output
    assert "no tie to learn from" in run(tmp_path, "source,target\na,a\n", PEOPLE, "--for", "all").output
    assert "'zoe' is in neither file" in run(tmp_path, TIES, PEOPLE, "--for", "zoe").output
    assert run(tmp_path, TIES, PEOPLE).exit_code == 2
