"""Linking two members on screen: a link handed over, agreed to or not, ended; and nobody finds out who is a member."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from grapevine.domain.accounts import actions as accounts
from grapevine.domain.accounts import queries
from grapevine.domain.accounts.models import Member
from grapevine.domain.accounts.rules.access import Role
from grapevine.domain.depth.models import Link, LinkEnd
from grapevine.domain.people.models import Person
from tests.cast import BEN, DANA, NOW, meet


@pytest.fixture
def dana(actor):
    """Dana in Leah's book, with the mail with which she is a member."""
    return meet(actor, DANA)


@pytest.fixture
def colleagues(leah, stranger):
    """Leah and Dana share a chapter."""
    organisation = accounts.add_organisation(now=NOW, name="Harbor", organiser=leah)
    officer = queries.actor_of(leah)
    chapter = accounts.add_chapter(actor=officer, now=NOW, organisation=organisation, name="Riverside")
    for member in Member.objects.all():
        accounts.give_seat(actor=officer, now=NOW, member=member, chapter=chapter, role=Role.MEMBER, since=NOW.date())


def words(answer) -> str:
    """What a page says."""
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", "", answer.content.decode()))


def made(web: Client, person) -> str:
    """The address that Leah hands over, without the host."""
    html = web.post(f"/people/{person.uid}/link").content.decode()
    return re.search(r'value="http://[^/]+(/link/[^"]+)"', html).group(1)


def test_a_link_is_handed_over_agreed_to_and_ended(web, stranger_web, dana, leah):
    link = made(web, dana)
    shown = words(stranger_web.get(link))
    assert "Leah Marchetti asks to be linked" in shown and "What neither of you sees" in shown
    assert not LinkEnd.objects.exists(), "looking agrees to nothing"
    stranger_web.post(link, {"do": "accept", "person": "new"})
    mine = Person.objects.get(owner__email="dana@whitcomb.example")
    assert (mine.name, mine.linked_member) == ("Leah Marchetti", leah)
    assert "Linked with Dana since" in words(web.get(f"/people/{dana.uid}"))
    assert stranger_web.get(link).status_code == 404, "it works once"
    row = Link.objects.get()
    assert "Dana Whitcomb" in words(web.get("/links")) and "Leah Marchetti" in words(stranger_web.get("/links"))
    assert stranger_web.post(f"/links/{row.uid}/end").status_code == 302
    assert not LinkEnd.objects.exists() and not Person.objects.filter(linked_member__isnull=False).exists()
    assert web.post(f"/links/{row.uid}/end").status_code == 404


def test_whoever_asked_never_hears_of_a_no(web, stranger_web, dana):
    link = made(web, dana)
    before = words(web.get(f"/people/{dana.uid}/link")), words(web.get("/links"))
    stranger_web.post(link, {"do": "decline"})
    assert (words(web.get(f"/people/{dana.uid}/link")), words(web.get("/links"))) == before
    assert "left it as it is" in words(stranger_web.get("/links"))


def test_asking_tells_nobody_who_is_a_member(web, stranger_web, dana, actor):
    ben = meet(actor, BEN)
    pages = [re.sub(r"/link/[\w-]+|%2Flink%2F[\w-]+|Dana|Ben|dana|ben|[0-9a-f-]{36}|Whitcomb|Okafor|whitcomb|okafor|"
                    r'name="csrf\w+" value="\w+"|"X-CSRFToken": "\w+"', "",
                    web.post(f"/people/{person.uid}/link").content.decode())
             for person in (dana, ben)]  # fmt: skip
    assert pages[0] == pages[1], "Dana is a member, Ben is not"
    assert "Waiting for you" not in words(stranger_web.get("/links")), "strangers are not told by mail address either"


def test_a_colleague_of_the_chapter_finds_the_request_waiting_and_a_no_holds(colleagues, web, stranger_web, dana):
    made(web, dana)
    row = Link.objects.get()
    assert "Waiting for you" in words(stranger_web.get("/links"))
    assert "asks to be linked" in words(stranger_web.get(f"/links/{row.uid}"))
    today = stranger_web.get("/today")
    assert "Leah Marchetti asks to link your ledgers" in words(today) and "Nobody waits" not in words(today)
    assert f'href="/links/{row.uid}"' in today.content.decode()
    stranger_web.post(f"/links/{row.uid}", {"do": "decline"})
    assert "asks to link" not in words(stranger_web.get("/today"))
    web.post(f"/links/{row.uid}/end")
    made(web, dana)
    assert "Waiting for you" not in words(stranger_web.get("/links")), "a second request is not brought any more"


def test_a_link_is_not_for_oneself_nor_for_somebody_elses_person(web, stranger_web, dana, stranger, actor):
    link = made(web, dana)
    assert "your own link" in words(web.get(link)) and web.get(link).status_code == 400
    ben = meet(actor, BEN)
    assert stranger_web.post(link, {"person": str(ben.uid)}).status_code == 404
    assert Client().get(link).headers["Location"].startswith("/account/login/")
    assert stranger_web.post(f"/people/{dana.uid}/link").status_code == 404
    assert not LinkEnd.objects.exists()


def test_a_person_is_linked_once(web, stranger_web, dana, stranger):
    leah_in_her_book = meet(stranger, DANA)
    stranger_web.post(made(web, dana), {"person": str(leah_in_her_book.uid)})
    assert web.post(f"/people/{dana.uid}/link").status_code == 400
    assert stranger_web.post(f"/people/{leah_in_her_book.uid}/link").status_code == 400
