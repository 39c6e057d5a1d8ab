"""A read whose SQL is built once: building it anew costs more processor time than the database's answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet
from django.db.models.query import ModelIterable, get_related_populators

Convert = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class _Statement:
    """One SQL text, what stands in its places, and how its columns become Python values.

    ``places``: a constant, or the number of the value (and of its element, for a list) that goes there.
    """

    sql: str
    places: tuple[tuple[str, Any, Any], ...]
    converters: tuple[tuple[int, Convert], ...]
    make: Callable[[Sequence[Any]], Any]


class Prepared:
    """A queryset of one shape, asked again and again with other values.

    ``build`` takes the values and gives the queryset: rows of ``values_list`` or plain model objects, ordered and cut
    as always, with ``select_related`` or without.

    It is called for its SQL alone, with stand-ins of the same types as ``samples``; so it must not look at
    its values. A sample that is a list stands for lists of any length (``__in``); an empty one finds nothing. Lists are
    filled up to a power of two with their last element, so that there are few texts to keep.
    """

    def __init__(self, build: Callable[..., QuerySet], *samples: Any) -> None:
        self.build = build
        self.samples = samples
        self._known: dict[tuple[str, tuple[int, ...]], _Statement] = {}

    def __call__(self, *values: Any) -> list[Any]:
        """The rows: tuples, or model objects."""
        if any(isinstance(value, (list, tuple)) and not value for value in values):
            return []
        values = tuple(_filled_up(value) if isinstance(value, (list, tuple)) else value for value in values)
        lengths = tuple(len(value) if isinstance(value, list) else -1 for value in values)
        key = (connection.vendor, lengths)
        statement = self._known.get(key) or self._known.setdefault(key, self._prepare(lengths))
        with connection.cursor() as cursor:
            cursor.execute(statement.sql, [_filled(place, values) for place in statement.places])
            rows = cursor.fetchall()
        if statement.make is tuple and not statement.converters:
            # The driver's rows are what is wanted: thousands of them need no second look.
            return list(rows)
        return [statement.make(_converted(row, statement.converters)) for row in rows]

    def first(self, *values: Any) -> Any | None:
        """The first row, or None."""
        return next(iter(self(*values)), None)

    def _prepare(self, lengths: Sequence[int]) -> _Statement:
        """Compile with two sets of stand-ins: whatever differs between the two is a value's place."""
        connection.ensure_connection()
        one, two = (self._stand_ins(lengths, turn) for turn in (1, 2))
        query = self.build(*one)
        compiler = query.query.get_compiler(connection=connection)
        sql, here = compiler.as_sql()
        _, there = self.build(*two).query.get_compiler(connection=connection).as_sql()
        converters = compiler.get_converters([column[0] for column in compiler.select])
        where = _places(one, two)
        return _Statement(
            sql,
            tuple(_place(a, b, where) for a, b in zip(here, there, strict=True)),
            tuple((at, _converter(found, expression)) for at, (found, expression) in converters.items()),
            _maker(query, compiler),
        )

    def _stand_ins(self, lengths: Sequence[int], turn: int) -> list[Any]:
        found: list[Any] = []
        for number, (sample, length) in enumerate(zip(self.samples, lengths, strict=True)):
            if length < 0:
                found.append(_stand_in(sample, number, turn))
            else:
                found.append([_stand_in(sample[0], 1_000_000 * (number + 1) + at, turn) for at in range(length)])
        return found


def _filled_up(values: Sequence[Any]) -> list[Any]:
    return [*values, *[values[-1]] * ((1 << (len(values) - 1).bit_length()) - len(values))]


def _stand_in(sample: Any, number: int, turn: int) -> Any:
    """A value of the same type that no constant of a query equals."""
    mark = 700_000_000 * turn + number
    if isinstance(sample, datetime | date):
        return sample + timedelta(days=turn * 1000 + number)
    if isinstance(sample, UUID):
        return UUID(int=mark)
    return f"stand-in {mark}" if isinstance(sample, str) else type(sample)(mark)


def _places(ones: list[Any], twos: list[Any]) -> dict[tuple[Any, Any], tuple[str, Any, Any]]:
    """What the two stand-ins of each value look like in a statement -> whose place that is."""
    found: dict[tuple[Any, Any], tuple[str, Any, Any]] = {}
    for number, (a, b) in enumerate(zip(ones, twos, strict=True)):
        if not isinstance(a, list):
            found[(_adapted(a), _adapted(b))] = ("value", number, None)
            continue
        for at, pair in enumerate(zip(a, b, strict=True)):
            found[(_adapted(pair[0]), _adapted(pair[1]))] = ("element", number, at)
    return found


def _place(one: Any, two: Any, where: dict[tuple[Any, Any], tuple[str, Any, Any]]) -> tuple[str, Any, Any]:
    if one == two:
        return ("constant", one, None)
    if (one, two) not in where:
        raise ValueError(f"{one!r} is made from a value: give the made value to the query instead")
    return where[(one, two)]


def _filled(place: tuple[str, Any, Any], values: Sequence[Any]) -> Any:
    how, what, at = place
    if how == "constant":
        return what
    return _adapted(values[what] if how == "value" else values[what][at])


def _adapted(value: Any) -> Any:
    """As the database's driver takes it."""
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    if isinstance(value, date):
        return connection.ops.adapt_datefield_value(value)
    if isinstance(value, UUID) and not connection.features.has_native_uuid_field:
        return value.hex
    return value


def _converter(steps: Sequence[Callable[[Any, Any, Any], Any]], expression: Any) -> Convert:
    """What Django does to a value of this column, in one call; moments kept as text take no detour."""
    if [*steps] == [getattr(connection.ops, "convert_datetimefield_value", None)]:
        return _moment
    if [*steps] == [getattr(connection.ops, "convert_uuidfield_value", None)]:
        return _uid

    def convert(value: Any) -> Any:
        for step in steps:
            value = step(value, expression, connection)
        return value

    return convert


def _moment(value: Any) -> datetime | None:
    """A moment kept without its zone, in UTC: parsed by the driver already, or text."""
    if value is None:
        return None
    return (value if isinstance(value, datetime) else datetime.fromisoformat(value)).replace(tzinfo=UTC)


def _uid(value: Any) -> UUID | None:
    """A UUID kept as its 32 hexadecimal digits."""
    return None if value is None else UUID(value)


def _converted(row: Sequence[Any], converters: Sequence[tuple[int, Convert]]) -> Sequence[Any]:
    if not converters:
        return row
    made = list(row)
    for at, convert in converters:
        made[at] = convert(made[at])
    return made


def _maker(query: QuerySet, compiler: Any) -> Callable[[Sequence[Any]], Any]:
    """How a row becomes what the queryset gives: a tuple, or an object with its ``select_related`` ones in place."""
    if query._iterable_class is not ModelIterable:
        return tuple
    model = query.model
    names = [field.attname for field in model._meta.concrete_fields]
    related = get_related_populators(compiler.klass_info, compiler.select, query.db)

    def made(row: Sequence[Any]) -> Any:
        found = model.from_db(query.db, names, row[: len(names)])
        for populator in related:
            populator.populate(row, found)
        return found

    return made
