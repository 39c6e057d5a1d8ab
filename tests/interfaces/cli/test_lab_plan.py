"""`grapevine lab plan`: actions in, the most valuable week out, with no database."""

from __future__ import annotations

import json

from click.testing import CliRunner

from grapevine.interfaces.cli.lab import lab

HEAD = "id,person,kind,minutes,value,gives_first,forced\n"
WEEK = HEAD + "1,Dana,write,10,5,0,0\n2,Ben,call,20,8,no,\n3,Priya,introduce,15,2,1,\n4,Tom,meet,60,30,,\n"


def run(folder, text: str, minutes: object = 105):
    path = folder / "actions.csv"
    path.write_text(text, encoding="utf-8")
    return CliRunner().invoke(lab, ["plan", str(path), "--minutes", str(minutes)])


def test_the_document_is_that_of_the_contract(tmp_path):
    assert json.loads(run(tmp_path, WEEK).stdout) == {"chosen": ["1", "2", "3"], "value": 15.0, "minutes": 45.0}
    assert json.loads(run(tmp_path, HEAD).stdout) == {"chosen": [], "value": 0.0, "minutes": 0.0}


def test_what_could_not_be_kept_is_told_beside_the_document(tmp_path):
    found = run(tmp_path, HEAD + "1,Dana,write,10,5,0,0\n")
    assert json.loads(found.stdout)["chosen"] == ["1"] and "no action gives first" in found.stderr


def test_more_forced_than_time_is_refused_with_both_figures(tmp_path):
    found = run(tmp_path, HEAD + "1,Dana,write,90,5,0,yes\n", 60)
    assert found.exit_code == 1 and "90 minutes, and there are 60" in found.output


def test_each_row_that_is_no_action_is_told(tmp_path):
    rows = "1,Dana,write,long,5,0,0\n1,Ben,call,5,5,maybe,\n,Tom,call,5,5,,\n5,Ann,call,5,5,,\n5,Ann,call,5,5,,\n6\n"
    found = run(tmp_path, HEAD + rows)
    assert found.exit_code == 1
    for line, word in ((2, "minutes 'long'"), (3, "neither yes nor no"), (4, "no id"), (6, "twice"), (7, "missing")):
        assert f"line {line}: " in found.output and word in found.output
