"""Many plain rows into a table at once, without making an object of each."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from django.db import connection, models

#: Rows that are in memory at a time.
CHUNK = 2_000
#: Fewer objects than these are created in Django's own way: one statement, which tells their ids as well.
FEW = 20


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


def append_objects(objects: Sequence[models.Model], told_by: str = "") -> None:
    """Insert objects of one model that were just made, with everything they hold but an id.

    ``told_by``: the attribute, unique in its table, by which their ids are read back; without it they keep none.
    """
    if len(objects) < FEW:
        if objects:
            type(objects[0])._default_manager.bulk_create(objects)
        return
    model = type(objects[0])
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    names = [field.attname for field in fields]
    raw = [(at, field) for at, field in enumerate(fields) if isinstance(field, models.UUIDField | models.DateTimeField)]
    append(model, names, (_raw([getattr(each, name) for name in names], raw) for each in objects))
    if told_by:
        _tell_ids(objects, told_by)


def change(objects: Sequence[models.Model], names: Sequence[str]) -> None:
    """Write these attributes of objects that stand in their table already; the others are left alone."""
    if not objects:
        return
    model = type(objects[0])
    named = {field.attname: field for field in model._meta.concrete_fields}
    fields = [named[name] for name in names]
    rows = [[*(_written(field, getattr(each, field.attname)) for field in fields), each.pk] for each in objects]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            lists = [[None if row[at] is None else str(row[at]) for row in rows] for at in range(len(fields))]
            cursor.execute(_by_lists(model, fields), [*lists, [row[-1] for row in rows]])
        else:
            quote = connection.ops.quote_name
            sets = ", ".join(f"{quote(field.column)} = %s" for field in fields)
            into, key = quote(model._meta.db_table), quote(model._meta.pk.column)
            cursor.executemany(f"UPDATE {into} SET {sets} WHERE {key} = %s", rows)


def _by_lists(model: type[models.Model], fields: Sequence[models.Field]) -> str:
    """PostgreSQL's update of many rows: a list of texts for each column, and one of ids."""
    quote = connection.ops.quote_name
    columns = [quote(field.column) for field in fields]
    sets = ", ".join(f"{column} = n.{column}" for column in columns)
    lists = ", ".join([*map(_array, fields), "%s::bigint[]"])
    into, key = quote(model._meta.db_table), quote(model._meta.pk.column)
    named = ", ".join([*columns, "pk"])
    return f"UPDATE {into} SET {sets} FROM UNNEST({lists}) AS n({named}) WHERE {into}.{key} = n.pk"


def _array(field: models.Field) -> str:
    """A list of texts as the field's values. A text stays one: cast to its length, a longer one would be cut."""
    plain = isinstance(field, models.CharField | models.TextField)
    return "%s::text[]" if plain else f"%s::text[]::{field.db_type(connection)}[]"


def _written(field: models.Field, value: Any) -> Any:
    """A value as this database writes it; a document as its text."""
    if value is None:
        return None
    return json.dumps(value) if isinstance(field, models.JSONField) else field.get_db_prep_save(value, connection)


def _raw(values: list[Any], fields: Sequence[tuple[int, models.Field]]) -> list[Any]:
    """Ids and times as this database writes them."""
    for at, field in fields:
        values[at] = _written(field, values[at])
    return values


def _tell_ids(objects: Sequence[models.Model], by: str) -> None:
    model = type(objects[0])
    for start in range(0, len(objects), CHUNK):
        part = objects[start : start + CHUNK]
        found = model._default_manager.filter(**{f"{by}__in": [getattr(each, by) for each in part]})
        ids = dict(found.values_list(by, "pk"))
        for each in part:
            each.pk, each._state.adding = ids[getattr(each, by)], False
            each._state.db = connection.alias


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
