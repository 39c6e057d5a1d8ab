"""What a history of referrals must leave outside of the referrals: what programs were told, and what an agreement says.

Leah and Dana have a program each that hears of everything, and an agreement with aims.
"""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import timedelta
from typing import Any

from grapevine.domain.accounts.models import Member
from grapevine.domain.depth.models import Relationship
from grapevine.domain.partnerships.actions import agreements, partner_links
from grapevine.domain.partnerships.actions.reckoning import reckon_all
from grapevine.domain.partnerships.models import Partnership
from grapevine.domain.partnerships.queries.agreements import agreement_of
from grapevine.domain.partnerships.rules.terms import Terms
from grapevine.domain.people.models import Person
from grapevine.domain.referrals.models import Side, Thanks
from grapevine.domain.referrals.rules.moves import GIVEN
from grapevine.domain.webhooks.actions.endpoints import add_endpoint
from grapevine.domain.webhooks.models import Delivery
from tests.cast import NOW
from tests.domain.ledgers.linked_books import Two

AIMS = Terms(owner_hopes=3, partner_hopes=2, owner_moments=("divorce",), review_on=(NOW + timedelta(days=90)).date())


def listen_and_agree(pair: Two) -> Two:
    """A program for each that hears everything; three a quarter from Leah, two from Dana, signed by both."""
    for actor, _ in pair.sides():
        add_endpoint(actor=actor, now=NOW, name="All of it", address="https://hooks.example.com/all")
    Person.objects.update(profession_key="")
    Member.objects.update(profession_key="")  # no numbers are agreed on in law or finance
    one = agreements.propose(actor=pair.leah, now=NOW, person_uid=pair.dana_of_leah.uid, said=AIMS)
    _, secret = partner_links.make_link(actor=pair.leah, now=NOW, partnership_uid=one.uid)
    agreements.sign(now=NOW, find=partner_links.as_partner(secret, NOW), version=1)
    return pair.renewed()


def check_told() -> None:
    """Each side's program was told each move once, in order, since it came into that book; and thanks."""
    told: dict[tuple[int, str], list[tuple[str, dict[str, Any]]]] = defaultdict(list)
    for owner, event, body in Delivery.objects.order_by("pk").values_list("owner_id", "event", "body"):
        data = json.loads(body)["data"]
        told[owner, data["referral"]].append((event.removeprefix("referral."), data))
    sides = Side.objects.select_related("referral")
    assert set(told) == {(side.owner_id, str(side.referral.uid)) for side in sides}
    thanked = set(Thanks.objects.values_list("referral_id", flat=True))
    for side in sides:
        heard = told[side.owner_id, str(side.referral.uid)]
        moves = dict(side.referral.moves.values_list("number", "to_stage"))
        steps = [(data["version"], what) for what, data in heard if what in {*moves.values()}]
        first = steps[0][0]
        assert steps == [(number, moves[number]) for number in range(first, side.referral.version + 1)]
        assert first == 1 if side.role == side.referral.noted_by else moves[first] == "sent"
        thanks = [what for what, _ in heard if what in ("thanked", "unthanked")]
        assert thanks == (["thanked", "unthanked"] * len(thanks))[: len(thanks)]
        assert len(thanks) % 2 == (side.referral_id in thanked)
        assert {data["role"] for _, data in heard} == {side.role}


def check_agreed(pair: Two) -> None:
    """What came of the agreement, and what depth keeps of it, are those that the referrals themselves come to."""
    passed = Side.objects.filter(owner_id=pair.leah.member_id, person=pair.dana_of_leah, stage__in=GIVEN)
    wanted = tuple(passed.filter(role=role).count() for role in ("giver", "receiver"))
    one = Relationship.objects.exclude(agreed="").get()
    found = agreement_of(pair.leah, Partnership.objects.get().uid, NOW).produced
    assert (found.given, found.received) == wanted and one.person_id == pair.dana_of_leah.pk
    assert reckon_all(now=NOW) == 0
