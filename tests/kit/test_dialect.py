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
