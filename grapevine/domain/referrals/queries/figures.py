"""What came of the referrals of a time, in all, by direction and by partner.

The database counts what stands alike; of single referrals only the time of the first answer is read, as a number.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import BooleanField, Count, ExpressionWrapper, Q, QuerySet, Sum

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.people.models import Person
from grapevine.domain.referrals.models import Side
from grapevine.domain.referrals.queries.one import sides
from grapevine.domain.referrals.rules.figures import Figures, Row, by_key, figures
from grapevine.domain.referrals.rules.moves import By, Stage, is_closed_loop
from grapevine.kit.dialect import Days

#: What referrals that stand alike have in common: role, inner number of the person, stage.
Alike = tuple[str, int, str]


@dataclass(frozen=True, slots=True)
class Results:
    """Figures by direction, and by direction and partner: (role, name of the person, public id as text)."""

    by_role: dict[By, Figures]
    by_partner: dict[tuple[By, str, str], Figures]


def results(actor: Actor, since: datetime) -> Results:
    """The figures of what was sent since then. Of what was given only the value that was told counts."""
    own = sides(actor).filter(referral__sent_at__gte=since).order_by()
    rows = list(_rows(own))
    of_role = {role: figures(row for (by, _), row in rows if by is role) for role in (By.GIVER, By.RECEIVER)}
    partners = Person.objects.filter(owner_id=actor.member_id, pk__in=own.values("person"))
    people = {key: (name, str(uid)) for key, name, uid in partners.values_list("pk", "name", "uid")}
    of_partner = {(by, *people[person]): of for (by, person), of in by_key(rows).items()}
    return Results(of_role, of_partner)


def _rows(own: QuerySet[Side]) -> Iterator[tuple[tuple[By, int], Row]]:
    waits = _waits(own)
    told = ExpressionWrapper(Q(referral__told_at__isnull=False), BooleanField())
    alike = own.annotate(told=told).values_list("role", "person_id", "stage", "thanked", "told")
    sums = alike.annotate(Count("pk"), Sum("earned"), Sum("referral__thanks__amount"))
    for role, person, stage, thanked, knows, count, earned, amount in sums:
        by, at = By(role), Stage(stage)
        closed, value = is_closed_loop(at, told=knows, thanked=thanked), amount if by is By.GIVER else earned
        # told apart by role, person and stage alone: the first of the rows that thanks split these into has them all
        yield (by, person), Row(at, count, closed, value or 0, waits.pop((role, person, stage), ()))


def _waits(own: QuerySet[Side]) -> dict[Alike, list[float]]:
    """Days until each had its first yes."""
    found: defaultdict[Alike, list[float]] = defaultdict(list)
    answered = own.filter(referral__accepted_at__isnull=False).annotate(
        days=Days("referral__sent_at", "referral__accepted_at")
    )
    for role, person, stage, days in answered.values_list("role", "person_id", "stage", "days"):
        found[role, person, stage].append(round(days, 6))
    return found
