"""The five questions: the member's pages, the page without an account, and what its link must not let anybody do."""

from __future__ import annotations

import logging
import re
from datetime import timedelta

import pytest
from django.test import Client

from grapevine.config.quiet_logs import WithoutSecrets
from grapevine.domain.accounts.actions import invite, make_sign_in_link
from grapevine.domain.accounts.models import Member
from grapevine.domain.audit_log.models import Entry
from grapevine.domain.depth.models import Correction, QuestionLink, Rating, Relationship
from grapevine.kit import clock
from tests.cast import DANA, meet

FIVE = {"know": "4", "like": "5", "trust": "3", "committed": "2", "educated": "1"}


@pytest.fixture
def dana(actor):
    """Dana in Leah's book; Leah calls her something else there."""
    return meet(actor, DANA)


def words(answer) -> str:
    """What a page says."""
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", "", answer.content.decode())).replace("&#39;", "'")


def made(web: Client, person, **more: str) -> str:
    """The address of a new link, without the host; it is on this one page only."""
    answer = web.post(f"/people/{person.uid}/questions", {"days": "30", **more})
    link = re.search(r'value="http://[^/]+(/questions/[^"]+)"', answer.content.decode()).group(1)
    assert link not in web.get(f"/people/{person.uid}/questions").content.decode()
    return link


def test_somebody_without_an_account_answers_changes_and_takes_back(web, dana):
    link, guest = made(web, dana), Client()
    asked = guest.get(link)
    assert "How well do you know Leah?" in words(asked) and "Nobody else is shown them" in words(asked)
    assert guest.post(link, FIVE).headers["Location"] == link
    thanked = words(guest.get(link))
    assert "Thank you, Dana" in thanked and "Nobody else is shown them" in thanked
    assert "How much do you like dealing with Leah? As with a good friend" in thanked
    kept = Relationship.objects.get(person=dana)
    assert (kept.their_answers, kept.their_rating) == ("45321", 3)
    page = words(web.get(f"/people/{dana.uid}"))
    assert "Dana answered on" in page and "Asking again makes sense from" in page and "Dana says: “Well”" in page

    told = words(web.get(f"/people/{dana.uid}/questions"))
    assert "How well does Dana know you? Well" in told and "know you?" not in told.replace("does Dana know you?", "")

    guest.post(link, {**FIVE, "know": "5", "trust": "5"})
    assert Rating.objects.get().value == 5, "a changed answer takes the place of the old one"
    guest.post(link, {"do": "withdraw"})
    kept.refresh_from_db()
    assert (kept.their_answers, kept.their_rating, kept.theirs_fast) == ("", None, 0.0)
    assert not Rating.objects.exists()
    assert "What is shared, and with whom" in words(guest.get(link))


def test_the_page_sets_nothing_and_tells_no_other_host_and_no_search_engine(web, dana):
    link, guest = made(web, dana), Client()
    for answer in (guest.get(link), guest.post(link, FIVE), guest.get(link), guest.get("/questions/nothing-known")):
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert "noindex" in answer.headers["X-Robots-Tag"] and "no-store" in answer.headers["Cache-Control"]
        assert not answer.cookies
        assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
    html = guest.get(link).content.decode()
    assert '<meta name="referrer" content="no-referrer">' in html
    assert "<script" not in html and "csrf" not in html


def test_rather_not_is_kept_and_nobody_asks_again_by_mistake(web, dana):
    link, guest = made(web, dana), Client()
    guest.post(link, FIVE)
    guest.post(link, {"do": "decline"})
    assert "You would rather not" in words(guest.get(link)) and not Rating.objects.exists()
    again = web.post(f"/people/{dana.uid}/questions", {"days": "30"})
    assert again.status_code == 422 and "rather not" in words(again)
    assert "rather not be asked" in words(web.get(f"/people/{dana.uid}"))
    newer = made(web, dana, they_agreed="on")
    assert guest.get(link).status_code == 410 and guest.get(newer).status_code == 200
    guest.post(newer, FIVE)
    assert QuestionLink.objects.filter(declined_at__isnull=False).count() == 0


def test_open_answers_are_pointed_at_and_nothing_is_kept(web, dana):
    link = made(web, dana)
    for sent in ({}, {**FIVE, "trust": ""}, {**FIVE, "know": "6"}, {**FIVE, "like": "none of your business"}):
        answer = Client().post(link, sent)
        assert answer.status_code == 422 and "answer all five" in words(answer)
    assert not Rating.objects.exists()


def test_looking_changes_nothing_however_often_and_by_whatever_program(web, dana):
    link = made(web, dana)
    before = list(QuestionLink.objects.values()), Entry.objects.count()
    for method in ("get", "head", "get"):
        assert getattr(Client(), method)(link, headers={"Sec-Purpose": "prefetch"}).status_code == 200
    assert Client().put(link).status_code == Client().delete(link).status_code == 405
    assert (list(QuestionLink.objects.values()), Entry.objects.count()) == before


