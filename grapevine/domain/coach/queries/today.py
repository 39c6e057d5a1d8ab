"""Today's list: what was promised, who waits, who cools, which ties sleep, one small step, questions left open."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from grapevine.domain.accounts.rules.access import Actor, Permission, allowed, require
from grapevine.domain.coach.queries import gather
from grapevine.domain.coach.queries.asides import Asides
from grapevine.domain.coach.queries.finalists import candidates, filled
from grapevine.domain.coach.queries.gather import Known
from grapevine.domain.coach.rules import cooling, items, promised, waiting
from grapevine.domain.coach.rules import step as steps
from grapevine.domain.coach.rules.step import Step
from grapevine.domain.coach.rules.waiting import Gave
from grapevine.domain.depth.rules.sums import days
from grapevine.domain.depth.rules.tempo import TEMPOS, Tempo
from grapevine.domain.gives.models import Promise
from grapevine.domain.gives.rules.promises import ME
from grapevine.domain.imports import queries as import_queries
from grapevine.domain.people.models import Person
from grapevine.kit.moments import day_in
from grapevine.kit.prepared import Prepared

#: So many of each kind; who has these done finds the next ones.
SHOWN = {items.DORMANT: 3, items.THANK: 3}
SHOWN_OTHERWISE = 5
#: Open questions are counted so far.
COUNT_MAX = 99
_DOUBTS = Prepared(
    lambda owner: import_queries.open_questions(Actor(owner, "", "")).values_list("pk")[:COUNT_MAX], 1
)
_PEOPLE = Prepared(lambda owner, people: Person.objects.filter(owner_id=owner, pk__in=people), 1, [1])


@dataclass(frozen=True, slots=True)
class Who:
    """A person of the list."""

    uid: UUID
    name: str
    short: str
    work: str


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the list: what to do (``before`` the name and ``after``), why now, and words to use, if any."""

    key: str
    kind: str
    who: Who
    before: str
    after: str
    reason: str
    words: str = ""
    due: date | None = None
    act: str = ""

    @property
    def title(self) -> str:
        """What to do, in one line."""
        return f"{self.before}{self.who.name}{self.after}"


@dataclass(frozen=True, slots=True)
class Today:
    """The list. ``items`` by kind, in the order of the page; ``more``: how many of a kind are not shown.

    ``doubts``: questions of imports that wait for a word, at most COUNT_MAX.
    """

    step: Item | None
    items: tuple[Item, ...]
    more: Mapping[str, int]
    doubts: int


def today(actor: Actor, now: datetime) -> Today:
    """The list of the actor at ``now``. Needs to read the book and both ledgers."""
    for permission in (Permission.BOOK_READ, Permission.TOUCHES_READ, Permission.GIVES_READ):
        require(actor, permission)
    return _Day(actor, now).put_together()


