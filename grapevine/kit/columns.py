"""Millions of plain rows into a table at once, given as columns; ids and all.

For data that is made or moved as a whole. Everyday writes go through models, a few thousand rows through
:mod:`grapevine.kit.bulk`.
"""

from __future__ import annotations

import io
import json
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any

import numpy as np
from django.db import connection, models

#: Rows that are turned into text at a time.
CHUNK = 100_000


def append_columns(model: type[models.Model], columns: Mapping[str, Any]) -> None:
    """Insert rows given by column: attribute name (as ``owner_id``) -> an array, a list, or one value for all.

    Arrays of numbers, truth and datetime64 (UTC) are taken as they are; so are lists of text, numbers and None. A
    public id stands as its 32 hex digits (:func:`public_ids`), a document as its JSON text. What is left out gets the
    field's default, and the database numbers the rows itself, unless ids of :func:`next_ids` are given.
    """
    import pyarrow as pa

    fields = {field.attname: field for field in model._meta.concrete_fields}
    if "id" not in columns:
        fields.pop("id", None)
    strange = columns.keys() - fields.keys()
    if strange:
        raise ValueError(f"{model.__name__} has no column {', '.join(sorted(strange))}")
    rows = max((len(values) for values in columns.values() if _is_column(values)), default=0)
    for start in range(0, rows, CHUNK):
        count = min(CHUNK, rows - start)
        arrays = [_array(pa, field, columns, start, count) for field in fields.values()]
        _insert(pa.table(arrays, names=[field.column for field in fields.values()]), model._meta.db_table)


def public_ids(count: int) -> Any:
    """So many random public ids, as an array of text."""
    import pyarrow as pa

    raw = np.frombuffer(os.urandom(16 * count), np.uint8).reshape(count, 16).copy()
    raw[:, 6] = raw[:, 6] & 0x0F | 0x40
    raw[:, 8] = raw[:, 8] & 0x3F | 0x80
    starts = pa.py_buffer(np.arange(0, 32 * (count + 1), 32, dtype=np.int64))
    return pa.LargeStringArray.from_buffers(count, starts, pa.py_buffer(raw.tobytes().hex().encode()))


def next_ids(model: type[models.Model], count: int) -> int:
    """The first of ``count`` numbers that nobody else will get for rows of this table (on SQLite: in this write)."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f'LOCK TABLE "{table}" IN SHARE ROW EXCLUSIVE MODE')
            cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, 'id'))", [f'"{table}"'])
            first = cursor.fetchone()[0]
            cursor.execute(
                "SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [f'"{table}"', first + max(0, count - 1)]
            )
            return int(first)
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        found = cursor.fetchone()
        return int(found[0]) + 1 if found else 1


@contextmanager
def bare_tables(tables: Sequence[type[models.Model]]) -> Iterator[None]:
    """On PostgreSQL the tables stand without indexes and foreign keys meanwhile, and get them back, checked.

    Nobody else can use the tables until the transaction ends. Only worth it where more rows come than are there.
    """
    if connection.vendor != "postgresql":
        yield
        return
    names = [model._meta.db_table for model in tables]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint"
            " WHERE contype = 'f' AND conrelid = ANY (%s::regclass[]) ORDER BY 1, 2",
            [names],
        )
        keys = cursor.fetchall()
        cursor.execute(
            "SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index"
            " WHERE indrelid = ANY (%s::regclass[]) AND NOT indisprimary"
            " AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = indexrelid) ORDER BY 1",
            [names],
        )
        indexes = cursor.fetchall()
        # What this transaction wrote before is checked now: a table with checks to come cannot be changed.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        # Sorting millions of keys in more than the usual few megabytes makes the indexes twice as fast.
        cursor.execute("SET LOCAL maintenance_work_mem = '512MB'")
        for table, name, _ in keys:
            cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
        for name, _ in indexes:
            cursor.execute(f"DROP INDEX {name}")
        yield
        for _, definition in indexes:
            cursor.execute(definition)
        for table, name, definition in keys:
            cursor.execute(f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {definition}')


def _is_column(values: Any) -> bool:
    return hasattr(values, "__len__") and not isinstance(values, (str, bytes, dict))


def _array(pa: Any, field: models.Field, columns: Mapping[str, Any], start: int, count: int) -> Any:
    if field.attname not in columns and isinstance(field, models.UUIDField):
        return public_ids(count)
    values = columns[field.attname] if field.attname in columns else field.get_default()
    if not _is_column(values) or field.attname not in columns:
        plain = _plain(values)
        return pa.nulls(count, pa.string()) if plain is None else pa.repeat(pa.scalar(plain), count)
    part = values[start : start + count]
    if isinstance(part, np.ndarray) and part.dtype == object:
        part = part.tolist()
    return part if isinstance(part, pa.Array) else pa.array(part)


def _plain(value: Any) -> Any:
    """One value for all rows: times and documents as text."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).replace(tzinfo=None).isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    return json.dumps(value) if isinstance(value, (list, dict)) else value


def _insert(rows: Any, table: str) -> None:
    names = ", ".join(connection.ops.quote_name(name) for name in rows.column_names)
    into = f"{connection.ops.quote_name(table)} ({names})"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            from pyarrow import csv

            text = io.BytesIO()
            csv.write_csv(rows, text, csv.WriteOptions(include_header=False, quoting_style="needed"))
            with connection.wrap_database_errors, cursor.copy(f"COPY {into} FROM STDIN (FORMAT csv)") as copy:
                copy.write(text.getbuffer())
            return
        marks = ", ".join(["%s"] * rows.num_columns)
        values = zip(*(_for_sqlite(column) for column in rows.columns), strict=True)
        cursor.executemany(f"INSERT INTO {into} VALUES ({marks})", values)


def _for_sqlite(column: Any) -> list[Any]:
    """Times as SQLite keeps them: text without a zone."""
    import pyarrow as pa

    if not (pa.types.is_timestamp(column.type) or pa.types.is_date(column.type)):
        return list(column.to_pylist())
    texts = column.cast(pa.string()).to_pylist()
    return [text and re.sub(r"\.0+$|Z$", "", text) for text in texts]
