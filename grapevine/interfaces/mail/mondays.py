"""Letters on Monday morning, by schedule: only to members who wished for theirs, once a week."""

from __future__ import annotations

import structlog
from django.conf import settings

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.coach.actions.telling import tell_week
from grapevine.domain.coach.queries.told import due
from grapevine.domain.coach.queries.week import Week
from grapevine.domain.letters.rules import Letter
from grapevine.domain.network.rules.introductions.letters import first
from grapevine.interfaces.mail import monday
from grapevine.kit import clock
from grapevine.kit.errors import NotDone

log = structlog.get_logger(__name__)


def send_due() -> int:
    """Write to every member for whom it is Monday morning; how many were written to."""
    now, sent = clock.now(), 0
    for owner in due(now):
        try:
            sent += tell_week(now=now, owner_id=owner, written=_written)
        except NotDone:
            log.info("letter on Monday passed over", member=owner)
    return sent


def _written(actor: Actor, found: Week) -> Letter:
    return monday.letter(
        to_address=actor.email, to_name=actor.name, called=first(actor.name),
        monday=found.monday, lines=found.lines, minutes=found.minutes, plan=f"{settings.BASE_URL}/plan",
    )  # fmt: skip
