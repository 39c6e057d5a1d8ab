"""Rows by the million, given as columns: what arrives is what was given, on both databases."""

from __future__ import annotations

from datetime import UTC, date, datetime

import numpy as np
import pyarrow as pa
import pytest
from django.db import IntegrityError, connection, transaction

from grapevine.domain.accounts.models import Chapter, Organisation, Seat
from grapevine.domain.people.models import Person
from grapevine.domain.touches.models import Touch
from grapevine.kit.columns import append_columns, bare_tables, next_ids, public_ids
from tests.cast import NOW

pytestmark = pytest.mark.django_db
ODD = 'Tab\there, newline\nthere, "quotes", back\\slash, \\N, é, 漢字, and nothing after'


def test_texts_times_truth_nothing_and_defaults_arrive_as_they_were(leah):
    first = next_ids(Person, 3)
    times = np.array(["2026-03-01T08:15:00", "2026-03-01T23:59:59", "1970-01-01T00:00:00"], "datetime64[s]")
    append_columns(
        Person,
        {
            "id": first + np.arange(3),
            "owner_id": leah.pk,
            "name": [ODD, "", "Dana"],
            "profession_sure": pa.array([0.5, None, 1.0]),
            "profession_said": np.array([True, False, True]),
            "archived_at": pa.array(times, mask=np.array([False, True, True])),
            "created_at": times,
            "updated_at": NOW,
        },
    )
    one, two, three = Person.objects.order_by("pk")
    assert [each.name for each in (one, two, three)] == [ODD, "", "Dana"]
    assert [each.profession_sure for each in (one, two, three)] == [0.5, None, 1.0]
    assert [each.profession_said for each in (one, two, three)] == [True, False, True]
    assert (one.archived_at, two.archived_at) == (datetime(2026, 3, 1, 8, 15, tzinfo=UTC), None)
    assert three.created_at == datetime(1970, 1, 1, tzinfo=UTC) and one.updated_at == NOW
    assert (one.hand_edited, one.note, one.revision, one.linked_member) == ([], "", 1, None)
    assert len({one.uid, two.uid, three.uid}) == 3 and one.uid.version == 4
    assert Person.objects.create(owner=leah, name="Next", created_at=NOW, updated_at=NOW).pk == first + 3
    one.save()
    assert Person.objects.filter(created_at__lt=datetime(2026, 3, 1, 9, tzinfo=UTC)).count() == 2


def test_a_text_that_ends_like_a_time_is_left_alone(leah):
    texts = ["AZ", "Release 2.0", "12.000", "Dana Z"]
    append_columns(Person, {"owner_id": leah.pk, "name": texts, "note": "Z", "created_at": NOW, "updated_at": NOW})
    assert list(Person.objects.order_by("pk").values_list("name", "note")) == [(text, "Z") for text in texts]


def test_the_database_numbers_rows_that_bring_no_ids_and_takes_dates_and_floats(leah):
    person = Person.objects.create(owner=leah, name="Dana", created_at=NOW, updated_at=NOW)
    row = {"owner_id": leah.pk, "person_id": person.pk, "kind": "call", "created_at": NOW, "at": NOW, "day": [1, 2]}
    append_columns(Touch, {**row, "mine": np.array([1 / 3, 2.0]), "theirs": 0.0})
    assert sorted(Touch.objects.values_list("day", "mine")) == [(1, 1 / 3), (2, 2.0)]
    seat = {"member_id": leah.pk, "organisation_id": Organisation.objects.create(name="R", created_at=NOW).pk}
    days = np.array(["2026-01-02", "1999-12-31"], "datetime64[D]")
    append_columns(Seat, {**seat, "role": "organiser", "since": days, "until": date(2026, 2, 1)})
    assert set(Seat.objects.values_list("since", "until")) == {
        (date(2026, 1, 2), date(2026, 2, 1)), (date(1999, 12, 31), date(2026, 2, 1)),
    }  # fmt: skip


def test_a_column_that_is_not_there_and_a_row_the_table_refuses_are_told(leah):
    with pytest.raises(ValueError, match="Person has no column nickle"):
        append_columns(Person, {"name": ["Dana"], "nickle": 1})
    row = {"owner_id": leah.pk, "created_at": NOW, "updated_at": NOW}
    with pytest.raises(IntegrityError), transaction.atomic():
        append_columns(Person, {**row, "name": pa.array(["Dana", None])})
    assert not Person.objects.exists()
    append_columns(Person, {**row, "name": []})
    assert not Person.objects.exists()


def test_public_ids_are_random_and_of_the_usual_shape():
    found = public_ids(1_000).to_pylist()
    assert len(set(found)) == 1_000
    assert {len(each) for each in found} == {32} and {each[12] for each in found} == {"4"}


def test_tables_get_their_indexes_and_keys_back_and_what_breaks_them_is_refused():
    def state():
        with connection.cursor() as cursor:
            return connection.introspection.get_constraints(cursor, Chapter._meta.db_table)

    before = state()
    organisation = Organisation.objects.create(name="Riverside", created_at=NOW)
    with transaction.atomic(), bare_tables([Chapter]):
        if connection.vendor == "postgresql":
            assert len(state()) < len(before)
        append_columns(Chapter, {"organisation_id": organisation.pk, "name": ["One", "Two"], "created_at": NOW})
    assert state() == before and Chapter.objects.count() == 2
    if connection.vendor == "postgresql":
        with pytest.raises(IntegrityError), transaction.atomic(), bare_tables([Chapter]):
            append_columns(Chapter, {"organisation_id": -1, "name": ["Nowhere"], "created_at": NOW})
        assert state() == before
