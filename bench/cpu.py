"""Processor time of the database server behind the present connection, so that no database hides its share."""

from __future__ import annotations

import psutil
from django.db import connection


def server_seconds() -> float:
    """User and system seconds of this connection's server process; 0.0 where the database runs inside our own."""
    if connection.vendor != "postgresql":
        return 0.0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        times = psutil.Process(cursor.fetchone()[0]).cpu_times()
    return times.user + times.system
