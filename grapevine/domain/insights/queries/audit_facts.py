"""What the source audit rests on: everybody of the book with their group, and what the rule makes of their traces.

Who sent how many comes from the ledger of gives, in which each referral of the pipeline stands as well.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np
from django.db.models import Count, Q

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.depth.models import Relationship
from grapevine.domain.depth.rules.sums import days
from grapevine.domain.depth.rules.tempo import TEMPOS
from grapevine.domain.gives.models import Give, Promise
from grapevine.domain.gives.rules import RECEIVED, REFERRAL
from grapevine.domain.gives.rules.promises import BROKEN, KEPT, Tally, tally
from grapevine.domain.insights.rules import audit as rules
from grapevine.domain.insights.rules.audit import PARTNERS, Told
from grapevine.domain.insights.rules.five import columns, committed_apart, five
from grapevine.domain.network.queries.facts import COLUMNS, facts_of
from grapevine.domain.network.rules.relation import Facts
from grapevine.domain.partnerships.models import Partnership
from grapevine.domain.partnerships.rules.agreement import LIVING
from grapevine.domain.people.models import Person
from grapevine.domain.people.rules.card import SEGMENTS
from grapevine.kit.prepared import Prepared

#: What the audit looks back on.
YEAR = timedelta(days=365)
#: The key of those who belong to no part of life yet.
UNSORTED = "none"
#: All groups, in the order in which they are shown.
GROUPS = (*SEGMENTS, UNSORTED, PARTNERS)
_SORTED = {segment: segment for segment in SEGMENTS}
#: The columns of a relationship in the order of ``five.Columns``.
_OF_COLUMNS = ("theirs_fast", "theirs_slow", "at", "begun_by_them", "begun_by_me", "received", "given", "their_rating")
#: Those whose words, teach-backs or agreements are weighed one by one.
_SAID = Q(their_answers__gt="") | Q(their_corrected__gt="") | Q(learned__gt="") | Q(agreed__gt="")

_ROWS = Prepared(
    lambda owner: Relationship.objects.filter(owner=owner).values_list("person", *_OF_COLUMNS),
    1,
)  # fmt: skip
#: Everybody who is not archived; an index holds all that is asked.
_LIVING = Prepared(
    lambda owner: Person.objects.filter(owner=owner, archived_at=None).values_list("pk", "segment").order_by(),
    1,
)
_SPOKEN = Prepared(
    lambda owner: Relationship.objects.filter(_SAID, owner=owner).values_list("person", *COLUMNS),
    1,
)
_PROMISING = Prepared(
    lambda owner, people: Relationship.objects.filter(owner=owner, person__among=people)
    .values_list("person", *COLUMNS),
    1, [1],
)  # fmt: skip
_SENT = Prepared(
    lambda owner, since: Give.objects.filter(owner=owner, kind=REFERRAL, direction=RECEIVED, at__gte=since)
    .values_list("person").annotate(count=Count("pk")).order_by(),
    1, datetime(2026, 1, 1, tzinfo=UTC),
)  # fmt: skip
_PROMISES = Prepared(
    lambda owner: Promise.objects.filter(owner=owner, outcome__in=[KEPT, BROKEN])
    .values_list("person", "by", "outcome").annotate(count=Count("pk")).order_by(),
    1,
)  # fmt: skip
_PARTNERS = Prepared(
    lambda owner: Partnership.objects.filter(
        owner=owner, state__in=sorted(LIVING)
    ).order_by().values_list("person"),
    1,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Gathered:
    """``groups``: inner id of everybody not archived -> group. ``told``: those with a trace, in order of ``ids``."""

    groups: dict[int, str]
    ids: Sequence[int]
    told: Told

    @property
    def counted(self) -> Counter[str]:
        """How many people each group has."""
        return Counter(self.groups.values())


@dataclass(frozen=True, slots=True)
class Known:
    """What does not stand in the rows of the relationships: the partners, and what became of promises."""

    partners: frozenset[int]
    tallies: dict[int, Tally]

    @property
    def mark(self) -> int:
        """Another number when any of it changes."""
        return hash((self.partners, tuple(sorted((pk, hash(one)) for pk, one in self.tallies.items()))))


def known_of(actor: Actor) -> Known:
    """Read first, for it also says whether what was worked out before still holds."""
    require(actor, Permission.NETWORK_READ)
    require(actor, Permission.GIVES_READ)
    return Known(frozenset(pk for (pk,) in _PARTNERS(actor.member_id)), _tallies(actor))


def gathered(actor: Actor, now: datetime, known: Known) -> Gathered:
    """The facts of the actor's own book at ``now``."""
    groups = {pk: _SORTED.get(segment, UNSORTED) for pk, segment in _LIVING(actor.member_id)}
    groups |= {pk: PARTNERS for pk in known.partners if pk in groups}
    rows = [row for row in _ROWS(actor.member_id) if row[0] in groups]
    (ids, *held), at, tempo = [*zip(*rows, strict=True)] or [()], days(now), TEMPOS[actor.tempo]
    of, places = columns(held, at), {pk: place for place, pk in enumerate(ids)}
    told = _one_by_one(actor, places, known.tallies)
    x, marks = five(of, told, at, tempo)
    sent = np.zeros(len(ids))
    for pk, count in _SENT(actor.member_id, now - YEAR):
        if pk in places:
            sent[places[pk]] = count
    apart, _ = committed_apart(of, told, sent)
    return Gathered(groups, ids, rules.told([groups[pk] for pk in ids], x, marks, sent, apart))


def _one_by_one(actor: Actor, places: Mapping[int, int], tallies: Mapping[int, Tally]) -> dict[int, Facts]:
    """Place -> facts of those who said something of themselves, were taught, agreed or promised."""
    found = {pk: facts_of(values) for pk, *values in _SPOKEN(actor.member_id)}
    silent = [pk for pk in tallies if pk not in found]
    found |= {pk: facts_of(values) for pk, *values in _PROMISING(actor.member_id, silent)}
    return {
        places[pk]: one._replace(promises=tallies[pk]) if pk in tallies else one
        for pk, one in found.items()
        if pk in places
    }


def _tallies(actor: Actor) -> dict[int, Tally]:
    counted: dict[int, list[tuple[str, str, int]]] = {}
    for pk, by, outcome, count in _PROMISES(actor.member_id):
        counted.setdefault(pk, []).append((by, outcome, count))
    return {pk: tally(rows) for pk, rows in counted.items()}
