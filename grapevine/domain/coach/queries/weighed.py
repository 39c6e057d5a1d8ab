"""What of today follows from the ledgers alone: who waits, who cools, who sleeps, to whom a step may do most good."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.coach.queries import gather
from grapevine.domain.coach.queries.asides import Asides
from grapevine.domain.coach.queries.finalists import candidates, filled, stakes
from grapevine.domain.coach.queries.gather import Who
from grapevine.domain.coach.rules import cooling, items, waiting
from grapevine.domain.coach.rules.cooling import Cooling
from grapevine.domain.coach.rules.step import BIRTHDAY_DAYS, Candidate
from grapevine.domain.coach.rules.ties import Tie
from grapevine.domain.coach.rules.waiting import Gave
from grapevine.domain.depth.rules.sums import days
from grapevine.domain.depth.rules.tempo import TEMPOS, Tempo

#: Of each kind so many are looked up by name: some of those who are shown are taken by another kind.
NAMED = 16
Why = TypeVar("Why")


@dataclass(frozen=True, slots=True)
class Weighed:
    """Inner id -> why, whoever comes first in front; ``whos``: the first NAMED of each, and the finalists."""

    written: dict[int, float]
    owed: dict[int, Gave]
    cooling: dict[int, Cooling]
    asleep: dict[int, Tie]
    finalists: list[Candidate]
    whos: dict[int, Who]


def weighed(actor: Actor, now: datetime, asides: Asides) -> Weighed:
    """One reading of the ledgers."""
    return _Weighing(actor, now, asides).all()


class _Weighing:
    def __init__(self, actor: Actor, now: datetime, asides: Asides) -> None:
        self.actor, self.now, self.clock = actor, now, days(now)
        self.asides = asides
        self.tempo: Tempo = TEMPOS[actor.tempo]
        self.between, written = gather.gives(actor, now), gather.messages(actor, now)
        self.may_be_owed = self._may_be_owed()
        self.ties = gather.ties(actor, now, self.may_be_owed | written.keys())
        self.known = self.ties.known
        self.owed = self._owed()
        self.written = {person: at for person, at in written.items() if self._waits(person, at)}

    def all(self) -> Weighed:
        """Everything, in the order in which it is shown."""
        written, owed = self._by_depth(self.written), self._by_depth(self.owed)
        cools, asleep = self._cooling(), self._asleep()
        free = {
            person: one
            for person, one in self.known.items()
            if not self.asides.keeps(items.STEP, person, one.tie.last_touch)
        }
        due = gather.birthdays(self.actor, self.now, BIRTHDAY_DAYS, self.known)
        at_stake = stakes(free, owed.keys(), due.keys(), written.keys(), self.clock, self.tempo)
        heads = {person for people in (written, owed, cools, asleep) for person in [*people][:NAMED]}
        named = gather.named(heads | at_stake.keys())
        facts = {person: facts for person, (_, facts) in named.items()}
        best = candidates(at_stake, facts, free, owed, written, due, self.clock, self.tempo)
        whos = {person: named[person][0] for person in heads | {who.person for who in best}}
        names = {person: who.short for person, who in whos.items()}
        return Weighed(written, owed, cools, asleep, filled(best, self.known, names, self.now), whos)

    def _may_be_owed(self) -> set[int]:
        """Whom to thank if nothing touched the two since: their ties alone are worth reading."""
        return {pk for pk, rows in self.between.items() if waiting.owed_thanks(rows, None, self.clock) is not None}

    def _owed(self) -> dict[int, Gave]:
        found = {}
        # A touch since can only settle something: who is owed nothing without one is owed nothing.
        for person, rows in self.between.items():
            if person not in self.may_be_owed:
                continue
            owed = waiting.owed_thanks(rows, self._last_touch(person), self.clock)
            if owed is not None and not self.asides.keeps(items.THANK, person):
                found[person] = owed
        return found

    def _waits(self, person: int, at: float) -> bool:
        last = self._last_touch(person)
        waits = waiting.still_waits(at, self.between.get(person, ()), last, self.clock)
        return waits and not self.asides.keeps(items.ANSWER, person, last)

    def _last_touch(self, person: int) -> float | None:
        return self.known[person].tie.last_touch if person in self.known else None

    def _cooling(self) -> dict[int, Cooling]:
        """Who cools, the one with most at stake first."""
        awake = cooling.awake_key(self.clock, self.tempo)
        deep = [one.tie for one in self.ties.deepest.values()]
        may = [tie for tie in deep if cooling.may_cool(tie, awake, self.clock, self.tempo)]
        ties = [tie for tie in may if not self.asides.keeps(items.COOLING, tie.person, tie.last_touch)]
        ties = sorted(ties, key=lambda tie: (-tie.at_stake(self.clock, self.tempo), tie.person))[: gather.RHYTHMS]
        gaps = gather.rhythms([tie.person for tie in ties], self.now) if ties else {}
        found = {tie.person: cooling.cooling(tie, gaps.get(tie.person), self.clock, self.tempo) for tie in ties}
        return {person: verdict for person, verdict in found.items() if verdict is not None}

    def _asleep(self) -> dict[int, Tie]:
        return {
            person: one.tie
            for person, one in self.ties.sleeping.items()
            if cooling.sleeps(one.tie, self.clock, self.tempo)
            and not self.asides.keeps(items.DORMANT, person, one.tie.last_touch)
        }

    def _by_depth(self, people: Mapping[int, Why]) -> dict[int, Why]:
        """Whoever is nearer waits more."""
        keys = {person: self.known[person].tie.rank_key for person in people if person in self.known}
        order = sorted(people, key=lambda person: (-keys.get(person, float("-inf")), person))
        return {person: people[person] for person in order}
