"""Who somebody is, in the few words that tell people apart when one of them has to be chosen."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.people import queries


def faces(actor: Actor, person_ids: Iterable[int]) -> dict[int, dict[str, Any]]:
    """Those of these people (inner ids) who are in the actor's book, in a fixed number of queries."""
    people = queries.visible_to(actor).in_bulk(set(person_ids))
    reach = queries.reach_of(actor, people)
    return {
        pk: {
            "id": person.uid,
            "name": person.name,
            "firm": person.firm,
            "title": person.title,
            "emails": reach[pk]["email"],
            "phones": reach[pk]["phone"],
        }
        for pk, person in people.items()
    }
