"""The situation between the actor and many people at once, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.coach.queries import gather
from grapevine.domain.coach.queries.finalists import asked_of, on_paper
from grapevine.domain.coach.queries.gather import Known, Open
from grapevine.domain.coach.rules import cooling, promised, waiting
from grapevine.domain.coach.rules.techniques.situation import Situation
from grapevine.domain.coach.rules.waiting import Gave
from grapevine.domain.depth.rules import ready
from grapevine.domain.depth.rules.sums import Sums, days
from grapevine.domain.depth.rules.tempo import TEMPOS
from grapevine.domain.gives.rules.promises import ME
from grapevine.domain.network.queries.relationship import evidence_of, readiness
from grapevine.domain.network.rules.relation import THEIRS, Facts, Relation, weigh
from grapevine.domain.partnerships.models import Partnership
from grapevine.domain.partnerships.rules.agreement import State
from grapevine.domain.people.models import Person
from grapevine.domain.people.rules.knowledge import GOALS, question
from grapevine.kit.errors import NotFound
from grapevine.kit.moments import day_in

#: What somebody gave, as one thanks for it.
GIFTS = {
    "referral": "the referral", "introduction": "the introduction", "idea": "the idea", "support": "your support",
    "resource": "what you lent", "information": "what you told me", "help": "your help",
    "endorsement": "your kind words", "invitation": "the invitation",
}  # fmt: skip

#: No technique asks for a birthday further off.
BIRTHDAY_AHEAD = 28


@dataclass(frozen=True, slots=True)
class Situated:
    """One person with the situation, and what a value rests on. ``promise``: my word that is due first, if any."""

    pk: int
    uid: UUID
    name: str
    work: str
    now: Situation
    relation: Relation
    sums: Sums
    at_stake: float
    owed: Gave | None = None
    written: float | None = None
    promise: Open | None = None

    def waited(self, clock: float) -> float | None:
        """For how many days a message of theirs has waited at ``clock``; None when none does."""
        return None if self.written is None else clock - self.written


@dataclass(frozen=True, slots=True)
class Lately:
    """What lately happened in the whole book, by inner id: gives either way, who wrote and waits, open promises."""

    between: Mapping[int, list[Gave]]
    written: Mapping[int, float]
    promises: Sequence[Open]

    @classmethod
    def of(cls, actor: Actor, now: datetime) -> Lately:
        """Read once."""
        today = day_in(now, actor.time_zone)
        return cls(gather.gives(actor, now), gather.messages(actor, now), gather.promises(actor, now, today))


def situation_of(actor: Actor, person: Person, now: datetime) -> Situated:
    """The situation with one person, with whether it is time to ask. Raises NotFound for who is archived."""
    found, asking = situation_and_readiness(actor, person, now)
    return replace(found, now=replace(found.now, ready=asking.ready))


def situation_and_readiness(actor: Actor, person: Person, now: datetime) -> tuple[Situated, ready.Verdict]:
    """The situation with one person, and whether it is time to ask them. Raises NotFound for who is archived."""
    found = situations(actor, now, [person.pk]).get(person.pk)
    if found is None:
        raise NotFound("This person is archived. Bring them back first.")
    return found, readiness(actor, found.relation, evidence_of(actor, person, now), now)


def situations(
    actor: Actor, now: datetime, person_ids: Iterable[int], lately: Lately | None = None
) -> dict[int, Situated]:
    """The situation with each of these people (inner ids) who is the actor's own and not archived.

    ``lately``: what was read already, so that it is not read twice.
    """
    for permission in (Permission.BOOK_READ, Permission.TOUCHES_READ, Permission.GIVES_READ):
        require(actor, permission)
    return _Reading(actor, now, sorted(set(person_ids)), lately or Lately.of(actor, now)).all()


class _Reading:
    """Everything that is known of some people."""

    def __init__(self, actor: Actor, now: datetime, ids: Sequence[int], lately: Lately) -> None:
        self.now, self.clock, self.tempo = now, days(now), TEMPOS[actor.tempo]
        self.day = day_in(now, actor.time_zone)
        self.people = _people(actor, ids)
        self.related = gather.related(ids)
        self.known = {pk: known for pk, (_, known) in self.related.items() if known is not None}
        self.sheets, self.notes = on_paper(self.known, ids)
        self.between, self.written = lately.between, lately.written
        self.born = gather.birthdays(actor, now, BIRTHDAY_AHEAD, self.known)
        self.promises: dict[int, Open] = {}
        for one in lately.promises:
            made = day_in(one.made_at, actor.time_zone)
            if one.by == ME and promised.is_asked(one.by, one.due, made, self.day):
                self.promises.setdefault(one.person, one)

    def all(self) -> dict[int, Situated]:
        return {pk: self._one(pk, row) for pk, row in self.people.items()}

    def _one(self, pk: int, row: Mapping[str, Any]) -> Situated:
        facts, known = self.related.get(pk, (Facts(), None))
        relation = weigh(facts, self.clock, self.tempo, told=THEIRS)
        last = known.tie.last_touch if known else None
        owed = waiting.owed_thanks(self.between.get(pk, ()), last, self.clock)
        written = self._written(pk, last)
        return Situated(
            pk=pk, uid=row["uid"], name=row["name"], work=row["title"] or row["profession"],
            now=self._situation(pk, row, facts, relation, known, owed, written is not None),
            relation=relation, sums=facts.sums,
            at_stake=known.tie.at_stake(self.clock, self.tempo) if known else 0.0,
            owed=owed, written=written, promise=self.promises.get(pk),
        )  # fmt: skip

    def _situation(
        self, pk: int, row: Mapping[str, Any], facts: Facts, relation: Relation, known: Known | None,
        owed: Gave | None, waits: bool,
    ) -> Situation:  # fmt: skip
        sheet = self.sheets.get(pk, {})
        old, _, gap = asked_of(sheet, self.now)
        return Situation(
            name=row["nickname"] or row["given"] or row["name"].split()[0],
            segment=row["segment"], stage=relation.stage, depth=relation.depth, i_know=relation.i_know,
            they_know=relation.they_know, missing=relation.missing or "",
            quiet=known.tie.quiet(self.clock) if known else None,
            touches=facts.touches, given=facts.given, received=facts.received, knows=len(sheet),
            goals=sheet[GOALS][1] if GOALS in sheet else "", gap=gap,
            question=question(gap, self.now) if gap else "", aged=old[1], note=self.notes.get(pk, ""),
            owed=GIFTS[owed.kind] if owed else "", waiting=waits, promised=pk in self.promises,
            sleeping=known is not None and cooling.sleeps(known.tie, self.clock, self.tempo),
            partner=row["partner"],
            birthday=self.born.get(pk),
        )  # fmt: skip

    def _written(self, pk: int, last: float | None) -> float | None:
        at, between = self.written.get(pk), self.between.get(pk, ())
        return at if at is not None and waiting.still_waits(at, between, last, self.clock) else None


def _people(actor: Actor, ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    columns = ("pk", "uid", "name", "nickname", "given", "segment", "title", "profession")
    agreed = Partnership.objects.filter(owner_id=actor.member_id, person=OuterRef("pk"), state=State.ACTIVE)
    own = Person.objects.filter(owner_id=actor.member_id, pk__in=ids, archived_at=None)
    return {row["pk"]: row for row in own.values(*columns, partner=Exists(agreed))}
