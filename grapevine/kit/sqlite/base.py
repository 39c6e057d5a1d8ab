"""SQLite as Django speaks to it; but whoever waits for its one writer stands in line.

SQLite's own waiting looks again after 1, 2, 5 ... and at last every 100 milliseconds. With many writers the one who has
just come looks soonest and gets the lock, and who waits longest looks most rarely: of fifty a few wait for 20 seconds
and are refused. In a line each gets their turn, and the head of it looks every millisecond, so that the lock is not
left lying.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import OperationalError
from django.db.backends.sqlite3 import base
from django.utils.dateparse import parse_datetime

from grapevine.kit.sqlite.line import Line, line_for

#: Seconds between two looks of the head of the line.
LOOK = 0.001
#: Milliseconds in which SQLite itself looks again before we stand in line with a statement of its own.
AT_FIRST = 3
#: Seconds to wait at most where the settings say nothing.
PATIENCE = 20.0


def moment(stored: bytes) -> datetime | None:
    """A moment in UTC as it is stored, without its zone: read in one call, where Django's own way takes four."""
    text = stored.decode()
    try:
        return datetime.fromisoformat(f"{text}+00:00")
    except ValueError:
        return parse_datetime(text)


sqlite3.register_converter("datetime", moment)


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's connection whose transactions and statements stand in line; ``timeout`` says how long at most."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """A connection; while it is opened SQLite waits in its own way."""
        made = super().get_new_connection(conn_params)
        made.execute(f"PRAGMA busy_timeout = {AT_FIRST}")
        return made

    def create_cursor(self, name: str | None = None) -> Any:
        """A cursor whose statements stand in line where they must."""
        made = self.connection.cursor(factory=Patient)
        made.database = self
        return made

    def cursor_that_keeps_plans(self) -> Any:
        """As ``cursor``: SQLite's driver keeps the plan of every statement it is told again."""
        return self.cursor()

    def _start_transaction_under_autocommit(self) -> None:
        """Begin, when it is our turn."""
        begin = super()._start_transaction_under_autocommit
        self.in_line(begin)

    def in_line(self, act: Callable[[], Any]) -> Any:
        """Do it at the head of the line, as soon as the lock is free. Raises sqlite3.OperationalError in the end."""
        until = time.monotonic() + self.settings_dict["OPTIONS"].get("timeout", PATIENCE)
        with self._line().at_its_head(until):
            while True:
                try:
                    return act()
                except (sqlite3.OperationalError, OperationalError) as error:
                    if not is_busy(error) or time.monotonic() >= until:
                        raise
                time.sleep(LOOK)

    def _line(self) -> Line:
        return line_for("" if self.is_in_memory_db() else str(self.settings_dict["NAME"]))


class Patient(base.SQLiteCursorWrapper):
    """A cursor that stands in line with a statement for which the lock was not free.

    Not within a transaction: that has the lock already (BEGIN IMMEDIATE), or can never get it.
    """

    database: DatabaseWrapper

    def execute(self, query: str, params: Any = None) -> Any:
        """As Django's. Raises OperationalError when the lock was not free for as long as we wait."""
        try:
            return super().execute(query, params)
        except sqlite3.OperationalError as error:
            if not is_busy(error) or self.connection.in_transaction or query.startswith("BEGIN"):
                raise
        once_more = super().execute
        return self.database.in_line(lambda: once_more(query, params))


def is_busy(error: BaseException) -> bool:
    """Whether somebody else holds the lock; not, that this transaction read what has changed since."""
    told = error if isinstance(error, sqlite3.Error) else error.__cause__  # Django's own stands before SQLite's
    code: int = getattr(told, "sqlite_errorcode", 0)
    return code & 0xFF == sqlite3.SQLITE_BUSY and code != sqlite3.SQLITE_BUSY_SNAPSHOT
