"""The pages of stories: telling, showing, naming, commenting, the public page and its links, words of clients."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client

from grapevine.domain.accounts.models import Member
from grapevine.domain.education.models import Brief
from grapevine.domain.letters.models import Letter
from grapevine.domain.people.models import Person
from grapevine.domain.stories import models
from grapevine.domain.stories.actions.telling import tell_story
from grapevine.domain.stories.models import Comment, Party, Story
from grapevine.interfaces.web.limits import OURS
from grapevine.kit import clock
from tests.cast import BEN, TOM, meet
from tests.domain.stories.storytelling import UNCLE, ben_in, riverside, seat, shown, told, won
from tests.interfaces.web.conftest import BACKEND

SAID = {"title": UNCLE.title, "need": UNCLE.need, "happened": UNCLE.happened, "came": UNCLE.came}
RUTH = {"name": "Ruth", "email": "ruth@reader.example", "text": "Glad it is <b>written</b> down."}


def text(answer) -> str:
    """What a page says."""
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", "", answer.content.decode())).replace("&#39;", "'")


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch):
    """A minute passes between two looks at the clock."""
    real, passed = clock.now, []

    def now():
        passed.append(None)
        return real() + timedelta(minutes=len(passed))

    monkeypatch.setattr(clock, "now", now)


@pytest.fixture
def chapter(db):
    """Riverside."""
    return riverside()


@pytest.fixture
def teller(actor, chapter):
    """Leah, who sits in Riverside."""
    return seat(actor, chapter)


@pytest.fixture
def ben(chapter):
    """Ben, a member beside her."""
    return ben_in(chapter)


@pytest.fixture
def of_ben(ben) -> Client:
    """Ben signed in."""
    Member.objects.filter(pk=ben.member_id).update(welcomed_at=clock.now())
    client = Client()
    client.force_login(Member.objects.get(pk=ben.member_id), BACKEND)
    return client


def test_from_a_won_referral_to_a_story_the_chapter_reads_and_answers(web, teller, of_ben):
    referral = won(teller)
    form = web.get(f"/stories/new?referral={referral.uid}")
    assert "Papers of an old house" in text(form) and "Hana Kim is “a realtor” for others" in text(form)
    refused = web.post("/stories/new", {"referral": referral.uid, **SAID, "title": "x" * 161})
    assert refused.status_code == 422 and "too many for a title" in text(refused) and "photographs" in text(refused)
    assert web.post("/stories/new", {"referral": referral.uid, **SAID}).status_code == 302
    story = Story.objects.get()
    assert of_ben.get(f"/stories/{story.uid}").status_code == 404
    own = web.get(f"/stories/{story.uid}")
    assert "Is one of these somebody?" not in text(own)
    assert "A realtor’s client mentioned" in text(own) and "Appears as “a client”" in text(own)
    web.post(f"/stories/{story.uid}/reach", {"reach": "chapter", "comments_open": "on"})
    page = of_ben.get(f"/stories/{story.uid}")
    assert "A realtor’s client" in text(page) and "Hana" not in text(page) and "Who is in it" not in text(page)
    assert of_ben.post(f"/stories/{story.uid}/comment", {"text": " "}).status_code == 422
    of_ben.post(f"/stories/{story.uid}/comment", {"text": "Going into what I say."})
    assert "Going into what I say." in text(web.get(f"/stories/{story.uid}"))
    assert f"by {story.owner.name}" in text(of_ben.get(f"/stories/new?answers={story.uid}"))
    of_ben.post("/stories/new", {**SAID, "answers": story.uid, "title": "A refinance at the soccer field"})
    reply = Story.objects.get(answers=story)
    of_ben.post(f"/stories/{reply.uid}/reach", {"reach": "chapter"})
    assert "A refinance at the soccer field" in text(web.get(f"/stories/{story.uid}"))
    listed = text(web.get("/stories"))
    assert listed.index("A refinance") < listed.index(UNCLE.title) and "1 comment" in listed


def test_an_edit_in_two_tabs_is_not_lost_and_a_story_can_go(web, teller):
    story = told(teller)
    form = web.get(f"/stories/{story.uid}/edit").content.decode()
    assert 'name="wording" value="1"' in form
    assert web.post(f"/stories/{story.uid}/edit", {**SAID, "came": "He pays.", "wording": "1"}).status_code == 302
    clash = web.post(f"/stories/{story.uid}/edit", {**SAID, "came": "He sings.", "wording": "1"})
    assert clash.status_code == 409 and "He sings." in text(clash)
    too_long = web.post(f"/stories/{story.uid}/edit", {**SAID, "title": "A" * 200, "wording": "1"})
    assert too_long.status_code == 422 and 'name="wording" value="1"' in too_long.content.decode()
    assert web.post(f"/stories/{story.uid}/reach", {"reach": "world"}).status_code == 422
    assert web.post(f"/stories/{story.uid}/delete").status_code == 302 and not Story.objects.exists()


def test_a_name_is_asked_for_by_letter_and_link_and_a_scanner_agrees_to_nothing(web, teller):
    story = told(teller)
    meet(teller, BEN)
    ben_ = Person.objects.get(name="Ben Okafor")
    party = Party.objects.get(name="Hana Kim")
    Party.objects.filter(pk=party.pk).update(person=ben_)
    asked = web.post(f"/stories/named/{party.uid}/ask", {"reach": "public"})
    secret = re.search(r"/n/([\w-]{43})", asked.content.decode())[1]
    sent = web.post(f"/stories/named/{party.uid}/send", {
        "subject": "May your name stand in it?", "text": f"Dear Ben, http://localhost:8000/n/{secret}",
        "letter_id": "0b9f9d0e-6a2b-4ae0-8f5b-0d6c3a1f7e55"})  # fmt: skip
    assert sent.status_code in (302, 422)
    guest = Client()
    for _ in range(2):
        guest.head(f"/n/{secret}")
        page = guest.get(f"/n/{secret}?do=yes&wording=1")
    assert Party.objects.get(pk=party.pk).consent == "asked"
    assert "Hana Kim’s client" in text(page) and "Without your yes it says “a realtor”" in text(page)
    assert page.headers["Referrer-Policy"] == "no-referrer" and "noindex" in page.content.decode() and not page.cookies
    assert guest.post(f"/n/{secret}", {"do": "perhaps"}).status_code == 422
    assert guest.post(f"/n/{secret}", {"do": "yes", "wording": "7"}).status_code == 409
    assert guest.post(f"/n/{secret}", {"do": "yes", "wording": "1"}).status_code == 302
    assert "Your name stands in it" in text(guest.get(f"/n/{secret}"))
    web.post(f"/stories/{story.uid}/reach", {"reach": "public"})
    slug = Story.objects.get().slug
    assert "Hana Kim’s client" in text(guest.get(f"/s/{slug}"))
    guest.post(f"/n/{secret}", {"do": "no"})
    assert "Hana" not in text(guest.get(f"/s/{slug}"))
    assert guest.get("/n/" + "x" * 43).status_code == 404 == guest.post("/n/" + "x" * 43).status_code
    assert secret not in "".join(Letter.objects.values_list("text", flat=True))


def test_who_is_in_it_is_said_changed_and_noted_as_agreed(web, teller):
    story = told(teller)
    add = {"name": "Nell", "part": "other", "role": "my daughter", "also": ""}
    assert web.post(f"/stories/{story.uid}/named", add).status_code == 302
    assert web.post(f"/stories/{story.uid}/named", add).status_code == 422
    nell, hana = Party.objects.get(name="Nell"), Party.objects.get(name="Hana Kim")
    web.post(f"/stories/named/{nell.uid}/edit", {"role": "my girl", "also": "Nelly"})
    web.post(f"/stories/named/{nell.uid}/remove")
    assert web.post(f"/stories/named/{hana.uid}/remove").status_code == 422
    assert web.post(f"/stories/named/{hana.uid}/agreed", {"reach": "public", "words": ""}).status_code == 422
    web.post(f"/stories/named/{hana.uid}/agreed", {"reach": "public", "words": "On the phone"})
    assert "“On the phone”" in text(web.get(f"/stories/{story.uid}"))
    web.post(f"/stories/named/{hana.uid}/withdraw")
    assert "They took their name out." in text(web.get(f"/stories/{story.uid}"))


def test_the_public_page_takes_comments_of_people_and_drops_those_of_machines(web, teller, later):
    story, guest = told(teller, "public"), Client()
    page = guest.get(f"/s/{story.slug}")
    html = page.content.decode()
    assert "noindex" in html and not page.cookies and "<script" not in html and len(html) < 150_000
    made = re.search(r'name="made" value="([^"]+)"', html)[1]
    bad = guest.post(f"/s/{story.slug}", {**RUTH, "made": made, "email": "ruth"})
    assert bad.status_code == 422 and "never shown" in text(bad) and "Glad it is" in text(bad)
    assert guest.post(f"/s/{story.slug}", {**RUTH, "made": "1.x"}).status_code == 422
    assert guest.post(f"/s/{story.slug}", {**RUTH, "made": made, "website": "http://spam.example"}).status_code == 200
    assert not Comment.objects.exists()
    thanks = guest.post(f"/s/{story.slug}", {**RUTH, "made": made})
    link = re.search(r"/said/[\w-]{43}", thanks.content.decode())[0]
    assert "Glad it is" not in text(guest.get(f"/s/{story.slug}"))
    waiting = web.get("/stories")
    assert "Waiting for you" in text(waiting) and "ruth@reader.example" in text(waiting)
    comment = Comment.objects.get()
    web.post(f"/stories/comments/{comment.uid}/decide", {"decision": "approve"})
    shown = guest.get(f"/s/{story.slug}").content.decode()
    assert "Glad it is &lt;b&gt;written" in shown and "ruth@reader.example" not in shown
    assert "It stands under the story." in text(guest.get(link)) and Comment.objects.exists()
    assert "is gone" in text(guest.post(link)) and not Comment.objects.exists()
    assert guest.get(link).status_code == 404
    web.post(f"/stories/{story.uid}/reach", {"reach": "public", "indexed": "on", "comments_open": "on"})
    assert guest.get(f"/s/{story.slug}").headers["X-Robots-Tag"] == "all"
    web.post(f"/stories/{story.uid}/reach", {"reach": "private"})
    gone = guest.get(f"/s/{story.slug}")
    assert gone.status_code == 410 and "uncle" not in text(gone)
    assert guest.get("/s/nowhere-at-all").status_code == 404


def test_too_many_comments_from_one_place_are_asked_to_wait(teller, monkeypatch):
    story, guest = told(teller, "public"), Client()
    monkeypatch.setitem(OURS, "comment", "2/10m/ip")
    answers = [guest.post(f"/s/{story.slug}", RUTH).status_code for _ in range(3)]
    assert answers == [422, 422, 429] and not Comment.objects.exists()


def test_a_client_says_it_in_their_words_and_takes_them_back(web, teller):
    meet(teller, TOM)
    assert web.post("/stories/words", {"person": "Nobody Known"}).status_code == 422
    asked = web.post("/stories/words", {"person": "Tom Halloran", "asked": "What was it like?"})
    secret = re.search(r"/w/([\w-]{43})", asked.content.decode())[1]
    guest = Client()
    page = guest.get(f"/w/{secret}")
    assert "What was it like?" in text(page) and not page.cookies and models.Testimonial.objects.get().state == "asked"
    given = {"text": "She listened.", "name": "T. H.", "reach": "public"}
    wrong = guest.post(f"/w/{secret}", {**given, "reach": ""})
    assert wrong.status_code == 422 and "Choose who may read it" in text(wrong)
    assert guest.post(f"/w/{secret}", given).status_code == 302
    row = models.Testimonial.objects.get()
    web.post("/brief", {"name": "Leah", "headline": "I help.", "based_on": "0", "do": "publish"})
    assert web.post(f"/stories/words/{row.uid}/place", {"reach": "world"}).status_code == 422
    web.post(f"/stories/words/{row.uid}/place", {"reach": "public", "in_brief": "on"})
    slug = Brief.objects.get().slug
    assert "In their words" in text(guest.get(f"/b/{slug}")) and "T. H." in text(guest.get(f"/b/{slug}"))
    guest.post(f"/w/{secret}", {"do": "no"})
    assert "She listened" not in text(guest.get(f"/b/{slug}"))
    assert "took their words back" in text(web.get("/stories/words"))
    assert web.post(f"/stories/words/{row.uid}/delete").status_code == 302
    assert guest.get(f"/w/{secret}").status_code == 404


def test_the_brief_tells_the_story_without_a_name(web, teller):
    story = told(teller)
    assert "Write your brief first" in text(web.get(f"/stories/{story.uid}/brief"))
    web.post("/brief", {"name": "Leah", "headline": "I help.", "based_on": "0"})
    form = web.get(f"/stories/{story.uid}/brief")
    assert "A realtor’s client" in text(form) and "Hana" not in text(form)
    assert web.post(f"/stories/{story.uid}/brief", {"text": "", "based_on": "1"}).status_code == 422
    web.post(f"/stories/{story.uid}/brief", {"text": "Hana sent an uncle.", "based_on": "1"})
    assert "A realtor sent an uncle." in text(web.get("/brief"))


def test_stories_ask_the_database_little_however_many_there_are(web, teller, ben, django_assert_max_num_queries):
    story = told(teller, "public")
    for _ in range(8):
        shown(ben, tell_story(actor=ben, now=clock.now(), told=UNCLE, answers_uid=story.uid), "chapter")
    for path, most in (("/stories", 20), (f"/stories/{story.uid}", 20), ("/stories/words", 12)):
        with django_assert_max_num_queries(most):
            assert web.get(path).status_code == 200
    with django_assert_max_num_queries(4):
        assert Client().get(f"/s/{story.slug}").status_code == 200
