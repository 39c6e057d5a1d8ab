"""`grapevine lab depth`: anyone's events in, how well each pair knows each other out, with no database."""

from __future__ import annotations

import csv
import subprocess
import sys
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner, Result

from grapevine.domain.depth.rules import score
from grapevine.domain.depth.rules.sums import Event, days, fold
from grapevine.domain.depth.rules.tempo import STANDARD
from grapevine.interfaces.cli.lab import lab
from grapevine.interfaces.cli.lab.table import moment
from tests.shared_data import SHARED, needs_shared_data

AT = "2026-06-01"


def run(text: str | bytes, *options: str, at: str = AT) -> Result:
    data = text.encode() if isinstance(text, str) else text
    return CliRunner().invoke(lab, ["depth", "-", "--at", at, *options], input=data)


def rows(text: str | bytes, *options: str, at: str = AT) -> list[dict[str, str]]:
    result = run(text, *options, at=at)
    assert result.exit_code == 0, result.output
    return list(csv.DictReader(result.stdout.splitlines()))


def events(*lines: str, header: str = "source,target,time,kind,minutes,began_by,weight") -> str:
    return "\n".join((header, *lines)) + "\n"


def knows(text: str, at: str = AT) -> tuple[float, float]:
    """(Dana knows Leah, Leah knows Dana) of a file that holds these two; d comes before l."""
    [row] = rows(text, at=at)
    assert (row["a"], row["b"]) == ("dana", "leah")
    return float(row["a_knows_b"]), float(row["b_knows_a"])


def percent(weight: float) -> float:
    """What one event of this weight shows for its side on its own day."""
    return pytest.approx(100 * (1 - 2 ** (-weight / 10)), abs=1e-3)


def test_the_columns_are_those_of_the_contract():
    result = run(events("dana,leah,2026-05-01"))
    assert result.stdout.splitlines()[0] == "a,b,depth,a_knows_b,b_knows_a,rank_key,stage"


def test_one_row_a_pair_whoever_wrote_deepest_first():
    found = rows(events("leah,ben,2026-05-01", "dana,leah,2026-05-01", "leah,dana,2026-05-02"))
    assert [(row["a"], row["b"]) for row in found] == [("dana", "leah"), ("ben", "leah")]
    assert float(found[0]["depth"]) > float(found[1]["depth"])


def test_the_figures_are_those_of_the_application_s_own_rules():
    [row] = rows(events("leah,dana,2026-04-02", "dana,leah,2026-05-03"))
    sums = fold([Event(moment("2026-05-03"), 1, 0), Event(moment("2026-04-02"), 0, 1)], STANDARD)
    at = moment(AT)
    assert float(row["depth"]) == pytest.approx(score.depth(sums, at, STANDARD), abs=1e-4)
    assert float(row["a_knows_b"]) == pytest.approx(score.i_know(sums, at, STANDARD), abs=1e-4)
    assert float(row["rank_key"]) == pytest.approx(score.rank_key(sums, STANDARD), abs=1e-12)
    assert row["stage"] == "seen"


def test_a_message_credits_its_writer_even_if_the_other_began():
    assert knows(events(f"leah,dana,{AT},message,,dana,")) == (0.0, percent(1))


def test_a_kind_left_empty_or_a_file_without_the_column_is_a_message():
    assert knows(events(f"dana,leah,{AT},,,,")) == (percent(1), 0.0)
    assert knows(events(f"dana,leah,{AT}", header="source,target,time")) == (percent(1), 0.0)


def test_a_one_to_one_credits_both_and_a_fifth_more_whoever_began():
    assert knows(events(f"dana,leah,{AT},one_to_one,,,")) == (percent(3), percent(3))
    assert knows(events(f"dana,leah,{AT},one_to_one,,source,")) == (percent(3.6), percent(3))
    assert knows(events(f"dana,leah,{AT},one_to_one,,target,")) == (percent(3), percent(3.6))
    assert knows(events(f"dana,leah,{AT},One-to-one,,leah,")) == (percent(3), percent(3.6))


