"""Leah and Dana, each with the other in their book: made, linked, and compared with what their ledgers hold."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from grapevine.domain.accounts import queries as accounts
from grapevine.domain.accounts.models import Member
from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.depth import queries as depth
from grapevine.domain.depth.actions.links import ask_to_link
from grapevine.domain.depth.models import Link, LinkEnd, Relationship
from grapevine.domain.depth.rules.sums import Side, brought_to
from grapevine.domain.depth.rules.tempo import TEMPOS
from grapevine.domain.network.actions.links import accept_link
from grapevine.domain.network.queries.relationship import refolded
from grapevine.domain.people.models import Person
from grapevine.domain.people.rules.card import Card
from tests.cast import DANA, NOW, meet, member


@dataclass
class Two:
    """Both members with the person who stands for the other, Dana in Leah's book first."""

    leah: Actor
    dana: Actor
    dana_of_leah: Person
    leah_of_dana: Person

    def sides(self) -> tuple[tuple[Actor, Person], tuple[Actor, Person]]:
        """Each member with the person in their own book."""
        return (self.leah, self.dana_of_leah), (self.dana, self.leah_of_dana)

    def link(self) -> Link:
        """Leah asks, Dana agrees."""
        _, secret = ask_to_link(actor=self.leah, now=NOW, person_uid=self.dana_of_leah.uid)
        return accept_link(actor=self.dana, now=NOW, secret=secret, person_uid=self.leah_of_dana.uid)

    def renewed(self) -> Two:
        """With what the database says of the two members now."""
        leah, dana = (accounts.actor_of(Member.objects.get(pk=each.member_id)) for each in (self.leah, self.dana))
        return Two(leah, dana, self.dana_of_leah, self.leah_of_dana)


def two() -> Two:
    """Leah and Dana, who have met each other and are not linked yet."""
    leah = accounts.actor_of(member())
    dana = accounts.actor_of(member(email="dana@whitcomb.example", name="Dana Whitcomb"))
    return Two(leah, dana, meet(leah, DANA), meet(dana, Card(name="Leah Marchetti")))


def check_stored(pair: Two) -> None:
    """The stored sums of every relationship of both members are those that both ledgers come to together."""
    for actor, _ in pair.sides():
        tempo = TEMPOS[actor.tempo]
        people = list(Person.objects.filter(owner_id=actor.member_id).values_list("pk", flat=True))
        kept = depth.relationships_of(actor, people)
        ends = {end.person_id: end for end in LinkEnd.objects.filter(person__in=people)}
        for pk, sums, _, extra in refolded(actor, people, tempo):
            if pk not in kept:
                assert sums.at is None
                continue
            row = depth.sums_of(kept[pk])
            when = max(row.at or 0.0, sums.at or 0.0)
            one, other = brought_to(row, when, tempo), brought_to(sums, when, tempo)
            same(one.mine, other.mine)
            same(one.theirs, other.theirs)
            if pk in ends:
                stored = brought_to(depth.extra_of(ends[pk]), when, tempo).theirs
                recomputed = brought_to(type(sums)(theirs=extra, at=sums.at), when, tempo).theirs
                same(stored, recomputed if sums.at is not None else Side())


def same(one: Side, other: Side) -> None:
    """Equal to a billionth."""
    assert (one.fast, one.slow) == pytest.approx((other.fast, other.slow), abs=2e-9, rel=1e-9)


def theirs_fast(person: Person) -> float:
    """What a relationship holds of their side; 0 where there is none."""
    row = Relationship.objects.filter(person=person).first()
    return row.theirs_fast if row else 0.0
