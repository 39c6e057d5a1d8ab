"""Writing what an archive holds of the member's own choices, about nobody of the book, and taking it back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Any

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.imports.actions.bringing import bring_in, brought_by, wrong_time
from grapevine.domain.imports.actions.desk import Desk
from grapevine.domain.imports.models import Staged
from grapevine.domain.imports.rules import payload
from grapevine.domain.imports.rules.own_records import CountedRecord, OwnRecord, ReferralTimesRecord, WebhookRecord
from grapevine.domain.imports.rules.records import Record
from grapevine.domain.insights.actions import brought as insights
from grapevine.domain.referrals.actions import brought_in as referrals
from grapevine.domain.webhooks.actions import brought as webhooks

_TAKE_BACK = {
    payload.WEBHOOK: webhooks.take_back,
    payload.REFERRAL_TIMES: referrals.take_times_back,
    payload.COUNTED: insights.take_counted_back,
    payload.SURVEY_VOICE: insights.take_voices_back,
}


def write_own(desk: Desk, now: datetime, records: Sequence[tuple[Staged, Record]]) -> None:
    """Apply webhooks, days a stage, and that somebody is counted or answered a survey."""
    for staged, record in records:
        assert isinstance(record, OwnRecord)
        bring_in(staged, wrong_time(record, now), partial(_made, desk.actor, now, record), staged.kind, None)


def _made(actor: Actor, now: datetime, record: OwnRecord) -> Any:
    if isinstance(record, WebhookRecord):
        return webhooks.bring_endpoint(
            actor=actor, now=now, at=record.at, name=record.name, address=record.address, host=record.host,
            events=record.events,
        )  # fmt: skip
    if isinstance(record, ReferralTimesRecord):
        return referrals.bring_times(actor=actor, now=now, days=record.days)
    if isinstance(record, CountedRecord):
        return insights.bring_counted(actor=actor, now=now, chapter=record.chapter, organisation=record.organisation)
    return insights.bring_voice(actor=actor, now=now, survey_uid=record.survey)


def own_back(actor: Actor, chunk: Sequence[Staged]) -> None:
    """Take back what these records brought."""
    for kind, made in brought_by(chunk, _TAKE_BACK).items():
        if made:
            _TAKE_BACK[kind](actor=actor, made=made)
