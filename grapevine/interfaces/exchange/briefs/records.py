"""Briefs and the last ten clients as records of a complete archive."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.education.models import BriefReader, BriefVersion, RecentClient
from grapevine.domain.education.queries.archived import every_reader, every_version
from grapevine.domain.education.queries.last_ten import recent_clients
from grapevine.domain.education.rules.brief import from_data
from grapevine.domain.imports.rules.brief_records import BriefReaderRecord, BriefRecord, ClientRecord
from grapevine.domain.imports.rules.records import Party, Record
from grapevine.kit.source_keys import key_of

_CHUNK = 500
_WORTH = {None: "", True: "yes", False: "no"}


def parts(actor: Actor) -> dict[str, Iterator[Record]]:
    """The parts of a complete archive."""
    return {
        "briefs": (_version(actor, row) for row in every_version(actor).iterator(_CHUNK)),
        "brief_readers": (_reader(row) for row in every_reader(actor).iterator(_CHUNK)),
        "recent_clients": (_client(row) for row in recent_clients(actor).iterator(_CHUNK)),
    }


def _version(actor: Actor, row: BriefVersion) -> BriefRecord:
    brief = row.brief
    key = key_of(brief.source_key, brief.uid)
    return BriefRecord(
        key=f"{key}:{row.number}", who=Party(name=actor.name), at=row.saved_at, brief=key, number=row.number,
        called=brief.name, main=brief.is_main, note=row.note, **asdict(from_data(row.parts)),
    )  # fmt: skip


def _reader(row: BriefReader) -> BriefReaderRecord:
    key = key_of(row.brief.source_key, row.brief.uid)
    who = Party(name=row.person.name, uid=str(row.person.uid))
    return BriefReaderRecord(key=f"reader:{row.pk}", who=who, at=row.since, brief=key)


def _client(row: RecentClient) -> ClientRecord:
    who = Party(name=row.referrer.name, uid=str(row.referrer.uid)) if row.referrer else Party()
    return ClientRecord(
        key=key_of(row.source_key, row.uid), who=who, at=row.created_at, number=row.position, client=row.who,
        came=row.came, profession=row.referrer_profession, problem=row.problem, moment=row.moment,
        worth=_WORTH[row.worth],
    )  # fmt: skip
