"""What a person works as, on their page and set right; the catalogue to look around in."""

from __future__ import annotations

import re
from html import unescape

import pytest

from grapevine.domain.accounts.models import Member
from grapevine.domain.people.models import Person
from grapevine.domain.people.rules.card import Card
from tests.cast import BEN, DANA, meet


def text(page: str) -> str:
    """What a reader sees of a page, in one line."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def seen(web, path: str) -> str:
    answer = web.get(path)
    assert answer.status_code == 200
    return text(answer.content.decode())


@pytest.fixture
def ben(actor):
    """Ben, a realtor by his title."""
    return meet(actor, BEN)


def test_the_page_of_a_person_says_what_they_work_as_and_how_we_know(web, actor, ben):
    priya, tom = (
        meet(actor, Card(name="Priya Raman", title="Mortgage Loan Officer at Wells")),
        meet(actor, Card(name="Tom Halloran")),
    )

    assert "Works as realtor , recognised from “Realtor”, sure. Not right? Choose" in seen(web, f"/people/{ben.uid}")
    likely = seen(web, f"/people/{priya.uid}")
    assert re.search(
        r"Works as mortgage broker , recognised from “Mortgage Loan Officer at Wells”, (fairly|not quite) sure", likely
    )
    assert "We do not know what Tom works as. Choose a profession" in seen(web, f"/people/{tom.uid}")
    assert "Works as realtor, recognised from “Realtor”, sure." in seen(web, f"/people/{ben.uid}/edit")


def test_it_is_set_right_in_one_form_and_stays(web, ben):
    page = f"/people/{ben.uid}/profession"
    assert "<optgroup" in web.get(page).content.decode()
    answer = web.post(page, {"profession_key": "property-manager"})

    assert (answer.status_code, answer.url) == (302, f"/people/{ben.uid}")
    assert "Works as property manager , as you said." in seen(web, f"/people/{ben.uid}")
    assert Person.objects.get(pk=ben.pk).profession_said
    assert '<option value="property-manager" selected>' in web.get(page).content.decode()


def test_none_of_these_and_back_to_recognition(web, ben):
    page = f"/people/{ben.uid}/profession"
    web.post(page, {"profession_key": "none"})
    assert "Nothing we know fits, as you said." in seen(web, page)

    web.post(page, {"profession_key": ""})
    assert "Works as realtor, recognised from “Realtor”, sure." in seen(web, page)


def test_what_is_not_in_the_list_is_refused_and_a_stranger_finds_nothing(web, stranger_web, ben):
    assert web.post(f"/people/{ben.uid}/profession", {"profession_key": "alchemist"}).status_code == 422
    assert stranger_web.post(f"/people/{ben.uid}/profession", {"profession_key": "cpa"}).status_code == 404


def test_a_moment_names_who_serves_who_hears_and_whom_you_know(web, actor, ben):
    meet(actor, DANA)
    page = seen(web, "/moments/divorce")

    assert "“We have decided to separate and I do not know where to begin.”" in page
    assert "CPA You know Dana Whitcomb" in page
    assert (
        page.index("Who serves it")
        < page.index("Family-law attorney")
        < page.index("Who hears of it early")
        < page.index("Hairdresser")
    )


def test_a_profession_names_its_moments_and_its_partners(web, ben, django_assert_max_num_queries):
    with django_assert_max_num_queries(6):
        page = seen(web, "/professions/family-law-attorney")

    assert "A regulated profession: no money for referrals" in page
    assert "Mediator" in page and "where the children live, divorce" in page
    assert "In your book 1 Ben Okafor" in seen(web, "/professions/realtor")


@pytest.mark.parametrize(
    ("path", "there", "not_there"),
    [
        ("/professions?q=divorce law", "Family-law attorney", "Florist"),
        ("/professions", "Florist", "Nothing in the catalogue"),
        ("/moments?q=stove", "A parent who cannot manage alone", "Divorce"),
        ("/moments", "In a firm", "Nothing in the catalogue"),
        ("/professions?q=alchemist", "Nothing in the catalogue is called that", "Florist"),
    ],
)
def test_the_catalogue_is_looked_through_by_words(web, path, there, not_there):
    page = seen(web, path)

    assert there in page and not_there not in page


def test_an_entry_that_is_not_there_is_not_there(web):
    assert web.get("/professions/alchemist").status_code == 404
    assert web.get("/moments/doomsday").status_code == 404


def test_a_member_is_listed_as_what_they_wrote_or_chose(web, leah):
    assert '<option value="" selected>As read from what you do' in web.get("/settings").content.decode()
    form = {"name": leah.name, "profession": leah.profession, "time_zone": "UTC", "theme": "auto"}
    web.post("/settings", {**form, "profession_key": "mediator"})

    assert Member.objects.get(pk=leah.pk).profession_key == "mediator"
    assert '<option value="mediator" selected>' in web.get("/settings").content.decode()
