"""The source audit on the pages: the two sentences, the groups, one group, the files; what it costs the database."""

from __future__ import annotations

import re
from html import unescape

from django.test import Client

from grapevine.domain.accounts.actions import make_token
from grapevine.domain.depth.actions import correct_part
from grapevine.domain.gives.actions import log_give
from grapevine.domain.people.rules.card import Card
from grapevine.interfaces.web.pictures.audit import Spot, necessary, split100
from grapevine.kit import clock
from tests.cast import TOM, meet
from tests.interfaces.api.caller import Caller


def words(answer) -> str:
    """What a page says, in one line."""
    return " ".join(unescape(re.sub("<[^>]+>", " ", answer.content.decode())).split())


def warm_clients(actor, number: int = 6) -> None:
    """So many clients who know, like and trust Leah and were never taught; Tom sent somebody."""
    for count in range(number):
        person = meet(actor, TOM if not count else Card(name=f"Client {count}", segment="client"))
        for part, value in (("know", 5), ("like", 5), ("trust", 5), ("committed", 4), ("educated", 1)):
            correct_part(actor=actor, now=clock.now(), person_uid=person.uid, side="theirs", part=part, value=value)
        if not count:
            log_give(
                actor=actor,
                now=clock.now(),
                at=clock.now(),
                person_uid=person.uid,
                kind="referral",
                direction="received",
            )


def test_an_empty_book_is_asked_in(web: Client):
    told = words(web.get("/audit"))

    assert "Bring in your people" in told and "We cannot tell yet" in told


def test_the_audit_opens_with_the_two_sentences_and_says_what_it_assumes(
    web: Client, actor, django_assert_max_num_queries
):
    warm_clients(actor)

    with django_assert_max_num_queries(20):
        told = words(web.get("/audit"))

    assert "They like you and trust you. Why don’t they refer?" in told
    assert "6 people without an agreement know, like and trust you. Together they sent 1." in told
    assert told.count("False, by your records") == 2
    assert "Educated" in told and "assuming each of the five is necessary" in told
    assert "Teach them one thing to listen for: your clients" in told


def test_one_group_shows_its_people_and_only_groups_have_a_page(web: Client, actor, django_assert_max_num_queries):
    warm_clients(actor)
    meet(actor, Card(name="Client Unknown", segment="client"))

    with django_assert_max_num_queries(20):
        told = words(web.get("/audit/client"))

    assert "Tom Halloran" in told and told.index("Tom Halloran") < told.index("Client Unknown")
    assert "Too little known" in told and "Rate them, or send the five questions" in told
    assert "Nobody is in this group" in words(web.get("/audit/family"))
    assert web.get("/audit/enemies").status_code == 404 == web.get("/audit/enemies.csv").status_code


def test_both_tables_can_be_taken_along(web: Client, actor):
    warm_clients(actor)

    groups = b"".join(web.get("/audit.csv").streaming_content).decode("utf-8-sig").splitlines()
    people = b"".join(web.get("/audit/client.csv").streaming_content).decode("utf-8-sig").splitlines()

    assert groups[0].startswith("group,people,known_of,know,like,trust,committed,educated,sent")
    assert groups[1].startswith("client,6,6,") and "educated" in groups[1]
    assert len(people) == 7 and people[1].split(",")[1] in ("Tom Halloran", "Client 1")


def test_the_api_tells_the_same_in_pages(actor):
    warm_clients(actor)
    secret = make_token(actor=actor, now=clock.now(), name="audit", scopes=["network:read", "gives:read"])[1]
    caller = Caller(secret)

    whole = caller.get("/audit").json()
    first = caller.get("/audit/client?limit=4").json()
    rest = caller.get(f"/audit/client?limit=4&cursor={first['next']}").json()

    assert whole["groups"][0]["missing"][0]["ingredient"] == "educated"
    assert whole["questions"][0] == {"kind": "warm", "people": 6, "senders": 1, "sent": 1, "answer": "false"}
    assert (len(first["items"]), len(rest["items"]), rest["next"]) == (4, 2, None)
    assert caller.get("/audit/enemies").status_code == 404


def test_the_pictures_hold_names_apart_and_show_what_is_not_known():
    drawn = necessary(
        [Spot("Friends", 60, 30, 26, 3), Spot("Clients", 61, 31, 48, 9), Spot("Partners", 80, 70, 9, 41, True)]
    )
    heights = re.findall(r'class="lab-strong" x="[\d.]+" y="([\d.]+)"', drawn)

    assert len(set(heights)) == 3 and 'class="p"' in drawn
    assert "bar-unknown" in split100(())
    assert split100((0.04, 0.04, 0.04, 0.2, 0.68)).index("sp--educated") < split100(
        (0.04, 0.04, 0.04, 0.2, 0.68)
    ).index("sp--know")


def test_the_number_of_a_small_group_fits_into_its_circle() -> None:
    drawn = necessary([Spot("Partners", 70, 56, people=4, sent=sent, partners=True) for sent in (3, 13, 413)])
    sizes = [float(size) for size in re.findall(r'r="([\d.]+)"', drawn)]
    assert sizes[0] < sizes[1] < sizes[2] and sizes[1] >= 11
