"""Refreshers that go out by schedule: only to partners for whom the member chose so, when something is due."""

from __future__ import annotations

import structlog
from django.conf import settings

from grapevine.domain.accounts.models import Member
from grapevine.domain.accounts.queries import actor_of
from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.education.actions.teach_backs import Written, send_refresher
from grapevine.domain.education.models import TeachBack
from grapevine.domain.education.queries.lessons import to_send
from grapevine.domain.letters.queries import address_of
from grapevine.domain.letters.rules import Letter
from grapevine.interfaces.mail import teach_back_link
from grapevine.kit import clock
from grapevine.kit.errors import NotDone
from grapevine.kit.moments import day_in

log = structlog.get_logger(__name__)


def send_due() -> int:
    """Send what is due; how many went. One that may not go is passed over and looked at again the next day."""
    now, sent = clock.now(), 0
    for member, person_uid in to_send(now):
        try:
            send_refresher(actor=actor_of(member), now=now, person_uid=person_uid, written=_writer(member))
        except NotDone:
            log.info("refresher passed over", member=member.pk)
            continue
        sent += 1
    return sent


def _writer(member: Member) -> Written:
    actor: Actor = actor_of(member)

    def written(row: TeachBack, secret: str) -> Letter:
        assert row.expires_at is not None
        until = day_in(row.expires_at, actor.time_zone)
        return teach_back_link.letter(
            to_address=address_of(actor, row.person), to_name=row.person.name,
            called=row.person.given or row.person.name.split()[0], member_name=member.name,
            link=f"{settings.BASE_URL}/t/{secret}", until=f"{until.day} {until:%B %Y}", questions=len(row.asked),
            automatic=True,
        )  # fmt: skip

    return written
