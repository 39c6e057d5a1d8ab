"""The line before SQLite's one writer: each gets their turn, between threads and processes; nobody waits for ever."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError

from grapevine.kit.sqlite.base import DatabaseWrapper, is_busy
from grapevine.kit.sqlite.line import Line, line_for

pytestmark = pytest.mark.django_db  # connections of our own, and no others


def connected(path: Path, timeout: float) -> DatabaseWrapper:
    """A connection of our own to a file, as the settings make one."""
    settings: dict[str, Any] = {
        "ENGINE": "grapevine.kit.sqlite", "NAME": str(path), "CONN_MAX_AGE": 0, "CONN_HEALTH_CHECKS": False,
        "AUTOCOMMIT": True, "ATOMIC_REQUESTS": False, "TIME_ZONE": None, "TEST": {},
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": timeout, "init_command": "PRAGMA journal_mode=WAL"},
    }  # fmt: skip
    made = DatabaseWrapper(settings, "line")
    made.inc_thread_sharing()
    return made


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A database with one table and one row."""
    found = tmp_path / "line.sqlite3"
    with sqlite3.connect(found) as file:
        file.execute("PRAGMA journal_mode=WAL")
        file.execute("CREATE TABLE counted (number)")
        file.execute("INSERT INTO counted VALUES (0)")
    return found


@contextmanager
def somebody_writes(path: Path) -> Iterator[sqlite3.Connection]:
    """Another program holds the lock of the database."""
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield other
    finally:
        other.close()


def begin(connection: DatabaseWrapper) -> None:
    connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)


def test_forty_threads_count_without_losing_one(path):
    def count() -> None:
        connection = connected(path, 60)
        for _ in range(5):
            begin(connection)
            with connection.cursor() as cursor:
                cursor.execute("SELECT number FROM counted")
                cursor.execute("UPDATE counted SET number = %s", [cursor.fetchone()[0] + 1])
            connection.commit()
            connection.set_autocommit(True)
        connection.close()

    threads = [threading.Thread(target=count) for _ in range(40)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sqlite3.connect(path).execute("SELECT number FROM counted").fetchone() == (200,)


@pytest.mark.parametrize("how", ["a transaction", "one statement"])
def test_who_waits_goes_on_when_the_other_is_done_and_is_refused_when_not(path, how):
    def write(connection: DatabaseWrapper) -> None:
        if how == "a transaction":
            begin(connection)
        with connection.cursor() as cursor:
            cursor.execute("UPDATE counted SET number = 7")
        connection.commit()

    with somebody_writes(path) as other:
        hasty = connected(path, 0.05)
        with pytest.raises(OperationalError, match="locked"):
            write(hasty)
        hasty.close()
        patient = connected(path, 60)
        waiting = threading.Thread(target=write, args=(patient,))
        waiting.start()
        assert other.execute("SELECT number FROM counted").fetchone() == (0,)
        other.execute("COMMIT")
        waiting.join()
        patient.close()
    assert sqlite3.connect(path).execute("SELECT number FROM counted").fetchone() == (7,)


def test_a_mistake_is_told_at_once_and_only_a_lock_is_waited_for(path):
    connection = connected(path, 60)
    with pytest.raises(OperationalError, match="no such table"), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM absent")
    connection.close()
    stale = sqlite3.OperationalError("database is locked")
    stale.sqlite_errorcode = sqlite3.SQLITE_BUSY_SNAPSHOT
    assert not is_busy(stale) and not is_busy(ValueError("locked"))


def test_one_database_has_one_line_and_one_in_memory_needs_no_file(tmp_path):
    assert line_for(str(tmp_path / "a")) is line_for(str(tmp_path / "a")) is not line_for(str(tmp_path / "b"))
    with Line("").at_its_head(0):
        assert not list(tmp_path.iterdir())
    line = Line(str(tmp_path / "c"))
    with line.at_its_head(0), line.at_its_head(0):  # the second does not get the head in time, and goes on
        assert (tmp_path / "c").exists()
    with line.at_its_head(0):
        pass