class _Day:
    """One reading of everything, and the list made of it."""

    def __init__(self, actor: Actor, now: datetime) -> None:
        self.actor, self.now, self.clock = actor, now, days(now)
        self.tempo: Tempo = TEMPOS[actor.tempo]
        self.day = day_in(now, actor.time_zone)
        self.asides = Asides(actor, now)
        self.deepest = gather.deepest(actor, now)
        self.sleeping = gather.sleeping(actor, now)
        between, written = gather.gives(actor, now), gather.messages(actor, now)
        self.known: dict[int, Known] = {**self.sleeping, **self.deepest}
        self.known |= gather.also(actor, (between.keys() | written.keys()) - self.known.keys())
        self.owed = self._owed(between)
        self.written = {person: at for person, at in written.items() if self._waits(person, at, between)}
        self.promises = [one for one in gather.promises(actor, now, self.day) if self._asked(one)]

    def put_together(self) -> Today:
        """Everything put together: the step first, then each person once."""
        cool = self._cooling()
        asleep = self._asleep()
        finalists = self._finalists()
        wanted = [who.person for who in finalists]
        wanted += [*self.written, *self.owed, *cool, *asleep, *(one.person_id for one in self.promises)]
        people = {person.pk: person for person in _PEOPLE(self.actor.member_id, sorted(set(wanted)))}
        names = {pk: person.nickname or person.given or person.name.split()[0] for pk, person in people.items()}
        step = steps.choose(filled(self.actor, finalists, self.known, names, self.now), self.clock, self.tempo)
        whos = {pk: _who(person, names[pk]) for pk, person in people.items()}
        made = self._items(whos, cool, asleep, {step.person} if step else set())
        shown, more = _cut(made)
        return Today(
            step=self._step(step, whos) if step else None,
            items=shown,
            more=more,
            doubts=self._doubts(),
        )

    def _asked(self, promise: Promise) -> bool:
        kind = items.PROMISED if promise.by == ME else items.AWAITED
        if self.asides.keeps_promise(kind, promise.pk):
            return False
        return promised.is_asked(promise.by, promise.due, day_in(promise.made_at, self.actor.time_zone), self.day)

    def _owed(self, between: Mapping[int, Iterable[Gave]]) -> dict[int, Gave]:
        found = {}
        for person, rows in between.items():
            last = self._last_touch(person)
            owed = waiting.owed_thanks(rows, last, self.clock)
            if owed is not None and not self.asides.keeps(items.THANK, person):
                found[person] = owed
        return found

    def _waits(self, person: int, at: float, between: Mapping[int, Iterable[Gave]]) -> bool:
        gave = max((one.at for one in between.get(person, ()) if one.direction == "given"), default=None)
        last = self._last_touch(person)
        waits = waiting.waits_for_answer(at, at if last is None else last, gave, self.clock)
        return waits and not self.asides.keeps(items.ANSWER, person, last)

    def _last_touch(self, person: int) -> float | None:
        return self.known[person].tie.last_touch if person in self.known else None

    def _cooling(self) -> dict[int, cooling.Cooling]:
        """Who cools, the one with most at stake first."""
        ties = [one.tie for one in self.deepest.values() if cooling.may_cool(one.tie, self.clock, self.tempo)]
        ties = [tie for tie in ties if not self.asides.keeps(items.COOLING, tie.person, tie.last_touch)]
        ties = sorted(ties, key=lambda tie: (-tie.at_stake(self.clock, self.tempo), tie.person))[: gather.RHYTHMS]
        gaps = gather.rhythms([tie.person for tie in ties], self.now) if ties else {}
        found = {tie.person: cooling.cooling(tie, gaps.get(tie.person), self.clock, self.tempo) for tie in ties}
        return {person: verdict for person, verdict in found.items() if verdict is not None}

    def _asleep(self) -> dict[int, Known]:
        return {
            person: one
            for person, one in self.sleeping.items()
            if cooling.sleeps(one.tie, self.clock, self.tempo)
            and not self.asides.keeps(items.DORMANT, person, one.tie.last_touch)
        }

    def _finalists(self) -> list[steps.Candidate]:
        free = {
            person: one
            for person, one in self.known.items()
            if not self.asides.keeps(items.STEP, person, one.tie.last_touch)
        }
        kept = gather.birthdays(list(self.deepest))
        return candidates(free, self.owed, self.written, kept, self.now, self.day, self.tempo)

    def _step(self, step: Step, whos: Mapping[int, Who]) -> Item:
        kind = {"thank": items.THANK, "answer": items.ANSWER}.get(step.act, items.STEP)
        who, offer = whos[step.person], step.offer
        key = items.key(kind, who.uid)
        return Item(key, kind, who, offer.before, offer.after, offer.reason, offer.words, act=step.act)

    def _items(
        self, whos: Mapping[int, Who], cool: Mapping[int, cooling.Cooling], asleep: Mapping[int, Known], taken: set[int]
    ) -> list[Item]:
        found = [self._promise(one, whos[one.person_id]) for one in self.promises]
        kinds: tuple[tuple[str, Iterable[int], str, str, Callable[[int, str], str]], ...] = (
            (items.ANSWER, self._by_depth(self.written), "Answer ", "",
             lambda pk, name: waiting.why_answer(name, self.written[pk], self.clock)),
            (items.THANK, self._by_depth(self.owed), "Thank ", "",
             lambda pk, name: waiting.why_thank(name, self.owed[pk], self.clock)),
            (items.COOLING, cool, "Get in touch with ", "", lambda pk, name: cool[pk].reason(name)),
            (items.DORMANT, asleep, "Pick up again with ", "",
             lambda pk, name: cooling.why_revive(asleep[pk].tie, name, self.clock)),
        )  # fmt: skip
        for kind, people, before, after, why in kinds:
            for person in people:
                if person in whos and person not in taken:
                    taken = taken | {person}
                    who = whos[person]
                    found.append(Item(items.key(kind, who.uid), kind, who, before, after, why(person, who.short)))
        return found

    def _by_depth(self, people: Iterable[int]) -> list[int]:
        """Whoever is nearer waits more."""
        keys = {person: self.known[person].tie.rank_key for person in people if person in self.known}
        return sorted(people, key=lambda person: (-keys.get(person, float("-inf")), person))

    def _promise(self, promise: Promise, who: Who) -> Item:
        kind = items.PROMISED if promise.by == ME else items.AWAITED
        made = day_in(promise.made_at, self.actor.time_zone)
        reason = promised.why(promise.by, who.short, promise.due, made, self.day)
        before = "Keep your word to " if kind == items.PROMISED else "Waiting for "
        return Item(items.key(kind, promise.uid), kind, who, before, f": {promise.what}", reason, due=promise.due)

    def _doubts(self) -> int:
        if not allowed(self.actor, Permission.IMPORTS_READ):
            return 0
        return len(_DOUBTS(self.actor.member_id))


def _who(person: Person, short: str) -> Who:
    work = person.title or person.profession
    said = f"{work}, {person.firm}" if work and person.firm else work or person.firm
    return Who(person.uid, person.name, short, said)


def _cut(made: Iterable[Item]) -> tuple[tuple[Item, ...], dict[str, int]]:
    """The first of each kind, in the order of the kinds; and how many more there are."""
    by_kind: dict[str, list[Item]] = {kind: [] for kind in items.KINDS}
    for item in made:
        by_kind[item.kind].append(item)
    cut = {kind: SHOWN.get(kind, SHOWN_OTHERWISE) for kind in by_kind}
    shown = tuple(item for kind, found in by_kind.items() for item in found[: cut[kind]])
    return shown, {kind: len(found) - cut[kind] for kind, found in by_kind.items() if len(found) > cut[kind]}
