"""Requests by the public page, and letters wished for, as records of a complete archive."""

from __future__ import annotations

from collections.abc import Iterator

from grapevine.domain.accounts.models import Member
from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.imports.rules.incoming_records import IncomingRecord, LettersWishedRecord
from grapevine.domain.imports.rules.records import Party, Record
from grapevine.domain.referrals.models import Incoming, LettersWished
from grapevine.domain.referrals.queries.incoming import incoming
from grapevine.domain.referrals.queries.wished import wished_of
from grapevine.kit.source_keys import OWN_KEY


def parts(actor: Actor) -> dict[str, Iterator[Record]]:
    """The parts of a complete archive."""
    wish = wished_of(actor)
    return {
        "referral_requests": (_request(row) for row in incoming(actor)),
        "referral_letters": (_wish(actor, each) for each in ([] if wish._state.adding else [wish])),
    }


def _request(row: Incoming) -> Record:
    return IncomingRecord(
        key=f"{OWN_KEY}{row.uid}", who=Party(name=row.sender_name, email=row.sender_email), at=row.created_at,
        need=row.need, me=row.self_sent, name=row.name, email=row.email, phone=row.phone, about=row.about,
    )  # fmt: skip


def _wish(actor: Actor, row: LettersWished) -> Record:
    since = Member.objects.values_list("created_at", flat=True).get(pk=actor.member_id)
    return LettersWishedRecord(
        key="letters wished", who=Party(name=actor.name), at=since, moves=row.moves, reminders=row.reminders,
        closed=not row.intake,
    )  # fmt: skip
