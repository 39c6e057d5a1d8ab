"""The web server as a child of `grapevine serve`: granian with the WSGI application."""

from __future__ import annotations

import argparse

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from grapevine.interfaces.cli.serve import lifeline

APPLICATION = "grapevine.config.wsgi:application"
#: Threads of Python in each process. More would only wait for one another, and for SQLite's one writer.
THREADS = 4


def main() -> None:
    """Serve until SIGTERM. A process that dies is replaced by granian, granian itself by our parent."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--host", required=True)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--workers", type=int, required=True)
    asked = parser.parse_args()
    lifeline.hold()
    Server(
        APPLICATION,
        address=asked.host,
        port=asked.port,
        interface=Interfaces.WSGI,
        workers=asked.workers,
        blocking_threads=THREADS,
        websockets=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        respawn_interval=0.5,
        workers_kill_timeout=10,
    ).serve()


if __name__ == "__main__":
    main()
