"""Requests by the public page, letters wished for and days a stage, out of an archive; and back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime, timedelta

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.letters.rules import checked_address
from grapevine.domain.referrals.actions.giving import ABOUT_MAX, NEED_MAX
from grapevine.domain.referrals.actions.own import set_times
from grapevine.domain.referrals.actions.wished import wish_letters
from grapevine.domain.referrals.models import Incoming, LettersWished, Times
from grapevine.domain.referrals.rules.intake import KEPT_DAYS
from grapevine.kit import tokens
from grapevine.kit.errors import Refused
from grapevine.kit.text import clean, clean_lines


def bring_incoming(
    *, actor: Actor, now: datetime, key: str, at: datetime, sender_name: str, sender_email: str, self_sent: bool,
    name: str, email: str, phone: str, need: str, about: str,
) -> Incoming | None:  # fmt: skip
    """One request; None when it is here already, or so old that it would be erased. Raises Refused, NotAllowed."""
    require(actor, Permission.REFERRALS_WRITE)
    if not (clean(sender_name) and clean(need)):
        raise Refused("A request says who sent it, and what is needed.")
    stamp = tokens.digest(f"archive:{actor.member_id}:{key}")
    if at < now - timedelta(days=KEPT_DAYS) or Incoming.objects.filter(stamp=stamp).exists():
        return None
    return Incoming.objects.create(
        owner_id=actor.member_id, stamp=stamp, sender_name=clean(sender_name, 300),
        sender_email=checked_address(sender_email), self_sent=self_sent, name=clean(name, 300),
        email=checked_address(email) if email else "", phone=clean(phone, 60), need=clean(need, NEED_MAX),
        about=clean_lines(about, ABOUT_MAX), created_at=at,
    )  # fmt: skip


def bring_wish(*, actor: Actor, now: datetime, moves: str, reminders: bool, intake: bool) -> LettersWished | None:
    """The choice of letters; None where one was made here already. Raises Refused, NotAllowed."""
    if LettersWished.objects.filter(owner_id=actor.member_id).exists():
        return None
    return wish_letters(actor=actor, now=now, moves=moves, reminders=reminders, intake=intake)


def take_back(*, actor: Actor, requests: Sequence[int], wished: bool) -> None:
    """Take these back; what was taken on meanwhile stays."""
    require(actor, Permission.REFERRALS_WRITE)
    Incoming.objects.filter(owner_id=actor.member_id, pk__in=requests).delete()
    if wished:
        LettersWished.objects.filter(owner_id=actor.member_id).delete()


def bring_times(*, actor: Actor, now: datetime, days: str) -> Times | None:
    """The days a stage, JSON; None where some were chosen here already. Raises Refused, NotAllowed."""
    try:
        told = json.loads(days)
    except (ValueError, RecursionError):
        told = None
    if not isinstance(told, dict):
        raise Refused("It tells how many days each stage may stand.")
    if Times.objects.filter(owner_id=actor.member_id).exists():
        return None
    set_times(actor=actor, now=now, days=told)
    return Times.objects.get(owner_id=actor.member_id)


def take_times_back(*, actor: Actor, made: Sequence[int]) -> None:
    """Go back to the days of the house."""
    require(actor, Permission.REFERRALS_WRITE)
    Times.objects.filter(owner_id=actor.member_id, pk__in=made).delete()
