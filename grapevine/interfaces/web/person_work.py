"""What somebody works as, in words, and the list to choose from."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.urls import reverse

from grapevine.domain.people.models import Person
from grapevine.domain.professions.rules import PROFESSIONS, SPHERES, how_sure, work_of

#: A list of choices with headings, as Django's forms take it.
Choices = list[tuple[str, Any]]


def works_as(person: Person) -> dict[str, Any]:
    """The line on a person's page: .name and .link ("" when not known), .how, .known (bool), .choose."""
    found = PROFESSIONS.get(person.profession_key)
    return {
        "name": spoken(found.name) if found else "",
        "link": reverse("profession", args=[found.key]) if found else "",
        "how": how_known(person),
        "choose": reverse("person_profession", args=[person.uid]),
    }


def how_known(person: Person) -> str:
    """Where it is known from: “recognised from “Divorce lawyer”, fairly sure”."""
    if person.profession_said:
        return "as you said"
    words = work_of(person.profession, person.title).words
    if person.profession_key and words:
        return f"recognised from “{words}”, {how_sure(person.profession_sure)}"
    return ""


def spoken(name: str) -> str:
    """A name inside a sentence: “Family-law attorney” loses its capital, “CPA” does not."""
    return name if name[1:2].isupper() or " " not in name and name.isupper() else name[:1].lower() + name[1:]


@lru_cache(maxsize=1)
def choices() -> Choices:
    """Every profession under its sphere, in alphabetical order."""
    grouped: dict[str, list[tuple[str, str]]] = {sphere: [] for sphere in SPHERES}
    for one in sorted(PROFESSIONS.values(), key=lambda one: one.name.lower()):
        grouped[one.sphere].append((one.key, one.name))
    return [(SPHERES[sphere], rows) for sphere, rows in grouped.items()]
