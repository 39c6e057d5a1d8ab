"""Today's list: what was promised, who waits, who cools, which ties sleep, one small step, questions left open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from grapevine.domain.accounts.rules.access import Actor, Permission, allowed, require
from grapevine.domain.coach.queries import gather
from grapevine.domain.coach.queries.asides import Asides
from grapevine.domain.coach.queries.finalists import candidates, filled
from grapevine.domain.coach.queries.gather import Known, Open
from grapevine.domain.coach.rules import cooling, items, promised, waiting
from grapevine.domain.coach.rules import step as steps
from grapevine.domain.coach.rules.step import Step
from grapevine.domain.coach.rules.waiting import Gave
from grapevine.domain.depth.rules.sums import days
from grapevine.domain.depth.rules.tempo import TEMPOS, Tempo
from grapevine.domain.gives.rules.promises import ME
from grapevine.domain.imports import queries as import_queries
from grapevine.domain.people.models import Person
from grapevine.kit.moments import day_in
from grapevine.kit.prepared import Prepared

#: So many of each kind; who has these done finds the next ones.
SHOWN = {items.DORMANT: 3, items.THANK: 3}
SHOWN_OTHERWISE = 5
#: So many of each kind are looked up at most twice: some are taken by another kind.
READ = 8
#: Open questions are counted so far.
COUNT_MAX = 99
_DOUBTS = Prepared(
    lambda owner: import_queries.open_questions(Actor(owner, "", "")).values_list("pk")[:COUNT_MAX], 1
)
_PEOPLE = Prepared(
    lambda owner, people: Person.objects.filter(owner_id=owner, pk__in=people).values_list(
        "pk", "uid", "name", "nickname", "given", "title", "profession", "firm"
    ),
    1,
    [1],
)
_BEFORE = {
    items.ANSWER: "Answer ", items.THANK: "Thank ", items.COOLING: "Get in touch with ",
    items.DORMANT: "Pick up again with ",
}  # fmt: skip


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
        """Everything: the step first, then each person once."""
        cool = self._cooling()
        asleep = self._asleep()
        finalists = self._finalists()
        lists: dict[str, list[int]] = {
            items.ANSWER: self._by_depth(self.written), items.THANK: self._by_depth(self.owed),
            items.COOLING: list(cool), items.DORMANT: list(asleep),
        }  # fmt: skip
        wanted = {who.person for who in finalists} | {one.person for one in self.promises[:2 * READ]}
        wanted |= {person for people in lists.values() for person in people[: 2 * READ]}
        whos = {pk: _who(*rest) for pk, *rest in _PEOPLE(self.actor.member_id, sorted(wanted))}
        names = {pk: who.short for pk, who in whos.items()}
        step = steps.choose(filled(self.actor, finalists, self.known, names, self.now), self.clock, self.tempo)
        why = {
            items.ANSWER: lambda pk, name: waiting.why_answer(name, self.written[pk], self.clock),
            items.THANK: lambda pk, name: waiting.why_thank(name, self.owed[pk], self.clock),
            items.COOLING: lambda pk, name: cool[pk].reason(name),
            items.DORMANT: lambda pk, name: cooling.why_revive(asleep[pk].tie, name, self.clock),
        }
        made, more = self._promised(whos)
        taken = {step.person} if step else set()
        for kind, people in lists.items():
            left = [person for person in people if person not in taken]
            taken |= set(left)
            shown = [person for person in left if person in whos][: _cut(kind)]
            made += [_item(kind, whos[person], why[kind](person, whos[person].short)) for person in shown]
            more[kind] = len(left) - len(shown)
        return Today(
            step=self._step(step, whos) if step else None,
            items=tuple(made),
            more={kind: count for kind, count in more.items() if count > 0},
            doubts=self._doubts(),
        )

    def _promised(self, whos: Mapping[int, Who]) -> tuple[list[Item], dict[str, int]]:
        """Those of mine, then those of theirs; and how many more there are of each."""
        made, more = [], {}
        for kind in (items.PROMISED, items.AWAITED):
            mine = [one for one in self.promises if (one.by == ME) == (kind == items.PROMISED)]
            shown = [one for one in mine if one.person in whos][: _cut(kind)]
            made += [self._promise(one, kind, whos[one.person]) for one in shown]
            more[kind] = len(mine) - len(shown)
        return made, more

    def _asked(self, promise: Open) -> bool:
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
        awake = cooling.awake_key(self.clock, self.tempo)
        may = [one.tie for one in self.deepest.values() if cooling.may_cool(one.tie, awake, self.clock, self.tempo)]
        ties = [tie for tie in may if not self.asides.keeps(items.COOLING, tie.person, tie.last_touch)]
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
        kept = gather.birthdays(self.actor, self.now)
        return candidates(free, self.owed, self.written, kept, self.now, self.day, self.tempo)

    def _step(self, step: Step, whos: Mapping[int, Who]) -> Item:
        kind = {"thank": items.THANK, "answer": items.ANSWER}.get(step.act, items.STEP)
        who, offer = whos[step.person], step.offer
        key = items.key(kind, who.uid)
        return Item(key, kind, who, offer.before, offer.after, offer.reason, offer.words, act=step.act)

    def _by_depth(self, people: Iterable[int]) -> list[int]:
        """Whoever is nearer waits more."""
        keys = {person: self.known[person].tie.rank_key for person in people if person in self.known}
        return sorted(people, key=lambda person: (-keys.get(person, float("-inf")), person))

    def _promise(self, promise: Open, kind: str, who: Who) -> Item:
        made = day_in(promise.made_at, self.actor.time_zone)
        reason = promised.why(promise.by, who.short, promise.due, made, self.day)
        before = "Keep your word to " if kind == items.PROMISED else "Waiting for "
        return Item(items.key(kind, promise.uid), kind, who, before, f": {promise.what}", reason, due=promise.due)

    def _doubts(self) -> int:
        if not allowed(self.actor, Permission.IMPORTS_READ):
            return 0
        return len(_DOUBTS(self.actor.member_id))


def _who(uid: UUID, name: str, nickname: str, given: str, title: str, profession: str, firm: str) -> Who:
    work = title or profession
    said = f"{work}, {firm}" if work and firm else work or firm
    return Who(uid, name, nickname or given or (name.split() or [name])[0], said)


def _item(kind: str, who: Who, reason: str) -> Item:
    return Item(items.key(kind, who.uid), kind, who, _BEFORE[kind], "", reason)


def _cut(kind: str) -> int:
    return SHOWN.get(kind, SHOWN_OTHERWISE)
