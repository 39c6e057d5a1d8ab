"""`grapevine backup` and `restore` with PostgreSQL's own programs, on a database of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import psycopg
import pytest

from tests.postgres import only_on_postgres

pytestmark = only_on_postgres
Grapevine = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def grapevine(tmp_path) -> Iterator[Grapevine]:
    """`grapevine WORDS` on an empty database beside that of the tests."""
    address = os.environ["GRAPEVINE_DATABASE_URL"]
    own = urlsplit(address)._replace(path="/backup_test").geturl()
    with psycopg.connect(address, autocommit=True) as server:
        server.execute("CREATE DATABASE backup_test")
        environment = {**os.environ, "GRAPEVINE_DATABASE_URL": own, "GRAPEVINE_HOME": str(tmp_path / "home")}
        environment["DJANGO_SETTINGS_MODULE"] = "grapevine.config.settings"

        def run(*words: object, **more: str) -> subprocess.CompletedProcess[str]:
            return subprocess.run(
                [sys.executable, "-m", "grapevine.interfaces.cli.main", *map(str, words)],
                env={**environment, **more}, capture_output=True, text=True, check=False,
            )  # fmt: skip

        yield run
        server.execute("DROP DATABASE backup_test WITH (FORCE)")


def test_a_backup_comes_back_over_what_was_changed_since(grapevine, tmp_path):
    kept = tmp_path / "kept.zip"
    for words in (("setup",), ("member", "add", "leah@marchetti.example", "--name", "Leah Marchetti"),
                  ("people", "add", "--name", "Dana Whitcomb"), ("backup", kept),
                  ("people", "add", "--name", "Ben Okafor")):  # fmt: skip
        done = grapevine(*words)
        assert done.returncode == 0, done.stderr
    assert "--force" in grapevine("restore", kept).stderr
    done = grapevine("restore", kept, "--force")
    assert done.returncode == 0, done.stderr
    assert [row["name"] for row in json.loads(grapevine("people", "list", "--json").stdout)] == ["Dana Whitcomb"]


def test_without_postgresql_s_programs_it_says_what_is_missing(grapevine, tmp_path):
    done = grapevine("backup", tmp_path / "kept.zip", PATH=str(tmp_path))
    assert done.returncode == 1
    assert "pg_dump is not installed here" in done.stderr
