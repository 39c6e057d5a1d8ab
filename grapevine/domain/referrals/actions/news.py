"""Letters that go out by schedule, because the member wished for them: news, reminders, and reminders of guests."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from django.db import connection, transaction

from grapevine.domain.accounts.models import Member
from grapevine.domain.accounts.queries import actor_of
from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.audit_log import actions as audit_log
from grapevine.domain.audit_log.rules import Verb
from grapevine.domain.letters.actions import queue_letter
from grapevine.domain.letters.rules import Letter
from grapevine.domain.referrals.actions.holding import hold
from grapevine.domain.referrals.actions.links import make_address
from grapevine.domain.referrals.models import Address, LettersWished, Side
from grapevine.domain.referrals.queries.board import Card
from grapevine.domain.referrals.queries.ways import Way, way
from grapevine.domain.referrals.queries.wished import News, news, waiting_for
from grapevine.kit.errors import NotFound

#: Makes the letter of what is new; of what waits; with a new link (the side, whom it is for, the link, its secret).
OfNews = Callable[[Actor, News], Letter]
OfTurns = Callable[[Actor, Sequence[Card]], Letter]
OfLink = Callable[[Side, Way, Address, str], Letter]


@transaction.atomic
def tell_news(*, now: datetime, owner_id: int, written: OfNews) -> bool:
    """Write one member what others did since their last letter; False when nothing was new. Raises Refused."""
    wish = LettersWished.objects.select_for_update().filter(owner=owner_id).select_related("owner").first()
    if wish is None:
        return False
    actor, found = actor_of(wish.owner), news(wish, now)
    wish.moves_told_at = now
    wish.save(update_fields=["moves_told_at"])
    if not found:
        return False
    queue_letter(actor=actor, now=now, letter=written(actor, found))
    _mark_told(found)
    audit_log.record(Verb.REFERRAL_NEWS_SENT, now=now, member_id=owner_id)
    return True


def _mark_told(found: News) -> None:
    """Keep up to which move each was told; one that is being moved this moment is told once more, not missed."""
    rows = Side.objects.select_for_update(skip_locked=connection.features.has_select_for_update_skip_locked)
    told = {each.side_id: each.version for each in found.moved}
    for side in rows.filter(pk__in=told).order_by("pk"):
        side.told_version = told[side.pk]
        side.save(update_fields=["told_version"])


def nothing_new(owner_ids: Sequence[int], now: datetime) -> None:
    """It was time, and there was nothing to tell: the next letter waits for its next turn."""
    LettersWished.objects.filter(owner__in=owner_ids).update(moves_told_at=now)


@transaction.atomic
def remind_owner(*, now: datetime, owner: Member, written: OfTurns) -> int:
    """Write one member what waits for them, in one letter; how many. Raises Refused."""
    wish = LettersWished.objects.select_for_update().filter(owner=owner, reminders=True).first()
    actor = actor_of(owner)
    found = waiting_for(actor, wish.reminded_at, now) if wish else []
    if not wish or not found:
        return 0
    wish.reminded_at = now
    wish.save(update_fields=["reminded_at"])
    queue_letter(actor=actor, now=now, letter=written(actor, found))
    return len(found)


@transaction.atomic
def remind_guest(*, now: datetime, address: Address, written: OfLink) -> None:
    """Remind somebody without an account with a link beside the one they have. Raises Refused, NotFound."""
    actor = actor_of(address.owner)
    held = hold(actor, address.referral.uid)
    own, to = way(actor, held.referral.uid, address.purpose, now)
    if to is None or to.person is None:
        raise NotFound("There is nobody of the book to remind.")
    made, secret = make_address(
        held, actor=actor, now=now, purpose=address.purpose, days=_days_left(address, now), beside=True
    )
    queue_letter(actor=actor, now=now, letter=written(own, to, made, secret), person=to.person)
    Address.objects.filter(pk=address.pk).update(remind=False)
    Address.objects.filter(pk=made.pk).update(remind=True, reminded_at=now)


def _days_left(address: Address, now: datetime) -> int:
    """The new link ends with the one it stands beside, a day at least."""
    return max(1, (address.expires_at - now).days)


def no_more_reminders(address: Address) -> None:
    """Whoever cannot be written to any more is not reminded again."""
    Address.objects.filter(pk=address.pk).update(remind=False)