def test_a_link_that_is_over_says_so_kindly_and_takes_nothing(web, dana, leah):
    link = made(web, dana)
    row = QuestionLink.objects.get()
    guest = Client()
    QuestionLink.objects.update(expires_at=clock.now() - timedelta(seconds=1))
    assert guest.get(link).status_code == guest.post(link, FIVE).status_code == 410
    assert "run out" in words(guest.get(link))
    QuestionLink.objects.update(expires_at=clock.now() + timedelta(days=1))
    web.post(f"/asked/{row.uid}/revoke")
    assert guest.post(link, FIVE).status_code == 410 and "taken back" in words(guest.get(link))
    QuestionLink.objects.update(revoked_at=None)
    Member.objects.update(is_active=False)
    assert guest.post(link, FIVE).status_code == 404
    assert not Rating.objects.exists()


def test_no_other_secret_opens_it_and_it_opens_nothing_else(web, dana, leah, actor):
    link = made(web, dana)
    secret = link.rsplit("/", 1)[1]
    others = [make_sign_in_link(now=clock.now(), member=leah), invite(actor=actor, now=clock.now())[1], secret[:-1],
              secret + "A", QuestionLink.objects.get().digest, str(QuestionLink.objects.get().uid)]  # fmt: skip
    for other in others:
        answer = Client().post(f"/questions/{other}", FIVE)
        assert answer.status_code == 404 and "opens nothing" in words(answer)
    assert Client().post(f"/sign-in/{secret}").status_code == 404
    assert Client().get(f"/join/{secret}").status_code == 404
    assert web.get(f"/link/{secret}").status_code == 404
    assert not Rating.objects.exists()


def test_guessing_is_slowed_down(db):
    guest = Client()
    found = [guest.get(f"/questions/guess-{n}").status_code for n in range(32)]
    assert found[0] == 404 and found[-1] == 429


def test_answers_are_of_one_person_alone_and_go_with_them(web, stranger_web, dana, actor):
    link = made(web, dana)
    assert stranger_web.get(f"/people/{dana.uid}/questions").status_code == 404
    row = QuestionLink.objects.get()
    assert stranger_web.post(f"/asked/{row.uid}/revoke").status_code == 404
    Client().post(link, FIVE)
    web.post(f"/people/{dana.uid}/erase")
    assert Client().get(link).status_code == 404
    assert not QuestionLink.objects.exists() and not Rating.objects.exists()


def test_no_line_of_the_log_holds_the_secret(web, dana, caplog):
    link = made(web, dana)
    web.post(f"/asked/{QuestionLink.objects.get().uid}/revoke")
    caplog.handler.addFilter(WithoutSecrets())
    with caplog.at_level(logging.DEBUG):
        Client().get(link)
        Client().get("/questions/" + "x" * 43)
    assert "/questions/..." in caplog.text and link not in caplog.text and "x" * 43 not in caplog.text
    entries = [f"{entry.verb} {entry.thing_id} {entry.detail}" for entry in Entry.objects.all()]
    assert any(entry.startswith("questions.revoked") for entry in entries)
    assert not any(link.rsplit("/", 1)[1] in entry for entry in entries)


def test_the_member_answers_for_their_own_side(web, dana):
    missing = web.post(f"/people/{dana.uid}/answers", {**FIVE, "like": ""})
    assert missing.status_code == 422 and "Answer all five" in words(missing)
    assert web.post(f"/people/{dana.uid}/answers", FIVE).status_code == 302
    kept = Relationship.objects.get(person=dana)
    assert (kept.my_answers, kept.my_rating, kept.their_answers) == ("45321", 3, "")
    web.post(f"/people/{dana.uid}/rate", {"value": "5"})
    kept.refresh_from_db()
    assert (kept.my_answers, kept.my_rating) == ("55521", 5), "a newer plain rating stands for knowing and trusting"


def test_a_part_is_set_right_shown_so_and_taken_back(web, stranger_web, dana):
    Client().post(made(web, dana), FIVE)
    before = Relationship.objects.get(person=dana)
    word = {"side": "theirs", "part": "know", "value": "1", "reason": "She mixed me up with Ben"}
    assert stranger_web.post(f"/people/{dana.uid}/parts", word).status_code == 404
    web.post(f"/people/{dana.uid}/parts", word)
    web.post(f"/people/{dana.uid}/parts", {**word, "value": "2"})
    page = words(web.get(f"/people/{dana.uid}"))
    assert re.search(r"Corrected by you on [^(]+ \(She mixed me up with Ben\); measured would be [567]\d", page)
    after = Relationship.objects.get(person=dana)
    assert after.their_corrected == "2----" and after.rank_key == before.rank_key, "it does not feed depth"
    assert web.post(f"/people/{dana.uid}/parts", {**word, "value": "9"}).status_code == 400
    undo = Correction.objects.get()
    assert stranger_web.post(f"/people/{dana.uid}/parts", {"undo": str(undo.uid)}).status_code == 404
    web.post(f"/people/{dana.uid}/parts", {"undo": str(undo.uid)})
    assert "Corrected by you" not in words(web.get(f"/people/{dana.uid}"))


def test_the_draft_of_the_letter_goes_to_their_mail_and_nothing_is_sent(web, dana, mailoutbox):
    html = web.post(f"/people/{dana.uid}/questions", {"days": "7"}).content.decode()
    assert 'href="mailto:dana@whitcomb.example?subject=Five%20short%20questions&amp;body=Dear%20Dana' in html
    assert mailoutbox == []
