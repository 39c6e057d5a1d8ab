"""Letters about referrals that go out by schedule: only to who wished for them, or was chosen by who wished for it."""

from __future__ import annotations

from collections.abc import Sequence

import structlog
from django.conf import settings

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.letters.rules import Letter
from grapevine.domain.network.rules.introductions.letters import first
from grapevine.domain.referrals.actions import news
from grapevine.domain.referrals.actions.intake import forget_old
from grapevine.domain.referrals.models import Address, Side
from grapevine.domain.referrals.queries.board import Card
from grapevine.domain.referrals.queries.ways import Way, to_remind
from grapevine.domain.referrals.queries.wished import News, due_for_news, due_for_reminders
from grapevine.interfaces.mail import referral_news, referral_turns, referral_ways
from grapevine.kit import clock
from grapevine.kit.errors import NotDone

log = structlog.get_logger(__name__)


def send_news() -> int:
    """Tell every member who wished for it, and whose time it is, what others did; how many were written to."""
    now, sent = clock.now(), 0
    owners, none = due_for_news(now)
    for owner in owners:
        try:
            sent += news.tell_news(now=now, owner_id=owner, written=_of_news)
        except NotDone:
            log.info("news of referrals passed over", member=owner)
    if none:
        news.nothing_new(none, now)
    return sent


def send_reminders() -> int:
    """Remind members whose turn it is, and guests of whom a member wished it; how many letters."""
    now, sent = clock.now(), 0
    for owner in due_for_reminders(now):
        try:
            sent += bool(news.remind_owner(now=now, owner=owner, written=_of_turns))
        except NotDone:
            log.info("reminder of referrals passed over", member=owner.pk)
    for address in to_remind(now):
        try:
            news.remind_guest(now=now, address=address, written=_of_link)
        except NotDone:
            news.no_more_reminders(address)
            log.info("reminder of a guest passed over", member=address.owner_id)
            continue
        sent += 1
    return sent


def forget_requests() -> int:
    """Erase what came by a public page and nobody looked at for too long."""
    return forget_old(clock.now())


def _of_news(actor: Actor, found: News) -> Letter:
    return referral_news.letter(
        to_address=actor.email, to_name=actor.name, called=first(actor.name), news=found,
        board=f"{settings.BASE_URL}/referrals", wishes=f"{settings.BASE_URL}/referrals/letters",
    )  # fmt: skip


def _of_turns(actor: Actor, waiting: Sequence[Card]) -> Letter:
    return referral_turns.letter(
        to_address=actor.email, to_name=actor.name, called=first(actor.name),
        waiting=[(card, f"{settings.BASE_URL}/referrals/{card.uid}") for card in waiting],
        wishes=f"{settings.BASE_URL}/referrals/letters",
    )  # fmt: skip


def _of_link(own: Side, to: Way, made: Address, secret: str) -> Letter:
    return referral_ways.letter(own, to, made, secret, again=True, automatic=True)
