"""Telling depth how committed both sides of an agreement are: when one begins, changes or ends, and every night."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, time, timedelta

from django.db import transaction
from django.db.models import F, Max

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.depth.actions.agreed import keep_agreed
from grapevine.domain.depth.rules import committed
from grapevine.domain.gives.models import Give
from grapevine.domain.partnerships.models import AgreementMove, AgreementTerms, Partnership
from grapevine.domain.partnerships.queries.agreements import standing_of
from grapevine.domain.partnerships.rules import terms as wordings
from grapevine.domain.partnerships.rules.agreement import LIVING, Move, State
from grapevine.domain.partnerships.rules.terms import Terms

_CHUNK = 500


def reckon(*, actor: Actor, now: datetime, person_ids: Iterable[int]) -> None:
    """Tell depth anew of the agreements with these people (inner ids) of the actor's book; where none is in force,
    that there is none. Called inside the transaction of the write."""
    people = list(person_ids)
    if people:
        rows = Partnership.objects.filter(owner_id=actor.member_id, person__in=people, state__in=LIVING)
        texts = _texts(list(rows), now)
        keep_agreed({pk: (actor.member_id, texts.get(pk, "")) for pk in people})


def reckon_where_agreed(*, actor: Actor, now: datetime, person_id: int) -> None:
    """The same of one of them after a referral has passed, or was taken out; for most there is nothing to do."""
    if Partnership.objects.filter(owner_id=actor.member_id, person=person_id, state__in=LIVING).exists():
        reckon(actor=actor, now=now, person_ids=[person_id])


def reckon_all(*, now: datetime) -> int:
    """Tell depth anew of every living agreement, of all members, in a few statements for five hundred each.

    Every night: the last quarter has moved on, and referrals were logged since. Returns how many have changed.
    """
    living, after, changed = Partnership.objects.filter(state__in=LIVING).order_by("pk"), 0, 0
    while rows := list(living.filter(pk__gt=after)[:_CHUNK]):
        with transaction.atomic():
            texts = _texts(rows, now)
            changed += keep_agreed({one.person_id: (one.owner_id, texts.get(one.person_id, "")) for one in rows})
        after = rows[-1].pk
    return changed


def _texts(rows: Sequence[Partnership], now: datetime) -> dict[int, str]:
    """Inner id of the person -> what depth keeps; a pause and an agreement without numbers say nothing."""
    active = [one for one in rows if standing_of(one, now.date()).state is State.ACTIVE]
    if not active:
        return {}
    said = AgreementTerms.objects.filter(partnership__in=active, version=F("partnership__in_force"))
    terms = {row.partnership_id: wordings.from_data(row.said) for row in said}
    resumed = AgreementMove.objects.filter(partnership__in=active, move=Move.RESUME).values_list("partnership")
    again = dict(resumed.annotate(last=Max("at")))
    sent = _sent([one.person_id for one in active], now)
    return {
        one.person_id: _text(one, terms[one.pk], _since(one, again.get(one.pk)), sent.get(one.person_id, []))
        for one in active
    }


def _sent(people: Iterable[int], now: datetime) -> dict[int, list[tuple[str, datetime]]]:
    """Referrals of the last quarter, as the owner's ledger has them: inner id -> (direction, when)."""
    rows = Give.objects.filter(
        person__in=list(people), kind="referral", at__lte=now, at__gte=now - timedelta(days=committed.QUARTER_DAYS)
    )
    found: dict[int, list[tuple[str, datetime]]] = {}
    for person, direction, at in rows.values_list("person_id", "direction", "at"):
        found.setdefault(person, []).append((direction, at))
    return found


def _since(one: Partnership, resumed: datetime | None) -> datetime:
    """The day from which it is in force without a pause."""
    assert one.started_on is not None
    days = [one.started_on, *([one.paused_until] if one.paused_until else []), *([resumed.date()] if resumed else [])]
    return datetime.combine(max(days), time(), tzinfo=UTC)


def _text(one: Partnership, said: Terms, since: datetime, sent: Iterable[tuple[str, datetime]]) -> str:
    ways = [direction for direction, at in sent if at >= since]
    return committed.packed(
        my_aim=said.owner_hopes,
        given=ways.count("given"),
        their_aim=said.partner_hopes,
        received=ways.count("received"),
        since=int(since.timestamp() // 86_400),
    )
