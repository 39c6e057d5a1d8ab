"""Lessons and teach-backs: the member's pages, the page without an account, and what its link must not let anybody
do."""

from __future__ import annotations

import logging
import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client

from grapevine.config.quiet_logs import WithoutSecrets
from grapevine.domain.audit_log.models import Entry
from grapevine.domain.education.actions import lessons, teach_backs
from grapevine.domain.education.actions.briefs import save_brief
from grapevine.domain.education.models import Card, Learner, Lesson, TeachBack
from grapevine.domain.letters.actions import stop
from grapevine.domain.letters.models import Letter
from grapevine.domain.letters.queries import stop_token
from grapevine.interfaces.mail.refreshers import send_due
from grapevine.kit import clock
from tests.cast import BEN, DANA, NOW, meet
from tests.domain.education.test_lessons import BRIEF


@pytest.fixture
def dana(actor):
    """Dana in Leah's book, and a brief to teach her."""
    save_brief(actor=actor, now=NOW, text=BRIEF)
    return meet(actor, DANA)


def words(answer) -> str:
    """What a page says."""
    found = re.sub(r"\s+", " ", re.sub("<[^>]+>", "", answer.content.decode()))
    return found.replace("&#39;", "'").replace("&#34;", '"')


def made(web: Client, person, **more) -> str:
    """The address of a new link, without the host; it is on this one page only."""
    answer = web.post(f"/teach/{person.uid}", {"parts": ["listen_for", "not_a_fit"], **more})
    link = re.search(r'value="http://[^/]+(/t/[^"]+)"', answer.content.decode()).group(1)
    assert link not in web.get(f"/teach/{person.uid}").content.decode()
    return link


def pick(number: int, *, right: bool) -> dict[str, str]:
    """The form of one question, answered right or wrong."""
    question = TeachBack.objects.latest("pk").asked[number]
    return {"question": str(number), "answer": str(question["right"] if right else (question["right"] + 1) % 3)}


def test_a_lesson_a_week_and_a_phone_later_leah_sees_what_stayed(web, dana):
    page = web.get(f"/teach/{dana.uid}")
    assert "Look for" in words(page) and "was never asked, so we cannot tell yet" in words(page)
    assert re.search("<main.*</main>", page.content.decode(), re.DOTALL).group().count("btn--go") == 1
    sent = {"parts": ["listen_for", "not_a_fit"], "how": "in_person"}
    told = web.post(f"/teach/{dana.uid}/lesson", sent, follow=True)
    assert "In a week it is time to ask Dana about it" in words(told) and Lesson.objects.count() == 2
    link, guest = made(web, dana), Client()
    first = words(guest.get(link))
    assert "2 short questions" in first and "What Leah sees:" in first and "Question 1 of 2" in first
    assert guest.post(link, pick(0, right=True)).headers["Location"] == f"{link}#now"
    after = words(guest.get(link))
    assert "Yes, just so" in after and "holding on until the kids finish school" in after and "Question 2 of 2" in after
    guest.post(link, pick(1, right=False))
    end = words(guest.get(link))
    assert "Not quite. It is:" in end and "1 of 2" in end and "What I will listen for" in end
    assert "Leah’s own words:" in end and "Thank you, Dana" in end
    page = words(web.get(f"/teach/{dana.uid}"))
    assert "missed" in page and "knew it" in page and "About 20% of your brief is with Dana today" in page
    table = words(web.get("/teach"))
    assert "Dana Whitcomb" in table and "1 of 5" in table and "20%" in table and "Rewrite that part" in table


def test_the_page_sets_nothing_and_tells_no_other_host_and_no_search_engine(web, dana):
    link, guest = made(web, dana), Client()
    answers = [guest.get(link), guest.post(link, pick(0, right=True)), guest.get(link), guest.get("/t/nothing-known")]
    for answer in answers:
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert "noindex" in answer.headers["X-Robots-Tag"] and "no-store" in answer.headers["Cache-Control"]
        assert not answer.cookies
    html = guest.get(link).content.decode()
    assert "<script" not in html and "csrf" not in html and len(html) < 150_000


def test_a_long_brief_explains_itself_in_a_few_lines(web, dana, actor):
    """Two minutes are promised, whatever the brief says."""
    long = replace(BRIEF, introduce_me="May I ask her to call you? " * 40)
    save_brief(actor=actor, now=NOW, text=long)
    link = made(web, dana, parts=["introduce_me"])
    end = words(Client().post(link, pick(0, right=False), follow=True))
    assert "Leah’s own words:" in end and end.count("call you?") < 25 and "…" in end


