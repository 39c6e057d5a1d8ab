"""Moments as the two drivers read them: to the microsecond, in UTC, and what is out of order as they always did."""

from __future__ import annotations

from datetime import UTC, datetime

import environ
import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st
from psycopg.types.datetime import TimestamptzLoader

from grapevine.kit.postgresql.base import DatabaseWrapper
from grapevine.kit.postgresql.quick import QuickMomentLoader
from grapevine.kit.sqlite.base import moment

MOMENTS = st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30))


@given(MOMENTS)
def test_sqlite_s_text_becomes_the_moment_it_was(at: datetime) -> None:
    stored = at.isoformat(" ").encode()
    assert moment(stored) == at.replace(tzinfo=UTC)


def test_a_text_that_is_no_moment_is_read_as_django_reads_it() -> None:
    assert moment(b"some day") is None


@given(MOMENTS, st.sampled_from(("+00", "+02", "-05:30")))
def test_postgresql_s_text_becomes_what_the_driver_makes_of_it(at: datetime, zone: str) -> None:
    text = f"{at:%Y-%m-%d %H:%M:%S.%f}".rstrip("0").rstrip(".").rjust(19, "0") + zone
    text = f"{at.year:04}{text[text.index('-'):]}"
    found = QuickMomentLoader(0).load(text.encode())
    assert found.tzinfo is UTC and found == TimestamptzLoader(0).load(text.encode())


@pytest.mark.django_db
def test_rows_come_with_moments_in_utc(leah) -> None:
    from grapevine.domain.accounts.models import Member

    at = datetime(2026, 3, 2, 9, 30, 0, 5, tzinfo=UTC)
    Member.objects.filter(pk=leah.pk).update(created_at=at)
    found = Member.objects.values_list("created_at", flat=True).get(pk=leah.pk)
    assert found == at and found.tzinfo is UTC


@pytest.mark.parametrize(("address", "after"), [("", 2), ("?prepare_threshold=off", None), ("?prepare_threshold=7", 7)])
def test_the_address_says_whether_plans_are_kept(address: str, after: int | None) -> None:
    entry = environ.Env.db_url_config(f"postgres://ben:secret@127.0.0.1:5432/book{address}")
    made = DatabaseWrapper({"OPTIONS": {}, "TIME_ZONE": None, **entry})
    assert made.get_connection_params()["prepare_threshold"] == after


@pytest.mark.django_db
def test_a_read_asked_again_keeps_its_plan_and_sees_what_changed(leah) -> None:
    from grapevine.domain.people.queries.people import _BOOK

    if connection.vendor != "postgresql":
        pytest.skip("SQLite's driver keeps plans by itself")
    for _ in range(4):
        _BOOK(leah.pk)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%people_book%'")
        assert cursor.fetchone() == (1,)
