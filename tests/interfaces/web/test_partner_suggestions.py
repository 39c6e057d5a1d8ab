"""Who might make a good partner on its page: with reasons, filtered, passed over; and who may suggest Leah."""

from __future__ import annotations

import html
import re
from datetime import timedelta

from django.test import Client

from grapevine.domain.accounts import queries as accounts
from grapevine.domain.accounts.models import Member
from grapevine.domain.depth.models import Relationship
from grapevine.domain.depth.rules.score import key_for_depth
from grapevine.domain.depth.rules.sums import days
from grapevine.domain.depth.rules.tempo import TEMPOS
from grapevine.domain.network.actions.wishes import add_acquaintance
from grapevine.domain.partnerships.actions.agreements import propose
from grapevine.domain.partnerships.models import NotForMe, PartnerOffer
from grapevine.domain.partnerships.rules.terms import DISCLOSURE, Terms
from grapevine.kit import clock
from tests.cast import member
from tests.domain.partnerships.test_suggestions import chapter, leah_lawyer, seat, seated, somebody
from tests.interfaces.web.conftest import BACKEND

__all__ = ["chapter", "leah_lawyer"]
PAGE = "/partners/suggestions"


def words(answer) -> str:
    """What a page says."""
    return html.unescape(re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", answer.content.decode())))


def names(answer) -> list[str]:
    """Whom a page suggests, in order."""
    return re.findall(r"<article[^>]*>\s*<div><h3>(?:<a[^>]*>)?([^<]*)", answer.content.decode())


def browser_of(actor) -> Client:
    """The browser of another member."""
    client = Client()
    client.force_login(Member.objects.get(pk=actor.member_id), BACKEND)
    return client


def test_the_page_says_why_both_ways_how_sure_and_one_step_for_each(web, leah_lawyer):
    ben = somebody(leah_lawyer, "Ben Okafor", "realtor", firm="Okafor Homes", title="Realtor")
    ellen, dana = somebody(leah_lawyer, "Ellen Fisk", "dentist"), somebody(leah_lawyer, "Dana Whitcomb", "cpa")
    add_acquaintance(actor=leah_lawyer, now=clock.now(), one_uid=dana.uid, other_uid=ellen.uid)
    deep = key_for_depth(90.0, days(clock.now()), TEMPOS[leah_lawyer.tempo])
    kept = {"owner_id": leah_lawyer.member_id, "rank_key": deep}
    Relationship.objects.update_or_create(person=dana, defaults=kept)
    answer = web.get(PAGE)
    steps = re.findall(r'btn--s" href="([^"]*)">([^<]*)<span class="sr">: ([^<]*)', answer.content.decode())
    assert {(name, step, link) for link, step, name in steps} == {
        ("Ben Okafor", "Plan a first coffee", f"/people/{ben.uid}/prepare"),
        ("Ellen Fisk", "Ask Dana to introduce you", f"/network/introductions?person={ellen.uid}"),
        ("Dana Whitcomb", "Propose an agreement", f"/people/{dana.uid}/partnership/new"),
    }
    said = words(answer)
    assert "Realtor, Okafor Homes" in said and "In your inner five." in said
    assert "Why you would help Ben" in said and "Why Ben would help you" in said
    assert "A guess, from your two professions alone." in said


def test_one_profession_alone_and_a_word_that_is_none_stands_for_all(web, leah_lawyer):
    somebody(leah_lawyer, "Ben Okafor", "realtor")
    somebody(leah_lawyer, "Dana Whitcomb", "cpa")
    assert names(web.get(PAGE, {"profession": "cpa"})) == ["Dana Whitcomb"]
    assert "Nobody of that profession here" in words(web.get(PAGE, {"profession": "dentist"}))
    assert len(names(web.get(PAGE, {"profession": "wizard", "where": "everywhere"}))) == 2


def test_not_for_me_hides_until_suggested_again_and_keeps_the_filters(web, leah_lawyer):
    ben = somebody(leah_lawyer, "Ben Okafor", "realtor")
    back = web.post(f"{PAGE}/pass", {"person": str(ben.uid), "where": "book", "profession": "realtor"}, follow=True)
    assert back.redirect_chain[0][0] == f"{PAGE}?where=book&profession=realtor"
    assert names(back) == [] and "Suggest again : Ben Okafor" in words(back)
    assert web.get(f"{PAGE}/pass").status_code == 405
    note = NotForMe.objects.get()
    assert names(web.post(f"{PAGE}/{note.uid}/back", follow=True)) == ["Ben Okafor"]


def test_a_stranger_passes_nobody_of_leahs_over_and_takes_nothing_back(stranger_web, leah_lawyer, web):
    ben = somebody(leah_lawyer, "Ben Okafor", "realtor")
    assert stranger_web.post(f"{PAGE}/pass", {"person": str(ben.uid)}).status_code == 404
    web.post(f"{PAGE}/pass", {"person": str(ben.uid)})
    assert stranger_web.post(f"{PAGE}/{NotForMe.objects.get().uid}/back").status_code == 404
    assert NotForMe.objects.count() == 1
    assert Client().get(PAGE).status_code == 302


def test_whoever_has_an_agreement_is_not_suggested(web, leah_lawyer):
    dentist = somebody(leah_lawyer, "Ellen Fisk", "dentist")
    somebody(leah_lawyer, "Ben Okafor", "realtor")
    review = (clock.now() + timedelta(days=90)).date()
    said = Terms(owner_moments=("divorce",), review_on=review, disclosure=DISCLOSURE)
    propose(actor=leah_lawyer, now=clock.now(), person_uid=dentist.uid, said=said)
    assert names(web.get(PAGE)) == ["Ben Okafor"]


def test_whoever_opts_in_is_seen_by_those_they_said_and_by_nobody_else(web, leah_lawyer, chapter):
    ben = seated(chapter, "Ben", "realtor", seen_by="")
    seat(leah_lawyer, chapter)
    theirs = browser_of(ben)
    assert names(web.get(PAGE, {"where": "chapter"})) == []
    page = theirs.get("/partners/offer")
    assert f"Members of {chapter.name}" in words(page)
    said = {"seen_by": f"chapter:{chapter.uid}", "place": "Oakland", "clients": ["movers"], "languages": "English"}
    assert theirs.post("/partners/offer", said).status_code == 302
    assert names(web.get(PAGE, {"where": "chapter"})) == ["Ben Fisk"]
    assert names(web.get(PAGE, {"where": "organisation"})) == []
    assert names(web.get(PAGE, {"where": "chapter", "profession": "cpa"})) == []
    assert "Not linked with you yet." in words(web.get(PAGE, {"where": "chapter"}))
    assert theirs.post("/partners/offer", {**said, "seen_by": "chapter:of-others"}).status_code == 422
    assert PartnerOffer.objects.get(pk=ben.member_id).chapter_id == chapter.pk
    assert theirs.post("/partners/offer", {**said, "seen_by": ""}).status_code == 302
    assert names(web.get(PAGE, {"where": "chapter"})) == []


def test_the_page_asks_the_same_of_the_database_for_two_as_for_ten(web, leah_lawyer, django_assert_max_num_queries):
    for number in range(12):
        somebody(leah_lawyer, f"Person {number}", "realtor")
    web.get(PAGE)
    with django_assert_max_num_queries(18):
        assert len(names(web.get(PAGE))) == 10


def test_without_a_seat_only_the_book_is_there_and_without_work_nobody(web, leah_lawyer):
    assert "Where from" not in words(web.get(PAGE))
    new = browser_of(accounts.actor_of(member(email="new@example.com", name="New", profession="")))
    assert "Say what you work as first" in words(new.get(PAGE))


def test_the_page_of_a_person_says_why_where_both_directions_carry_it(web, leah_lawyer):
    ben, dentist = somebody(leah_lawyer, "Ben Okafor", "realtor"), somebody(leah_lawyer, "Ellen Fisk", "dentist")
    rival = somebody(leah_lawyer, "Rival Roe", "family-law-attorney")
    page = words(web.get(f"/people/{ben.uid}"))
    assert "Why you would help Ben Your clients need Ben: selling the house, divorce" in page
    assert "Why Ben would help you Ben hears of it first" in page
    for other in (dentist, rival):
        assert "Why you would help" not in words(web.get(f"/people/{other.uid}"))
    web.post(f"{PAGE}/pass", {"person": str(ben.uid)})
    assert "Why you would help" not in words(web.get(f"/people/{ben.uid}"))
