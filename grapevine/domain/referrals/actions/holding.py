"""One referral held until the end of the transaction: the people of both books first, then the shared row.

The order of locks is that of decision 0010 with the referral after the people: two members who move what they share
meet at the first person, and the second waits.
"""

from __future__ import annotations

from dataclasses import dataclass

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.depth.actions.links import hold_people
from grapevine.domain.depth.queries import counterparts
from grapevine.domain.referrals.models import Prospect, Referral, Side, Thanks
from grapevine.domain.referrals.queries.one import MISSING, fact_of
from grapevine.domain.referrals.rules.moves import By, Fact, speakers
from grapevine.kit import ids
from grapevine.kit.errors import Conflict, NotFound


@dataclass
class Held:
    """A referral with everything that a write looks at. ``role`` is the actor's own side of it."""

    referral: Referral
    prospect: Prospect
    sides: dict[By, Side]
    thanks: Thanks | None
    role: By

    @property
    def own(self) -> Side:
        """The actor's side."""
        return self.sides[self.role]

    @property
    def fact(self) -> Fact:
        """What the rule of moves needs."""
        return fact_of(self.referral, self.prospect, thanked=self.thanks is not None)

    def speaks_for(self, by: By) -> bool:
        """May the actor make this one's moves? Their own, and what they heard of the one who has no book here."""
        return by in speakers(self.role, self.sides)


def hold(actor: Actor, referral_uid: object) -> Held:
    """Hold one of the actor's referrals. Raises NotFound, NotAllowed."""
    require(actor, Permission.REFERRALS_WRITE)
    uid = ids.parse(referral_uid)
    own = Side.objects.filter(owner_id=actor.member_id, referral__uid=uid) if uid else Side.objects.none()
    found = own.values_list("referral_id", "role").first()
    if found is None:
        raise NotFound(MISSING)
    return hold_by_number(found[0], By(found[1]))


def hold_by_number(referral_id: int, role: By) -> Held:
    """Hold a referral by its inner id; who asks has been answered already. Raises NotFound when it is gone."""
    people = list(Side.objects.filter(referral=referral_id).values_list("person_id", flat=True))
    # Sent to a linked member it comes into their book: whoever stands for the giver there is held in the same breath.
    hold_people([*people, *(counterparts(people).values() if len(people) == 1 else ())])
    referral = Referral.objects.select_for_update().filter(pk=referral_id).first()
    if referral is None:
        raise NotFound(MISSING)
    near = Side.objects.filter(referral=referral).select_related("owner", "person")
    return Held(
        referral=referral,
        prospect=Prospect.objects.get(referral=referral),
        sides={By(side.role): side for side in near},
        thanks=Thanks.objects.filter(referral=referral).first(),
        role=role,
    )


def must_be_version(held: Held, version: int | None) -> None:
    """Raise Conflict when the referral is not any more as they saw it."""
    if version is not None and version != held.referral.version:
        raise Conflict("It was moved in the meantime: look at it again, then decide.")
