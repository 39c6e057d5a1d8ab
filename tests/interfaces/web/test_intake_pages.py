"""The form of a public page, what looks like a program, and the requests as the member takes or drops them."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.education.actions.briefs import save_brief
from grapevine.domain.education.actions.publishing import take_down_brief
from grapevine.domain.education.models import Brief
from grapevine.domain.education.rules.brief import BriefText
from grapevine.domain.people.models import Person
from grapevine.domain.referrals.actions.intake import forget_old
from grapevine.domain.referrals.actions.wished import wish_letters
from grapevine.domain.referrals.models import Incoming, Prospect, Referral
from grapevine.interfaces.web import limits
from grapevine.kit import clock
from tests.cast import DANA, NOW, meet
from tests.domain.referrals.referring import check_whole

SAID = {
    "whom": "other", "name": "Yuki Tanaka", "contact": "+1 617 555 0111", "need": "Sells her share of a practice",
    "when": "Mornings", "agreed": "on", "sender_name": "Dana Whitcomb", "sender_email": "Dana@whitcomb.example",
}  # fmt: skip


@pytest.fixture(autouse=True)
def then(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(seconds=30))


@pytest.fixture
def slug(actor: Actor) -> str:
    """The address of Leah's public page."""
    text = BriefText(
        name="Leah Marchetti", headline="I help parents separate without a war.", listen_for=("He moved out.",),
        first_question="May I ask her to call you?",
    )  # fmt: skip
    save_brief(actor=actor, now=NOW, text=text, publish=True)
    return Brief.objects.get().slug


def stamped(slug: str, monkeypatch: pytest.MonkeyPatch, ago: int = 30) -> str:
    """The stamp of a form that was opened so many seconds ago."""
    with monkeypatch.context() as then:
        then.setattr(clock, "now", lambda: NOW + timedelta(seconds=30 - ago))
        html = Client().get(f"/b/{slug}/refer").content.decode()
    found = re.search(r'name="stamp" value="([^"]+)"', html)
    assert found
    return found[1]


def post(slug: str, stamp: str, **said: str):
    return Client(enforce_csrf_checks=True).post(f"/b/{slug}/refer", {**SAID, "stamp": stamp, **said})


def test_somebody_sends_someone_and_she_takes_it_on_from_the_dana_of_her_book(
    web: Client,
    actor: Actor,
    slug: str,
    monkeypatch: pytest.MonkeyPatch,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    dana = meet(actor, DANA)
    assert f"/b/{slug}/refer" in Client().get(f"/b/{slug}").content.decode()
    stamp = stamped(slug, monkeypatch)
    for _ in range(2):
        answer = post(slug, stamp)
        assert answer.status_code == 200 and "Thank you" in answer.content.decode() and not answer.cookies
    row = Incoming.objects.get()
    assert not Referral.objects.exists() and Person.objects.count() == 1
    with django_assert_max_num_queries(12):
        page = web.get("/referrals/requests").content.decode()
    assert f'value="{dana.uid}"' in page and "Mornings" in page
    assert web.post(f"/referrals/requests/{row.uid}/accept", {"person": str(dana.uid)}).status_code == 302
    assert web.post(f"/referrals/requests/{row.uid}/accept", {"person": str(dana.uid)}).status_code == 404
    referral, prospect = Referral.objects.get(), Prospect.objects.get()
    assert (referral.stage, referral.sent_at, prospect.name) == ("accepted", row.created_at, "Yuki Tanaka")
    assert "Dana Whitcomb ticked" in prospect.words and not Incoming.objects.exists()
    check_whole()


def test_who_needs_it_themselves_becomes_somebody_new_in_the_book(
    web: Client, slug: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert post(slug, stamped(slug, monkeypatch), whom="me", name="", contact="", agreed="").status_code == 200
    web.post(f"/referrals/requests/{Incoming.objects.get().uid}/accept", {"person": "new"})
    assert Person.objects.get().name == "Dana Whitcomb" and Referral.objects.get().inside
    assert Prospect.objects.values_list("name", "email").get() == ("Dana Whitcomb", "Dana@whitcomb.example")


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"name": ""}, "Write their name"), ({"contact": ""}, "reached best"), ({"need": " "}, "in one line"),
        ({"agreed": ""}, "Ask them first"), ({"sender_name": ""}, "Who are you"), ({"sender_email": ""}, "your e-mail"),
        ({"sender_email": "dana"}, "not an e-mail address"), ({"contact": "me@"}, "not an e-mail address"),
        ({"stamp": ""}, "open for too long"), ({"stamp": "a~1~b~c"}, "open for too long"),
        ({"need": "http://a.example and www.b.example"}, "web addresses out"),
        ({"name": "www.win.xyz"}, "no web address"),
    ],
)  # fmt: skip
def test_what_is_missing_is_said_and_what_was_typed_stays(
    slug: str, monkeypatch: pytest.MonkeyPatch, said: dict[str, str], words: str
) -> None:
    answer = post(slug, **{"stamp": stamped(slug, monkeypatch), **said})
    html = answer.content.decode()
    assert answer.status_code == 422 and words in html and not Incoming.objects.exists()
    assert "+1 617 555 0111" in html or "contact" in said


