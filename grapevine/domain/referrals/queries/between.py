"""How many referrals went between the member and one person, either way, and how many are open: one statement."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Q

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.people.models import Person
from grapevine.domain.referrals.models import Side
from grapevine.domain.referrals.rules.moves import GIVEN, OPEN, By
from grapevine.kit.prepared import Prepared

_OPEN, _GIVEN = list(OPEN), list(GIVEN)


def _counts(owner: object, **where: object) -> object:
    rows = Side.objects.filter(owner=owner, **where).values_list("role").order_by()
    return rows.annotate(passed=Count("pk", filter=Q(stage__in=_GIVEN)), open=Count("pk", filter=Q(stage__in=_OPEN)))


_WITH_PERSON = Prepared(lambda owner, person: _counts(owner, person=person), 1, 1)
_WITH_MEMBER = Prepared(lambda owner, member: _counts(owner, person__linked_member=member), 1, 1)


@dataclass(frozen=True, slots=True)
class Between:
    """``given`` and ``received`` count what was sent, as the ledger does; ``open`` also what is not sent yet."""

    given: int
    received: int
    open: int

    def text(self, name: str) -> str:
        """In a sentence; "" where there is none. The ledger may know of more: what was only noted is on no board."""
        if not (self.given or self.received or self.open):
            return ""
        ways = f"On your board: you sent {name} {_many(self.given)}, and {name} sent you {self.received or 'none'}"
        return f"{ways}; {self.open} still open." if self.open else f"{ways}."


def with_person(actor: Actor, person: Person) -> Between:
    """With somebody of the book."""
    require(actor, Permission.REFERRALS_READ)
    return _between(_WITH_PERSON(actor.member_id, person.pk))


def with_member(actor: Actor, member_id: int) -> Between:
    """With whoever stands for another member in the book."""
    require(actor, Permission.REFERRALS_READ)
    return _between(_WITH_MEMBER(actor.member_id, member_id))


def _between(rows: object) -> Between:
    found: Mapping[str, tuple[int, int]] = {role: (passed, open_) for role, passed, open_ in rows}  # type: ignore[attr-defined]
    given, received = found.get(By.GIVER, (0, 0)), found.get(By.RECEIVER, (0, 0))
    return Between(given[0], received[0], given[1] + received[1])


def _many(count: int) -> str:
    return "no referral" if count == 0 else "one referral" if count == 1 else f"{count} referrals"
