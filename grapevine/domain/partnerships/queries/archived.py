"""Agreements whole, for the complete archive of the member in whose book they stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.partnerships.models import AgreementMove, AgreementTerms, CheckIn, Partnership, PartnershipNote

_CHUNK = 200


@dataclass(frozen=True, slots=True)
class Archived:
    """One agreement with everything that hangs on it, the oldest first; without the partner's links."""

    partnership: Partnership
    wordings: list[AgreementTerms]
    moves: list[AgreementMove]
    looks: list[CheckIn]
    note: PartnershipNote | None


def archived(actor: Actor) -> Iterator[Archived]:
    """Every agreement of the actor's own book, in few statements for two hundred each."""
    require(actor, Permission.EXPORT_READ)
    own, after = Partnership.objects.filter(owner_id=actor.member_id).select_related("person").order_by("pk"), 0
    while rows := list(own.filter(pk__gt=after)[:_CHUNK]):
        yield from _whole(rows)
        after = rows[-1].pk


def spoken_of(person_ids: Iterable[int]) -> set[int]:
    """Who of these people (inner ids) has an agreement, open or over."""
    return set(Partnership.objects.filter(person__in=list(person_ids)).values_list("person_id", flat=True))


def _whole(rows: list[Partnership]) -> Iterator[Archived]:
    wordings = _by_agreement(AgreementTerms.objects.filter(partnership__in=rows).order_by("version"))
    moves = _by_agreement(AgreementMove.objects.filter(partnership__in=rows).order_by("at", "pk"))
    looks = _by_agreement(CheckIn.objects.filter(partnership__in=rows).order_by("due_on"))
    notes = PartnershipNote.objects.in_bulk([row.pk for row in rows])
    for row in rows:
        yield Archived(row, wordings[row.pk], moves[row.pk], looks[row.pk], notes.get(row.pk))


def _by_agreement(found: QuerySet[Any]) -> dict[int, list[Any]]:
    out: dict[int, list[Any]] = defaultdict(list)
    for each in found:
        out[each.partnership_id].append(each)
    return out
