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
from queue import SimpleQueue
from typing import Any

from django.db import connection, transaction

from grapevine.domain.insights.queries.organisation_rows import (
    Texts,
    by_columns,
    by_rows,
    connections,
    declared,
    pieces,
)
from grapevine.domain.insights.queries.organisation_sql import FIGURES, MADE, extracts

Rows = dict[str, list[tuple[Any, ...]]]
Told = Callable[[int], None]
#: What the engine may hold in memory before it uses the disk.
MEMORY = "4GB"
#: Connections to read over at once; and how much of the way is reading, of 100.
LANES, READ = 2, 75


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

    found: Rows = {}
    with tempfile.TemporaryDirectory(prefix="grapevine-count-") as folder:
        config: dict[str, Any] = {"memory_limit": MEMORY, "temp_directory": folder, "preserve_insertion_order": "false"}
        engine = duckdb.connect(config=config)
        try:
            for name in texts():
                engine.execute(f"CREATE TABLE {name} ({declared(name)})")
            fill = _from_postgresql if connection.vendor == "postgresql" else _from_sqlite
            fill(engine, texts, lambda part: told(int(READ * part)))
            done, steps = 0, len(MADE) + len(FIGURES)
            for done, (name, text) in enumerate(MADE.items(), start=1):
                engine.execute(f"CREATE TABLE {name} AS {text}")
                told(int(READ + (100 - READ) * done / steps))
            for step, (name, figure) in enumerate(FIGURES.items(), start=done + 1):
                found[name] = _whole(engine.execute(figure).fetchall())
                told(int(READ + (100 - READ) * step / steps))
        finally:
            engine.close()
    return found


def _from_sqlite(engine: Any, texts: Texts, told: Callable[[float], None]) -> None:
    for name, text in texts().items():
        _put(engine, name, by_rows(name, text))
    told(1.0)


def _from_postgresql(engine: Any, texts: Texts, told: Callable[[float], None]) -> None:
    """Piece after piece over a few connections at once: whichever is free takes the next. ``told``: 0..1."""
    with connections(LANES) as cursors, ThreadPoolExecutor(LANES) as pool:
        free: SimpleQueue[Any] = SimpleQueue()
        wanted = pieces(cursors[0], texts)
        for cursor in cursors:
            free.put(cursor)

        def fetch(name: str, part: str) -> None:
            cursor = free.get()
            try:
                _put(engine.cursor(), name, by_columns(cursor, name, texts(part)[name]))
            finally:
                free.put(cursor)

        asked = [pool.submit(fetch, *piece) for piece in wanted]
        try:
            for done, one in enumerate(as_completed(asked), start=1):
                one.result()
                told(done / len(asked))
        except BaseException:
            pool.shutdown(cancel_futures=True)  # nobody waits for the rest of what cannot be counted
            raise


def _put(engine: Any, name: str, incoming: Any) -> None:
    """The engine finds the rows by the name of the argument."""
    engine.execute(f"INSERT INTO {name} SELECT * FROM incoming")


def _whole(rows: Sequence[Sequence[Any]]) -> list[tuple[Any, ...]]:
    """Sums come as decimals from one database, as integers from another; nothing counted is zero."""
    return [tuple(value if value is None or isinstance(value, str) else int(value) for value in row) for row in rows]
