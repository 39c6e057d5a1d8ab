"""The week’s plan from the ledgers: what could be done for whom, the best part of it, what was left out and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

import numpy as np
from django.core.cache import caches
from django.db.models import Count

from grapevine.domain.accounts.models import Member
from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.coach.models import PlannedAction
from grapevine.domain.coach.queries import gather
from grapevine.domain.coach.queries.planned import answers, of_week
from grapevine.domain.coach.queries.situations import Lately, Situated, situations
from grapevine.domain.coach.rules import waiting
from grapevine.domain.coach.rules.plan import choosing, early, valuing
from grapevine.domain.coach.rules.plan.bearing import bears
from grapevine.domain.coach.rules.plan.choosing import Action, Plan
from grapevine.domain.coach.rules.spans import ago
from grapevine.domain.coach.rules.techniques.fitting import fitting, script
from grapevine.domain.coach.rules.techniques.reading import Technique
from grapevine.domain.depth.rules import ready
from grapevine.domain.depth.rules.parts import INGREDIENTS
from grapevine.domain.depth.rules.sums import days
from grapevine.domain.depth.rules.tempo import TEMPOS
from grapevine.domain.education.rules.asks import week_of
from grapevine.domain.insights.rules import missing
from grapevine.domain.partnerships.models import Partnership
from grapevine.domain.partnerships.rules.agreement import State
from grapevine.domain.people import queries as people_queries
from grapevine.domain.referrals.models import Side
from grapevine.domain.referrals.rules.moves import GIVEN, By
from grapevine.kit.moments import day_in

#: Referrals of so many days say what somebody bears.
FRUIT_DAYS = 365
#: A plan is kept for as long as the hour it was made for, at most.
KEPT_SECONDS = 3_600
#: How many of those left out are told.
TOLD_LEFT_OUT = 5
NO_TIME, KIND_FULL, TOO_LONG = "no_time", "kind_full", "too_long"


@dataclass(frozen=True, slots=True)
class Line:
    """One action of the week: with whom, which technique; ``clock``: the day it is told on."""

    who: Situated
    technique: Technique
    value: float
    forced: bool
    clock: float

    @property
    def id(self) -> str:
        """Its name within the plan."""
        return f"{self.who.pk}.{self.technique.key}"

    @property
    def waits(self) -> bool:
        """Whether somebody waits for it, and not so long that they have mostly stopped."""
        return self.forced or valuing.fixed(self.technique, self.who.waited(self.clock)) >= valuing.WAITS_FROM

    @property
    def why(self) -> str:
        """Why now: worked out for the few that are told."""
        return _why(self.who, self.technique, self.clock)

    @property
    def words(self) -> str:
        """Words to use, with what is known of them."""
        return script(self.technique, self.who.now)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What did not go in, and why: NO_TIME, KIND_FULL or TOO_LONG (alone it is more than half of the week)."""

    line: Line
    reason: str


@dataclass(frozen=True, slots=True)
class NotYet:
    """Who should not be asked for anything yet, with the reason, and what to do instead."""

    who: Situated
    reason: str
    step: str


@dataclass(frozen=True, slots=True)
class Week:
    """The plan of a week. spent: minutes of what is done already; answered: what the member said to it so far.

    ``not_yet``: who is not in the plan, was met of late, and should not be asked for anything yet.
    """

    monday: date
    minutes: int
    spent: int
    lines: tuple[Line, ...]
    left_out: tuple[LeftOut, ...]
    answered: tuple[PlannedAction, ...]
    plan: Plan
    not_yet: NotYet | None = None


