"""Handing a book out: vCard 4.0, CSV, or the complete archive; streamed, whatever its size."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.audit_log import actions as audit_log
from grapevine.domain.audit_log.rules import Verb
from grapevine.domain.depth import queries as depth_queries
from grapevine.domain.depth.models import Correction, QuestionLink, Rating
from grapevine.domain.gives import queries as give_queries
from grapevine.domain.gives.models import Give, Promise
from grapevine.domain.imports.rules.records import (
    ApartRecord,
    CorrectionRecord,
    DeclinedRecord,
    GiveRecord,
    HandRecord,
    KnowledgeRecord,
    LaterRecord,
    Party,
    PersonRecord,
    PromiseRecord,
    RatingRecord,
    Record,
    TouchRecord,
)
from grapevine.domain.people import queries as people_queries
from grapevine.domain.people.actions.work import NONE
from grapevine.domain.people.models import Apart, Knowledge, Person
from grapevine.domain.touches import queries as touch_queries
from grapevine.domain.touches.models import Touch
from grapevine.kit.errors import Refused
from grapevine.kit.source_keys import key_of

from . import (
    agreements,
    archive,
    coach_records,
    csv_export,
    goal_records,
    introductions,
    lessons,
    letters,
    offers,
    own_records,
)
from .briefs import records as briefs
from .referrals import incoming
from .referrals import records as referrals
from .stories import records as stories
from .vcard.write import write as write_cards

_CHUNK = 500
#: format -> (ending, media type)
FORMATS = {
    "vcard": ("vcf", "text/vcard; charset=utf-8"),
    "csv": ("csv", "text/csv; charset=utf-8"),
    "json": ("json", "application/json"),
}


def export(
    actor: Actor, now: datetime, format: str, people: QuerySet[Person] | None = None
) -> tuple[str, str, Iterator[bytes]]:
    """File name, media type and content of the actor's book. Raises Refused for an unknown format.

    vCard and CSV hold these ``people`` of the actor's, without them all who are not archived; the archive holds
    everything whatever is asked.
    """
    require(actor, Permission.EXPORT_READ)
    if format not in FORMATS:
        raise Refused(f"“{format}” is no format: choose {', '.join(FORMATS)}.", "format")
    ending, media_type = FORMATS[format]
    audit_log.record(Verb.BOOK_EXPORTED, now=now, member_id=actor.member_id, format=format)
    name = f"grapevine-{now:%Y-%m-%d}.{ending}"
    chosen = people_queries.visible_to(actor).filter(archived_at=None) if people is None else people
    if format == "json":
        pieces: Iterable[str] = _archive(actor, now)
    elif format == "vcard":
        pieces = write_cards(_people(chosen))
    else:
        return name, media_type, iter(csv_export.write(_people(chosen)))
    return name, media_type, (piece.encode() for piece in pieces)


def _people(people: QuerySet[Person]) -> Iterator[PersonRecord]:
    after = 0
    while True:
        found = list(people.filter(pk__gt=after).order_by("pk")[:_CHUNK])
        if not found:
            return
        cards = people_queries.cards_of(found)
        yield from (cards[person.pk] for person in found)
        after = found[-1].pk


def _archive(actor: Actor, now: datetime) -> Iterator[str]:
    member = {"name": actor.name, "email": actor.email}
    parts = {
        "people": _people(people_queries.visible_to(actor)),
        "touches": _each(touch_queries.visible_to(actor).select_related("person"), _touch),
        "gives": _each(give_queries.visible_to(actor).select_related("person"), _give),
        "ratings": _each(Rating.objects.filter(owner_id=actor.member_id).select_related("person"), _rating),
        "knowledge": _each(people_queries.every_knowledge(actor), _known),
        "by_hand": _each(people_queries.edited_by_hand(actor), _by_hand),
        "later": _each(people_queries.visible_to(actor).exclude(later_at=None), _later),
        "apart": _each(people_queries.told_apart(actor), _apart),
        "corrections": _each(depth_queries.corrections(actor), _correction),
        "declined": _each(depth_queries.question_links(actor).exclude(declined_at=None).order_by(), _declined),
        "promises": _each(give_queries.promises(actor).select_related("person", "give"), _promise),
        **coach_records.parts(actor),
        **introductions.parts(actor),
        **briefs.parts(actor),
        **lessons.parts(actor),
        **letters.parts(actor),
        **agreements.parts(actor),
        **offers.parts(actor),
        **referrals.parts(actor),
        **incoming.parts(actor),
        **stories.parts(actor),
        **goal_records.parts(actor),
        **own_records.parts(actor),
    }
    return archive.write(made_at=now, member=member, parts=parts)  # type: ignore[arg-type]


def _each(rows: QuerySet, make: Callable[[Any], Record]) -> Iterator[Record]:
    """The records of a table, one after the other in the order in which they were written."""
    return (make(row) for row in rows.order_by("pk").iterator(_CHUNK))


def _who(person: Person) -> Party:
    return Party(name=person.name, uid=str(person.uid))


def _touch(touch: Touch) -> TouchRecord:
    return TouchRecord(
        key=key_of(touch.source_key, touch.uid),
        who=_who(touch.person),
        at=touch.at,
        kind=touch.kind,
        began_by=touch.began_by,
        minutes=touch.minutes,
        subject=touch.note,
        about=touch.about,
        by_hand=touch.by_hand,
    )


def _give(give: Give) -> GiveRecord:
    return GiveRecord(
        key=key_of(give.source_key, give.uid),
        who=_who(give.person),
        at=give.at,
        kind=give.kind,
        direction=give.direction,
        sphere=give.sphere,
        note=give.note,
        minutes=give.minutes,
        by_hand=give.by_hand,
    )


def _rating(rating: Rating) -> RatingRecord:
    key = f"rating:{rating.pk}"
    return RatingRecord(
        key=key, who=_who(rating.person), at=rating.at, side=rating.side, value=rating.value, answers=rating.answers
    )


def _correction(row: Correction) -> CorrectionRecord:
    return CorrectionRecord(
        key=f"corrected:{row.uid}", who=_who(row.person), at=row.at, side=row.side, part=row.part, value=row.value,
        reason=row.reason,
    )  # fmt: skip


def _declined(row: QuestionLink) -> DeclinedRecord:
    assert row.declined_at is not None
    return DeclinedRecord(key=f"declined:{row.uid}", who=_who(row.person), at=row.declined_at)


def _known(row: Knowledge) -> KnowledgeRecord:
    return KnowledgeRecord(
        key=key_of(row.source_key, row.uid),
        who=_who(row.person),
        at=row.at,
        about=row.about,
        heading=row.heading,
        text=row.text,
        source=row.source,
        heard_from=row.heard_from,
        by_hand=row.by_hand,
    )


def _by_hand(person: Person) -> HandRecord:
    key = f"by_hand:{person.uid}"
    work = (person.profession_key or NONE) if person.profession_said else ""
    return HandRecord(key=key, who=_who(person), at=person.updated_at, fields=tuple(person.hand_edited), work=work)


def _later(person: Person) -> LaterRecord:
    assert person.later_at is not None
    return LaterRecord(key=f"later:{person.uid}", who=_who(person), at=person.later_at)


def _apart(apart: Apart) -> ApartRecord:
    return ApartRecord(key=f"apart:{apart.pk}", who=_who(apart.one), at=apart.said_at, other=_who(apart.other))


def _promise(promise: Promise) -> PromiseRecord:
    return PromiseRecord(
        key=key_of(promise.source_key, promise.uid),
        who=_who(promise.person),
        at=promise.made_at,
        by=promise.by,
        what=promise.what,
        due=promise.due.isoformat() if promise.due else "",
        outcome=promise.outcome,
        ended=promise.ended_at.isoformat() if promise.ended_at else "",
        note=promise.ended_note,
        give=key_of(promise.give.source_key, promise.give.uid) if promise.give else "",
    )
