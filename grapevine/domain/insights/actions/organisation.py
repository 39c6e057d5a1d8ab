"""Counting over an organisation: asked for by an organiser, done at once where it is small, else by the worker."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock_time

from django.db import transaction
from django.db.models import Q

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.audit_log import actions as audit_log
from grapevine.domain.audit_log.rules import Verb
from grapevine.domain.insights.models import OrganisationFigures
from grapevine.domain.insights.queries.organisation import organised
from grapevine.domain.insights.queries.organisation_count import in_database, in_engine
from grapevine.domain.insights.rules import organisation as rules
from grapevine.domain.referrals.models import Referral
from grapevine.kit import clock
from grapevine.kit.jobs import enqueue

JOB = "grapevine.domain.insights.actions.organisation.count_figures"
#: Up to so many referrals the database answers at once.
SMALL = 5_000
#: A count is over this many days; one that has not ended after so many minutes has died and may be asked for again.
DAYS, DEAD_MINUTES = 365, 60
_DIED = "The last count did not come to an end. Ask for it again."


@transaction.atomic
def ask_figures(
    *, actor: Actor, now: datetime, organisation_uid: object = None, queue: bool = True
) -> OrganisationFigures:  # fmt: skip
    """Count the last year anew, for an organiser: a large one in the worker, or (without ``queue``) here and now.

    One count at a time. Raises NotFound, NotAllowed.
    """
    place = organised(actor, organisation_uid)
    require(actor, Permission.ORGANISATION_READ, organisation_id=place.pk)
    row, _ = OrganisationFigures.objects.select_for_update().get_or_create(organisation=place)
    if row.asked_at is not None and row.asked_at > now - timedelta(minutes=DEAD_MINUTES):
        return row
    row.asked_at, row.percent, row.failed = now, 0, ""
    row.save(update_fields=["asked_at", "percent", "failed"])
    audit_log.record(Verb.FIGURES_ASKED, now=now, member_id=actor.member_id, thing_id=place.uid)
    today = now.astimezone(UTC).date()
    large = Referral.objects.filter(organisation=place)[: SMALL + 1].count() > SMALL
    if large and queue:
        enqueue(JOB, place.pk, today.isoformat())
    else:
        _count(row, now, today, engine=large)
        row.refresh_from_db()
    return row


def count_figures(organisation_id: int, today: str) -> None:
    """What the worker does: the year before ``today``, by the engine. Nothing to do when nobody asks any more."""
    row = OrganisationFigures.objects.filter(Q(asked_at__isnull=False), pk=organisation_id).first()
    if row is not None:
        try:
            _count(row, clock.now(), date.fromisoformat(today), engine=True)
        except Exception:
            OrganisationFigures.objects.filter(pk=organisation_id).update(asked_at=None, percent=0, failed=_DIED)
            raise


def _count(row: OrganisationFigures, now: datetime, today: date, *, engine: bool) -> None:
    """Up to and without today, so that the same day gives the same figures."""
    began, until = time.monotonic(), datetime.combine(today, clock_time(), tzinfo=UTC)
    since = until - timedelta(days=DAYS)

    def told(percent: int) -> None:
        OrganisationFigures.objects.filter(pk=row.pk).update(percent=min(percent, 99))

    counted = in_engine(row.pk, since, until, told) if engine else in_database(row.pk, since, until)
    said = rules.as_data(rules.figures(counted))
    OrganisationFigures.objects.filter(pk=row.pk).update(
        said=said, counted_at=now, since=since.date(), until=until.date(), seconds=time.monotonic() - began,
        asked_at=None, percent=100, failed="",
    )  # fmt: skip
