"""What SQLite and PostgreSQL say differently: full-text search, long lists, and how long something took.

Nothing else in the house asks which one it is.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Field, FloatField, ForeignObject, Func, Lookup, QuerySet
from django.db.models.expressions import RawSQL

from grapevine.kit.text import words

_CREATE = {
    "sqlite": [
        "CREATE VIRTUAL TABLE {table} USING fts5(document, tokenize='unicode61 remove_diacritics 0', prefix='2 3 4')",
        "CREATE TRIGGER {table}_forget AFTER DELETE ON {of} BEGIN DELETE FROM {table} WHERE rowid = old.id; END",
    ],
    "postgresql": [
        "CREATE TABLE {table} (rowid bigint PRIMARY KEY REFERENCES {of} (id) ON DELETE CASCADE,"
        " document tsvector NOT NULL)",
        "CREATE INDEX {table}_document ON {table} USING gin (document)",
    ],
}
#: Longer words are cut: PostgreSQL indexes none of more than 2 kB, and asks for none.
WORD_MAX = 200


class Days(Func):
    """Days from one column of time to another, as a number with a part of a day, to a millisecond.

    Django's own difference would have SQLite call Python for every row.
    """

    arity = 2
    output_field = FloatField()

    def as_sqlite(self, compiler: Any, connection: Any, **more: Any) -> Any:
        """By the Julian day."""
        return self.as_sql(compiler, connection, template="(-julianday(%(expressions)s))", arg_joiner=") + julianday(")

    def as_postgresql(self, compiler: Any, connection: Any, **more: Any) -> Any:
        """By the seconds."""
        template, between = "((-EXTRACT(EPOCH FROM %(expressions)s))::float8 / 86400)", ") + EXTRACT(EPOCH FROM "
        return self.as_sql(compiler, connection, template=template, arg_joiner=between)


def adapted(value: Any) -> Any:
    """As the database's driver takes it; a list becomes one value, which :class:`Among` reads."""
    if isinstance(value, list | tuple):
        each = [adapted(one) for one in value]
        return json.dumps(each) if connection.vendor == "sqlite" else each
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    if isinstance(value, date):
        return connection.ops.adapt_datefield_value(value)
    if isinstance(value, UUID) and not connection.features.has_native_uuid_field:
        return value.hex
    return value


@Field.register_lookup
@ForeignObject.register_lookup
class Among(Lookup):
    """``key__among=[...]``: as ``in``, with the whole list as one value. Lists of thousands cost a fraction then, and
    the text of the statement is the same however many they are.
    """

    lookup_name = "among"

    def get_prep_lookup(self) -> list[Any]:
        """The values as they are."""
        return list(self.rhs)

    def as_sqlite(self, compiler: Any, connection: Any, **more: Any) -> Any:
        """By the list as a JSON document."""
        lhs, params = self.process_lhs(compiler, connection)
        return f"{lhs} IN (SELECT value FROM json_each(%s))", [*params, adapted(self.rhs)]

    def as_postgresql(self, compiler: Any, connection: Any, **more: Any) -> Any:
        """By the list as an array."""
        lhs, params = self.process_lhs(compiler, connection)
        return f"{lhs} = ANY(%s)", [*params, adapted(self.rhs)]


class SearchIndex:
    """A full-text index over rows of one table, each belonging to one owner.

    The owner stands in the document as a word of its own, so that one inverted index answers for any owner without
    reading another's rows.
    """

    def __init__(self, table: str, of: str) -> None:
        """``table`` is the index, ``of`` the table whose rows it finds; a row deleted there is forgotten here."""
        self.table = table
        self.of = of

    def create(self) -> None:
        """Make the index (called by a migration)."""
        with connection.cursor() as cursor:
            for statement in _CREATE[connection.vendor]:
                cursor.execute(statement.format(table=self.table, of=self.of))

    def drop(self) -> None:
        """Remove the index (a migration backwards)."""
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute(f"DROP TRIGGER {self.table}_forget")
            cursor.execute(f"DROP TABLE {self.table}")

    def put(self, rows: Iterable[tuple[int, int, str]], *, fresh: bool = False) -> None:
        """Index ``(row id, owner id, text)``; an older text of the row is replaced. ``fresh``: there is none."""
        documents = [(row_id, _document(owner_id, text)) for row_id, owner_id, text in rows]
        if not fresh:
            self.remove([row_id for row_id, _ in documents])
        into = f"INSERT INTO {self.table} (rowid, document)"
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                make = "SELECT n.at, to_tsvector('simple', n.text) FROM UNNEST(%s::bigint[], %s::text[]) AS n(at, text)"
                cursor.execute(f"{into} {make}", [[at for at, _ in documents], [text for _, text in documents]])
            else:
                cursor.executemany(f"{into} VALUES (%s, %s)", documents)

    def append(self, row_ids: Sequence[int], text: str) -> None:
        """Make these rows, which are in the index already, findable by this text as well."""
        more = "to_tsvector('simple', %s)" if connection.vendor == "postgresql" else "' ' || %s"
        document = " ".join(map(_text_word, words(text)))
        with connection.cursor() as cursor:
            for start in range(0, len(row_ids), 500):
                part = list(row_ids[start : start + 500])
                marks = ",".join(["%s"] * len(part))
                update = f"UPDATE {self.table} SET document = document || {more} WHERE rowid IN ({marks})"
                cursor.execute(update, [document, *part])

    def remove(self, row_ids: Sequence[int]) -> None:
        """Forget these rows."""
        with connection.cursor() as cursor:
            for start in range(0, len(row_ids), 500):
                part = list(row_ids[start : start + 500])
                marks = ",".join(["%s"] * len(part))
                cursor.execute(f"DELETE FROM {self.table} WHERE rowid IN ({marks})", part)

    def matching(self, queryset: QuerySet, owner_id: int, text: str) -> QuerySet:
        """The rows of ``queryset`` that hold every word of ``text``, the beginning of a word being enough.

        An empty text matches everything; a text without any word (only punctuation) matches nothing.
        """
        if not text.strip():
            return queryset
        found = words(text)
        if not found:
            return queryset.none()
        if connection.vendor == "postgresql":
            match = " & ".join([_owner_word(owner_id), *(f"'{_text_word(word)}':*" for word in found)])
            condition = "document @@ to_tsquery('simple', %s)"
        else:
            match = " AND ".join([_owner_word(owner_id), *(f'"{_text_word(word)}"*' for word in found)])
            condition = f"{self.table} MATCH %s"
        return queryset.filter(id__in=RawSQL(f"SELECT rowid FROM {self.table} WHERE {condition}", [match]))


def _document(owner_id: int, text: str) -> str:
    return " ".join([_owner_word(owner_id), *map(_text_word, words(text))])


def _owner_word(owner_id: int) -> str:
    return f"o{owner_id}"


def _text_word(word: str) -> str:
    """A word of a text begins with another letter than the owner's, so that nobody can search for an owner."""
    return f"w{word[:WORD_MAX]}"
