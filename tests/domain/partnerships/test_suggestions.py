"""Who could be a partner: from the book, and from those who offer themselves to a chapter or an organisation."""

from __future__ import annotations

import pytest

from grapevine.domain.accounts import queries as accounts
from grapevine.domain.accounts.models import Chapter, Member, Organisation, Seat
from grapevine.domain.depth.models import Link, LinkEnd
from grapevine.domain.gives.actions import log_give
from grapevine.domain.network.actions.wishes import add_acquaintance
from grapevine.domain.partnerships.actions.offers import Draft, count_anew, pass_over, save_offer, take_back
from grapevine.domain.partnerships.models import OfferTotals, PartnerOffer, ReferralFlow
from grapevine.domain.partnerships.queries import offers
from grapevine.domain.partnerships.queries.matching import suggest
from grapevine.domain.people import actions as people
from grapevine.domain.people.models import Person
from grapevine.domain.people.rules.card import Card
from grapevine.kit.errors import NotFound, Refused
from tests.cast import NOW, member

pytestmark = pytest.mark.django_db
OAKLAND, BOSTON = (37.80, -122.27), (42.36, -71.06)


def work(person: Person, key: str) -> Person:
    Person.objects.filter(pk=person.pk).update(profession_key=key, profession_sure=1.0)
    return person


def somebody(actor, name: str, key: str, **more: str) -> Person:
    return work(people.add_person(actor=actor, now=NOW, card=Card(name=name, given=name.split()[0], **more)), key)


@pytest.fixture
def leah_lawyer(actor):
    Member.objects.filter(pk=actor.member_id).update(profession_key="family-law-attorney", place="Oakland")
    return actor


@pytest.fixture
def chapter(db) -> Chapter:
    return Chapter.objects.create(
        organisation=Organisation.objects.create(name="West", created_at=NOW), name="Lake", created_at=NOW
    )


def seated(chapter: Chapter, name: str, key: str, at=OAKLAND, **said):
    one = member(email=f"{name.lower()}@example.com", name=f"{name} Fisk", profession="")
    Member.objects.filter(pk=one.pk).update(profession_key=key)
    Seat.objects.create(member=one, organisation=chapter.organisation, chapter=chapter, role="member", since=NOW.date())
    actor = accounts.actor_of(one)
    seen_by = said.pop("seen_by", f"organisation:{chapter.organisation.uid}")
    draft = Draft(seen_by=seen_by, latitude=at[0], longitude=at[1], **said)
    save_offer(actor=actor, now=NOW, draft=draft)
    return actor


def seat(actor, chapter: Chapter):
    Seat.objects.create(
        member_id=actor.member_id, organisation=chapter.organisation, chapter=chapter, role="member", since=NOW.date()
    )
    return accounts.actor_of(Member.objects.get(pk=actor.member_id))


def test_the_book_suggests_whose_clients_need_mine_and_the_other_way_with_reasons(leah_lawyer):
    somebody(leah_lawyer, "Ben Okafor", "realtor")
    somebody(leah_lawyer, "Ellen Fisk", "dentist")
    somebody(leah_lawyer, "Rival Roe", "family-law-attorney")
    somebody(leah_lawyer, "Nobody Known", "")
    found = suggest(leah_lawyer, NOW)
    assert [one.name for one in found] == ["Ben Okafor", "Ellen Fisk"]
    assert found[0].score == 100.0 > found[1].score
    assert found[0].reasons.out[0].startswith("Your clients need Ben: selling the house, divorce")
    assert "divorce" in found[0].reasons.back[0]


def test_referrals_already_made_and_people_in_common_speak_for_somebody(leah_lawyer):
    ben, ellen = somebody(leah_lawyer, "Ben Okafor", "dentist"), somebody(leah_lawyer, "Ellen Fisk", "optometrist")
    dana = somebody(leah_lawyer, "Dana Whitcomb", "cpa")
    assert [one.name for one in suggest(leah_lawyer, NOW)] == ["Dana Whitcomb", "Ben Okafor", "Ellen Fisk"]
    for _ in range(6):
        log_give(actor=leah_lawyer, now=NOW, person_uid=ben.uid, at=NOW, kind="referral", direction="given")
        log_give(actor=leah_lawyer, now=NOW, person_uid=ben.uid, at=NOW, kind="referral", direction="received")
    assert suggest(leah_lawyer, NOW)[0].name == "Ben Okafor"
    add_acquaintance(actor=leah_lawyer, now=NOW, one_uid=dana.uid, other_uid=ellen.uid)
    found = {one.name: one for one in suggest(leah_lawyer, NOW)}
    assert any("Known to Dana Whitcomb, whom you know." in reason for reason in found["Ellen Fisk"].reasons.out)
    told = found["Ben Okafor"].reasons
    assert any("6 such referrals so far" in reason for reason in (*told.out, *told.back))


def test_not_for_me_hides_until_it_is_taken_back_and_a_conflict_always(leah_lawyer):
    ben = somebody(leah_lawyer, "Ben Okafor", "realtor", firm="Okafor Homes")
    note = pass_over(actor=leah_lawyer, now=NOW, person_uid=ben.uid)
    assert pass_over(actor=leah_lawyer, now=NOW, person_uid=ben.uid) == note
    assert suggest(leah_lawyer, NOW) == []
    take_back(actor=leah_lawyer, now=NOW, uid=note.uid)
    assert [one.name for one in suggest(leah_lawyer, NOW)] == ["Ben Okafor"]
    save_offer(actor=leah_lawyer, now=NOW, draft=Draft(conflicts=["okafor homes"]))
    assert suggest(leah_lawyer, NOW) == []
    with pytest.raises(NotFound):
        take_back(actor=leah_lawyer, now=NOW, uid=note.uid)


