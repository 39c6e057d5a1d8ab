"""Clearing away what has run out."""

from __future__ import annotations

from datetime import timedelta
from importlib import import_module

from django.conf import settings

from grapevine.domain.accounts.models import IdempotencyKey
from grapevine.domain.goals.actions.keeping import keep_all
from grapevine.domain.partnerships.actions.offers import count_anew
from grapevine.domain.partnerships.actions.reckoning import reckon_all
from grapevine.domain.people.actions import read_unread_work
from grapevine.domain.people.actions.bulk import forget_changes
from grapevine.interfaces.exchange.resuming import resume
from grapevine.interfaces.exchange.uploads import drop_orphans
from grapevine.kit import clock

ANSWERS_KEPT = timedelta(days=1)


def expired_sessions() -> None:
    """Sessions nobody can use any more."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()


def old_answers() -> None:
    """Answers kept for requests that might be sent twice; they are promised to be gone after a day."""
    IdempotencyKey.objects.filter(created_at__lt=clock.now() - ANSWERS_KEPT).delete()


def old_changes() -> None:
    """What people had before a change of many that is too old to be taken back."""
    forget_changes(clock.now())


def left_uploads() -> None:
    """Uploaded files that no import waits for any more."""
    drop_orphans(clock.now())


def imports_left() -> None:
    """Imports that stopped half way while nobody was there to go on with them."""
    resume(clock.now())


def unread_work() -> None:
    """People whose profession nobody has recognised yet: they were here before it could be; a batch at a time."""
    read_unread_work()


def partner_counts() -> None:
    """What is copied and summed for suggestions of partners: professions, referrals received, flows."""
    count_anew(now=clock.now())


def agreements_reckoned() -> None:
    """How committed both sides of every living agreement are, now that the last quarter has moved on by a day."""
    reckon_all(now=clock.now())


def forecasts_kept() -> None:
    """This month's forecasts of who has none yet, and what came of those whose days are over."""
    keep_all(now=clock.now())
