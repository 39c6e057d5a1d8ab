"""How committed both sides of an agreement are: told to depth when it begins, pauses, ends, and every night."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from grapevine.domain.accounts.queries import actor_of
from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.depth.models import Relationship
from grapevine.domain.gives.actions import log_give
from grapevine.domain.merging.actions import merge_people, unmerge
from grapevine.domain.network.queries.facts import relations
from grapevine.domain.network.queries.people_list import Wanted, people_list
from grapevine.domain.network.rules.relation import THEIRS
from grapevine.domain.partnerships.actions import agreements, partner_links
from grapevine.domain.partnerships.actions.reckoning import reckon_all
from grapevine.domain.partnerships.models import Partnership
from grapevine.domain.partnerships.rules.agreement import Move
from grapevine.domain.partnerships.rules.terms import Terms
from grapevine.domain.people.models import Person
from grapevine.domain.people.rules.card import Card
from tests.cast import NOW, meet, member

WORDING = Terms(
    owner_hopes=2, partner_hopes=4, owner_moments=("divorce",), review_on=(NOW + timedelta(days=200)).date()
)


@pytest.fixture
def actor(db: None) -> Actor:
    """Maya, who takes pictures: her profession is not regulated, so that numbers may be agreed on."""
    return actor_of(member(email="maya@lindt.example", name="Maya Lindt", profession="Photographer"))


@pytest.fixture
def wanda(actor: Actor) -> Person:
    """Wanda, of Maya's book."""
    return meet(actor, Card(name="Wanda Reyes"))


@pytest.fixture
def agreed(actor: Actor, wanda: Person) -> Partnership:
    """Maya hopes to send two a quarter, Wanda four."""
    return agree(actor, wanda)


def agree(actor: Actor, person: Person) -> Partnership:
    """An agreement with numbers that both signed."""
    one = agreements.propose(actor=actor, now=NOW, person_uid=person.uid, said=WORDING)
    _, secret = partner_links.make_link(actor=actor, now=NOW, partnership_uid=one.uid)
    return agreements.sign(now=NOW, find=partner_links.as_partner(secret, NOW), version=1)


def sent(actor: Actor, person: Person, direction: str, days: float) -> None:
    """One referral so many days from now."""
    at = NOW + timedelta(days=days)
    log_give(actor=actor, now=at, person_uid=person.uid, at=at, kind="referral", direction=direction)


def theirs(actor: Actor, person: Person, days: float) -> tuple[float, float] | None:
    """(Value, evidence) of the person's side so many days from now; the list and the page say the same."""
    at = NOW + timedelta(days=days)
    page = relations(actor, [person.pk], at)[person.pk]
    (row,) = [row for row in people_list(actor, Wanted(), at, told=THEIRS).rows if row.id == person.pk]
    assert page.theirs and row.relation.theirs and row.relation.theirs["committed"] == page.theirs["committed"]
    assert row.relation.missing == page.missing
    trace = page.theirs["committed"].trace
    return (round(trace.value, 3), round(trace.units, 3)) if trace else None


def test_hopes_count_from_the_day_both_signed_and_referrals_every_night(
    actor: Actor, wanda: Person, agreed: Partnership
) -> None:
    assert theirs(actor, wanda, 100) == (0.0, 4.0)
    sent(actor, wanda, "received", 30)
    sent(actor, wanda, "given", 31)
    assert reckon_all(now=NOW + timedelta(days=99)) == 1
    assert theirs(actor, wanda, 100) == (0.25, 5.0)
    assert reckon_all(now=NOW + timedelta(days=99)) == 0
    reckon_all(now=NOW + timedelta(days=130))
    assert theirs(actor, wanda, 131) == (0.0, 4.0)


def test_a_pause_and_the_end_leave_the_share_of_the_giving(actor: Actor, wanda: Person, agreed: Partnership) -> None:
    sent(actor, wanda, "received", 0)
    maya = agreements.as_member(actor, agreed.uid)
    agreements.answer(now=NOW, find=maya, move=Move.PAUSE, until=(NOW + timedelta(days=20)).date())
    share = theirs(actor, wanda, 100)
    assert share == (0.6, 1.0)
    reckon_all(now=NOW + timedelta(days=10))
    assert theirs(actor, wanda, 100) == share
    reckon_all(now=NOW + timedelta(days=21))
    assert theirs(actor, wanda, 112) == (0.0, 4.0)  # what came before the pause ended is not asked for
    agreements.answer(now=NOW + timedelta(days=22), find=maya, move=Move.END)
    assert theirs(actor, wanda, 112) == share


def test_a_merge_takes_it_along_and_back(actor: Actor, wanda: Person, agreed: Partnership) -> None:
    twin = meet(actor, Card(name="W. Reyes"))
    merge = merge_people(actor=actor, now=NOW, keep_uid=twin.uid, other_uid=wanda.uid)
    assert theirs(actor, twin, 100) == (0.0, 4.0)
    unmerge(actor=actor, now=NOW, merge_uid=merge.uid)
    assert theirs(actor, twin, 100) is None
    assert theirs(actor, Person.objects.get(uid=wanda.uid), 100) == (0.0, 4.0)


def test_the_night_takes_no_more_statements_for_ten_than_for_two(actor: Actor, agreed: Partnership) -> None:
    counts = []
    for number in range(10):
        agree(actor, meet(actor, Card(name=f"Partner {number}")))
        if number in (0, 9):
            Relationship.objects.update(agreed="")
            with CaptureQueriesContext(connection) as ran:
                assert reckon_all(now=NOW) == number + 2
            counts.append(len(ran))
    assert counts[0] == counts[1] <= 12
