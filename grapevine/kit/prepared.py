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

from grapevine.kit.dialect import adapted

Convert = Callable[[Any], Any]
_Place = tuple[int | None, Any]


@dataclass(frozen=True, slots=True)
class _Statement:
    """One SQL text, what stands in its places, and how its columns become Python values.

    ``places``: the number of the value that goes there, or None and a constant.
    """

    sql: str
    places: tuple[_Place, ...]
    converters: tuple[tuple[int, Convert], ...]
    make: Callable[[Sequence[Any]], Any]


class Prepared:
    """A queryset of one shape, asked again and again with other values.

    ``build`` takes the values and gives the queryset: rows of ``values_list`` or plain model objects, ordered and cut
    as always, with ``select_related`` or without.

    It is called for its SQL alone, with stand-ins of the same types as ``samples``; so it must not look at
    its values. A sample that is a list stands for lists of any length, asked with ``__among``: the whole list is one
    value. An empty one finds nothing.
    """

    def __init__(self, build: Callable[..., QuerySet], *samples: Any) -> None:
        self.build = build
        self.samples = samples
        self._known: dict[str, _Statement] = {}

    def __call__(self, *values: Any) -> list[Any]:
        """The rows: tuples, or model objects."""
        if any(isinstance(value, list | tuple) and not value for value in values):
            return []
        statement = self._known.get(connection.vendor) or self._known.setdefault(connection.vendor, self._prepare())
        with connection.cursor_that_keeps_plans() as cursor:
            cursor.execute(statement.sql, [_filled(place, values) for place in statement.places])
            rows = cursor.fetchall()
        if statement.make is tuple and not statement.converters:
            # The driver's rows are what is wanted: thousands of them need no second look.
            return list(rows)
        return [statement.make(_converted(row, statement.converters)) for row in rows]

    def first(self, *values: Any) -> Any | None:
        """The first row, or None."""
        return next(iter(self(*values)), None)

    def _prepare(self) -> _Statement:
        """Compile with two sets of stand-ins: whatever differs between the two is a value's place."""
        connection.ensure_connection()
        one, two = ([_stand_in(sample, number, turn) for number, sample in enumerate(self.samples)] for turn in (1, 2))
        query = self.build(*one)
        compiler = query.query.get_compiler(connection=connection)
        sql, here = compiler.as_sql()
        _, there = self.build(*two).query.get_compiler(connection=connection).as_sql()
        converters = compiler.get_converters([column[0] for column in compiler.select])
        pairs = enumerate(zip(one, two, strict=True))
        where = {(_hashable(adapted(a)), _hashable(adapted(b))): number for number, (a, b) in pairs}
        return _Statement(
            sql,
            tuple(_place(a, b, where) for a, b in zip(here, there, strict=True)),
            tuple((at, _converter(found, expression)) for at, (found, expression) in converters.items()),
            _maker(query, compiler),
        )


def _stand_in(sample: Any, number: int, turn: int) -> Any:
    """A value of the same type that no constant of a query equals."""
    if isinstance(sample, list):
        return [_stand_in(sample[0], 1_000_000 * (number + 1), turn)]
    mark = 700_000_000 * turn + number
    if isinstance(sample, datetime | date):
        return sample + timedelta(days=turn * 1000 + number)
    if isinstance(sample, UUID):
        return UUID(int=mark)
    return f"stand-in {mark}" if isinstance(sample, str) else type(sample)(mark)


def _place(one: Any, two: Any, where: dict[tuple[Any, Any], int]) -> _Place:
    if one == two:
        return None, one
    told = (_hashable(one), _hashable(two))
    if told not in where:
        raise ValueError(f"{one!r} is made from a value: give the made value to the query instead")
    return where[told], None


def _hashable(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _filled(place: _Place, values: Sequence[Any]) -> Any:
    number, constant = place
    return constant if number is None else adapted(values[number])


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
    """A moment in UTC: read by the driver already, or text without its zone (of a union, of a maximum)."""
    if value is None or isinstance(value, datetime):
        return value
    return datetime.fromisoformat(value).replace(tzinfo=UTC)


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
