"""Keeping what was forecast, once a month, and holding it against what came when its days are over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import astuple
from datetime import UTC, date, datetime, timedelta

import numpy as np
from django.db import transaction
from django.db.models import F

from grapevine.domain.accounts.models import Member
from grapevine.domain.accounts.queries import actor_of
from grapevine.domain.goals.models import ForecastRecord
from grapevine.domain.goals.queries.ahead import LENGTHS, look
from grapevine.domain.goals.queries.book import Book, book, day
from grapevine.domain.goals.rules.deals import WON
from grapevine.domain.goals.rules.forecast_sigma import sigma_of
from grapevine.domain.referrals.models import Side
from grapevine.domain.referrals.rules.moves import By

#: The width of the shock is learned anew after so many days.
SIGMA_DAYS = 365


def keep_all(*, now: datetime) -> int:
    """For every member who receives referrals: settle what is over, and keep this month's forecasts once.

    Called every day; a month is made up for on the next day the worker runs. Returns how many members had something.
    """
    today, kept = now.astimezone(UTC).date(), 0
    for owner in _owners(today):
        with transaction.atomic():
            kept += keep_for(owner, now=now, today=today)
    return kept


def _owners(today: date) -> Iterator[Member]:
    """Members who are due: with referrals and without this month's forecast, or with one whose days are over."""
    month = ForecastRecord.objects.filter(made_on__gte=today.replace(day=1)).values("owner")
    receives = Side.objects.filter(role=By.RECEIVER).exclude(owner__in=month).values("owner")
    over = ForecastRecord.objects.filter(settled_at=None, made_on__lt=today - timedelta(days=min(LENGTHS)))
    due = Member.objects.filter(is_active=True)
    due = due.filter(pk__in=receives) | due.filter(pk__in=over.values("owner"))
    return due.order_by("pk").distinct().iterator(chunk_size=500)


def keep_for(owner: Member, *, now: datetime, today: date) -> int:
    """One member's: inside the caller's transaction. 1 when something was written."""
    found = book(actor_of(owner))
    settled = _settle(owner, found, now, today)
    if ForecastRecord.objects.filter(owner=owner, made_on__gte=today.replace(day=1)).exists() or not len(found.deals):
        return int(settled)
    sigma, since = _sigma(owner, found, today)
    for days in LENGTHS:
        told = look(Book(found.deals, found.began, sigma, found.money), day(today), days)
        ForecastRecord.objects.create(
            owner=owner, made_on=today, days=days, won=astuple(told.won),
            value=astuple(told.value) if told.with_value else [], sigma=sigma, sigma_set_on=since,
        )  # fmt: skip
    return 1


def _settle(owner: Member, found: Book, now: datetime, today: date) -> bool:
    """Write down what came in the days of each past forecast that are over."""
    open_ones = ForecastRecord.objects.select_for_update().filter(owner=owner, settled_at=None)
    over = [one for one in open_ones if one.made_on + timedelta(days=one.days) <= today]
    for one in over:
        since = day(one.made_on)
        won = (found.deals.outcome == WON) & (found.deals.closed > since) & (found.deals.closed <= since + one.days)
        one.came_won, one.settled_at = int(won.sum()), now
        one.came_value = int(np.nansum(found.deals.value[won])) if found.money else None
        one.save(update_fields=["came_won", "came_value", "settled_at"])
    return bool(over)


def _sigma(owner: Member, found: Book, today: date) -> tuple[float, date]:
    """The width of the shock and since when: the last one for a year, then learned anew from the book's own past."""
    last = ForecastRecord.objects.filter(owner=owner).order_by(F("made_on").desc()).first()
    if last is not None and (today - last.sigma_set_on).days < SIGMA_DAYS:
        return last.sigma, last.sigma_set_on
    return sigma_of(found.deals, day(today), float(max(LENGTHS)), found.began), today