def test_the_length_of_a_joint_touch_counts():
    assert knows(events(f"dana,leah,{AT},meal,15,,")) == (percent(1.5), percent(1.5))


def test_a_call_of_two_minutes_is_a_message_of_whoever_began():
    assert knows(events(f"dana,leah,{AT},call,2,,")) == (percent(1), 0.0)
    assert knows(events(f"dana,leah,{AT},call,2,leah,")) == (0.0, percent(1))


def test_a_weight_takes_the_place_of_the_kind_s_own():
    assert knows(events(f"dana,leah,{AT},message,,,2.5")) == (percent(2.5), 0.0)
    assert knows(events(f"dana,leah,{AT},one_to_one,,,2")) == (percent(2), percent(2))
    assert knows(events(f"dana,leah,{AT},call,2,,4")) == (percent(4), 0.0)
    assert knows(events(f"dana,leah,{AT},idea,,,4")) == (percent(4), 0.0)


def test_a_give_credits_the_giver_and_is_not_capped_by_the_day():
    assert knows(events(*[f"leah,dana,{AT},referral,,,"] * 2)) == (0.0, percent(6))
    assert knows(events(*[f"leah,dana,{AT},message,,,"] * 2)) == (0.0, percent(1))


def test_of_the_ratings_of_one_side_only_the_newest_counts():
    assert knows(events(f"dana,leah,{AT},rating,,,3", "dana,leah,2026-01-01,rating,,,5")) == (percent(3), 0.0)
    assert knows(events(f"leah,dana,{AT},rating,,,5")) == (0.0, percent(12))


def test_thanks_for_an_outcome_from_both_make_a_trusted_pair_referring():
    monthly = [f"dana,leah,2026-0{month}-01,one_to_one,,," for month in range(1, 7)]
    [row] = rows(events(*monthly))
    assert row["stage"] == "trusted"
    [row] = rows(events(*monthly, "dana,leah,2026-01-05,thanks,,,"))
    assert row["stage"] == "trusted"
    [row] = rows(events(*monthly, "dana,leah,2026-01-05,thanks,,,", "leah,dana,2026-01-06,thanks,,,"))
    assert row["stage"] == "referring"


def test_what_lies_after_the_reading_is_left_out():
    assert rows(events("dana,leah,2026-06-02", "ben,leah,2026-05-01"))[0]["a"] == "ben"
    assert rows(events("dana,leah,2026-06-02")) == []


@pytest.mark.parametrize("time", ["2026-05-31T23:00-03:00", "2026-06-01 02:00", "2026-06-01T02:00:00Z", "1780279200"])
def test_unix_seconds_iso_times_and_zones_name_the_same_moment(time):
    assert moment(time) == days(datetime(2026, 6, 1, 2, tzinfo=UTC))
    assert len(rows(events(f"dana,leah,{time}"), at="2026-06-01T02:00")) == 1
    assert rows(events(f"dana,leah,{time}"), at="2026-06-01T01:59:59") == []


def test_columns_may_come_in_any_order_with_any_delimiter_and_a_byte_order_mark():
    plain = rows("source,target,time\ndana,leah,2026-05-01\n")
    assert rows("\ufeffTime;Target;Source;Note\n2026-05-01;leah;dana;lunch\n\n") == plain
    assert rows('time\tsender\trecipient\r\n"2026-05-01"\tdana\tleah\r\n') == plain


def test_a_quicker_tempo_forgets_sooner():
    file = events("dana,leah,2026-03-01", "leah,dana,2026-03-01")
    standard, chat = rows(file), rows(file, "--tempo", "chat")
    assert float(chat[0]["depth"]) < float(standard[0]["depth"])


