"""The board and the list of referrals: both directions, moved by a button, narrowed down, as a file, however many."""

from __future__ import annotations

import csv
import io
import re
from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from grapevine.domain.accounts.models import Member
from grapevine.domain.referrals.actions import giving
from grapevine.domain.referrals.actions.consenting import note_consent
from grapevine.domain.referrals.models import Referral
from grapevine.domain.referrals.queries import board
from grapevine.interfaces.web.pictures.ripe import ripe
from grapevine.interfaces.web.referrals import CARDS
from grapevine.kit import clock
from tests.cast import BEN, DANA, NOW, meet
from tests.domain.ledgers.linked_books import two
from tests.domain.referrals.referring import noted, sent, step
from tests.domain.referrals.test_board import many

BACKEND = "grapevine.interfaces.web.sessions.MemberBackend"


def words(answer) -> str:
    """What a page says, in one line."""
    return " ".join(unescape(re.sub("<[^>]+>", " ", answer.content.decode())).split())


def came(actor, person, name="Yuki Tanaka", **more) -> Referral:
    """One that came to Leah three days ago."""
    whom, what = giving.Whom(name), giving.What(more.pop("need", "A share to sell"))
    at = clock.now() - timedelta(days=more.pop("ago", 3))
    return giving.note_received(actor=actor, now=clock.now(), person_uid=person.uid, whom=whom, what=what, at=at)


def signed_in(actor) -> Client:
    """A browser of this member."""
    client = Client()
    client.force_login(Member.objects.get(pk=actor.member_id), BACKEND)
    return client


@pytest.fixture
def dana(actor):
    """Dana, of Leah's book."""
    return meet(actor, DANA)


@pytest.fixture
def baker(leah):
    """Leah as somebody of no regulated trade."""
    Member.objects.filter(pk=leah.pk).update(profession="Wedding photographer", profession_key="photographer")


def test_the_board_says_who_what_next_how_long_and_moves_by_a_plain_button(web, actor, dana):
    assert "Nothing here yet" in words(web.get("/referrals"))
    one = came(actor, dana)
    page = web.get("/referrals")
    told = words(page)
    assert "1 came to you and 0 went out. 1 is still open here. 1 overdue" in told
    assert "Yuki Tanaka from Dana Whitcomb Say yes or no 3 days, overdue" in told and "Before sending" not in told
    button = f'value="{one.uid}:1:accepted"'
    assert button in page.content.decode() and ":declined" not in page.content.decode(), "a no wants a reason"
    moved = web.post("/referrals/move", {"step": f"{one.uid}:1:accepted", "role": "receiver"})
    assert moved.headers["Location"] == f"/referrals?role=receiver#r-{one.uid}"
    assert "Moved: accepted." in words(web.get("/referrals"))
    again = web.post("/referrals/move", {"step": f"{one.uid}:1:met"}, follow=True)
    assert "It was moved in the meantime" in words(again) and Referral.objects.get().stage == "accepted"
    stale = web.post("/referrals/move", {"step": f"{one.uid.hex}:1:met"})
    assert stale.headers["Location"] == f"/referrals/{one.uid}", "an id may be written without its dashes"
    assert web.post("/referrals/move", {"step": "x:1:met"}).status_code == 404
    assert web.post("/referrals/move", {"step": f"{one.uid}:{'9' * 30}:met"}).status_code == 404


def test_each_direction_and_each_side_has_its_own_words(db):
    pair = two()
    pair.link()
    one = sent(pair.leah, pair.dana_of_leah)
    note_nothing = words(signed_in(pair.leah).get("/referrals?role=giver"))
    assert "Before sending" in note_nothing and "Yuki Tanaka to Dana Whitcomb Dana says yes or no" in note_nothing
    leah = signed_in(pair.leah)
    assert f"{one.uid}:" not in leah.get("/referrals?role=giver").content.decode(), "the receiver moves it from here"
    step(pair.dana, one, "met", now=clock.now())
    step(pair.dana, one, "won", now=clock.now())
    assert "Told you" in words(leah.get("/referrals?role=giver"))
    dana = words(signed_in(pair.dana).get("/referrals"))
    assert "Tell and thank" in dana and "Thank-you due" in dana


def test_the_list_is_narrowed_down_and_comes_as_a_file(web, actor, dana, baker):
    ben = meet(actor, BEN)
    came(actor, dana)
    came(actor, ben, "=Evil Formula", need="A house to sell", ago=1)
    gave = noted(actor, ben)
    listed = words(web.get("/referrals/list"))
    assert all(name in listed for name in ("Yuki Tanaka", "=Evil Formula", "Worth", "not told"))
    for query, found in {
        "role=giver": 1, "role=receiver": 2, "stage=noted": 1, f"person={ben.uid}": 2, "due=overdue": 2, "q=house": 1,
        "q=formula": 1, "q=whitcomb": 1, "q=nobody": 0, "role=receiver&stage=sent&q=evil": 1,
    }.items():  # fmt: skip
        assert web.get(f"/referrals/list?{query}").content.decode().count('scope="row"') == found, query
    assert "None that fit" in words(web.get("/referrals/list?q=nobody"))
    assert web.get("/referrals/list?role=friend").status_code == 400
    file = b"".join(web.get("/referrals/list.csv?role=receiver").streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(file)))
    assert [row["who"] for row in rows] == ["'=Evil Formula", "Yuki Tanaka"] and rows[1]["overdue_days"] == "1"
    assert str(gave.uid) not in file


def test_the_list_finds_no_name_that_has_not_passed(db):
    pair = two()
    pair.link()
    hidden = noted(pair.leah, pair.dana_of_leah)
    note_consent(actor=pair.leah, now=NOW, referral_uid=hidden.uid, how="introduced")
    step(pair.leah, hidden, "sent")
    assert len(board.page(pair.leah, board.Filters(text="tanaka"), NOW)) == 1
    assert board.page(pair.dana, board.Filters(text="tanaka"), NOW) == []
    open_one = sent(pair.leah, pair.dana_of_leah)
    assert [one.uid for one in board.page(pair.dana, board.Filters(text="TANAKA"), NOW)] == [open_one.uid]


def test_five_hundred_are_a_light_board_in_few_statements_and_a_list_in_pages(web, actor, dana):
    many(actor, dana, 500)
    web.get("/referrals?role=giver")
    with CaptureQueriesContext(connection) as read:
        page = web.get("/referrals?role=giver")
    assert len(read) <= 20, [row["sql"][:90] for row in read]
    assert len(page.content) < 150_000 and page.content.decode().count('class="rcard"') <= 7 * CARDS
    assert "more in the list" in words(page)
    seen, link = [], "/referrals/list"
    while link:
        with CaptureQueriesContext(connection) as read:
            part = web.get(link).content.decode()
        assert len(read) <= 20 and len(part) < 150_000
        seen += re.findall(r'scope="row"><a class="person-name" href="([^"]+)"', part)
        link = unescape(found[1]) if (found := re.search(r'href="([^"]+)" rel="next"', part)) else ""
    assert len(seen) == len(set(seen)) == 500


def test_fruit_ripens_in_six_steps():
    assert [ripe(step).count(f"ripe-{step}") for step in range(6)] == [1] * 6
    with pytest.raises(ValueError, match="from 0 to 5"):
        ripe(6)