def week(actor: Actor, now: datetime, minutes: int | None = None) -> Week:
    """The plan of the week around ``now``, within ``minutes`` (the member's own weekly minutes when left out).

    Worked out once for each state of the book, of the answers, the agreements and the referrals, and anew with every
    hour of the clock. Whatever else it is made of raises the revision of the book when it is written: people and their
    details, what is known of them, touches, gives, promises.
    """
    for permission in (Permission.BOOK_READ, Permission.TOUCHES_READ, Permission.GIVES_READ):
        require(actor, permission)
    day, book = day_in(now, actor.time_zone), people_queries.book(actor)
    said = tuple(of_week(actor, week_of(day)))
    if minutes is None:
        minutes = Member.objects.values_list("weekly_minutes", flat=True).get(pk=actor.member_id)
    rests_on = _Beside.of(actor, now, said)
    key = f"week:{actor.member_id}:{book.revision}:{minutes}:{actor.tempo}:{actor.time_zone}:{day}:{now:%Y%m%d%H}"
    kept = caches["pages"].get(key)
    if kept is not None and kept[0] == rests_on:
        return replace(kept[1], answered=said)
    found = _worked_out(actor, now, minutes, said, rests_on)
    caches["pages"].set(key, (rests_on, replace(found, answered=())), KEPT_SECONDS)
    return found


@dataclass(frozen=True, slots=True)
class _Beside:
    """What a plan rests on that does not raise the revision of the book. ``said``: (person, technique, state, minutes)
    of this week; ``answers``: those of the last year; ``fruit``: person -> referrals that came from them in a year."""

    said: tuple[tuple[int, str, str, int], ...]
    answers: tuple[tuple[str, str, float], ...]
    partners: frozenset[int]
    fruit: dict[int, int]

    @classmethod
    def of(cls, actor: Actor, now: datetime, said: Iterable[PlannedAction]) -> _Beside:
        agreed = Partnership.objects.filter(owner_id=actor.member_id, state=State.ACTIVE)
        came = Side.objects.filter(
            owner_id=actor.member_id, role=By.RECEIVER, stage__in=GIVEN,
            referral__sent_at__gte=now - timedelta(days=FRUIT_DAYS),
        ).values_list("person").annotate(count=Count("pk"))  # fmt: skip
        return cls(
            tuple((one.person_id, one.technique, one.state, one.minutes) for one in said),
            tuple(answers(actor, now)),
            frozenset(agreed.values_list("person", flat=True)),
            dict(came.order_by()),
        )


def _worked_out(actor: Actor, now: datetime, minutes: int, said: tuple[PlannedAction, ...], beside: _Beside) -> Week:
    monday = week_of(day_in(now, actor.time_zone))
    spent = sum(one.minutes for one in said if one.state == valuing.DONE)
    people, fits = _offered(actor, now, said, beside)
    offered = {line.id: line for line in fits}
    actions = [
        Action(line.id, str(line.who.pk), line.technique.kind, line.technique.minutes, line.value,
               line.technique.gives_first, line.forced)
        for line in offered.values()
    ]  # fmt: skip
    plan = choosing.plan(actions, max(0, minutes - spent))
    lines = sorted((offered[action.id] for action in plan.chosen), key=_order)
    left = _left_out(offered.values(), plan, minutes - spent)
    taken = {line.who.pk for line in lines}
    others = [who for who in people if who.pk not in taken]
    return Week(monday, minutes, spent, tuple(lines), left, said, plan, _not_yet(others))


def _not_yet(people: Sequence[Situated]) -> NotYet | None:
    """Of these people the one who was met last and is not known well enough."""
    at = early.newest(who.now for who in people)
    if at is None:
        return None
    said = ready.verdict(ready.Facts(depth=people[at].now.depth), 0.0)
    question = people[at].now.question
    return NotYet(people[at], said.reason, f"Ask them: “{question}”" if question else said.step)


def _order(line: Line) -> tuple[bool, bool, float]:
    """What was promised, then whoever waits, then by value."""
    return not line.forced, not line.waits, -line.value


