"""What Leah said of herself as a partner, and whom she passed over, in the complete archive: out, in, and back."""

from __future__ import annotations

import pytest

from grapevine.domain.accounts import queries as account_queries
from grapevine.domain.accounts.models import Member
from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.imports.models import Staged
from grapevine.domain.imports.rules.states import Verdict
from grapevine.domain.partnerships.actions.offers import Draft, pass_over, save_offer
from grapevine.domain.partnerships.models import NotForMe, PartnerOffer
from grapevine.interfaces.exchange.exports import export
from tests.cast import DANA, NOW, meet, member
from tests.interfaces.exchange.bringing import bring, undo

SAID = Draft(
    place="Oakland", latitude=37.8, longitude=-122.27, clients=["movers"], languages=["english"],
    full=True, overflow=True, conflicts=["Okafor Homes"],
)  # fmt: skip
COLUMNS = ("place", "latitude", "longitude", "cell", "clients", "languages", "full", "overflow", "conflicts")


@pytest.fixture
def book(leah: Member, actor: Actor) -> Actor:
    """Leah said where and for whom she works; Dana is not for her."""
    save_offer(actor=actor, now=NOW, draft=SAID)
    pass_over(actor=actor, now=NOW, person_uid=meet(actor, DANA).uid)
    return actor


@pytest.fixture
def fresh(book: Actor) -> Actor:
    """Another member, whose book is empty."""
    return account_queries.actor_of(member(email="leah@new.example", name="Leah Marchetti"))


def archive(actor: Actor) -> bytes:
    return b"".join(export(actor, NOW, "json")[2])


def test_what_was_said_comes_over_unseen_by_anybody_and_goes_back(book: Actor, fresh: Actor) -> None:
    batch = bring(fresh, ("book.json", archive(book)))
    before, after = (PartnerOffer.objects.filter(pk=one.member_id).values_list(*COLUMNS).get() for one in (book, fresh))
    assert before == after and before[0] == "Oakland"
    assert PartnerOffer.objects.get(pk=fresh.member_id).organisation_id is None
    passed = NotForMe.objects.get(owner_id=fresh.member_id)
    assert passed.person.name == "Dana Whitcomb" and passed.at == NOW
    again = bring(fresh, ("book.json", archive(book)))
    assert NotForMe.objects.filter(owner_id=fresh.member_id).count() == 1
    undo(fresh, again)
    undo(fresh, batch)
    assert not PartnerOffer.objects.filter(pk=fresh.member_id) and not NotForMe.objects.filter(owner_id=fresh.member_id)
    assert PartnerOffer.objects.count() == NotForMe.objects.count() == 1


def test_what_was_said_here_stands_and_nonsense_is_refused_with_the_reason(book: Actor, fresh: Actor) -> None:
    save_offer(actor=fresh, now=NOW, draft=Draft(place="Boston"))
    bring(fresh, ("book.json", archive(book)))
    assert PartnerOffer.objects.get(pk=fresh.member_id).place == "Boston"
    PartnerOffer.objects.filter(pk=fresh.member_id).delete()
    for wrong in (b'"latitude":"north"', b'"latitude":"91"', b'"latitude":"nan"'):
        batch = bring(fresh, ("book.json", archive(book).replace(b'"latitude":"37.8"', wrong)))
        refused = Staged.objects.get(file__batch=batch, verdict=Verdict.REFUSED)
        assert "egrees" in refused.reason
