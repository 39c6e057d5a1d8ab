"""`grapevine backup` and `restore`: everything into one file and back, in home folders of their own."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.migrated import migrated
from tests.postgres import only_on_sqlite

pytestmark = only_on_sqlite
PERSON = ("people", "add", "--name", "Dana Whitcomb", "--email", "dana@whitcomb.example")


def grapevine(home: Path, *words: object) -> subprocess.CompletedProcess[str]:
    """`grapevine WORDS` on a home folder of its own, as a process of its own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GRAPEVINE_", "DJANGO_"))}
    return subprocess.run(
        [sys.executable, "-m", "grapevine.interfaces.cli.main", *map(str, words)],
        env={**kept, "GRAPEVINE_HOME": str(home)}, capture_output=True, text=True, check=False,
    )  # fmt: skip


def names(home: Path) -> list[str]:
    done = grapevine(home, "people", "list", "--json")
    assert done.returncode == 0, done.stderr
    return [row["name"] for row in json.loads(done.stdout)]


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Path:
    """Leah's home folder, with Dana in her book and an upload that waits."""
    folder = migrated(tmp_path_factory.mktemp("leah"))
    for words in (("setup",), ("member", "add", "leah@marchetti.example", "--name", "Leah Marchetti"), PERSON):
        done = grapevine(folder, *words)
        assert done.returncode == 0, done.stderr
    (folder / "uploads" / "waiting").mkdir(parents=True)
    (folder / "uploads" / "waiting" / "0").write_text("a file on its way")
    return folder


@pytest.fixture(scope="module")
def kept(home, tmp_path_factory) -> Path:
    """A backup of it."""
    target = tmp_path_factory.mktemp("kept") / "kept.zip"
    done = grapevine(home, "backup", target)
    assert done.returncode == 0, done.stderr
    return target


def test_a_backup_comes_back_whole_in_an_empty_home(home, kept, tmp_path):
    done = grapevine(tmp_path, "restore", kept)
    assert done.returncode == 0, done.stderr
    assert names(tmp_path) == ["Dana Whitcomb"]
    assert (tmp_path / "uploads" / "waiting" / "0").read_text() == "a file on its way"
    assert (tmp_path / "secret-key").read_text() == (home / "secret-key").read_text()
    assert not list(tmp_path.glob(".restore-*"))


def test_a_backup_is_for_its_owner_s_eyes_only(kept):
    assert kept.stat().st_mode & 0o077 == 0


def test_what_is_written_but_not_yet_in_the_main_file_is_kept_too(home, tmp_path):
    writer = sqlite3.connect(home / "grapevine.sqlite3")
    writer.execute("PRAGMA wal_autocheckpoint=0")
    writer.execute("UPDATE people_person SET firm = 'In the log beside it'")
    writer.commit()
    done = grapevine(home, "backup", tmp_path / "kept.zip")
    writer.close()
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(tmp_path / "kept.zip") as archive:
        archive.extract("database.sqlite3", tmp_path)
    found = sqlite3.connect(tmp_path / "database.sqlite3").execute("SELECT firm FROM people_person").fetchall()
    assert found == [("In the log beside it",)]


def test_restoring_over_data_needs_force(kept, tmp_path):
    migrated(tmp_path)
    grapevine(tmp_path, "member", "add", "leah@marchetti.example", "--name", "Leah Marchetti")
    grapevine(tmp_path, "people", "add", "--name", "Ben Okafor")
    done = grapevine(tmp_path, "restore", kept)
    assert done.returncode == 1
    assert "--force" in done.stderr
    assert names(tmp_path) == ["Ben Okafor"]
    assert grapevine(tmp_path, "restore", kept, "--force").returncode == 0
    assert names(tmp_path) == ["Dana Whitcomb"]


@pytest.mark.parametrize("how", ["text", "cut", "another zip", "damaged database"])
def test_what_is_no_whole_backup_changes_nothing(how, home, kept, tmp_path):
    bad = tmp_path / "bad.zip"
    if how == "text":
        bad.write_text("not a backup")
    elif how == "cut":
        bad.write_bytes(kept.read_bytes()[: kept.stat().st_size // 2])
    else:
        with zipfile.ZipFile(bad, "w") as archive:
            archive.writestr("notes.txt", "holiday")
            if how == "damaged database":
                archive.writestr("manifest.json", '{"format": "grapevine-backup"}')
                archive.writestr("database.sqlite3", b"SQLite format 3\0" + b"\1" * 5000)
    done = grapevine(home, "restore", bad, "--force")
    assert done.returncode == 1
    assert "Nothing was changed" in done.stderr
    assert "Traceback" not in done.stderr
    assert names(home) == ["Dana Whitcomb"]


def test_nothing_leads_out_of_the_home_folder(kept, tmp_path):
    sly = tmp_path / "sly.zip"
    sly.write_bytes(kept.read_bytes())
    with zipfile.ZipFile(sly, "a") as archive:
        archive.writestr("../outside.txt", "I was here")
        archive.writestr("uploads/../../outside.txt", "I was here")
        archive.writestr("grapevine.sqlite3-wal", "I was here")
    target = tmp_path / "home"
    target.mkdir()
    assert grapevine(target, "restore", sly).returncode == 0
    assert not list(tmp_path.rglob("outside.txt"))
    assert names(target) == ["Dana Whitcomb"]


def test_a_missing_file_is_wrong_usage_and_an_unwritable_one_is_refused(home, tmp_path):
    assert grapevine(tmp_path, "restore", "no-such.zip").returncode == 2
    done = grapevine(home, "backup", tmp_path / "no" / "such.zip")
    assert done.returncode == 1
    assert "cannot be written" in done.stderr


def test_there_is_nothing_to_keep_before_the_first_setup(tmp_path):
    done = grapevine(tmp_path, "backup", tmp_path / "kept.zip")
    assert done.returncode == 1
    assert "no database yet" in done.stderr
