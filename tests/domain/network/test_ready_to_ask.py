"""Ready to ask, from the ledgers: what has to be written down before the rule says yes, and what takes it back."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.depth.rules import ready
from grapevine.domain.depth.rules.ready import Verdict
from grapevine.domain.gives.actions import log_give
from grapevine.domain.network.queries.relationship import evidence_of, readiness, relation
from grapevine.domain.people.models import Person
from grapevine.domain.touches.actions import log_touch
from tests.cast import DANA, NOW, meet


@pytest.fixture
def dana(actor: Actor) -> Person:
    """Dana, with whom Leah sat down every week of the last half year."""
    person = meet(actor, DANA)
    for week in range(26):
        talk(actor, person, 7 * week + 1)
    return person


def talk(actor: Actor, person: Person, days: float, **said: object) -> None:
    """A one-to-one so many days ago."""
    at = NOW - timedelta(days=days)
    log_touch(actor=actor, now=NOW, person_uid=person.uid, at=at, **{"kind": "one_to_one", **said})


def give(actor: Actor, person: Person, kind: str, direction: str, days: float) -> None:
    """A give so many days ago."""
    at = NOW - timedelta(days=days)
    log_give(actor=actor, now=NOW, person_uid=person.uid, at=at, kind=kind, direction=direction)


def asked(actor: Actor, person: Person, now: datetime = NOW) -> Verdict:
    """What the rule says at ``now``."""
    return readiness(actor, relation(actor, person, now), evidence_of(actor, person, now), now)


def test_with_somebody_never_met_it_is_too_soon(actor: Actor) -> None:
    assert asked(actor, meet(actor, DANA)).missing == ready.DEPTH


def test_letters_of_one_side_only_do_not_make_ready(actor: Actor) -> None:
    person = meet(actor, DANA)
    for day in range(200):
        talk(actor, person, day, kind="message", began_by="me")
    give(actor, person, "idea", "given", 3)

    assert asked(actor, person).missing == ready.DEPTH


def test_talking_alone_is_not_enough_one_gives_first(actor: Actor, dana: Person) -> None:
    assert asked(actor, dana).missing == ready.GAVE
    give(actor, dana, "idea", "given", 3)
    assert asked(actor, dana).ready


def test_what_was_received_is_no_gift_of_mine(actor: Actor, dana: Person) -> None:
    give(actor, dana, "idea", "received", 3)
    assert asked(actor, dana).missing == ready.GAVE


def test_an_ask_rests_for_thirty_days(actor: Actor, dana: Person) -> None:
    give(actor, dana, "idea", "given", 3)
    talk(actor, dana, 2, kind="call", about="ask")

    assert asked(actor, dana).missing == ready.ASKED
    assert asked(actor, dana, NOW + timedelta(days=29)).ready


def test_a_referral_received_is_thanked_for_before_the_next_ask(actor: Actor, dana: Person) -> None:
    give(actor, dana, "introduction", "given", 3)
    give(actor, dana, "referral", "received", 20)
    assert asked(actor, dana).missing == ready.THANKS

    give(actor, dana, "thanks", "given", 1)
    assert asked(actor, dana).ready


def test_thanks_received_from_them_are_not_mine(actor: Actor, dana: Person) -> None:
    give(actor, dana, "introduction", "given", 3)
    give(actor, dana, "referral", "received", 20)
    give(actor, dana, "thanks", "received", 1)

    assert asked(actor, dana).missing == ready.THANKS


def test_the_verdict_costs_no_query_of_its_own(
    actor: Actor, dana: Person, django_assert_num_queries: object
) -> None:
    found, rests_on = relation(actor, dana, NOW), evidence_of(actor, dana, NOW)
    with django_assert_num_queries(0):  # type: ignore[operator]
        readiness(actor, found, rests_on, NOW)
