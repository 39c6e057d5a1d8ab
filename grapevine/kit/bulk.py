"""Many plain rows into a table at once, without making an object of each."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from django.db import connection, models

#: Rows that are in memory at a time.
CHUNK = 2_000


def append(model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert ``rows``, each with a value for each of the ``columns`` (attribute names, as ``owner_id``).

    For values that the database takes as they are: text, numbers, truth, None, and for a JSON column plain data. What
    the columns leave out gets the field's default. Nothing is returned; ids are given by the database. The row of a
    table of one's own, checked by its rules already, costs a third of what ``bulk_create`` asks.
    """
    named = {field.attname: field for field in model._meta.concrete_fields}
    given = [named[name] for name in columns]
    rest = [field for field in named.values() if field not in given and not field.primary_key]
    values = _flat(given, rest, rows)
    while chunk := list(islice(values, CHUNK)):
        _insert(model._meta.db_table, [field.column for field in (*given, *rest)], chunk)


def _flat(given: Sequence[models.Field], rest: Sequence[models.Field], rows: Iterable[Sequence[Any]]) -> Iterator[list]:
    """The rows with their documents written out and the defaults behind."""
    documents = [at for at, field in enumerate(given) if isinstance(field, models.JSONField)]
    for row in rows:
        values = [*row, *(field.get_default() for field in rest)]
        for at in documents:
            values[at] = None if values[at] is None else json.dumps(values[at])
        yield values


def _insert(table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    quote = connection.ops.quote_name
    into = f"{quote(table)} ({', '.join(map(quote, columns))})"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with connection.wrap_database_errors, cursor.copy(f"COPY {into} FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            marks = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {into} VALUES ({marks})", rows)
