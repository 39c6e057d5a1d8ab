"""The source audit of one's own book: groups, the two questions, and the people of a group."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from django.core.cache import caches

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.depth.rules.parts import INGREDIENTS
from grapevine.domain.insights.queries.audit_facts import GROUPS, YEAR, Gathered, Known, gathered, known_of
from grapevine.domain.insights.rules import audit as rules
from grapevine.domain.insights.rules.audit import Group
from grapevine.domain.insights.rules.missing_words import State, Verdict, verdict
from grapevine.domain.insights.rules.two_questions import Question, questions
from grapevine.domain.people import queries as people_queries

#: What is told of a person beside the figures.
_NAMED = ("uid", "name", "title", "profession", "firm")


@dataclass(frozen=True, slots=True)
class Audit:
    """The whole: the groups that have people, the two questions, how many people, since when."""

    since: datetime
    people: int
    groups: tuple[Group, ...]
    questions: tuple[Question, Question]
    sent: int
    weights: tuple[float, ...]

    def group(self, key: str) -> Group | None:
        """One of them, None when nobody is in it."""
        return next((one for one in self.groups if one.key == key), None)


@dataclass(frozen=True, slots=True)
class Source:
    """One person of a group: the five (0..1, None: not known), referrals sent, what is missing, what it would bring."""

    id: str
    name: str
    role: str
    shares: tuple[float | None, ...]
    sent: int
    verdict: Verdict
    worth: float


def audit(actor: Actor, now: datetime) -> Audit:
    """The audit of the last year, worked out from what stands now; once a day for each state of the book."""
    known = known_of(actor)
    state = _state(actor, now, known)
    kept: Audit | None = caches["pages"].get(f"audit:{state}")
    if kept is None:
        kept = _worked_out(now, _kept(actor, now, known, state))
        caches["pages"].set(f"audit:{state}", kept, 86_400)
    return kept


def _worked_out(now: datetime, of: Gathered) -> Audit:
    counted = of.counted
    return Audit(
        since=now - YEAR,
        people=len(of.groups),
        groups=tuple(rules.group(key, counted[key], of.told) for key in GROUPS if counted[key]),
        questions=questions(of.told),
        sent=int(of.told.sent.sum()),
        weights=of.told.law.weights,
    )


def sources(
    actor: Actor, now: datetime, key: str, *, first: int = 0, limit: int | None = None
) -> tuple[Group | None, list[Source]]:
    """One group and its people: whoever would send the most more stands first, then those of whom too little is known.

    ``first`` and ``limit`` cut the list. The group is None when nobody is in it.
    """
    known = known_of(actor)
    of = _kept(actor, now, known, _state(actor, now, known))
    people = of.counted.get(key, 0)
    if not people:
        return None, []
    wanted = _ordered(of, key)[first : None if limit is None else first + limit]
    rows = people_queries.visible_to(actor).filter(pk__in=wanted).values_list("pk", *_NAMED)
    named = {pk: row for pk, *row in rows}
    asked = set(wanted)
    places = {pk: place for place, pk in enumerate(of.ids) if pk in asked}
    return rules.group(key, people, of.told), [_source(named[pk], places.get(pk), of) for pk in wanted if pk in named]


def _kept(actor: Actor, now: datetime, known: Known, state: str) -> Gathered:
    """Gathered once for each state of the book: from the whole to a group, and from page to page of it."""
    kept: Gathered | None = caches["pages"].get(f"audit-people:{state}")
    if kept is None:
        kept = gathered(actor, now, known)
        caches["pages"].set(f"audit-people:{state}", kept, 3_600)
    return kept


def _state(actor: Actor, now: datetime, known: Known) -> str:
    """What an audit follows from: another text when any of it changes."""
    revision = people_queries.book(actor).revision
    return f"{actor.member_id}:{revision}:{now:%Y%m%d}:{actor.tempo}:{known.mark}"


def _ordered(of: Gathered, key: str) -> list[int]:
    """The people of a group in the order of the list; those with whom nothing is recorded last, the oldest first."""
    told = of.told
    mine = told.groups == key
    ids = np.array(of.ids, np.int64)[mine]
    order = np.lexsort((ids, -told.sent[mine], -told.worth[mine], ~told.enough[mine]))
    traced = ids[order].tolist()
    if len(of.groups) == len(of.ids):
        return traced
    return traced + sorted({pk for pk, one in of.groups.items() if one == key} - set(traced))


def _source(named: Sequence, place: int | None, of: Gathered) -> Source:
    uid, name, title, profession, firm = named
    work = title or profession
    role = f"{work}, {firm}" if work and firm else work or firm
    if place is None:
        nobody = (None,) * len(INGREDIENTS)
        return Source(str(uid), name, role, nobody, 0, Verdict(State.UNKNOWN), 0.0)
    told = of.told
    x, known, p = told.x[place].tolist(), told.known[place].tolist(), told.p[place].tolist()
    return Source(
        id=str(uid),
        name=name,
        role=role,
        shares=tuple(share if mark else None for share, mark in zip(x, known, strict=True)),
        sent=int(told.sent[place]),
        verdict=verdict(x, known, p),
        worth=float(told.worth[place]),
    )