def test_a_pair_without_weight_comes_last_with_no_rank():
    found = rows(events("ana,ben,2026-05-01,message,,,0", "dana,leah,2026-05-01,,,,"))
    assert [row["a"] for row in found] == ["dana", "ana"]
    assert (found[1]["rank_key"], found[1]["depth"]) == ("", "0.0")


def test_a_row_from_somebody_to_themself_is_left_out_and_said_so():
    result = run(events("dana,dana,2026-05-01", "dana,leah,2026-05-01"))
    assert result.exit_code == 0
    assert "left out: 1 row" in result.stderr
    assert len(result.stdout.splitlines()) == 2


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("dana,,2026-05-01", "source or target is empty"),
        ("dana,leah,yesterday", "neither an ISO date"),
        ("dana,leah,", "neither an ISO date"),
        ("dana,leah,nan", "neither an ISO date"),
        ("dana,leah,1780279200000", "milliseconds"),
        ("dana,leah,2026-05-01,séance", "kind 'séance' is not one of"),
        ("dana,leah,2026-05-01,call,long", "minutes 'long'"),
        ("dana,leah,2026-05-01,call,-3", "minutes '-3'"),
        ("dana,leah,2026-05-01,call,,ben", "began_by 'ben' is neither"),
        ("dana,leah,2026-05-01,call,,,-1", "weight '-1'"),
        ("dana,leah,2026-05-01,call,,,inf", "weight 'inf'"),
        ("dana,leah,2026-05-01,rating", "needs its value"),
        ("dana,leah,2026-05-01,rating,,,6", "between 1 and 5"),
    ],
)
def test_a_bad_row_refuses_the_file_and_names_its_line(line, complaint):
    result = run(events("dana,leah,2026-05-01", line))
    assert result.exit_code == 1
    assert "line 3: " in result.stderr
    assert complaint in result.stderr
    assert result.stdout == ""


def test_many_bad_rows_are_told_in_part_and_counted():
    result = run(events(*["dana,leah,never"] * 30))
    assert "line 21: " in result.stderr
    assert "line 22: " not in result.stderr
    assert "and 10 more" in result.stderr


@pytest.mark.parametrize(
    ("file", "complaint"),
    [
        (b"", "no column source, target, time"),
        (b"dana,leah,2026-05-01\n", "no column source, target, time"),
        (b"source,target\ndana,leah\n", "no column time"),
        (b"source,target,time\ndana,le\xe9ah,2026-05-01\n", "not UTF-8"),
        (b"source,target,time\ndana,\"" + b"x" * 200_000 + b"\",2026-05-01\n", "not a CSV row"),
        (b"x" * 200_000, "not a CSV row"),
    ],
)
def test_a_bad_file_is_refused_whole_with_what_to_do(file, complaint):
    result = run(file)
    assert result.exit_code == 1
    assert complaint in result.stderr
    assert "Traceback" not in result.output


@pytest.mark.parametrize(
    "arguments",
    [["-"], ["-", "--at", "soon"], ["-", "--at", AT, "--tempo", "brisk"], ["no-such.csv", "--at", AT], ["--at", AT]],
)
def test_wrong_usage_ends_with_2(arguments):
    assert CliRunner().invoke(lab, ["depth", *arguments], input=b"").exit_code == 2


def test_the_lab_needs_no_database_and_no_framework():
    code = "import sys; from grapevine.interfaces.cli.lab import lab; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@needs_shared_data
def test_a_year_of_a_firm_s_mail_is_read_whole():
    path = SHARED / "networks" / "manufacturing_email_167" / "emails.csv"
    result = CliRunner().invoke(lab, ["depth", str(path), "--at", "2010-10-01"])
    assert result.exit_code == 0
    found = list(csv.DictReader(result.stdout.splitlines()))
    depths = [float(row["depth"]) for row in found]
    assert len(found) == 3250
    assert depths == sorted(depths, reverse=True)
    assert 0 <= depths[-1] <= depths[0] <= 100
