"""What each database says in its own way means the same: a long list of texts as one value."""

from __future__ import annotations

import pytest

from grapevine.domain.people.models import Person
from grapevine.kit import clock

ODD = ['Zoë "Zo" Müller', "O'Neill\\n", "{a,b}", "NULL", "漢字", "%s", ""]


@pytest.fixture
def everyone(leah) -> None:
    now = clock.now()
    Person.objects.bulk_create(Person(owner=leah, name=name, created_at=now, updated_at=now) for name in [*ODD, "Ben"])


def test_among_finds_what_in_finds_whatever_the_texts_hold(everyone) -> None:
    for wanted in (ODD, ODD[:1], [], ["ben"], [*ODD, *(f"nobody {number}" for number in range(3_000))]):
        found = set(Person.objects.filter(name__among=wanted).values_list("name", flat=True))
        assert found == set(Person.objects.filter(name__in=wanted).values_list("name", flat=True))
    assert set(Person.objects.exclude(name__among=ODD).values_list("name", flat=True)) == {"Ben"}


def test_among_takes_numbers_moments_and_ids_and_relations(everyone, leah) -> None:
    rows = list(Person.objects.order_by("pk"))
    some = rows[:3]
    assert list(Person.objects.filter(pk__among=[one.pk for one in some]).order_by("pk")) == some
    assert list(Person.objects.filter(uid__among=[one.uid for one in some]).order_by("pk")) == some
    assert list(Person.objects.filter(created_at__among=[rows[0].created_at]).order_by("pk")) == rows
    assert Person.objects.filter(owner__among=[leah.pk]).count() == len(rows)
    assert not Person.objects.filter(owner__among=[leah.pk + 1]).exists()
