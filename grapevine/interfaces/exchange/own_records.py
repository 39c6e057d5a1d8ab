"""The member's own choices as records of a complete archive: webhooks, days a stage, where they count."""

from __future__ import annotations

import json
from collections.abc import Iterator

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.imports.rules.own_records import (
    CountedRecord,
    ReferralTimesRecord,
    SurveyVoiceRecord,
    WebhookRecord,
)
from grapevine.domain.imports.rules.records import Party, Record
from grapevine.domain.insights.models.survey import Counted, SurveyVoice
from grapevine.domain.insights.queries import together
from grapevine.domain.referrals.queries.archived import own_times
from grapevine.domain.webhooks.models import Endpoint
from grapevine.domain.webhooks.queries import endpoints as webhooks


def parts(actor: Actor) -> dict[str, Iterator[Record]]:
    """The parts of a complete archive."""
    me = Party(name=actor.name)
    since, days = own_times(actor)
    return {
        "webhooks": (_webhook(me, one) for one in webhooks.archived(actor)),
        "referral_times": (
            ReferralTimesRecord(key="referral times", who=me, at=since, days=json.dumps(each)) for each in days
        ),
        "counted": (_counted(me, one) for one in together.counted(actor)),
        "surveys_answered": (_voice(me, one) for one in together.voices(actor)),
    }


def _webhook(me: Party, one: Endpoint) -> Record:
    return WebhookRecord(
        key=f"webhook:{one.uid}", who=me, at=one.created_at, name=one.name, host=one.host, events=tuple(one.events)
    )  # fmt: skip


def _counted(me: Party, one: Counted) -> Record:
    numbers = ("asks", "deep_asks", "received_weekly", "closed_value", "stratum")
    return CountedRecord(
        key="counted", who=me, at=one.at, chapter=one.chapter.name if one.chapter else "",
        organisation=one.organisation.name if one.organisation else "",
        numbers=json.dumps({name: getattr(one, name) for name in numbers}),
    )  # fmt: skip


def _voice(me: Party, one: SurveyVoice) -> Record:
    of = one.survey
    return SurveyVoiceRecord(
        key=f"survey:{of.uid}", who=me, at=of.opened_at, survey=str(of.uid), chapter=of.chapter.name
    )
