"""Look-alikes on screen: one person, two people, later; and the way back."""

from __future__ import annotations

import pytest
from django.test import Client

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.merging.models import Merge
from grapevine.domain.people.models import Person
from grapevine.domain.people.rules.card import Card, Labelled
from tests.cast import TOM, meet

PAGE = "/people/look-alikes"


@pytest.fixture
def both(actor: Actor) -> tuple[Person, Person]:
    """Beth twice, and Tom."""
    meet(actor, TOM)
    beth = meet(actor, Card(name="Beth Sandoval", title="School counselor", tags=("school",)))
    other = Card(name="Elizabeth Sandoval", emails=(Labelled("beth@riverside.example"),), segment="community")
    return beth, meet(actor, other)


def say(web: Client, verdict: str, both: tuple[Person, Person], **takes: str):
    """The member's word on the pair."""
    fields = {f"take_{choice}": taken for choice, taken in takes.items()}
    data = {"keep": both[0].uid, "other": both[1].uid, "verdict": verdict, **fields}
    return web.post(PAGE, data, follow=True)


def test_a_pair_is_shown_side_by_side_with_the_reasons(
    web: Client, both: tuple[Person, Person], django_assert_max_num_queries
) -> None:
    with django_assert_max_num_queries(20):
        page = web.get(PAGE).content.decode()
    assert "Beth is short for Elizabeth" in page
    assert "1 of 1" in page
    assert "beth@riverside.example" in page
    assert PAGE in web.get("/people").content.decode()


def test_one_person_is_merged_as_chosen_and_can_be_parted_again(web: Client, both: tuple[Person, Person]) -> None:
    page = say(web, "one", both, name="other", segment="other")
    assert "Nobody looks alike" in page.content.decode()
    kept = Person.objects.get(pk=both[0].pk)
    assert (kept.name, kept.segment, kept.title) == ("Elizabeth Sandoval", "community", "School counselor")

    assert "Make them two again" in web.get(f"/people/{kept.uid}").content.decode()
    listed = web.get("/people/merges").content.decode()
    merge = Merge.objects.get()
    assert f"/people/merges/{merge.uid}/undo" in listed
    back = web.post(f"/people/merges/{merge.uid}/undo", follow=True).content.decode()
    assert "Elizabeth Sandoval is back, as before." in back
    assert Person.objects.get(pk=both[0].pk).name == "Beth Sandoval"


def test_the_message_of_a_merge_takes_it_back_with_one_press(web: Client, both: tuple[Person, Person]) -> None:
    told = say(web, "one", both).content.decode()
    assert "Elizabeth Sandoval is now one with Beth Sandoval." in told
    way_back = f'<form method="post" action="/people/merges/{Merge.objects.get().uid}/undo">'
    assert told.count(way_back) == 1
    assert way_back not in web.get(PAGE).content.decode()

    back = web.post(f"/people/merges/{Merge.objects.get().uid}/undo", {"next": PAGE}, follow=True).content.decode()
    assert "Elizabeth Sandoval is back, as before." in back
    assert "Same person?" in back
    assert Person.objects.count() == 3


def test_a_pair_that_was_merged_in_another_tab_is_said(web: Client, both: tuple[Person, Person]) -> None:
    say(web, "one", both)
    for verdict in ("one", "two"):
        again = say(web, verdict, both)
        assert again.status_code == 200
        assert "Elizabeth Sandoval is one with Beth Sandoval already." in again.content.decode()
    assert Merge.objects.count() == 1


def test_two_people_are_not_asked_about_again_and_later_means_later(web: Client, both: tuple[Person, Person]) -> None:
    later = say(web, "later", both).content.decode()
    assert "1 pair to decide later" in later
    assert "Same person?" in web.get(PAGE).content.decode()

    assert "Nobody looks alike" in say(web, "two", both).content.decode()
    assert Person.objects.count() == 3


def test_nonsense_is_said_and_changes_nothing(web: Client, both: tuple[Person, Person]) -> None:
    assert "For name there is no" in say(web, "one", both, name="both").content.decode()
    assert say(web, "perhaps", both).status_code == 404
    assert Person.objects.count() == 3


def test_a_newer_merge_goes_first(web: Client, both: tuple[Person, Person]) -> None:
    say(web, "one", both)
    say(web, "one", (Person.objects.get(name="Tom Halloran"), both[0]))
    older = Merge.objects.order_by("merged_at").first()
    assert older is not None
    page = web.post(f"/people/merges/{older.uid}/undo", follow=True).content.decode()
    assert "Undo the newer merge first" in page


def test_a_stranger_finds_nothing_to_merge_or_to_undo(
    web: Client, stranger_web: Client, both: tuple[Person, Person]
) -> None:
    assert say(stranger_web, "one", both).status_code == 404
    say(web, "one", both)
    assert stranger_web.post(f"/people/merges/{Merge.objects.get().uid}/undo").status_code == 404
    assert Merge.objects.count() == 1
