"""The rows of an organisation as the embedded engine takes them: in columns, from either database.

From PostgreSQL they come over Arrow (ADBC), the large tables piece by piece; from SQLite row by row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any
from urllib.parse import quote, urlencode

from django.db import connection

from grapevine.domain.insights.queries.organisation_sql import LARGE

#: What makes the statements of the extracts; it may be given a further condition.
Texts = Callable[..., dict[str, str]]
#: Blocks of a table in a piece (256 MB), and rows taken from SQLite at a time.
BLOCKS, CHUNK = 32_768, 100_000
#: Name of each extract -> type of its columns, for rows that bring none.
_TYPES = {
    "o_seats": {"member_id": "int64", "chapter_id": "int64", "profession_key": "string", "profession": "int32"},
    "o_referrals": {"id": "int64", "chapter_id": "int64", "hours": "int32", "outcome": "int16"},
    "o_sides": {"referral_id": "int64", "owner_id": "int64", "giving": "int16"},
    "o_thanks": {"referral_id": "int64", "amount": "int64"},
}


@contextmanager
def connections(number: int) -> Iterator[list[Any]]:
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


def by_columns(cursor: Any, texts: Texts, name: str) -> Any:
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


def by_rows(name: str, text: str) -> Any:
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
