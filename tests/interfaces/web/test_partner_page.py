"""The partner's own page by a link: what it shows, what it does, and everything that could go wrong with a link."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from grapevine.domain.accounts.models import Member
from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.gives.actions import log_give
from grapevine.domain.letters.models import Letter
from grapevine.domain.partnerships.actions import agreements, partner_links
from grapevine.domain.partnerships.models import Partnership
from grapevine.domain.partnerships.rules.terms import Terms
from grapevine.kit import clock
from tests.cast import DANA, PRIYA, meet

HOPES = Terms(2, 2, ("first-home",), (), "By mail, to both", 30, None, "Lunch on Fridays")


@pytest.fixture
def proposed(actor: Actor) -> Partnership:
    """Leah, who works in no regulated trade here, has proposed an agreement to Dana."""
    Member.objects.filter(pk=actor.member_id).update(profession="", profession_key="")
    person = meet(actor, replace(DANA, profession="Photographer", title="Photographer"))
    meet(actor, PRIYA)
    said = replace(HOPES, review_on=clock.now().date() + timedelta(days=180))
    return agreements.propose(actor=actor, now=clock.now(), person_uid=person.uid, said=said)


@pytest.fixture
def secret(actor: Actor, proposed: Partnership) -> str:
    return partner_links.make_link(actor=actor, now=clock.now(), partnership_uid=proposed.uid)[1]


def post(secret: str, **said: object):
    return Client(enforce_csrf_checks=True).post(f"/p/{secret}", said)


def state(one: Partnership) -> tuple[str, int, int, int]:
    one.refresh_from_db()
    return one.state, one.version, one.signed_owner, one.signed_partner


def test_the_page_tells_what_is_proposed_and_nothing_of_anybody_else(
    actor: Actor, proposed: Partnership, secret: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    agreements.keep_private_note(actor=actor, now=clock.now(), partnership_uid=proposed.uid, note="Pays late")
    with django_assert_max_num_queries(12):
        answer = Client().get(f"/p/{secret}")
    html = answer.content.decode()
    assert answer.status_code == 200
    assert all(said in html for said in ("Leah Marchetti", "Lunch on Fridays", "2 a quarter"))
    assert "Pays late" not in html and "Priya" not in html
    assert answer.headers["Referrer-Policy"] == "no-referrer" and "noindex" in html and not answer.cookies


def test_looking_changes_nothing_and_signing_is_asked_once_more(proposed: Partnership, secret: str) -> None:
    client = Client()
    client.get(f"/p/{secret}?do=sign&sure=yes&version=1")
    client.head(f"/p/{secret}")
    once = post(secret, do="sign", version="1")
    assert "Sign it" in once.content.decode() and state(proposed) == ("proposed", 1, 1, 0)
    assert post(secret, do="sign", version="1", sure="yes").status_code == 302
    assert state(proposed) == ("active", 1, 1, 1)
    again = post(secret, do="sign", version="1", sure="yes")
    assert again.status_code == 422 and "signed this wording already" in again.content.decode()


def test_another_wording_goes_back_to_the_member_and_only_what_was_read_is_signed(
    actor: Actor, proposed: Partnership, secret: str
) -> None:
    post(secret, do="change", version="1", you_hope="4", they_hope="", introduce="By phone", note="Lunch", words="Or")
    assert state(proposed) == ("proposed", 2, 1, 2)
    agreements.sign(now=clock.now(), find=agreements.as_member(actor, proposed.uid), version=2)
    assert state(proposed)[0] == "active"
    stale = post(secret, do="change", version="1", you_hope="9")
    assert stale.status_code == 409 and "changed since" in stale.content.decode()
    assert "changed since" in post(secret, do="sign", version="1").content.decode()


@pytest.mark.parametrize("said", [{"you_hope": "many"}, {"you_hope": "900"}, {"version": "x", "you_hope": "3"}])
def test_a_wording_that_cannot_stand_says_why_and_changes_nothing(
    proposed: Partnership, secret: str, said: dict[str, str]
) -> None:
    answer = post(secret, **{"do": "change", "version": "1", "introduce": "x", **said})
    assert answer.status_code == (409 if said.get("version") else 422) and "error--form" in answer.content.decode()
    assert state(proposed) == ("proposed", 1, 1, 0)


def test_in_force_both_say_how_it_goes_pause_and_end(actor: Actor, proposed: Partnership, secret: str) -> None:
    post(secret, do="sign", version="1", sure="yes")
    assert "Say whether you kept your part" in post(secret, do="check_in").content.decode()
    assert post(secret, do="check_in", kept="partly", helped="<b>Lunch</b>").status_code == 302
    html = Client().get(f"/p/{secret}").content.decode()
    assert "kept it: in part" in html and "&lt;b&gt;Lunch" in html
    log_give(actor=actor, now=clock.now(), person_uid=proposed.person.uid, at=clock.now(), kind="referral",
             direction="received")  # fmt: skip
    came = " ".join(re.sub("<[^>]+>", " ", Client().get(f"/p/{secret}").content.decode()).split())
    assert "Hoped a quarter You to Leah 1 1 2 Leah to you 0 0 2 Too early to say." in came
    for wrong in ("August", "2020-01-01", "9999-12-31"):
        assert post(secret, do="pause", until=wrong).status_code == 422
    assert state(proposed)[0] == "active"
    post(secret, do="pause", words="August", until=(clock.now() + timedelta(days=30)).date())
    assert "Pauses until" in Client().get(f"/p/{secret}").content.decode()
    post(secret, do="resume")
    post(secret, do="pause", until="")
    assert state(proposed)[0] == "paused" and proposed.paused_until is None
    assert "End the agreement" in post(secret, do="end").content.decode() and state(proposed)[0] == "paused"
    post(secret, do="end", sure="yes", words="I move away")
    assert state(proposed)[0] == "ended"
    assert "I move away" in Client().get(f"/p/{secret}").content.decode()


def test_a_link_that_was_guessed_taken_back_replaced_or_is_too_old_opens_nothing(
    actor: Actor, proposed: Partnership, secret: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert Client().get("/p/" + "x" * 43).status_code == 404
    newer = partner_links.make_link(actor=actor, now=clock.now(), partnership_uid=proposed.uid)
    assert Client().get(f"/p/{secret}").status_code == 410
    assert post(secret, do="sign", version="1", sure="yes").status_code == 410
    partner_links.revoke_link(actor=actor, now=clock.now(), link_uid=newer[0].uid)
    assert "taken back" in Client().get(f"/p/{newer[1]}").content.decode()
    last = partner_links.make_link(actor=actor, now=clock.now(), partnership_uid=proposed.uid, days=1)[1]
    later = clock.now() + timedelta(days=2)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert "run out" in Client().get(f"/p/{last}").content.decode()
    assert state(proposed) == ("proposed", 1, 1, 0)


def test_told_no_more_no_other_link_is_made_by_mistake(
    client: Client, leah: Member, proposed: Partnership, secret: str
) -> None:
    assert post(secret, do="stop").status_code == 200
    assert post(secret, do="stop", sure="yes").status_code == 410
    client.force_login(leah, "grapevine.interfaces.web.sessions.MemberBackend")
    Member.objects.filter(pk=leah.pk).update(welcomed_at=clock.now())
    refused = client.post(f"/partners/{proposed.uid}/link")
    assert refused.status_code == 422 and "asked for no more" in refused.content.decode()
    assert "/p/" in client.post(f"/partners/{proposed.uid}/link", {"they_agreed": "on"}).content.decode()


def test_the_link_of_a_member_who_left_opens_nothing(leah: Member, secret: str) -> None:
    Member.objects.filter(pk=leah.pk).update(is_active=False)
    assert Client().get(f"/p/{secret}").status_code == 404


def test_the_day_of_the_review_is_in_words(secret: str) -> None:
    day = clock.now().date() + timedelta(days=180)
    assert f"{day.day} {day:%B %Y}" in Client().get(f"/p/{secret}").content.decode()


def changed_by_leah(actor: Actor, one: Partnership) -> None:
    """Leah puts another wording on the table while Dana has the first one open."""
    said = replace(HOPES, introduce="At lunch", review_on=clock.now().date() + timedelta(days=180))
    agreements.change(now=clock.now(), find=agreements.as_member(actor, one.uid), version=1, said=said)


@pytest.mark.parametrize("what", ["sign", "decline"])
def test_nobody_answers_a_wording_that_they_have_not_read(
    actor: Actor, proposed: Partnership, secret: str, what: str
) -> None:
    changed_by_leah(actor, proposed)
    for sure in ("", "yes"):
        answer = post(secret, do=what, version="1", sure=sure)
        assert answer.status_code == 409 and "has changed since you opened" in answer.content.decode()
    assert state(proposed) == ("proposed", 2, 2, 0)
    post(secret, do="decline", version="2", sure="yes", words="Not now")
    assert state(proposed)[0] == "declined"


def test_the_partner_renews_an_agreement_whose_review_day_has_passed(
    actor: Actor, proposed: Partnership, secret: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    post(secret, do="sign", version="1", sure="yes")
    later = clock.now() + timedelta(days=181)
    newer = partner_links.make_link(actor=actor, now=later, partnership_uid=proposed.uid)[1]
    monkeypatch.setattr(clock, "now", lambda: later)
    assert 'name="review_on"' in Client().get(f"/p/{newer}").content.decode()
    same = {"do": "change", "version": "1", "you_hope": "2", "they_hope": "2", "cadence": "60"}
    for wrong in ({"review_on": "soon"}, {"review_on": "2020-01-01"}, {"review_on": ""}):
        assert post(newer, **same, **wrong).status_code == 422
    assert post(newer, **{**same, "cadence": "3"}, review_on=(later + timedelta(90)).date()).status_code == 422
    assert post(newer, **same, review_on=(later + timedelta(90)).date()).status_code == 302
    assert state(proposed) == ("active", 2, 1, 2)


def test_what_was_typed_is_still_there_when_it_is_refused(proposed: Partnership, secret: str) -> None:
    html = post(secret, do="change", version="1", you_hope="900", introduce="With <b>care", words="Or").content.decode()
    assert 'value="900"' in html and "With &lt;b&gt;care" in html and 'value="Or"' in html
    post(secret, do="sign", version="1", sure="yes")
    assert 'value="Ask Tom"' in post(secret, do="check_in", step="Ask Tom").content.decode()


def test_every_answer_keeps_the_address_to_itself(secret: str) -> None:
    for answer in (Client().get(f"/p/{secret}"), post(secret, do="sign", version="1"), Client().get("/p/unknown")):
        assert answer.headers["Referrer-Policy"] == "no-referrer" and not answer.cookies
        assert "noindex" in answer.headers["X-Robots-Tag"] and "no-store" in answer.headers["Cache-Control"]
        html = answer.content.decode()
        assert "<script" not in html and "csrf" not in html


def test_the_letter_with_the_link_goes_once_and_not_without_the_link(web: Client, proposed: Partnership) -> None:
    html = web.post(f"/partners/{proposed.uid}/link").content.decode()
    found = re.search(r'<textarea[^>]*name="text"[^>]*>(.*?)</textarea>', html, re.S)
    key = re.search(r'name="letter_id" value="([^"]+)"', html)
    assert found and key
    sent = {"subject": "You and I", "text": unescape(found[1]), "letter_id": key[1]}
    address = f"/partners/{proposed.uid}/link/send"
    assert web.post(address, {**sent, "text": "The link is gone"}).status_code == 422 and not Letter.objects.exists()
    for _ in range(2):
        assert web.post(address, sent).status_code == 302
    assert Letter.objects.count() == 1
    path = re.search(r"/p/\S+", sent["text"])
    assert path and Client().get(path[0]).status_code == 200
