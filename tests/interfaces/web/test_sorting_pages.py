"""Sorting on screen: one person at a time, later, undo as far as wanted, the people of one import."""

from __future__ import annotations

import re

import pytest

from grapevine.domain.people import queries
from grapevine.domain.people.models import Person
from grapevine.domain.people.rules.card import Card, Labelled
from grapevine.kit import clock
from tests.cast import DANA, PRIYA, TOM, meet
from tests.interfaces.web.test_import_pages import begin, cards, work

PART = {"HX-Request": "true"}


@pytest.fixture
def fresh(actor):
    """Three whom nobody has sorted, by name: Cleo, Eva, Ada."""
    return [meet(actor, Card(name=name)) for name in ("Ada Zorn", "Cleo Abel", "Eva Moss")]


def shown(page) -> str:
    """Whom the page asks about; "" for nobody."""
    found = re.search(r'<h2 id="sort-name"><a[^>]*>([^<]+)</a>', page.content.decode())
    return found.group(1) if found else ""


def far(page) -> str:
    return re.search(r'<strong class="num">([^<]+)</strong>', page.content.decode()).group(1)


def press(web, page, to: str, **headers):
    """Press a button of the page, as a browser without a script does, and go where it leads."""
    html = page.content.decode()
    address = re.search(r'<form class="sort" method="post" action="([^"]+)"', html).group(1).replace("&amp;", "&")
    person = re.search(r'name="person" value="([^"]+)"', html)
    sent = {"to": to, **({"person": person.group(1)} if person else {})}
    return web.post(address, sent, headers=headers, follow=True)


def segment(name: str) -> str:
    return Person.objects.get(name=name).segment


def test_one_button_a_person_until_all_are_sorted(web, fresh):
    page = web.get("/people/sort")
    seen = []
    for number, to in enumerate(("friend", "client", "archive")):
        assert far(page) == f"{number} of 3"
        seen.append(shown(page))
        page = press(web, page, to)
    assert seen == ["Cleo Abel", "Eva Moss", "Ada Zorn"]
    assert "That was everybody" in page.content.decode() and far(page) == "3 of 3"
    assert (segment("Cleo Abel"), segment("Eva Moss")) == ("friend", "client")
    assert Person.objects.get(name="Ada Zorn").archived_at is not None


def test_undo_goes_back_as_far_as_wanted_and_on_again(web, fresh):
    page = web.get("/people/sort")
    for to in ("friend", "client", "family"):
        page = press(web, page, to)
    assert "Just now: <strong>Ada Zorn</strong>, Family" in page.content.decode()
    for number, name in enumerate(("Ada Zorn", "Eva Moss", "Cleo Abel")):
        page = press(web, page, "undo")
        assert (shown(page), far(page)) == (name, f"{2 - number} of 3")
        assert segment(name) == ""
    assert 'value="undo" data-key="u" aria-keyshortcuts="u" disabled' in page.content.decode()
    page = press(web, page, "school")
    assert (segment("Cleo Abel"), shown(page)) == ("school", "Eva Moss")


def test_whoever_is_put_off_comes_again_at_the_end(web, fresh):
    page = press(web, web.get("/people/sort"), "later")
    assert "1 for later" in page.content.decode()
    page = press(web, press(web, page, "friend"), "friend")
    assert shown(page) == "Cleo Abel" and "put off before" in page.content.decode()
    page = press(web, page, "later")
    assert (shown(page), far(page)) == ("Cleo Abel", "2 of 3")


def test_with_a_script_only_the_part_comes_and_says_what_happened(web, fresh):
    page = press(web, web.get("/people/sort"), "professional", **PART)
    html = page.content.decode()
    assert "<html" not in html and shown(page) == "Eva Moss"
    assert page.headers["HX-Replace-Url"].startswith("/people/sort?of=3&after=")
    assert "Cleo Abel: Professionals. 1 of 3 sorted. Now: Eva Moss." in html
    assert shown(web.get(page.headers["HX-Replace-Url"])) == "Eva Moss"


def test_the_same_button_twice_sorts_nobody_else(web, fresh):
    page = web.get("/people/sort")
    press(web, page, "friend")
    press(web, page, "friend")
    assert [segment(name) for name in ("Cleo Abel", "Eva Moss", "Ada Zorn")] == ["friend", "", ""]


def test_an_undo_that_would_overwrite_says_so_and_leaves_it(web, fresh):
    page = press(web, web.get("/people/sort"), "friend")
    Person.objects.filter(name="Cleo Abel").update(segment="client")
    page = press(web, page, "undo")
    assert "1 person was changed since and stays as they are." in page.content.decode()
    assert segment("Cleo Abel") == "client"


def test_what_helps_to_decide_is_shown_and_a_suggestion_has_its_reason(web, actor):
    card = Card(
        name="Rosa <b>Marchetti", family="Marchetti", firm="Bakery", title="Owner", note="Met at the fair",
        tags=("gold",), emails=(Labelled("rosa@bakery.example"), *(Labelled(f"r{n}@b.example") for n in range(4))),
    )  # fmt: skip
    meet(actor, card)
    html = web.get("/people/sort").content.decode()
    for words in ("Owner, Bakery", "written down by you", "rosa@bakery.example", "and 2 more", "gold", "at the fair"):
        assert words in html
    assert "Rosa &lt;b&gt;Marchetti" in html
    assert "Perhaps <strong>Family</strong>: the same family name as yours." in html
    assert re.search(r'is-hint" id="to-family"', html)


