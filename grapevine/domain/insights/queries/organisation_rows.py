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
#: Name of each extract -> its columns as the engine declares them.
_TYPES = {
    "o_seats": {"member_id": "BIGINT", "chapter_id": "BIGINT", "profession_key": "VARCHAR", "profession": "INTEGER"},
    "o_referrals": {"id": "BIGINT", "chapter_id": "BIGINT", "hours": "INTEGER", "outcome": "SMALLINT"},
    "o_sides": {"referral_id": "BIGINT", "owner_id": "BIGINT", "giving": "SMALLINT"},
    "o_thanks": {"referral_id": "BIGINT", "amount": "BIGINT"},
}
_ARROW = {"BIGINT": "int64", "INTEGER": "int32", "SMALLINT": "int16", "VARCHAR": "string"}


def declared(name: str) -> str:
    """The columns of an extract, as they stand in a CREATE TABLE."""
    return ", ".join(f"{column} {kind}" for column, kind in _TYPES[name].items())


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


def pieces(cursor: Any, texts: Texts) -> list[tuple[str, str]]:
    """What is to be read from PostgreSQL: an extract, and the condition on its rows where it is read in pieces."""
    found = []
    for name in texts():
        if name not in LARGE:
            found.append((name, ""))
            continue
        cursor.execute(f"SELECT pg_relation_size('{LARGE[name]}') / current_setting('block_size')::bigint")
        for first in range(0, cursor.fetchone()[0] + 1, BLOCKS):
            found.append((name, f" AND ctid >= '({first},0)'::tid AND ctid < '({first + BLOCKS},0)'::tid"))
    return found


def by_columns(cursor: Any, name: str, text: str) -> Any:
    """A piece of an extract from PostgreSQL. Of a large one each column comes as one run of bytes: what is sent row by
    row, or number by number, costs both sides twice as much."""
    import pyarrow as pa

    if name not in LARGE:
        cursor.execute(text)
        return cursor.fetch_arrow_table()
    schema = _schema(name)
    columns = ", ".join(_as_bytes(column.name, column.type.bit_width) for column in schema)
    cursor.execute(f"SELECT {columns} FROM ({text}) piece")
    row = cursor.fetchone()
    return pa.table([_numbers(sent or b"", column) for sent, column in zip(row, schema, strict=True)], schema=schema)


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
    for ours in ("client_encoding", "prepare_threshold"):  # told to the driver, not to the database
        rest.pop(ours, None)
    who = quote(str(params.get("user", "")), safe="")
    if params.get("password"):
        who += ":" + quote(str(params["password"]), safe="")
    # A host may be a folder (a socket): it stands among the parameters, where a slash is no end.
    rest |= {key: params[key] for key in ("host", "port") if params.get(key)}
    return f"postgresql://{who}@/{quote(str(params.get('dbname', '')), safe='')}?{urlencode(rest)}"


_IN_ADDRESS = {"user", "password", "dbname", "host", "port"}


def _schema(name: str) -> Any:
    import pyarrow as pa

    return pa.schema([(column, getattr(pa, _ARROW[kind])()) for column, kind in _TYPES[name].items()])


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