def test_programs_are_told_the_same_and_nothing_is_kept(slug: str, monkeypatch: pytest.MonkeyPatch) -> None:
    trapped = post(slug, stamped(slug, monkeypatch), website="https://win.example")
    assert trapped.status_code == 200 and "Thank you" in trapped.content.decode()
    assert "That was quick" in post(slug, stamped(slug, monkeypatch, ago=1)).content.decode()
    assert "too long" in post(slug, stamped(slug, monkeypatch, ago=50_000)).content.decode()
    assert not Incoming.objects.exists()


def test_a_stamp_of_another_page_opens_nothing_here(
    slug: str, stranger: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = BriefText(name="Dana", headline="Taxes.", listen_for=("A sale.",), first_question="May I call?")
    save_brief(actor=stranger, now=NOW, text=text, publish=True)
    other = Brief.objects.exclude(slug=slug).get().slug
    assert post(slug, stamped(other, monkeypatch)).status_code == 422


def test_nobody_sends_for_ever(slug: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(limits.OURS, "intake", "2/h/ip")
    codes = [post(slug, stamped(slug, monkeypatch)).status_code for _ in range(3)]
    assert codes == [200, 200, 429] and Incoming.objects.count() == 2
    monkeypatch.setattr("grapevine.domain.referrals.actions.intake.WAITING_MOST", 2)
    monkeypatch.setitem(limits.OURS, "intake", "9/h/ip")
    assert "more has been sent" in post(slug, stamped(slug, monkeypatch)).content.decode().lower()


def test_the_answer_tells_nobody_which_address_is_known(
    slug: str, actor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    meet(actor, DANA)
    known = post(slug, stamped(slug, monkeypatch)).content
    strange = post(slug, stamped(slug, monkeypatch), sender_email="nobody@else.example", sender_name="No Body").content
    assert known == strange


def test_a_page_that_takes_none_that_is_down_or_never_was_takes_none(
    actor: Actor, slug: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    stamp = stamped(slug, monkeypatch)
    wish_letters(actor=actor, now=NOW, intake=False)
    assert Client().get(f"/b/{slug}/refer").status_code == post(slug, stamp).status_code == 404
    assert "/refer" not in Client().get(f"/b/{slug}").content.decode()
    wish_letters(actor=actor, now=NOW, intake=True)
    take_down_brief(actor=actor, now=NOW, brief_uid=Brief.objects.get().uid)
    assert post(slug, stamp).status_code == Client().get("/b/never/refer").status_code == 404
    assert not Incoming.objects.exists()


def test_dropped_or_forgotten_nothing_of_it_is_kept_and_a_stranger_finds_none(
    web: Client, stranger_web: Client, slug: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    post(slug, stamped(slug, monkeypatch))
    uid = Incoming.objects.get().uid
    assert "Nothing <em>waits</em>" in stranger_web.get("/referrals/requests").content.decode()
    for verb in ("accept", "drop"):
        assert stranger_web.post(f"/referrals/requests/{uid}/{verb}").status_code == 404
    assert web.post(f"/referrals/requests/{uid}/drop").status_code == 302 and not Incoming.objects.exists()
    post(slug, stamped(slug, monkeypatch))
    assert forget_old(NOW + timedelta(days=30)) == 0 and forget_old(NOW + timedelta(days=31)) == 1
    assert not Referral.objects.exists()
