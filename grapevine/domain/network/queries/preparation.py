"""What one wants at hand before a talk: what is between the two, what is known, what to ask and what to tell."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.depth.rules.ready import Verdict, thanks_owed
from grapevine.domain.gives import queries as give_queries
from grapevine.domain.gives.models import Give
from grapevine.domain.gives.rules import GIVEN, RECEIVED
from grapevine.domain.network.queries.relationship import Evidence, evidence_of, readiness, relation
from grapevine.domain.network.rules.relation import Relation
from grapevine.domain.people import queries
from grapevine.domain.people.models import Person
from grapevine.domain.people.rules.card import Card
from grapevine.domain.people.rules.knowledge import Row
from grapevine.domain.touches import queries as touch_queries
from grapevine.domain.touches.models import Touch

#: One sheet of paper has room for so many.
TALKS, GIVES = 3, 3
#: So many of the newest gives are looked through for those of each way.
_LOOKED_AT = 30


@dataclass(frozen=True, slots=True)
class Preparation:
    """One person before a talk. ``talks``, ``gave`` and ``got``: the newest first, at most TALKS and GIVES of a way.

    ``sheet``: the five headings. ``thanks_owed``: for a referral of theirs.
    """

    person: Person
    card: Card
    relation: Relation
    evidence: Evidence
    ready: Verdict
    thanks_owed: bool
    talks: tuple[Touch, ...]
    gave: tuple[Give, ...]
    got: tuple[Give, ...]
    sheet: tuple[Row, ...]

    @property
    def ask(self) -> list[Row]:
        """The headings with a question for the next talk."""
        return [row for row in self.sheet if row.question]

    @property
    def tell(self) -> list[Row]:
        """The headings that they do not know of the member yet."""
        return [row for row in self.sheet if not row.told_at]


def preparation(actor: Actor, person_uid: object, now: datetime) -> Preparation:
    """Everything for the talk with one person of the actor's book. Raises NotFound."""
    person = queries.person(actor, person_uid)
    card = queries.card_of(person)
    found, evidence = relation(actor, person, now), evidence_of(actor, person, now)
    talks = touch_queries.of_person(actor, person.pk)[:TALKS]
    gives = list(give_queries.of_person(actor, person.pk)[:_LOOKED_AT])
    return Preparation(
        person, card, found, evidence, readiness(actor, found, evidence, now),
        thanks_owed(evidence.asking.referral_at, evidence.asking.thanked_at),
        tuple(talks), _newest(gives, GIVEN), _newest(gives, RECEIVED), queries.sheet_of(actor, person, card, now),
    )  # fmt: skip


def _newest(gives: Iterable[Give], way: str) -> tuple[Give, ...]:
    return tuple(give for give in gives if give.direction == way)[:GIVES]
