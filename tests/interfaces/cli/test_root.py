"""The command itself: its list, who is acting, how it refuses, and what it does not load."""

from __future__ import annotations

import subprocess
import sys

import pytest

from grapevine.interfaces.cli.main import COMMANDS
from tests.cast import BEN, DANA, LEAH, meet, member
from tests.interfaces.cli.calling import call, refused, told, wrong


def test_the_list_names_every_group_and_needs_neither_django_nor_a_home():
    code = (
        "import sys\nfrom grapevine.interfaces.cli.main import main\n"
        "try: main(['--help'])\nexcept SystemExit: pass\nsys.exit('django' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0
    for name in COMMANDS:
        assert f"  {name} " in done.stdout


def test_the_lab_loads_no_framework():
    code = (
        "import sys\nfrom grapevine.interfaces.cli.main import main\n"
        "try: main(['lab', 'depth', '--help'])\nexcept SystemExit: pass\nsys.exit('django' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0


@pytest.mark.parametrize("words", [["fly"], ["people", "fly"], ["people", "list", "--fly"], ["people", "show"]])
def test_wrong_usage_ends_with_2(words, leah):
    wrong(*words)


def test_the_only_member_need_not_be_named(leah):
    assert told("people", "list", who=None) == []


def test_of_several_members_one_must_be_named(leah, stranger):
    assert "--as EMAIL" in wrong("people", "list", who=None)
    assert told("people", "list", "--as", LEAH["email"], who=None) == []


def test_with_no_member_it_says_how_to_begin(db):
    assert "grapevine member add" in refused("people", "list", who=None)


def test_an_unknown_member_is_refused(leah):
    assert "no member with the address ben@" in refused("people", "list", "--as", "ben@okafor.example")


def test_as_goes_before_the_environment(actor, stranger):
    meet(actor, DANA)
    meet(stranger, BEN)
    assert [row["name"] for row in told("people", "list")] == ["Dana Whitcomb"]
    assert [row["name"] for row in told("people", "list", "--as", stranger.email)] == ["Ben Okafor"]


def test_a_database_without_tables_says_what_to_run(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "grapevine.interfaces.cli.main", "people", "list"],
        env={"GRAPEVINE_HOME": str(tmp_path), "PATH": ""}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "grapevine setup" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_error_leaves_standard_output_to_programs(leah):
    result = call("people", "show", "nonsense", "--json")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "no such person" in result.stderr


def test_a_member_who_was_shut_out_does_not_act(leah):
    other = member(email="tom@halloran.example", name="Tom Halloran")
    other.is_active = False
    other.save()
    assert "no member" in refused("people", "list", "--as", other.email)
