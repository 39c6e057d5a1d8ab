"""Counting over an organisation: in the database itself where it is small, in the embedded engine where it is large.

The engine is DuckDB, in memory with a bound and room on disk beyond it; the rows come over Arrow from PostgreSQL
(ADBC, over two connections that see one state), and row by row from SQLite. Both ways run the same statements. See
docs/decisions/0031.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import ExitStack, contextmanager
from datetime import datetime
from functools import partial
from typing import Any
from urllib.parse import quote, urlencode

from django.db import connection, transaction

from grapevine.domain.insights.queries.organisation_sql import FIGURES, LARGE, MADE, extracts

Rows = dict[str, list[tuple[Any, ...]]]
Told = Callable[[int], None]
Texts = Callable[..., dict[str, str]]
Read = Callable[[str], Any]
#: What the engine may hold in memory before it uses the disk, and rows taken from SQLite at a time.
MEMORY, CHUNK = "4GB", 100_000
#: What is read over one connection, and what over the other meanwhile; blocks of a table in a piece (256 MB).
LANES = (("o_sides",), ("o_seats", "o_referrals", "o_thanks"))
BLOCKS = 32_768
#: Name of each extract -> type of its columns, for rows that bring none.
_TYPES = {
    "o_seats": {"member_id": "int64", "chapter_id": "int64", "profession_key": "string", "profession": "int32"},
    "o_referrals": {"id": "int64", "chapter_id": "int64", "hours": "int32", "outcome": "int16"},
    "o_sides": {"referral_id": "int64", "owner_id": "int64", "giving": "int16"},
    "o_thanks": {"referral_id": "int64", "amount": "int64"},
}


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
            done += fill((name,), lambda name: _by_rows(name, texts()[name]))
            told(done)
        return done
    with _connections(len(LANES)) as cursors, ThreadPoolExecutor(len(LANES)) as pool:
        asked = [
            pool.submit(fill, names, partial(_by_columns, cursor, texts))
            for names, cursor in zip(LANES, cursors, strict=True)
        ]
        for filled in as_completed(asked):
            done += filled.result()
            told(done)
    return done


@contextmanager
def _connections(number: int) -> Iterator[list[Any]]:
    """So many connections of the columnar driver; all of them see one state of the database."""
    from adbc_driver_postgresql import dbapi

    with ExitStack() as open_ones:
        cursors: list[Any] = []
        state = ""
        for _ in range(number):
            other = open_ones.enter_context(dbapi.connect(address(connection.get_connection_params())))
            cursor = open_ones.enter_context(other.cursor())
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            if state:
                cursor.execute(f"SET TRANSACTION SNAPSHOT '{state}'")
            else:
                cursor.execute("SELECT pg_export_snapshot()")
                state = cursor.fetchone()[0]
            cursor.execute("SET TIME ZONE 'UTC'")
            cursors.append(cursor)
        yield cursors


def _by_columns(cursor: Any, texts: Texts, name: str) -> Any:
    """An extract from PostgreSQL. A large one piece by piece, each column of a piece as one run of bytes: what is sent
    row by row, or number by number, costs both sides twice as much."""
    import pyarrow as pa

    if name not in LARGE:
        cursor.execute(texts()[name])
        return cursor.fetch_record_batch()
    cursor.execute(f"SELECT pg_relation_size('{LARGE[name]}') / current_setting('block_size')::bigint")
    blocks = cursor.fetchone()[0]
    schema = _schema(name)
    columns = ", ".join(_as_bytes(column.name, column.type.bit_width) for column in schema)

    def pieces() -> Iterator[Any]:
        for first in range(0, blocks + 1, BLOCKS):
            part = f" AND ctid >= '({first},0)'::tid AND ctid < '({first + BLOCKS},0)'::tid"
            cursor.execute(f"SELECT {columns} FROM ({texts(part)[name]}) piece")
            row = cursor.fetchone()
            if row[0] is not None:
                yield pa.record_batch([_numbers(*pair) for pair in zip(row, schema, strict=True)], schema)

    return pa.RecordBatchReader.from_batches(schema, pieces())


def _as_bytes(column: str, bits: int) -> str:
    """All numbers of a column in the database's own byte order; the least there is stands for none."""
    send = f"int{bits // 8}send"
    return f"string_agg({send}(COALESCE({column}, ({-(2 ** (bits - 1))})::int{bits // 8})), '')"


def _numbers(sent: bytes, column: Any) -> Any:
    """The numbers of :func:`_as_bytes`, as the engine takes them."""
    import numpy as np
    import pyarrow as pa

    kind = np.dtype(column.type.to_pandas_dtype())
    found = np.frombuffer(sent, kind.newbyteorder(">")).astype(kind)
    return pa.array(found, column.type, mask=found == np.iinfo(kind).min)


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


def _schema(name: str) -> Any:
    import pyarrow as pa

    return pa.schema([(column, getattr(pa, kind)()) for column, kind in _TYPES[name].items()])


def _by_rows(name: str, text: str) -> Any:
    import pyarrow as pa

    schema = _schema(name)

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
