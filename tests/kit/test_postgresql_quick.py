"""Quoting of arrays for PostgreSQL: quick, and to the letter what the driver itself would write."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from psycopg.types.array import ListDumper

from grapevine.kit.postgresql.quick import QuickListDumper

MARKS = st.text(alphabet='{}",\\\' abcé\n', max_size=40)


@given(st.lists(MARKS | st.text(max_size=20) | st.none(), max_size=6))
def test_an_array_is_written_as_the_driver_writes_it(texts: list[str | None]) -> None:
    assert _written(QuickListDumper, texts) == _written(ListDumper, texts)


def test_marks_and_backslashes_are_escaped() -> None:
    assert _written(QuickListDumper, ['{"a": "b\\n"}']) == b'{"{\\"a\\": \\"b\\\\n\\"}"}'


def test_the_step_made_quick_is_still_the_driver_s() -> None:
    assert "_re_esc" in vars(ListDumper)


def _written(dumper: type[ListDumper], texts: list[str | None]) -> bytes | None:
    from psycopg.adapt import PyFormat

    whole = dumper(list).upgrade(texts, PyFormat.TEXT).dump(texts)
    return None if whole is None else bytes(whole)
