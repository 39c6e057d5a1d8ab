"""Letters: shown before they go, sent in the very words shown, listed, called back; stopped by their reader."""

from __future__ import annotations

import html
import re

import pytest
from django.test import Client

from grapevine.domain.letters import actions, queries
from grapevine.domain.letters.models import Letter, Stop
from grapevine.domain.people.actions import erase_person
from grapevine.interfaces.mail.sending import send_due
from grapevine.kit import clock
from tests.cast import DANA, TOM, meet


def words(answer) -> str:
    """What a page says."""
    return html.unescape(re.sub(r"\s+", " ", re.sub("<[^>]+>", "", answer.content.decode())))


@pytest.fixture
def dana(actor):
    return meet(actor, DANA)


def shown(web: Client, person) -> dict[str, str]:
    """The fields of the preview with a new link, as a browser would send them."""
    page = web.post(f"/people/{person.uid}/questions", {"days": "30"}).content.decode()
    return {
        "letter_id": re.search(r'name="letter_id" value="([^"]+)"', page).group(1),
        "subject": html.unescape(re.search(r'name="subject" value="([^"]*)"', page).group(1)),
        "text": html.unescape(re.search(r'name="text"[^>]*>(.*?)</textarea>', page, re.DOTALL).group(1)),
    }


def test_a_letter_goes_once_and_in_the_very_words_that_were_shown(web, dana, mailoutbox):
    form = shown(web, dana)
    form["text"] = form["text"].replace("about a minute", "not even a minute")
    for _ in range(2):
        answer = web.post(f"/people/{dana.uid}/questions/send", form, follow=True)
        assert "On its way to Dana Whitcomb" in words(answer)
    send_due()
    (letter,) = mailoutbox
    assert letter.to == ["Dana Whitcomb <dana@whitcomb.example>"] and letter.subject == form["subject"]
    assert letter.body.replace("\r\n", "\n").startswith(form["text"].strip().replace("\r\n", "\n"))
    link = re.search(r"http://testserver(/questions/\S+)|http://[^/]+(/questions/\S+)", letter.body)
    assert Client().get(link.group(1) or link.group(2)).status_code == 200
    page = words(web.get("/letters"))
    assert "Dana Whitcomb" in page and "sent" in page and "not even a minute" in page
    assert "/questions/…" in page, "the list holds no key"


def test_a_letter_without_its_link_or_to_nobody_is_shown_again(web, dana, actor, mailoutbox):
    form = shown(web, dana)
    answer = web.post(f"/people/{dana.uid}/questions/send", {**form, "text": "Dear Dana, call me."})
    assert answer.status_code == 422 and "The link is gone" in words(answer) and "Dear Dana, call me." in words(answer)
    tom = meet(actor, TOM)
    page = web.post(f"/people/{tom.uid}/questions", {"days": "30"})
    assert "No e-mail address of Tom Halloran is known" in words(page) and "Send it for me" not in words(page)
    assert web.post(f"/people/{tom.uid}/questions/send", {**form, "letter_id": ""}).status_code == 422
    assert not Letter.objects.exists() and mailoutbox == []


def stop_of(leah) -> str:
    return f"/stop/{queries.stop_token(leah, 'Dana@Whitcomb.example')}"


def test_the_reader_stops_letters_with_one_click_and_can_take_it_back(web, leah, dana, mailoutbox):
    waiting = shown(web, dana)
    web.post(f"/people/{dana.uid}/questions/send", waiting)
    guest, address = Client(enforce_csrf_checks=True), stop_of(leah)
    asked = guest.get(address)
    assert "No more letters from Leah Marchetti?" in words(asked) and not Stop.objects.exists()
    assert (asked.headers["Referrer-Policy"], asked.headers["X-Robots-Tag"]) == ("no-referrer", "noindex, nofollow")
    assert asked.cookies == {}
    done = guest.post(address, {"List-Unsubscribe": "One-Click"})
    assert done.status_code == 200 and "Done. No more letters." in words(done)
    send_due()
    assert mailoutbox == [] and Letter.objects.get().state == "stopped"
    page = words(web.get("/letters"))
    assert "Who asked for no more" in page and "Dana Whitcomb since" in page
    again = words(web.post(f"/people/{dana.uid}/questions", {"days": "30"}))
    assert "Dana Whitcomb asked for no more letters from you" in again and "Send it for me" not in again
    assert web.post(f"/people/{dana.uid}/questions/send", {**waiting, "letter_id": ""}).status_code == 422

    assert "Leah may write again" in words(guest.post(address, {"do": "undo"}))
    assert not Stop.objects.exists()
    web.post(f"/people/{dana.uid}/questions/send", shown(web, dana))
    send_due()
    assert len(mailoutbox) == 1


def test_a_stop_outlives_the_person(web, leah, actor, dana):
    web.post(f"/people/{dana.uid}/questions/send", shown(web, dana))
    Client().post(stop_of(leah))
    erase_person(actor=actor, now=clock.now(), person_uid=dana.uid)
    assert not Letter.objects.exists() and Stop.objects.get().person is None
    again = meet(actor, DANA)
    assert "asked for no more" in words(web.post(f"/people/{again.uid}/questions", {"days": "30"}))


@pytest.mark.parametrize("token", ["x", "a.b", "AAAA.BBBB", "%C3%A9", "x" * 200])
def test_a_made_up_key_stops_nothing(db, token):
    for answer in (Client().get(f"/stop/{token}"), Client().post(f"/stop/{token}")):
        assert answer.status_code == 404 and "This link opens nothing" in words(answer)


def test_what_failed_is_sent_once_more_or_let_be_and_is_nobody_elses(web, stranger_web, actor, dana):
    web.post(f"/people/{dana.uid}/questions/send", shown(web, dana))
    letter = Letter.objects.get()
    assert stranger_web.post(f"/letters/{letter.uid}/cancel").status_code == 404
    assert "Five short questions" not in words(stranger_web.get("/letters"))
    Letter.objects.update(state="failed", last_error="550 no such user")
    assert "550 no such user" in words(web.get("/letters"))
    assert "once more" in words(web.post(f"/letters/{letter.uid}/retry", follow=True))
    assert "Called back" in words(web.post(f"/letters/{letter.uid}/cancel", follow=True))
    assert "nothing left to call back" in words(web.post(f"/letters/{letter.uid}/cancel", follow=True))
    letter.refresh_from_db()
    assert (letter.state, letter.sealed) == ("stopped", "")


def test_a_day_has_room_for_so_many_letters(web, dana, settings):
    settings.LETTERS_A_DAY = 1
    web.post(f"/people/{dana.uid}/questions/send", shown(web, dana))
    answer = web.post(f"/people/{dana.uid}/questions/send", {**shown(web, dana)})
    assert answer.status_code == 422 and "Send this one tomorrow" in words(answer)


def test_the_list_asks_the_same_of_the_database_for_one_letter_as_for_many(web, dana, django_assert_max_num_queries):
    for _ in range(5):
        web.post(f"/people/{dana.uid}/questions/send", shown(web, dana))
    with django_assert_max_num_queries(8):
        web.get("/letters")


def test_letters_long_through_are_swept_away(web, dana):
    web.post(f"/people/{dana.uid}/questions/send", shown(web, dana))
    send_due()
    assert actions.sweep(now=clock.now()) == 0
    Letter.objects.update(created_at=clock.now().replace(year=2020))
    assert actions.sweep(now=clock.now()) == 1
