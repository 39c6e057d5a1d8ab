"""`grapevine lab forecast`: anyone's deals in, what the days ahead bring out, with no database."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from datetime import date, timedelta

import pytest
from click.testing import CliRunner, Result

from grapevine.interfaces.cli.lab import lab
from tests.shared_data import SHARED, needs_shared_data

HEADER = "id,source,opened_on,closed_on,outcome,value"


def run(text: str | bytes, at: str = "2026-06-01", days: str = "90") -> Result:
    data = text.encode() if isinstance(text, str) else text
    return CliRunner().invoke(lab, ["forecast", "-", "--at", at, "--days", days], input=data)


def answer(text: str | bytes, **more: str) -> dict:
    result = run(text, **more)
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def a_year(header: str = HEADER, shown=str, **words: str) -> str:
    """Dana and Ben send one every ten days for a year; half of them are won after 30 days for 1,000."""
    lines = [header]
    for number, opened in enumerate(range(0, 365, 10)):
        for source in ("Dana", "Ben"):
            begin = date(2025, 6, 1) + timedelta(days=opened)
            end = "won" if number % 2 else "lost"
            closed = begin + timedelta(days=30)
            told = (shown(closed), words.get(end, end), "1000") if opened < 330 else ("", words.get("open", ""), "")
            lines.append(",".join((f"{source}-{number}", source, shown(begin), *told)))
    return "\n".join(lines) + "\n"


def test_the_answer_has_the_shape_of_the_contract():
    told = answer(a_year())
    points = ["p10", "p25", "median", "p75", "p90"]
    assert list(told) == ["won", "value", "regime_change"]
    assert list(told["won"]) == list(told["value"]) == points
    assert told["regime_change"] is False
    assert 6 <= told["won"]["median"] <= 11
    assert told["value"]["median"] == 1_000 * told["won"]["median"]


@pytest.mark.parametrize(
    "text",
    [
        a_year("Deal ID,Partner,Opened,Close Date,Status,Amount"),
        a_year(
            "opportunity_id,sales_agent,engage_date,close_date,deal_stage,close_value",
            won="Won",
            lost="Lost",
            open="Engaging",
        ),
        a_year(shown=lambda day: day.strftime("%Y%m%d")),
        a_year(shown=lambda day: f"{day}T09:30:00Z"),
        a_year(shown=lambda day: day.strftime("%Y/%m/%d")),
        a_year().replace(",1000", ',"$1,000.00"'),
        a_year().replace(",", ";"),
        "\ufeff" + a_year(won="Closed Won", lost="closed-lost", open="NA"),
        a_year() + a_year().split("\n", 1)[1],
    ],
)
def test_the_same_deals_written_otherwise_are_the_same_forecast(text):
    assert answer(text) == answer(a_year())


def test_what_came_later_is_not_known_yet():
    early = [line for line in a_year().splitlines() if line.split(",")[2] <= "2026-01-01" or line == HEADER]
    hidden = [
        ",".join((*line.split(",")[:3], "", "", "")) if line.split(",")[3] > "2026-01-01" else line for line in early
    ]
    assert answer(a_year(), at="2026-01-01") == answer("\n".join([HEADER, *hidden[1:]]), at="2026-01-01")


def test_nothing_closed_closed_before_opened_and_gaps_are_borne_and_said():
    rows = ("1,Dana,2026-05-01,,,", "2,,2026-05-02,2026-04-01,won,", "3,Ben,,,won,5", "4,Ben,2026-05-03,,lost,")
    text = "\n".join((HEADER, *rows, "5,Ben,2026-05-04,2026-07-01,,9"))
    result = run(text)
    assert json.loads(result.stdout)["won"]["p90"] >= 1
    for said in (
        "closed before it opened taken as closed that day (the first is line 3)",
        "without opened_on left out (the first is line 4)",
        "ended without closed_on left out (the first is line 5)",
        "with closed_on but no outcome taken as open (the first is line 6)",
    ):
        assert f"1 row(s) {said}" in result.stderr
    assert answer(f"{HEADER}\n1,Dana,2026-05-01,,,\n")["value"]["p90"] == 0


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("1,Dana,last week,,,", "line 3, opened_on: 'last week' is not an ISO date"),
        ("1,Dana,2026-01-01,31.12.26,won,5", "line 3, closed_on: '31.12.26' is not an ISO date"),
        ("1,Dana,2026-02-31,,,", "line 3, opened_on"),
        ("1,Dana,2026-01-01,2026-02-01,perhaps,5", "line 3, outcome: 'perhaps' is not won, lost or empty"),
        ("1,Dana,2026-01-01,2026-02-01,won,much", "line 3, value: 'much' is not a number of 0 or more"),
        ("1,Dana,2026-01-01,2026-02-01,won,-5", "line 3, value"),
    ],
)
def test_a_cell_that_cannot_be_read_is_named_by_line_and_column(row, said):
    result = run(f"{HEADER}\n0,Dana,2026-01-01,2026-02-01,won,5\n{row}\n")
    assert result.exit_code == 1
    assert said in result.stderr
    assert result.stdout == ""


def test_wrong_usage_and_empty_files_are_refused():
    assert run(a_year(), at="soon").exit_code == 2
    assert run(a_year(), days="0").exit_code == 2
    assert run("id,source,value\n").exit_code == 1
    assert "opened_on" in run("id,source,value\n").stderr
    assert run(f"{HEADER}\n").exit_code == 1
    assert "nothing to look ahead from" in run(a_year(), at="2020-01-01").stderr
    assert run(HEADER.encode() + b"\n\xff\xfe").exit_code == 1


def test_it_needs_neither_django_nor_a_home():
    code = "import sys; from grapevine.interfaces.cli.main import main; import atexit\n"
    code += "atexit.register(lambda: sys.stderr.write(str('django' in sys.modules)))\nmain()"
    done = subprocess.run(
        [sys.executable, "-c", code, "lab", "forecast", "-", "--at", "2026-06-01", "--days", "30"],
        input=a_year(), capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert json.loads(done.stdout)["won"]["median"] > 0
    assert done.stderr == "False"


@needs_shared_data
def test_the_practice_set_is_read_as_it_stands_and_its_change_is_seen():
    rows = csv.DictReader((SHARED / "pipeline" / "maven_crm_pipeline_8800.csv").open(encoding="utf-8-sig"))
    text = io.StringIO()
    writer = csv.DictWriter(text, rows.fieldnames or ())
    writer.writeheader()
    writer.writerows(rows)
    result = run(text.getvalue(), at="2017-10-01")
    told = json.loads(result.stdout)
    assert told["won"]["p10"] <= 1_181 <= told["won"]["p90"]
    assert "500 row(s) without opened_on left out" in result.stderr
