"""Standing in line for SQLite's one writer, among the threads of this process and among the processes of this machine.

Only whoever is at the head of the line looks whether the lock is free; the others sleep until it is their turn. The
line is a lock between threads and one on a file between processes, both let go as soon as the head has begun to write.
"""

from __future__ import annotations

import fcntl
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

#: One line for each database, by the path of its file.
_lines: dict[str, Line] = {}


class Line:
    """The line for one database. ``path``: of a file beside it, "" for a database in memory."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._threads = threading.Lock()
        self._file, self._process = -1, 0

    @contextmanager
    def at_its_head(self, until: float) -> Iterator[None]:
        """Wait for one's turn, within this process no longer than ``until`` (monotonic); then go on all the same.

        Other processes keep their head for no longer than they wait for the lock, so they need no limit of ours.
        """
        held = self._threads.acquire(timeout=max(0.0, until - time.monotonic()))
        try:
            if held and self.path:
                fcntl.flock(self._opened(), fcntl.LOCK_EX)
            yield
        finally:
            if held:
                if self.path:
                    fcntl.flock(self._file, fcntl.LOCK_UN)
                self._threads.release()

    def _opened(self) -> int:
        """The file, opened once a process: one that is inherited would be locked for both."""
        if self._process != os.getpid():
            self._file = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            self._process = os.getpid()
        return self._file


def line_for(database: str) -> Line:
    """The line for the database in this file; "" for one in memory."""
    path = f"{database}-line" if database else ""
    return _lines.setdefault(path, Line(path))
