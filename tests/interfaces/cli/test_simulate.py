"""`grapevine simulate`: a made-up organisation in files, the same for the same seed."""

from __future__ import annotations

import csv
import json
import subprocess
import sys

import pytest

from grapevine.domain.referrals.models import Referral
from tests.interfaces.cli.calling import call, refused, told, wrong


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    folder = tmp_path_factory.mktemp("made") / "world"
    answer = call("simulate", "--members", 40, "--weeks", 12, "--out", folder)
    assert answer.exit_code == 0, answer.output
    return folder


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_same_seed_gives_the_same_files_byte_for_byte(world, tmp_path):
    answer = told("simulate", "--members", 40, "--weeks", 12, "--out", tmp_path / "again")
    assert answer["rows"]["members.csv"] == 40
    files = sorted(path.relative_to(world) for path in world.rglob("*.*"))
    assert len(files) == 9
    assert all((world / file).read_bytes() == (tmp_path / "again" / file).read_bytes() for file in files)
    told("simulate", "--members", 40, "--weeks", 12, "--seed", 2, "--out", tmp_path / "other")
    assert (world / "touches.csv").read_bytes() != (tmp_path / "other" / "touches.csv").read_bytes()


def test_what_closes_after_the_last_week_is_open_in_the_books_and_known_to_the_truth(world):
    truth = {row["id"]: row for row in rows(world / "truth" / "referrals.csv")}
    outcomes = set()
    for row in rows(world / "referrals.csv"):
        known = truth[row["id"]]
        outcomes.add(row["outcome"])
        assert (row["outcome"] == "") == (row["closed_on"] == "")
        assert row["closed_on"] <= "2025-03-31"
        if row["outcome"] == "won":
            assert row["value"] == known["value"] != "0"
        else:
            assert row["value"] == ""
    assert outcomes == {"", "won", "lost"}


def test_the_books_name_members_only_and_the_truth_covers_everybody(world):
    ids = {row["id"] for row in rows(world / "members.csv")}
    for file in ("touches.csv", "referrals.csv"):
        assert {row[side] for row in rows(world / file) for side in ("source", "target")} <= ids
    assert {row["id"] for row in rows(world / "truth" / "members.csv")} == ids
    assert len(rows(world / "truth" / "ties.csv")) == 2 * 20 * 19
    said = json.loads((world / "truth" / "world.json").read_text())
    assert (said["members"], said["seed"], said["laws"]["seats"]) == (40, 1, 31)


def test_the_lab_reads_its_touches(world):
    answer = call("lab", "depth", world / "touches.csv", "--at", "2025-03-31")
    assert answer.exit_code == 0, answer.output
    assert answer.stdout.startswith("a,b,depth,") and len(answer.stdout.splitlines()) > 40


def test_a_folder_with_something_in_it_is_left_alone(world):
    before = (world / "members.csv").read_bytes()
    assert "is not empty" in refused("simulate", "--members", 5, "--out", world)
    assert (world / "members.csv").read_bytes() == before


@pytest.mark.django_db
def test_without_a_folder_it_goes_into_the_database_once(tmp_path):
    answer = told("simulate", "--members", 5, "--weeks", 3, "--seed", 8)
    assert (answer["members"], answer["organiser"], answer["chapters"]) == (5, "m1@made-up-8.example", 1)
    assert Referral.objects.count() == answer["referrals"] > 0
    assert "is here already" in refused("simulate", "--members", 5, "--weeks", 3, "--seed", 8)
    said = call("simulate", "--members", 5, "--weeks", 3, "--light")
    assert "5 members in 1 chapters" in said.output and "member link m1@made-up-1.example" in said.output
    assert "--light is about the database" in wrong("simulate", "--light", "--out", tmp_path / "a")
    assert "--from is about files" in wrong("simulate", "--from", "2025-01-06")


def test_a_week_begins_on_a_monday_and_two_are_the_fewest(tmp_path):
    assert "is no Monday" in wrong("simulate", "--from", "2025-01-07", "--out", tmp_path / "a")
    assert "write 2025-01-06" in wrong("simulate", "--from", "soon", "--out", tmp_path / "a")
    assert "range x>=2" in wrong("simulate", "--members", 1, "--out", tmp_path / "a")
    assert not (tmp_path / "a").exists()


def test_files_need_no_database(tmp_path):
    code = (
        "import sys; from grapevine.interfaces.cli.main import main\n"
        f"words = ['simulate', '--members', '5', '--weeks', '2', '--out', {str(tmp_path / 'w')!r}]\n"
        "main(words, standalone_mode=False)\n"
        "print('django' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "False"