def test_right_answers_are_not_in_the_page_before_they_are_given(web, dana):
    link = made(web, dana)
    html = Client().get(link).content.decode()
    # What people say in the cases may hold the word ("has not been right since"); nothing around it may.
    around = re.sub(r"<link[^>]+>|copyright|(?<=<span>)[^<]+|<legend.*?</legend>", "", html, flags=re.DOTALL)
    assert "right" not in around.lower().replace("bright", "")
    assert BRIEF.not_a_fit[0].split(". ")[1] not in html


def test_an_open_question_is_pointed_at_and_nothing_is_kept(web, dana):
    link = made(web, dana)
    for sent in ({}, {"question": "0"}, {"question": "0", "answer": "9"}, {"question": "x", "answer": "-1"}):
        answer = Client().post(link, sent)
        assert answer.status_code == 422 and "Choose one of them" in words(answer)
    assert not Card.objects.exists() and TeachBack.objects.get().answers == []


def test_a_second_thought_after_the_reason_is_shown_does_not_count(web, dana):
    link, guest = made(web, dana), Client()
    guest.post(link, pick(0, right=False))
    assert guest.post(link, pick(0, right=True)).status_code == 302
    assert TeachBack.objects.get().answers[0]["rating"] == "again"


def test_looking_changes_nothing_however_often_and_by_whatever_program(web, dana):
    link = made(web, dana)
    before = list(TeachBack.objects.values()), Entry.objects.count()
    for method in ("get", "head", "get"):
        assert getattr(Client(), method)(link, headers={"Sec-Purpose": "prefetch"}).status_code == 200
    assert Client().put(link).status_code == Client().delete(link).status_code == 405
    assert (list(TeachBack.objects.values()), Entry.objects.count()) == before


def test_a_link_that_is_over_says_so_kindly_and_takes_nothing(web, dana, leah):
    link, guest = made(web, dana), Client()
    row = TeachBack.objects.get()
    sent = pick(0, right=True)
    TeachBack.objects.update(expires_at=clock.now() - timedelta(seconds=1))
    assert guest.get(link).status_code == guest.post(link, sent).status_code == 410
    assert "run out" in words(guest.get(link))
    TeachBack.objects.update(expires_at=clock.now() + timedelta(days=1))
    web.post(f"/taught/back/{row.uid}/revoke")
    assert guest.post(link, sent).status_code == 410 and "taken back" in words(guest.get(link))
    newer = made(web, dana)
    for other in (link.rsplit("/", 1)[1][:-1], TeachBack.objects.latest("pk").digest, str(row.uid)):
        assert guest.post(f"/t/{other}", sent).status_code == 404
    assert guest.get(f"/questions/{newer.rsplit('/', 1)[1]}").status_code == 404
    leah.is_active = False
    leah.save()
    assert guest.post(newer, sent).status_code == 404
    assert not Card.objects.exists()


def test_rather_not_takes_the_answers_along_and_ends_the_reminders(web, dana):
    link, guest = made(web, dana), Client()
    guest.post(link, pick(0, right=True))
    guest.post(link, {"do": "decline"})
    assert "That is fine" in words(guest.get(link)) and not Card.objects.exists()
    assert Learner.objects.get().refreshers == "off"
    again = web.post(f"/teach/{dana.uid}", {})
    assert again.status_code == 422 and "would rather not be asked" in words(again)
    assert guest.get(made(web, dana, they_agreed="on")).status_code == 200


def test_guessing_is_slowed_down_and_no_log_has_the_secret(db):
    guest = Client()
    found = [guest.get(f"/t/guess-{n}").status_code for n in range(62)]
    assert found[0] == 404 and found[-1] == 429
    record = logging.LogRecord("x", 20, "", 0, '"GET /t/%s"', ("a" * 43,), None)
    WithoutSecrets().filter(record)
    assert record.getMessage() == '"GET /t/..."'


def test_face_to_face_each_tick_counts_and_nothing_ticked_is_nothing_known(web, dana):
    sent = {"asked": ["listen_for", "first_question"], "said_listen_for": ["0", "1"], "unprompted": "on"}
    web.post(f"/teach/{dana.uid}/check", sent)
    assert dict(Card.objects.values_list("part", "last")) == {"listen_for": "easy", "first_question": "again"}
    empty = web.post(f"/teach/{dana.uid}/check", {})
    assert empty.status_code == 422 and "at least one part that you asked about" in words(empty)
    row = TeachBack.objects.get()
    assert "Deleted" in words(web.post(f"/taught/back/{row.uid}/delete", follow=True)) and not Card.objects.exists()


