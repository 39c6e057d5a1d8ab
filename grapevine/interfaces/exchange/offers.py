"""What a member said of themselves as a partner, and whom they passed over, as records of a complete archive."""

from __future__ import annotations

from collections.abc import Iterator

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.imports.rules.records import OfferRecord, Party, PassedOverRecord, Record
from grapevine.domain.partnerships.models import NotForMe, PartnerOffer
from grapevine.domain.partnerships.queries import offers

_CHUNK = 500


def parts(actor: Actor) -> dict[str, Iterator[Record]]:
    """The parts of a complete archive."""
    said = offers.offer(actor)
    passed = offers.passed_over(actor).filter(member=None).order_by("pk")
    return {
        "partner_offers": (_offer(actor, row) for row in ([said] if said else [])),
        "passed_over": (_passed(row) for row in passed.iterator(_CHUNK)),
    }


def _offer(actor: Actor, row: PartnerOffer) -> OfferRecord:
    return OfferRecord(
        key="offer", who=Party(name=actor.name), at=row.changed_at, place=row.place, latitude=_degrees(row.latitude),
        longitude=_degrees(row.longitude), clients=tuple(row.clients), languages=tuple(row.languages),
        conflicts=tuple(row.conflicts), full=row.full, overflow=row.overflow,
    )  # fmt: skip


def _passed(row: NotForMe) -> PassedOverRecord:
    assert row.person is not None
    return PassedOverRecord(
        key=f"passed:{row.uid}", who=Party(name=row.person.name, uid=str(row.person.uid)), at=row.at
    )


def _degrees(angle: float | None) -> str:
    return "" if angle is None else repr(angle)
