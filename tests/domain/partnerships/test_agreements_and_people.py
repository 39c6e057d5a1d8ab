"""What becomes of an agreement when two entries are made one, and when the person is erased."""

from __future__ import annotations

from datetime import timedelta

import pytest

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.merging.actions import merge_people, unmerge
from grapevine.domain.partnerships.actions import agreements, partner_links
from grapevine.domain.partnerships.models import (
    AgreementMove,
    AgreementTerms,
    CheckIn,
    PartnerLink,
    Partnership,
)
from grapevine.domain.partnerships.rules.agreement import Move
from grapevine.domain.partnerships.rules.check_ins import Answers
from grapevine.domain.partnerships.rules.terms import DISCLOSURE, Terms
from grapevine.domain.people.actions import erase_person
from grapevine.domain.people.models import Person
from grapevine.domain.people.rules.card import Card
from grapevine.kit.errors import Refused
from tests.cast import DANA, NOW, meet

WORDING = Terms(owner_moments=("divorce",), review_on=(NOW + timedelta(days=90)).date(), disclosure=DISCLOSURE)


@pytest.fixture
def dana(actor: Actor) -> Person:
    """Dana, of Leah's book."""
    return meet(actor, DANA)


@pytest.fixture
def twin(actor: Actor) -> Person:
    """Dana once more, under her firm's address."""
    return meet(actor, Card(name="D. Whitcomb"))


def agree(actor: Actor, person: Person) -> Partnership:
    """An agreement that both signed."""
    one = agreements.propose(actor=actor, now=NOW, person_uid=person.uid, said=WORDING)
    _, secret = partner_links.make_link(actor=actor, now=NOW, partnership_uid=one.uid)
    return agreements.sign(now=NOW, find=partner_links.as_partner(secret, NOW), version=1)


def test_a_merge_takes_the_agreement_along_and_back(actor: Actor, dana: Person, twin: Person) -> None:
    one = agree(actor, twin)
    merge = merge_people(actor=actor, now=NOW, keep_uid=dana.uid, other_uid=twin.uid)
    assert Partnership.objects.get(pk=one.pk).person_id == dana.pk
    unmerge(actor=actor, now=NOW, merge_uid=merge.uid)
    assert Partnership.objects.get(pk=one.pk).person.uid == twin.uid


def test_two_open_agreements_do_not_become_one_by_themselves(actor: Actor, dana: Person, twin: Person) -> None:
    agree(actor, dana)
    other = agree(actor, twin)
    with pytest.raises(Refused, match="End one of the two first"):
        merge_people(actor=actor, now=NOW, keep_uid=dana.uid, other_uid=twin.uid)
    agreements.answer(now=NOW, find=agreements.as_member(actor, other.uid), move=Move.END)
    merge_people(actor=actor, now=NOW, keep_uid=dana.uid, other_uid=twin.uid)
    assert Partnership.objects.filter(person=dana).count() == 2


def test_who_is_erased_leaves_nothing_of_an_agreement(actor: Actor, dana: Person) -> None:
    one = agree(actor, dana)
    agreements.check_in(now=NOW, find=agreements.as_member(actor, one.uid), answers=Answers("yes"))
    erase_person(actor=actor, now=NOW, person_uid=dana.uid)
    for table in (Partnership, AgreementTerms, AgreementMove, CheckIn, PartnerLink):
        assert not table.objects.exists()
