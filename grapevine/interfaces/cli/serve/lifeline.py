"""A child that outlives its parent is nobody's: it would hold the port, or do work beside a second worker.

Each child holds the reading end of a pipe as its standard input; the parent holds the other end and never writes. When
the parent is gone, however it went, the child reads the end and kills its whole group.
"""

from __future__ import annotations

import os
import signal
import sys
import threading


def hold() -> None:
    """Watch standard input from a thread of its own. Only for a child that leads its own process group."""
    threading.Thread(target=_watch, args=(sys.stdin.fileno(),), name="lifeline", daemon=True).start()


def _watch(pipe: int) -> None:
    while os.read(pipe, 1):
        pass
    os.killpg(0, signal.SIGKILL)
