"""Today's list: what was promised, who waits, who cools, which ties sleep, one small step, questions left open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from grapevine.domain.accounts.rules.access import Actor, Permission, allowed, require
from grapevine.domain.coach.queries.asides import Asides
from grapevine.domain.coach.queries.asked import News, Request, asked
from grapevine.domain.coach.queries.listed import Item, listed
from grapevine.domain.education.queries.lessons import Due
from grapevine.domain.education.queries.lessons import due as refreshers_due
from grapevine.domain.education.queries.this_week import WeeklyLine, weekly_line
from grapevine.domain.imports import queries as import_queries
from grapevine.domain.network.queries.sorting import unsorted_now
from grapevine.domain.partnerships.queries.waiting import Matter, matters
from grapevine.domain.people import queries as people_queries
from grapevine.domain.referrals.queries.waiting import Waiting
from grapevine.domain.referrals.queries.waiting import waiting as referrals_waiting
from grapevine.domain.webhooks.queries.endpoints import needs_look
from grapevine.kit.moments import day_in
from grapevine.kit.prepared import Prepared

#: Open questions are counted so far.
COUNT_MAX = 99
_DOUBTS = Prepared(lambda owner: import_queries.open_questions(Actor(owner, "", "")).values_list("pk")[:COUNT_MAX], 1)


@dataclass(frozen=True, slots=True)
class Today:
    """The list. ``items`` by kind, in the order of the page; ``more``: how many of a kind are not shown.

    ``doubts``: questions of imports that wait for a word, at most COUNT_MAX. ``requests``: what other members ask for.
    ``news``: of the member's own requests for introductions.
    ``unsorted``: how many people of the book belong to no part of life yet. ``refreshers``: partners whose memory of
    the member's brief is due to be asked, longest overdue first. ``partnerships``: what agreements ask of the member;
    ``referrals``: what referrals do. ``ask``: this week's, None without a brief. ``comments``: under the
    member's stories, how many wait for a word. ``webhooks``: those the house paused.
    """

    step: Item | None
    items: tuple[Item, ...]
    more: Mapping[str, int]
    doubts: int
    requests: tuple[Request, ...] = ()
    news: tuple[News, ...] = ()
    unsorted: int = 0
    refreshers: tuple[Due, ...] = ()
    partnerships: tuple[Matter, ...] = ()
    referrals: tuple[Waiting, ...] = ()
    ask: WeeklyLine | None = None
    comments: int = 0
    webhooks: tuple[str, ...] = ()


def today(actor: Actor, now: datetime) -> Today:
    """The list of the actor at ``now``. Needs to read the book and both ledgers."""
    for permission in (Permission.BOOK_READ, Permission.TOUCHES_READ, Permission.GIVES_READ):
        require(actor, permission)
    day, book = day_in(now, actor.time_zone), people_queries.book(actor)
    found, others = listed(actor, now, day, Asides(actor, now), book.revision), asked(actor, now)
    return Today(
        step=found.step,
        items=found.items,
        more=found.more,
        doubts=_doubts(actor),
        requests=others.requests,
        news=others.news,
        comments=others.comments,
        unsorted=unsorted_now(actor, book),
        refreshers=tuple(refreshers_due(actor, day)),
        partnerships=tuple(matters(actor, day)),
        referrals=tuple(referrals_waiting(actor, now, day)),
        ask=weekly_line(actor, day),
        webhooks=tuple(needs_look(actor)),
    )


def _doubts(actor: Actor) -> int:
    return len(_DOUBTS(actor.member_id)) if allowed(actor, Permission.IMPORTS_READ) else 0
