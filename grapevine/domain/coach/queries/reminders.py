"""What others and agreements wait for, as lines of today: one wording for the page, the API and the command line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from grapevine.domain.coach.queries.asked import News, Request
from grapevine.domain.coach.queries.today import Today
from grapevine.domain.network.rules.introductions.letters import first
from grapevine.domain.network.rules.introductions.requests import NEWS, WAITS
from grapevine.domain.partnerships.queries.waiting import Matter
from grapevine.domain.referrals.queries.waiting import Waiting

INTRODUCTION, LINK, REFERRAL, AGREEMENT, REFRESHER = "introduction", "link", "referral", "agreement", "refresher"
#: In the order in which they are told.
KINDS = (INTRODUCTION, LINK, REFERRAL, AGREEMENT, REFRESHER)
FADING = "What they learned of your brief is fading. Two minutes bring it back."


@dataclass(frozen=True, slots=True)
class Reminder:
    """One line: ``uid`` is the public id of what is meant; of a refresher, of the person to be asked."""

    kind: str
    uid: UUID
    title: str
    why: str


def reminders(found: Today, day: date) -> list[Reminder]:
    """Everything of ``found`` that is answered on its own page, in the order of KINDS. ``day``: the member's."""
    due = [
        Reminder(REFRESHER, one.person_uid, f"Ask {one.name} whom they would send", FADING) for one in found.refreshers
    ]
    others = of_news(found.news) + of_referrals(found.referrals, day) + of_agreements(found.partnerships, day)
    return of_requests(found.requests) + others + due


def of_requests(requests: Sequence[Request]) -> list[Reminder]:
    """What other members ask for."""
    return [_introduction(one) if one.state else _link(one) for one in requests]


def of_news(news: Sequence[News]) -> list[Reminder]:
    """What came of the member's own requests for introductions, or did not."""
    return [_news(one) for one in news]


def of_referrals(referrals: Sequence[Waiting], day: date) -> list[Reminder]:
    """What referrals ask."""
    return [Reminder(REFERRAL, one.uid, one.title(), one.why(day)) for one in referrals]


def of_agreements(matters: Sequence[Matter], day: date) -> list[Reminder]:
    """What agreements ask."""
    return [Reminder(AGREEMENT, one.uid, one.title(), one.why(day)) for one in matters]


def _introduction(one: Request) -> Reminder:
    said = WAITS[one.state].format(target=first(one.target))
    title = f"{one.asker} asks for an introduction to {one.target}"
    return Reminder(INTRODUCTION, one.uid, title, f"{said[:1].upper()}{said[1:]}.")


def _news(one: News) -> Reminder:
    title, why = (part.format(through=one.through, target=one.target) for part in NEWS[one.state])
    return Reminder(INTRODUCTION, one.uid, title, why)


def _link(one: Request) -> Reminder:
    why = "What exactly is shared stands there, before you say yes or no."
    return Reminder(LINK, one.uid, f"{one.asker} asks to link your ledgers", why)
