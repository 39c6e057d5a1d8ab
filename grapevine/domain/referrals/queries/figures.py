"""What came of the referrals of a time, in all, by direction and by partner."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.referrals.queries.one import sides
from grapevine.domain.referrals.rules.figures import Figures, Row, by_key, figures
from grapevine.domain.referrals.rules.moves import By, Stage, is_closed_loop


@dataclass(frozen=True, slots=True)
class Results:
    """Figures by direction, and by direction and partner: (role, name of the person, public id as text)."""

    by_role: dict[By, Figures]
    by_partner: dict[tuple[By, str, str], Figures]


def results(actor: Actor, since: datetime) -> Results:
    """The figures of what was sent since then. Of what was given only the value that was told counts."""
    rows = list(_rows(actor, since))
    of_role = {role: figures(row for (by, _, _), row in rows if by is role) for role in (By.GIVER, By.RECEIVER)}
    return Results(of_role, by_key(rows))


def _rows(actor: Actor, since: datetime) -> Iterable[tuple[tuple[By, str, str], Row]]:
    found = sides(actor).filter(referral__sent_at__gte=since).values_list(
        "role", "person__name", "person__uid", "stage", "thanked", "earned", "referral__sent_at",
        "referral__accepted_at", "referral__told_at", "referral__thanks__amount",
    )  # fmt: skip
    for role, name, uid, stage, thanked, earned, sent_at, accepted_at, told_at, amount in found:
        by, at = By(role), Stage(stage)
        closed = is_closed_loop(at, told=told_at is not None, thanked=thanked)
        value = amount if by is By.GIVER else earned
        yield (by, name, str(uid)), Row(at, sent_at, accepted_at, closed, value)
