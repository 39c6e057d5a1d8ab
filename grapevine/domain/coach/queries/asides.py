"""Reads of what was put off and set aside."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q, QuerySet

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.coach.models import Aside
from grapevine.domain.coach.rules.items import Put, is_put
from grapevine.domain.depth.rules.sums import days
from grapevine.kit import ids
from grapevine.kit.errors import NotFound
from grapevine.kit.moments import EARLIEST
from grapevine.kit.prepared import Prepared


def visible_to(actor: Actor) -> QuerySet[Aside]:
    """Everything the actor put off or set aside, newest first."""
    require(actor, Permission.BOOK_READ)
    own = Aside.objects.filter(owner_id=actor.member_id).select_related("person", "promise")
    return own.order_by("-said_at", "-pk")


def standing(actor: Actor, now: datetime) -> QuerySet[Aside]:
    """What still keeps something off the list at ``now``."""
    return visible_to(actor).filter(Q(until=None) | Q(until__gt=now))


def aside(actor: Actor, aside_uid: object) -> Aside:
    """One of them. Raises NotFound."""
    uid = ids.parse(aside_uid)
    found = visible_to(actor).filter(uid=uid).first() if uid else None
    if found is None:
        raise NotFound("There is no such thing put aside. Perhaps it is back already.")
    return found


_STANDING = Prepared(
    lambda owner, now: Aside.objects.filter(Q(until=None) | Q(until__gt=now), owner_id=owner)
    .values_list("kind", "person", "promise", "said_at", "until"),
    1, EARLIEST,
)  # fmt: skip


class Asides:
    """What keeps items off the list at one hour, read once."""

    def __init__(self, actor: Actor, now: datetime) -> None:
        require(actor, Permission.BOOK_READ)
        self.now = days(now)
        self._people: dict[int, list[Put]] = {}
        self._promises: dict[int, list[Put]] = {}
        self.rows = sorted(_STANDING(actor.member_id, now), key=str)
        for kind, person, promise, said, until in self.rows:
            put = Put(kind, person, promise, days(said), None if until is None else days(until))
            where = self._people if promise is None else self._promises
            where.setdefault(person if promise is None else promise, []).append(put)

    def keeps(self, kind: str, person: int, last_touch: float | None = None) -> bool:
        """Whether this item about the person (inner id) stays off the list."""
        puts = self._people.get(person)
        return puts is not None and any(is_put(put, kind, self.now, last_touch) for put in puts)

    def keeps_promise(self, kind: str, promise: int) -> bool:
        """Whether this promise (inner id) stays off the list."""
        puts = self._promises.get(promise)
        return puts is not None and any(is_put(put, kind, self.now) for put in puts)
