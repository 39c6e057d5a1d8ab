"""The weekly ask on its page: proposed, chosen, in one's own words, skipped, told, mailed; what came of it."""

from __future__ import annotations

import html
import re
from datetime import timedelta

import pytest

from grapevine.domain.depth.models import Relationship
from grapevine.domain.education.actions.asks import note_heard
from grapevine.domain.education.actions.briefs import save_brief
from grapevine.domain.education.models import Ask, AskHearing
from grapevine.domain.education.queries.asks import this_weeks_ask
from grapevine.domain.education.rules.brief import BriefText
from grapevine.domain.letters.actions import stop
from grapevine.domain.letters.models import Letter
from grapevine.domain.letters.queries import stop_token
from grapevine.domain.merging.actions import merge_people
from grapevine.interfaces.mail.sending import send_due
from grapevine.kit import clock
from tests.cast import BEN, DANA, TOM, meet

BRIEF = BriefText(
    name="Leah Marchetti", whom_i_help="Couples with children.", moments=("divorce",),
    listen_for=("We can’t agree on Christmas.", "He moved out."), first_question="May I ask her to call you?",
)  # fmt: skip


def words(answer) -> str:
    """What a page says."""
    return html.unescape(re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", answer.content.decode())))


@pytest.fixture
def brief(actor):
    return save_brief(actor=actor, now=clock.now(), text=BRIEF)


@pytest.fixture
def near(actor):
    """Dana, Ben and Tom, the first two with an address, all of them close."""
    found = [meet(actor, card) for card in (DANA, BEN, TOM)]
    for rank, person in enumerate(found):
        kept = {"owner_id": actor.member_id, "rank_key": 9 - rank}
        Relationship.objects.update_or_create(person=person, defaults=kept)
    return found


def test_without_a_brief_the_page_says_what_to_do(web, actor):
    assert "It begins with your brief" in words(web.get("/asks"))
    assert "Write it first" in words(web.post("/asks/heard", {"meeting": "on"}, follow=True))
    save_brief(actor=actor, now=clock.now(), text=BriefText(name="Leah"))
    assert "Your brief gives no ask yet" in words(web.get("/asks"))
    assert not Ask.objects.exists()


def test_looking_writes_nothing_and_one_ask_is_chosen_edited_and_skipped(web, actor, brief):
    page = words(web.get("/asks"))
    assert "You may hear: “We can’t agree on Christmas.”" in page and "Out of your brief" in page
    assert not Ask.objects.exists()
    other = this_weeks_ask(actor, clock.now()).others[0]
    web.post("/asks/choose", {"key": other.key})
    assert Ask.objects.get().look_for == other.look_for
    assert "no such ask" in words(web.post("/asks/choose", {"key": "x"}, follow=True))
    lines = {"look_for": "A baker in a divorce", "tell": "Call her", "introduce": ""}
    web.post("/asks/edit", lines)
    assert "In your words" in words(web.get("/asks"))
    refused = web.post("/asks/edit", {**lines, "look_for": " "})
    assert refused.status_code == 422 and "Say whom to look for" in words(refused)
    web.post("/asks/skip")
    page = words(web.get("/asks"))
    assert "We can’t agree on Christmas" in page.split("Asks before")[0] and "skipped" in page
    web.post("/asks/skip")
    assert "He moved out" in words(web.get("/asks")).split("Another one")[0], "all were skipped: the first again"


def test_who_has_heard_it_and_what_came_of_it(web, actor, brief, near):
    dana = near[0]
    for _ in range(2):
        web.post("/asks/heard", {"person": [str(dana.uid)], "meeting": "on"})
    assert AskHearing.objects.count() == 2
    page = words(web.get("/asks"))
    assert re.search(r"Dana Whitcomb +told", page) and re.search(r"Your chapter +at the meeting", page)
    ask = Ask.objects.get()
    Ask.objects.update(week=ask.week - timedelta(weeks=1))
    web.post(f"/asks/{ask.uid}/came", {"came_of": "Priya called on Tuesday."})
    page = words(web.get("/asks"))
    assert "Priya called on Tuesday." in page and "Heard by Dana Whitcomb, your chapter." in page
    assert "He moved out" in page.split("Another one")[0], "it is the other's turn now"
    merge_people(actor=actor, now=clock.now(), keep_uid=near[1].uid, other_uid=dana.uid)
    assert "Heard by Ben Okafor" in words(web.get("/asks"))


def test_nobody_sees_or_changes_anothers_ask(web, stranger_web, actor, brief, near):
    row = note_heard(actor=actor, now=clock.now(), meeting=True)
    assert stranger_web.post(f"/asks/{row.uid}/came", {"came_of": "x"}).status_code == 404
    assert "Christmas" not in words(stranger_web.get("/asks"))
    assert web.post("/asks/heard", {"person": ["00000000-0000-4000-8000-000000000000"]}).status_code == 404


def letters_of(page) -> dict[str, list[str]]:
    """The fields of the form with the letters, as a browser would send them."""
    text = page.content.decode()
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input type="(?:hidden|checkbox)" name="([^"]+)" value="([^"]*)"', text):
        found.setdefault(name, []).append(html.unescape(value))
    for name, value in re.findall(r'<textarea[^>]* name="([^"]+)"[^>]*>(.*?)</textarea>', text, re.DOTALL):
        found[name] = [html.unescape(value)]
    found["subject"] = [html.unescape(re.search(r'name="subject" value="([^"]*)"', text).group(1))]
    return found


def test_each_letter_is_shown_ticked_and_goes_once(web, leah, actor, brief, near, mailoutbox):
    dana, ben, tom = near
    stop(now=clock.now(), token=stop_token(leah, "ben@okafor.example"))
    chosen = {"person": [str(each.uid) for each in near], "do": "mail"}
    page = web.post("/asks/heard", chosen, follow=True)
    said = words(page)
    assert "1 letter, one each" in said.replace(" ,", ",")
    assert "Ben Okafor asked for no more" in said and "No e-mail address of Tom Halloran" in said
    form = letters_of(page)
    assert form["send"] == [str(dana.uid)]
    form[f"text-{dana.uid}"] = [form[f"text-{dana.uid}"][0].replace("Nobody comes to mind?", "No one?")]
    forced = {**form, "send": [str(dana.uid), str(ben.uid)], f"text-{ben.uid}": ["Hello"]}
    refused = web.post("/asks/mail", forced)
    assert refused.status_code == 422 and "Nothing was sent" in words(refused) and not Letter.objects.exists()
    assert "No one?" in words(refused)
    for _ in range(2):
        assert "The letter is on its way" in words(web.post("/asks/mail", form, follow=True))
    send_due()
    (letter,) = mailoutbox
    assert "No one?" in letter.body and "We can’t agree on Christmas" in letter.body
    assert [(each.person, each.way) for each in AskHearing.objects.all()] == [(dana, "mail")]
    assert "Tick at least one person" in words(web.post("/asks/mail", {**form, "send": []}))
    assert web.get("/asks/mail").status_code == 302


def test_the_page_asks_the_same_of_the_database_however_much_there_is(web, brief, near, django_assert_max_num_queries):
    web.post("/asks/heard", {"person": [str(each.uid) for each in near]})
    with django_assert_max_num_queries(14):
        web.get("/asks")