def _offered(
    actor: Actor, now: datetime, said: Iterable[PlannedAction], beside: _Beside
) -> tuple[list[Situated], list[Line]]:
    """Who could be tended, and all that fits them and was not answered; who had an action or wants rest is left out."""
    resting = {one.person_id for one in said if one.state != valuing.SKIPPED}
    skipped = {(one.person_id, one.technique) for one in said if one.state == valuing.SKIPPED}
    clock, tempo = days(now), TEMPOS[actor.tempo]
    lately = Lately.of(actor, now)
    found = situations(actor, now, _whom(actor, now, lately), lately)
    people = [who for pk, who in found.items() if pk not in resting]
    likely = valuing.likelihoods(beside.answers, clock)
    default = valuing.DONE_PRIOR / valuing.ALL_PRIOR
    fruit = _fruit(beside.fruit, [who.pk for who in people])
    lines = []
    for who, needs in zip(people, _needs(people), strict=True):
        gains = valuing.Gains(who.sums, clock, tempo)
        waited = who.waited(clock)
        for technique in fitting(who.now):
            if (who.pk, technique.key) not in skipped:
                worth = valuing.value(technique, gains, who.at_stake, needs, likely.get(technique.kind, default),
                                      fruit[who.pk], waited)  # fmt: skip
                lines.append(Line(who, technique, worth, "promised" in technique.facts, clock))
    return people, lines


def _whom(actor: Actor, now: datetime, lately: Lately) -> set[int]:
    """Those near, those asleep, and whoever waits."""
    near = gather.ties(actor, now, ())
    found = near.deepest.keys() | near.sleeping.keys()
    return found | set(lately.written) | set(lately.between) | {one.person for one in lately.promises}


def _fruit(counts: Mapping[int, int], people: list[int]) -> dict[int, float]:
    """How much each bears beside the others, from the referrals that came from them in a year."""
    usual = sum(counts.get(pk, 0) for pk in people) / max(1, len(people))
    return {pk: bears(counts.get(pk, 0), usual) for pk in people}


def _needs(people: list[Situated]) -> list[dict[str, float]]:
    """For each the shown P of every ingredient of their side."""
    if not people:
        return []
    sides = [who.relation.theirs or {} for who in people]
    shares = [[side[name].value if name in side else 0.4 for name in INGREDIENTS] for side in sides]
    known = [[name in side and side[name].measured for name in INGREDIENTS] for side in sides]
    shown = missing.shown(np.asarray(shares, float), np.asarray(known, bool))
    return [dict(zip(INGREDIENTS, map(float, row), strict=True)) for row in shown]


def _why(who: Situated, technique: Technique, clock: float) -> str:
    name = who.now.name
    if "owed" in technique.facts and who.owed:
        return waiting.why_thank(name, who.owed, clock)
    if "waiting" in technique.facts and who.written is not None:
        return waiting.why_answer(name, who.written, clock)
    if "promised" in technique.facts and who.promise:
        return f"You gave your word: {who.promise.what}"
    quiet = "" if who.now.quiet is None else f" You were last in touch {ago(who.now.quiet)}."
    return f"{technique.why}{quiet}"


def _left_out(offered: Iterable[Line], plan: Plan, budget: float) -> tuple[LeftOut, ...]:
    """The best with people who are not in the plan, one each, with the rule that kept it out."""
    taken = {action.person for action in plan.chosen}
    spent = {action.kind: 0.0 for action in plan.chosen}
    for action in plan.chosen:
        spent[action.kind] += action.minutes
    best: dict[int, Line] = {}
    for line in offered:
        if str(line.who.pk) not in taken and line.value > best.get(line.who.pk, line).value - 1e-9:
            best[line.who.pk] = line
    ordered = sorted(best.values(), key=lambda line: (-line.value, line.id))[:TOLD_LEFT_OUT]
    return tuple(LeftOut(line, _kept_out(line.technique, spent, budget)) for line in ordered)


def _kept_out(technique: Technique, spent: Mapping[str, float], budget: float) -> str:
    """The rule: what is longer than all that is left of the week lacks time, whatever its kind."""
    if technique.minutes > budget:
        return NO_TIME
    limit = budget * choosing.KIND_SHARE
    if technique.minutes > limit:
        return TOO_LONG
    return KIND_FULL if spent.get(technique.kind, 0.0) + technique.minutes > limit else NO_TIME
