"""Counting over an organisation: in the database itself where it is small, in the embedded engine where it is large.

The engine is DuckDB, in memory with a bound and room on disk beyond it; the rows come over Arrow from PostgreSQL
(ADBC, over two connections that see one state), and row by row from SQLite. Both ways run the same statements. See
docs/decisions/0031.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from datetime import datetime
from functools import partial
from typing import Any

from django.db import connection, transaction

from grapevine.domain.insights.queries.organisation_rows import Texts, by_columns, by_rows, connections
from grapevine.domain.insights.queries.organisation_sql import FIGURES, MADE, extracts

Rows = dict[str, list[tuple[Any, ...]]]
Told = Callable[[int], None]
Read = Callable[[str], Any]
#: What the engine may hold in memory before it uses the disk.
MEMORY = "4GB"
#: What is read over one connection, and what over the other meanwhile.
LANES = (("o_sides",), ("o_seats", "o_referrals", "o_thanks"))


def in_database(organisation_id: int, since: datetime, until: datetime) -> Rows:
    """Every figure by plain SQL in our own database."""
    made = {**extracts(connection.vendor, organisation_id, since, until), **MADE}
    found: Rows = {}
    with transaction.atomic(), connection.cursor() as cursor:
        for name, text in made.items():
            cursor.execute(f"CREATE TEMPORARY TABLE {name} AS {text}")
            cursor.execute(f"ANALYZE {name}")
        for name, figure in FIGURES.items():
            cursor.execute(figure)
            found[name] = _whole(cursor.fetchall())
        for name in made:
            cursor.execute(f"DROP TABLE {name}")
    return found


def in_engine(organisation_id: int, since: datetime, until: datetime, told: Told = lambda percent: None) -> Rows:
    """Every figure by the embedded engine. ``told``: called with how far it has come, 0..100."""
    import duckdb

    def texts(part: str = "") -> dict[str, str]:
        return extracts(connection.vendor, organisation_id, since, until, part)

    steps = len(texts()) + len(MADE) + len(FIGURES)
    found: Rows = {}
    with tempfile.TemporaryDirectory(prefix="grapevine-count-") as folder:
        config: dict[str, Any] = {"memory_limit": MEMORY, "temp_directory": folder, "preserve_insertion_order": "false"}
        engine = duckdb.connect(config=config)
        try:
            done = _filled(engine, texts, lambda step: told(100 * step // steps))
            for step, (name, text) in enumerate(MADE.items(), start=done + 1):
                engine.execute(f"CREATE TABLE {name} AS {text}")
                told(100 * step // steps)
            for step, (name, figure) in enumerate(FIGURES.items(), start=done + len(MADE) + 1):
                found[name] = _whole(engine.execute(figure).fetchall())
                told(100 * step // steps)
        finally:
            engine.close()
    return found


def _filled(engine: Any, texts: Texts, told: Told) -> int:
    """Put all extracts into the engine; returns how many. What reads over a connection of its own does so at once."""

    def fill(names: Sequence[str], read: Read) -> int:
        own = engine.cursor()
        for name in names:
            incoming = read(name)  # noqa: F841 - the engine finds it by its name
            own.execute(f"CREATE TABLE {name} AS SELECT * FROM incoming")
        return len(names)

    done = 0
    if connection.vendor != "postgresql":
        for name in texts():
            done += fill((name,), lambda name: by_rows(name, texts()[name]))
            told(done)
        return done
    with connections(len(LANES)) as cursors, ThreadPoolExecutor(len(LANES)) as pool:
        asked = [
            pool.submit(fill, names, partial(by_columns, cursor, texts))
            for names, cursor in zip(LANES, cursors, strict=True)
        ]
        for filled in as_completed(asked):
            done += filled.result()
            told(done)
    return done


def _whole(rows: Sequence[Sequence[Any]]) -> list[tuple[Any, ...]]:
    """Sums come as decimals from one database, as integers from another; nothing counted is zero."""
    return [tuple(value if value is None or isinstance(value, str) else int(value) for value in row) for row in rows]