def test_the_first_refresher_is_shown_before_it_goes_and_the_next_takes_one_click(web, dana, actor):
    lessons.give_lesson(actor=actor, now=NOW, person_uid=dana.uid, parts=["listen_for"])
    assert "days late" in words(web.get("/teach"))
    shown = web.post(f"/teach/{dana.uid}/refresh")
    assert shown.headers["Location"] == f"/teach/{dana.uid}#ask-h" and not Letter.objects.exists()
    drafted = web.post(f"/teach/{dana.uid}", {"parts": ["listen_for"]}).content.decode()
    link = re.search(r'value="(http://[^/]+/t/[^"]+)"', drafted).group(1)
    lost = web.post(f"/teach/{dana.uid}/send", {"subject": "Hello", "text": "No link in here"})
    assert lost.status_code == 422 and "The link is gone" in words(lost)
    web.post(f"/teach/{dana.uid}/send", {"subject": "Two minutes", "text": f"Dear Dana, {link}"})
    letter = Letter.objects.get()
    assert letter.to_address == "dana@whitcomb.example" and link.rsplit("/", 1)[1] not in letter.text
    told = web.post(f"/teach/{dana.uid}/refresh", follow=True)
    assert "on their way to Dana Whitcomb" in words(told) and Letter.objects.count() == 2


def test_the_schedule_sends_what_leah_chose_once_and_to_nobody_who_asked_for_no_more(web, dana, actor, leah):
    lessons.give_lesson(actor=actor, now=NOW, person_uid=dana.uid, parts=["listen_for"])
    assert send_due() == 0, "nobody chose it"
    web.post(f"/teach/{dana.uid}/refreshers", {"refreshers": "send"})
    assert (send_due(), send_due()) == (1, 0)
    letter = Letter.objects.get()
    assert letter.automatic and letter.to_address == "dana@whitcomb.example" and "Leah Marchetti" in letter.text
    Learner.objects.update(sent_at=None)
    stop(now=clock.now(), token=stop_token(leah, "dana@whitcomb.example"))
    assert send_due() == 0 and TeachBack.objects.count() == 1, "both happen or neither"


def test_what_is_wrong_stands_beside_the_form(web, dana, actor):
    assert "Choose at least one part" in words(web.post(f"/teach/{dana.uid}/lesson", {}))
    assert web.post(f"/teach/{dana.uid}/refreshers", {"refreshers": "always"}).status_code == 400
    web.post(f"/teach/{dana.uid}/refreshers", {"refreshers": "send"})
    assert Learner.objects.get().refreshers == "send"
    one = lessons.give_lesson(actor=actor, now=NOW, person_uid=dana.uid, parts=["moments"])[0]
    assert "Taken back" in words(web.post(f"/taught/{one.uid}/undo", follow=True))


def test_without_a_brief_the_page_leads_to_writing_one(web, actor):
    ben = meet(actor, BEN)
    assert "Write it first" in words(web.get(f"/teach/{ben.uid}")) and "Write it first" in words(web.get("/teach"))
    assert web.post(f"/teach/{ben.uid}", {}).status_code == 422


def test_another_member_finds_none_of_it(web, stranger_web, dana, actor):
    row, _ = teach_backs.ask_teach_back(actor=actor, now=NOW, person_uid=dana.uid)
    one = lessons.give_lesson(actor=actor, now=NOW, person_uid=dana.uid, parts=["moments"])[0]
    for path in ("", "/lesson", "/check", "/send", "/refresh", "/refreshers"):
        assert stranger_web.post(f"/teach/{dana.uid}{path}", {"parts": ["moments"]}).status_code == 404
    for path in (f"/taught/{one.uid}/undo", f"/taught/back/{row.uid}/revoke", f"/taught/back/{row.uid}/delete"):
        assert stranger_web.post(path).status_code == 404
    assert "Dana" not in re.sub("Dana Whitcomb|DW", "", words(stranger_web.get("/teach")))


def test_the_pages_ask_few_questions_of_the_database(web, dana, actor, django_assert_max_num_queries):
    for person in (dana, meet(actor, BEN)):
        lessons.give_lesson(actor=actor, now=NOW, person_uid=person.uid, parts=["moments", "listen_for"])
    with django_assert_max_num_queries(14):
        web.get("/teach")
    with django_assert_max_num_queries(22):
        web.get(f"/teach/{dana.uid}")
