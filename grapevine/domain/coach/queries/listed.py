"""The lines of today that follow from the book and its ledgers: worked out once for each state of the book."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.core.cache import caches

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.coach.queries import gather
from grapevine.domain.coach.queries.asides import Asides
from grapevine.domain.coach.queries.gather import Open, Who
from grapevine.domain.coach.queries.weighed import weighed
from grapevine.domain.coach.rules import cooling, items, promised, waiting
from grapevine.domain.coach.rules import step as steps
from grapevine.domain.coach.rules.step import Step
from grapevine.domain.depth.rules.sums import days
from grapevine.domain.depth.rules.tempo import TEMPOS
from grapevine.domain.gives.rules.promises import ME
from grapevine.kit.moments import day_in

KEPT_SECONDS = 3_600
#: So many of each kind; who has these done finds the next ones.
SHOWN = {items.DORMANT: 3, items.THANK: 3}
SHOWN_OTHERWISE = 5
_BEFORE = {
    items.ANSWER: "Answer ", items.THANK: "Thank ", items.COOLING: "Get in touch with ",
    items.DORMANT: "Pick up again with ",
}  # fmt: skip


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
class Listed:
    """The step and the lines, in the order of the page; ``more``: how many of a kind are not shown."""

    step: Item | None
    items: tuple[Item, ...]
    more: Mapping[str, int]


def listed(actor: Actor, now: datetime, day: date, asides: Asides, revision: int) -> Listed:
    """Worked out once for each state of the book and of what was put aside, and anew with every hour of the clock.

    Whatever these lines are made of raises the revision of the book when it is written: people and their details, what
    is known of them, touches, gives, promises, links.
    """
    key = f"today:{actor.member_id}:{revision}:{actor.tempo}:{actor.time_zone}:{day}:{now:%Y%m%d%H}"
    kept = caches["pages"].get(key)
    if kept is not None and kept[0] == asides.rows:
        return kept[1]
    found = _Listing(actor, now, day, asides).put_together()
    caches["pages"].set(key, (asides.rows, found), KEPT_SECONDS)
    return found


class _Listing:
    """One reading of everything, and the list made of it."""

    def __init__(self, actor: Actor, now: datetime, day: date, asides: Asides) -> None:
        self.actor, self.day, self.clock, self.asides = actor, day, days(now), asides
        self.weighed = weighed(actor, now, asides)
        self.promises = [one for one in gather.promises(actor, now, day) if self._asked(one)]

    def put_together(self) -> Listed:
        """Everything: the step first, then each person once."""
        found, whos = self.weighed, self.weighed.whos
        step = steps.choose(found.finalists, self.clock, TEMPOS[self.actor.tempo])
        lists: dict[str, list[int]] = {
            items.ANSWER: list(found.written), items.THANK: list(found.owed),
            items.COOLING: list(found.cooling), items.DORMANT: list(found.asleep),
        }  # fmt: skip
        why = {
            items.ANSWER: lambda pk, name: waiting.why_answer(name, found.written[pk], self.clock),
            items.THANK: lambda pk, name: waiting.why_thank(name, found.owed[pk], self.clock),
            items.COOLING: lambda pk, name: found.cooling[pk].reason(name),
            items.DORMANT: lambda pk, name: cooling.why_revive(found.asleep[pk], name, self.clock),
        }
        made, more = self._promised()
        taken = {step.person} if step else set()
        for kind, people in lists.items():
            left = [person for person in people if person not in taken]
            taken |= set(left)
            shown = [person for person in left if person in whos][: _cut(kind)]
            made += [_item(kind, whos[person], why[kind](person, whos[person].short)) for person in shown]
            more[kind] = len(left) - len(shown)
        return Listed(
            step=_step(step, whos[step.person]) if step else None,
            items=tuple(made),
            more={kind: count for kind, count in more.items() if count > 0},
        )

    def _promised(self) -> tuple[list[Item], dict[str, int]]:
        """Those of mine, then those of theirs; and how many more there are of each."""
        shown, more = [], {}
        for kind in (items.PROMISED, items.AWAITED):
            mine = [one for one in self.promises if (one.by == ME) == (kind == items.PROMISED)]
            shown += [(one, kind) for one in mine[: _cut(kind)]]
            more[kind] = max(0, len(mine) - _cut(kind))
        whos = gather.whos(one.person for one, _ in shown)
        return [self._promise(one, whos[one.person], kind) for one, kind in shown], more

    def _asked(self, promise: Open) -> bool:
        kind = items.PROMISED if promise.by == ME else items.AWAITED
        if self.asides.keeps_promise(kind, promise.pk):
            return False
        # The day it was made counts only where no other was named: finding it for each costs more than the rule.
        made = self._made(promise) if promise.due is None else self.day
        return promised.is_asked(promise.by, promise.due, made, self.day)

    def _made(self, promise: Open) -> date:
        return day_in(promise.made_at, self.actor.time_zone)

    def _promise(self, promise: Open, who: Who, kind: str) -> Item:
        made = self._made(promise)
        reason = promised.why(promise.by, who.short, promise.due, made, self.day)
        before = "Keep your word to " if kind == items.PROMISED else "Waiting for "
        key = items.key(kind, promise.uid)
        return Item(key, kind, who, before, f": {promise.what}", reason, due=promise.due)


def _step(step: Step, who: Who) -> Item:
    kind = {"thank": items.THANK, "answer": items.ANSWER}.get(step.act, items.STEP)
    offer = step.offer
    return Item(items.key(kind, who.uid), kind, who, offer.before, offer.after, offer.reason, offer.words, act=step.act)


def _item(kind: str, who: Who, reason: str) -> Item:
    return Item(items.key(kind, who.uid), kind, who, _BEFORE[kind], "", reason)


def _cut(kind: str) -> int:
    return SHOWN.get(kind, SHOWN_OTHERWISE)
