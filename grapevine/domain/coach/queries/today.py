"""Today's list: what was promised, who waits, who cools, which ties sleep, one small step, questions left open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from grapevine.domain.accounts.rules.access import Actor, Permission, allowed, require
from grapevine.domain.coach.queries import gather
from grapevine.domain.coach.queries.asides import Asides
from grapevine.domain.coach.queries.finalists import filled
from grapevine.domain.coach.queries.gather import Open
from grapevine.domain.coach.queries.weighed import weighed
from grapevine.domain.coach.rules import cooling, items, promised, waiting
from grapevine.domain.coach.rules import step as steps
from grapevine.domain.coach.rules.step import Step
from grapevine.domain.depth.models import Link
from grapevine.domain.depth.rules.sums import days
from grapevine.domain.depth.rules.tempo import TEMPOS, Tempo
from grapevine.domain.education.queries.lessons import Due
from grapevine.domain.education.queries.lessons import due as refreshers_due
from grapevine.domain.education.queries.this_week import WeeklyLine, weekly_line
from grapevine.domain.gives.rules.promises import ME
from grapevine.domain.imports import queries as import_queries
from grapevine.domain.network.models import Introduction
from grapevine.domain.network.queries.sorting import unsorted_now
from grapevine.domain.network.rules.introductions.requests import AGREED, ASKED, CONSENTED
from grapevine.domain.partnerships.queries.waiting import Matter, matters
from grapevine.domain.people import queries as people_queries
from grapevine.domain.people.models import Person
from grapevine.domain.referrals.queries.waiting import Waiting
from grapevine.domain.referrals.queries.waiting import waiting as referrals_waiting
from grapevine.domain.webhooks.queries.endpoints import needs_look
from grapevine.kit.moments import EARLIEST, day_in
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
_INTRODUCTIONS = Prepared(
    lambda member: Introduction.objects.filter(
        member=member, owner__is_active=True, state__in=[ASKED, AGREED, CONSENTED]
    ).order_by("-at", "-pk").values_list("uid", "owner__name", "wish__name", "state")[:READ],
    1,
)  # fmt: skip
_LINKS = Prepared(
    lambda member, now: Link.objects.filter(
        other=member, expires_at__gt=now, accepted_at=None, declined_at=None, ended_at=None, owner__is_active=True
    ).order_by("-created_at", "-pk").values_list("uid", "owner__name")[:READ],
    1, EARLIEST,
)  # fmt: skip
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
class Request:
    """Another member asks: for an introduction to ``target`` (``state``: how it stands), or, both "", to be linked."""

    uid: UUID
    asker: str
    target: str
    state: str


@dataclass(frozen=True, slots=True)
class Today:
    """The list. ``items`` by kind, in the order of the page; ``more``: how many of a kind are not shown.

    ``doubts``: questions of imports that wait for a word, at most COUNT_MAX. ``requests``: what other members ask for.
    ``unsorted``: how many people of the book belong to no part of life yet. ``refreshers``: partners whose memory of
    the member's brief is due to be asked, longest overdue first. ``partnerships``: what agreements ask of the member;
    ``referrals``: what referrals do. ``ask``: this week's, None without a brief. ``webhooks``: those the house paused.
    """

    step: Item | None
    items: tuple[Item, ...]
    more: Mapping[str, int]
    doubts: int
    requests: tuple[Request, ...] = ()
    unsorted: int = 0
    refreshers: tuple[Due, ...] = ()
    partnerships: tuple[Matter, ...] = ()
    referrals: tuple[Waiting, ...] = ()
    ask: WeeklyLine | None = None
    webhooks: tuple[str, ...] = ()


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
        self.book = people_queries.book(actor)
        self.weighed = weighed(actor, now, self.day, self.asides, self.book.revision)
        self.promises = [one for one in gather.promises(actor, now, self.day) if self._asked(one)]

    def put_together(self) -> Today:
        """Everything: the step first, then each person once."""
        found = self.weighed
        lists: dict[str, list[int]] = {
            items.ANSWER: list(found.written), items.THANK: list(found.owed),
            items.COOLING: list(found.cooling), items.DORMANT: list(found.asleep),
        }  # fmt: skip
        wanted = {who.person for who in found.finalists} | {one.person for one in self.promises[:2 * READ]}
        wanted |= {person for people in lists.values() for person in people[: 2 * READ]}
        whos = {pk: _who(*rest) for pk, *rest in _PEOPLE(self.actor.member_id, sorted(wanted))}
        names = {pk: who.short for pk, who in whos.items()}
        finalists = filled(found.finalists, found.known, names, self.now)
        step = steps.choose(finalists, self.clock, self.tempo)
        why = {
            items.ANSWER: lambda pk, name: waiting.why_answer(name, found.written[pk], self.clock),
            items.THANK: lambda pk, name: waiting.why_thank(name, found.owed[pk], self.clock),
            items.COOLING: lambda pk, name: found.cooling[pk].reason(name),
            items.DORMANT: lambda pk, name: cooling.why_revive(found.asleep[pk], name, self.clock),
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
            requests=tuple(Request(*row) for row in _INTRODUCTIONS(self.actor.member_id))
            + tuple(Request(uid, asker, "", "") for uid, asker in _LINKS(self.actor.member_id, self.now)),
            unsorted=unsorted_now(self.actor, self.book),
            refreshers=tuple(refreshers_due(self.actor, self.day)),
            partnerships=tuple(matters(self.actor, self.day)),
            referrals=tuple(referrals_waiting(self.actor, self.now, self.day)),
            ask=weekly_line(self.actor, self.day),
            webhooks=tuple(needs_look(self.actor)),
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

    def _step(self, step: Step, whos: Mapping[int, Who]) -> Item:
        kind = {"thank": items.THANK, "answer": items.ANSWER}.get(step.act, items.STEP)
        who, offer = whos[step.person], step.offer
        key = items.key(kind, who.uid)
        return Item(key, kind, who, offer.before, offer.after, offer.reason, offer.words, act=step.act)

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