def test_the_people_an_import_brought_can_be_sorted_by_themselves(web, actor, settings, tmp_path):
    settings.UPLOADS = tmp_path
    meet(actor, Card(name="Ada Zorn"))
    address = begin(web, cards(("Gil Novak", "gil@novak.example"), ("Hana Sato", "hana@sato.example")))
    work(actor, address)
    web.post(f"{address}/go")
    work(actor, address)
    done = web.get(address).content.decode()
    link = re.search(r'href="(/people/sort\?import=[^"]+)">Sort them now: 2<', done).group(1)
    page = web.get(link)
    assert shown(page) == "Gil Novak" and "vCard, " in page.content.decode()
    page = press(web, press(web, page, "friend"), "client")
    assert far(page) == "2 of 2" and "All whom this import brought" in page.content.decode()
    assert segment("Ada Zorn") == ""
    assert "Sort them now" not in web.get(address).content.decode()


def test_the_list_leads_to_sorting_as_long_as_there_is_somebody_to_sort(web, actor, fresh):
    assert ">Sort 3</a>" in web.get("/people").content.decode()
    for _ in fresh:
        press(web, web.get("/people/sort"), "friend")
    assert ">Sort " not in web.get("/people").content.decode()
    assert "Everybody is sorted" in web.get("/people/sort").content.decode()


def test_nonsense_is_refused(web, stranger_web, actor, fresh):
    dana = str(meet(actor, DANA).uid)
    assert web.post("/people/sort", {"to": "friend", "person": "nonsense"}).status_code == 404
    assert stranger_web.post("/people/sort", {"to": "friend", "person": dana}).status_code == 404
    assert web.post("/people/sort", {"to": "enemies", "person": dana}).status_code == 400
    assert web.get("/people/sort?after=broken").status_code == 400
    assert web.get("/people/sort?import=nonsense").status_code == 404
    assert far(web.get("/people/sort?of=²")) == far(web.get("/people/sort?of=-5")) == "0 of 3"


def test_a_key_costs_the_same_however_many_wait(web, actor, fresh, django_assert_max_num_queries):
    from grapevine.domain.people.actions import add_people

    add_people(actor=actor, now=clock.now(), cards=[Card(name=f"Person {number}") for number in range(300)])
    page = web.get("/people/sort")
    with django_assert_max_num_queries(13):
        web.get("/people/sort")
    with django_assert_max_num_queries(24):
        press(web, page, "friend", **PART)


def test_several_of_the_list_are_changed_and_given_back_what_they_had(web, actor):
    people = [meet(actor, card) for card in (DANA, PRIYA, TOM)]
    ticked = [str(one.uid) for one in people[:2]]
    sent = {"whom": "ticked", "what": "segment:client", "person": ticked, "filter": "sort=x"}
    page = web.post("/people/bulk", sent, follow=True)
    assert page.redirect_chain == [("/people", 302)]
    html = page.content.decode()
    assert "Clients: 2 people." in html
    undo = re.search(r'action="(/people/changes/[^"]+/undo)"', html).group(1)
    assert "Clients: 2 people." in web.get("/people/changes").content.decode()

    back = web.post(undo, {"next": "https://elsewhere.example/"}, follow=True)
    assert back.redirect_chain == [("/people/changes", 302)]
    assert "Undone for 2 people." in back.content.decode() and ">undone " in back.content.decode()
    assert [segment(name) for name in ("Dana Whitcomb", "Priya Raman")] == ["professional", "friend"]
    assert "taken back already" in web.post(undo, follow=True).content.decode()


def test_all_whom_the_filters_find_are_changed_and_nobody_else(web, actor):
    for card in (DANA, PRIYA, TOM):
        meet(actor, card)
    sent = {"whom": "found", "what": "tag", "tag": "Fair", "filter": "segment=professional&q=whit&page=2"}
    page = web.post("/people/bulk", sent, follow=True)
    assert page.redirect_chain == [("/people?q=whit&segment=professional", 302)]
    assert [person.name for person in queries.search(actor, "fair")] == ["Dana Whitcomb"]
    web.post("/people/bulk", {"whom": "found", "what": "archive", "filter": ""})
    assert queries.book(actor).people == 0
    web.post("/people/bulk", {"whom": "found", "what": "restore", "filter": "archived=1"})
    assert queries.book(actor).people == 3


def test_a_change_without_sense_is_told_and_changes_nobody(web, stranger_web, actor):
    dana = str(meet(actor, DANA).uid)
    for sent, told in (
        ({"what": "archive"}, "Choose at least one person"),
        ({"what": "tag", "tag": " ", "person": dana}, "Name the tag"),
        ({"what": "explode", "person": dana}, "is no change"),
        ({"what": "archive", "whom": "found", "filter": "segment=enemies"}, "is no segment"),
    ):
        assert told in web.post("/people/bulk", sent, follow=True).content.decode()
    assert stranger_web.post("/people/bulk", {"what": "archive", "person": dana}).status_code == 404
    assert Person.objects.get().revision == 1


def test_the_file_of_the_list_holds_whom_the_filters_find(web, actor):
    for card in (DANA, PRIYA, TOM):
        meet(actor, card)
    html = web.get("/people", {"segment": "friend"}).content.decode()
    link = re.search(r'href="(/export\?[^"]+)">Download these as CSV', html).group(1).replace("&amp;", "&")
    found = b"".join(web.get(link).streaming_content).decode()
    assert "Priya Raman" in found and "Dana" not in found and found.count("\r\n") == 2
    everyone = b"".join(web.get("/export?format=csv").streaming_content).decode()
    assert everyone.count("\r\n") == 4