def test_nobody_is_suggested_to_whom_we_know_no_profession_of(actor):
    somebody(actor, "Ben Okafor", "realtor")
    Member.objects.filter(pk=actor.member_id).update(profession_key="")
    assert suggest(actor, NOW) == []
    with pytest.raises(Refused):
        suggest(actor, NOW, where="everywhere")


def test_only_who_offers_themselves_is_suggested_and_only_to_whom_they_said(leah_lawyer, chapter):
    other = Chapter.objects.create(organisation=chapter.organisation, name="Hill", created_at=NOW)
    seated(chapter, "Near", "realtor")
    seated(chapter, "Chapter", "mediator", seen_by=f"chapter:{chapter.uid}")
    seated(chapter, "Hidden", "cpa", seen_by="")
    seated(other, "Far", "realtor", at=BOSTON)
    seated(other, "Full", "mediator", full=True)
    leah = seat(leah_lawyer, chapter)
    save_offer(actor=leah, now=NOW, draft=Draft(latitude=OAKLAND[0], longitude=OAKLAND[1]))
    assert {one.name for one in suggest(leah, NOW, where="chapter")} == {"Near Fisk", "Chapter Fisk"}
    wide = suggest(leah, NOW, where="organisation")
    assert [one.name for one in wide] == ["Near Fisk", "Far Fisk"]
    assert wide[1].km > 4000 and wide[0].km < 1
    Seat.objects.filter(member__name="Near Fisk").update(until=NOW.date())
    assert [one.name for one in suggest(leah, NOW, where="organisation")] == ["Far Fisk"]
    stranger = seat(accounts.actor_of(member(email="s@example.com", name="S")), Chapter.objects.create(
        organisation=Organisation.objects.create(name="East", created_at=NOW), name="Bay", created_at=NOW))
    Member.objects.filter(pk=stranger.member_id).update(profession_key="family-law-attorney")
    assert suggest(stranger, NOW, where="organisation") == []


def test_links_in_common_count_when_those_between_offer_themselves_too(leah_lawyer, chapter):
    ben, ellen, priya = (seated(chapter, name, "dentist") for name in ("Ben", "Ellen", "Priya"))
    leah = seat(leah_lawyer, chapter)
    link(leah, ben)
    link(ben, priya)
    found = suggest(leah, NOW, where="organisation")
    assert [one.name for one in found] == ["Priya Fisk", "Ellen Fisk"]
    assert "You know 1 person in common." in found[0].reasons.out
    PartnerOffer.objects.filter(pk=ben.member_id).update(organisation=None)
    assert offers.in_common(leah) == {}


def link(one, other) -> None:
    ends = [people.add_person(actor=actor, now=NOW, card=Card(name="Linked")) for actor in (one, other)]
    made = Link.objects.create(
        owner_id=one.member_id, person=ends[0], other_id=other.member_id, created_at=NOW, expires_at=NOW,
        accepted_at=NOW, digest=f"{one.member_id}-{other.member_id}",
    )  # fmt: skip
    for actor, person in zip((one, other), ends, strict=True):
        LinkEnd.objects.create(link=made, owner_id=actor.member_id, person=person)


def test_every_night_the_copies_and_the_sums_are_counted_anew(leah_lawyer, chapter):
    ben = seated(chapter, "Ben", "dentist")
    person = somebody(ben, "A Realtor", "realtor")
    for _ in range(5):
        log_give(actor=ben, now=NOW, person_uid=person.uid, at=NOW, kind="referral", direction="received")
    log_give(actor=ben, now=NOW, person_uid=person.uid, at=NOW, kind="referral", direction="given")
    Member.objects.filter(pk=ben.member_id).update(profession_key="optometrist")
    leah = seat(leah_lawyer, chapter)
    assert suggest(leah, NOW, where="organisation") == []
    assert count_anew(now=NOW) == 1
    row = PartnerOffer.objects.get(pk=ben.member_id)
    assert (row.profession_key, row.received) == ("optometrist", 5)
    flow = ReferralFlow.objects.get()
    assert (flow.giver_key, flow.receiver_key, flow.referrals) == ("realtor", "optometrist", 5)
    assert OfferTotals.objects.get().most_received == 5
    assert [one.name for one in suggest(leah, NOW, where="organisation")] == ["Ben Fisk"]


def test_what_cannot_be_said_is_refused_with_its_field(leah_lawyer, chapter):
    leah = seat(leah_lawyer, chapter)
    for draft, field in (
        (Draft(seen_by="chapter:nowhere"), "seen_by"),
        (Draft(clients=["everybody"]), "clients"),
        (Draft(latitude=91.0, longitude=0.0), "latitude"),
        (Draft(latitude=1.0), "latitude"),
        (Draft(latitude=0.0, longitude=200.0), "longitude"),
        (Draft(languages=[str(number) for number in range(60)]), "languages"),
    ):
        with pytest.raises(Refused) as refused:
            save_offer(actor=leah, now=NOW, draft=draft)
        assert refused.value.field == field
    Member.objects.filter(pk=leah.member_id).update(profession_key="")
    with pytest.raises(Refused):
        save_offer(actor=leah, now=NOW, draft=Draft(seen_by=f"chapter:{chapter.uid}"))
    with pytest.raises(NotFound):
        pass_over(actor=leah, now=NOW, member_uid="nobody")
