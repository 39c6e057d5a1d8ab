"""Counting over an organisation: in the database itself where it is small, in the embedded engine where it is large.

The engine is DuckDB, in memory with a bound and room on disk beyond it; the rows come over Arrow from PostgreSQL
(ADBC), and row by row from SQLite. Both ways run the same statements. See docs/decisions/0031.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from urllib.parse import quote, urlencode

from django.db import connection, transaction

from grapevine.domain.insights.queries.organisation_sql import FACTS, FIGURES, extracts

Rows = dict[str, list[tuple[Any, ...]]]
Told = Callable[[int], None]
#: What the engine may hold in memory before it uses the disk, and rows taken from SQLite at a time.
MEMORY, CHUNK = "4GB", 100_000
#: Name of each extract -> type of its columns, for rows that bring none.
_TYPES = {
    "o_seats": {"member_id": "int64", "chapter_id": "int64", "profession_key": "string"},
    "o_referrals": {"id": "int64", "chapter_id": "int64", "hours": "int32", "outcome": "int16"},
    "o_sides": {"referral_id": "int64", "owner_id": "int64", "giving": "int16"},
    "o_thanks": {"referral_id": "int64", "amount": "int64"},
}


def in_database(organisation_id: int, since: datetime, until: datetime) -> Rows:
    """Every figure by plain SQL in our own database."""
    made = {**extracts(connection.vendor, organisation_id, since, until), "o_facts": FACTS}
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

    texts = extracts(connection.vendor, organisation_id, since, until)
    steps = len(texts) + 1 + len(FIGURES)
    found: Rows = {}
    with tempfile.TemporaryDirectory(prefix="grapevine-count-") as folder:
        engine = duckdb.connect(config={"memory_limit": MEMORY, "temp_directory": folder})
        try:
            with _source() as read:
                for step, (name, text) in enumerate(texts.items(), start=1):
                    incoming = read(name, text)  # noqa: F841 - the engine finds it by its name
                    engine.execute(f"CREATE TABLE {name} AS SELECT * FROM incoming")
                    told(100 * step // steps)
            engine.execute(f"CREATE TABLE o_facts AS {FACTS}")
            for step, (name, figure) in enumerate(FIGURES.items(), start=len(texts) + 2):
                found[name] = _whole(engine.execute(figure).fetchall())
                told(100 * step // steps)
        finally:
            engine.close()
    return found


@contextmanager
def _source() -> Iterator[Callable[[str, str], Any]]:
    """How the engine reads a statement of our database: all of them see one state of it."""
    if connection.vendor != "postgresql":
        yield _by_rows
        return
    from adbc_driver_postgresql import dbapi

    with dbapi.connect(address(connection.get_connection_params())) as other, other.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        cursor.execute("SET TIME ZONE 'UTC'")

        def read(name: str, text: str) -> Any:
            cursor.execute(text)
            return cursor.fetch_record_batch()

        yield read


def address(params: dict[str, Any]) -> str:
    """The address of a PostgreSQL database from the driver's parameters; what is no text or number is left out."""
    rest = {key: value for key, value in params.items() if isinstance(value, (str, int)) and key not in _IN_ADDRESS}
    rest.pop("client_encoding", None)
    who = quote(str(params.get("user", "")), safe="")
    if params.get("password"):
        who += ":" + quote(str(params["password"]), safe="")
    # A host may be a folder (a socket): it stands among the parameters, where a slash is no end.
    rest |= {key: params[key] for key in ("host", "port") if params.get(key)}
    return f"postgresql://{who}@/{quote(str(params.get('dbname', '')), safe='')}?{urlencode(rest)}"


_IN_ADDRESS = {"user", "password", "dbname", "host", "port"}


def _by_rows(name: str, text: str) -> Any:
    import pyarrow as pa

    schema = pa.schema([(column, getattr(pa, kind)()) for column, kind in _TYPES[name].items()])

    def batches() -> Iterator[Any]:
        with connection.cursor() as cursor:
            cursor.execute(text)
            while rows := cursor.fetchmany(CHUNK):
                columns = zip(*rows, strict=True)
                yield pa.record_batch(
                    [pa.array(each, of.type) for each, of in zip(columns, schema, strict=True)], schema
                )

    return pa.RecordBatchReader.from_batches(schema, batches())


def _whole(rows: Sequence[Sequence[Any]]) -> list[tuple[Any, ...]]:
    """Sums come as decimals from one database, as integers from another; nothing counted is zero."""
    return [tuple(value if value is None or isinstance(value, str) else int(value) for value in row) for row in rows]
