"""What agreements bring onto the page of today: a wording to answer, a check-in, a review; on both sides of a link."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.coach.queries.today import today
from grapevine.domain.partnerships.actions import agreements, partner_links
from grapevine.domain.partnerships.models import Partnership
from grapevine.domain.partnerships.rules.agreement import Move
from grapevine.domain.partnerships.rules.check_ins import Answers
from grapevine.domain.partnerships.rules.terms import DISCLOSURE, Terms
from grapevine.domain.people.models import Person
from tests.cast import DANA, NOW, meet

#: Leah is an attorney: no numbers, and a disclosure.
WORDING = Terms(
    owner_moments=("divorce",), cadence=30, review_on=(NOW + timedelta(days=90)).date(), disclosure=DISCLOSURE
)


@pytest.fixture
def dana(actor: Actor) -> Person:
    """Dana, of Leah's book."""
    return meet(actor, DANA)


@pytest.fixture
def agreed(actor: Actor, dana: Person) -> tuple[Partnership, str]:
    """An agreement proposed to Dana, and the secret of her link."""
    one = agreements.propose(actor=actor, now=NOW, person_uid=dana.uid, said=WORDING)
    _, secret = partner_links.make_link(actor=actor, now=NOW, partnership_uid=one.uid)
    return one, secret


def asks(actor: Actor, days: float = 0.0) -> list[tuple[str, str]]:
    """(What, with whom) that stand on the page so many days from now."""
    return [(one.asks, one.name) for one in today(actor, NOW + timedelta(days=days)).partnerships]


def test_what_dana_proposes_waits_for_leah_and_what_leah_proposed_does_not(
    actor: Actor, agreed: tuple[Partnership, str]
) -> None:
    assert asks(actor) == []
    other = replace(WORDING, cadence=60)
    agreements.change(now=NOW, find=partner_links.as_partner(agreed[1], NOW), version=1, said=other)
    assert asks(actor) == [("sign", DANA.name)]
    assert asks(actor, days=61) == []  # run out


def test_a_check_in_stands_there_a_week_ahead_then_the_review_and_a_pause_is_left_alone(
    actor: Actor, agreed: tuple[Partnership, str]
) -> None:
    one, secret = agreed
    agreements.sign(now=NOW, find=partner_links.as_partner(secret, NOW), version=1)
    assert asks(actor, days=22) == []
    assert asks(actor, days=23) == [("check_in", DANA.name)]
    assert asks(actor, days=85) == [("review", DANA.name)]
    agreements.answer(now=NOW, find=agreements.as_member(actor, one.uid), move=Move.PAUSE)
    assert asks(actor, days=85) == []


def test_once_dana_has_said_hers_leah_is_asked_for_hers_until_four_weeks_are_over(
    actor: Actor, agreed: tuple[Partnership, str]
) -> None:
    one, secret = agreed
    agreements.sign(now=NOW, find=partner_links.as_partner(secret, NOW), version=1)
    early = NOW + timedelta(days=5)
    agreements.check_in(now=early, find=partner_links.as_partner(secret, early), answers=Answers("yes"))
    assert asks(actor, days=6) == [("check_in", DANA.name)]
    (matter,) = today(actor, NOW + timedelta(days=6)).partnerships
    assert matter.on == early.date()
    leah = agreements.as_member(actor, one.uid)
    agreements.check_in(now=early, find=leah, answers=Answers("partly"))
    assert asks(actor, days=6) == []
    agreements.check_in(
        now=early + timedelta(days=1), find=partner_links.as_partner(secret, early), answers=Answers("no")
    )
    assert asks(actor, days=20) == [("check_in", DANA.name)]
