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
    known, book = known_of(actor), people_queries.book(actor)
    key = f"audit:{_state(actor, now, book.revision, known)}"
    kept: Audit | None = caches["pages"].get(key)
    if kept is None:
        kept = _worked_out(now, gathered(actor, now, known))
        caches["pages"].set(key, kept, 86_400)
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
    of = _kept(actor, now)
    people = of.counted.get(key, 0)
    if not people:
        return None, []
    wanted = _ordered(of, key)[first : None if limit is None else first + limit]
    rows = people_queries.visible_to(actor).filter(pk__in=wanted).values_list("pk", *_NAMED)
    named = {pk: row for pk, *row in rows}
    places = {pk: place for place, pk in enumerate(of.ids)}
    return rules.group(key, people, of.told), [_source(named[pk], places.get(pk), of) for pk in wanted if pk in named]


def _kept(actor: Actor, now: datetime) -> Gathered:
    """Gathered once a day for each state of the book, for whoever turns its pages."""
    known, book = known_of(actor), people_queries.book(actor)
    key = f"audit-people:{_state(actor, now, book.revision, known)}"
    kept: Gathered | None = caches["pages"].get(key)
    if kept is None:
        kept = gathered(actor, now, known)
        caches["pages"].set(key, kept, 3_600)
    return kept


def _state(actor: Actor, now: datetime, revision: int, known: Known) -> str:
    """What an audit follows from: another text when any of it changes."""
    return f"{actor.member_id}:{revision}:{now:%Y%m%d}:{actor.tempo}:{known.mark}"


def _ordered(of: Gathered, key: str) -> list[int]:
    """The people of a group in the order of the list; those with whom nothing is recorded last, the oldest first."""
    told, traced = of.told, set(of.ids)
    places = np.flatnonzero(told.groups == key).tolist()
    places.sort(key=lambda place: (not told.enough[place], -told.worth[place], -told.sent[place], of.ids[place]))
    untraced = sorted(pk for pk, one in of.groups.items() if one == key and pk not in traced)
    return [of.ids[place] for place in places] + untraced


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
